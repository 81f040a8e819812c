#!/bin/sh
# Every command of the program's table, and every option of its usage lines,
# stands in the manual page.
set -u
page=docs/man/palabre.1
palabre=${PALABRE:-${O:-build}/palabre}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
status=0

LC_ALL=C "$palabre" help >"$tmp/help" || exit 1
for family in member room mandate setting; do
	LC_ALL=C "$palabre" "$family" 2>>"$tmp/help"
done
for command in $(sed -n 's/^palabre \([a-z]*\).*/\1/p' "$tmp/help"); do
	grep -q "^\.It Nm Ic $command\>" "$page" || {
		echo "$page: no command $command"
		status=1
	}
done
for option in $(grep -o -- '--[a-z-]*' "$tmp/help" | sort -u); do
	grep -q -- "Fl -${option#--}\>" "$page" || {
		echo "$page: no option $option"
		status=1
	}
done
[ "$(wc -l <"$tmp/help")" -gt 20 ] || { echo "help is too short"; status=1; }
exit $status
