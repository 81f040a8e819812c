#!/bin/sh
# gen.sh PALABRE [DIR]: what the program's tables say, as pages in docs/gen (or
# DIR).  `make docs` writes them; tests/lint/docs.sh sees that they are current.
set -eu
palabre=$1
out=${2:-docs/gen}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
chmod 711 "$tmp"
mkdir -p "$out"

"$palabre" init --test-clock --data "$tmp/data" >/dev/null
"$palabre" member add --data "$tmp/data" docs >/dev/null

{
	echo "# The program's commands"
	echo
	echo "Made from the table in server/main.c."
	echo
	LC_ALL=C "$palabre" help | sed 's/^/    /'
} >"$out/program.md"

{
	echo "# The server's settings"
	echo
	echo "Made from the table in server/conf.c: what the file of"
	echo "\`serve --config\` may hold, with the defaults."
	echo
	"$palabre" serve --settings | sed 's/^/    /; s/ *$//'
} >"$out/settings.md"

{
	echo "# The forum's settings"
	echo
	echo "Made from the table in store/forum/setting.h: what"
	echo "\`palabre setting set NAME N\` changes."
	echo
	echo "| name | usual | least | most | what it is |"
	echo "|---|---|---|---|---|"
	LC_ALL=C "$palabre" setting list --json --data "$tmp/data" |
	    python3 -c 'import json, sys
for row in json.load(sys.stdin)["settings"]:
    print("| `%s` | %d | %d | %d | %s |" % (row["name"], row["default"],
          row["least"], row["most"], row["help"]))'
} >"$out/forum-settings.md"

"$palabre" as --data "$tmp/data" docs help --json >"$tmp/help.json"
python3 - "$tmp/help.json" >"$out/line-commands.md" <<'PY'
import json
import sys

with open(sys.argv[1], encoding='utf-8') as f:
    rows = json.load(f)['commands']
print('# Line commands\n')
print('Made from the table in ui/lines/lines.c. In plain mode the French '
      'word is taken too.\n')
print('| usage | what it does | French word | guests |')
print('|---|---|---|---|')
for row in rows:
    print('| `%s` | %s | %s | %s |' % (
        row['usage'].replace('|', '\\|'), row['help'], row['plain'],
        'yes' if row['guests'] else ''))
PY
