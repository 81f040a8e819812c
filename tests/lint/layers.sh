#!/bin/sh
# Layers, read from what the compiler saw (the .d files of -MD, system headers
# included): store <- ui <- server/main.c; one includer for each library.
set -u
O=${O:-build}
bad=0

# Each line: a source, and a header that its compilation saw.
seen=$(mktemp)
trap 'rm -f "$seen"' EXIT
find "$O/store" "$O/ui" "$O/server" -name '*.d' 2>/dev/null | sort |
while read -r d; do
	file=${d#"$O"/}
	[ -e "${file%.d}.c" ] && echo "$d"
done | xargs -r awk '{
	gsub(/\\/, "")
	source = substr(FILENAME, length(top) + 2)
	sub(/\.d$/, ".c", source)
	for (i = 1; i <= NF; i++)
		if ($i !~ /:$/)
			print source, $i
}' top="$O" | sort -u >"$seen"

# refuse SOURCES-REGEX HEADERS-REGEX [EXCEPT-REGEX]: none of the sources may
# have seen any of the headers.
refuse()
{
	S=$1 H=$2 E=${3:-^$} awk '
	$1 ~ ENVIRON["S"] && $1 !~ ENVIRON["E"] && $2 ~ ENVIRON["H"] {
		print $1 " sees " $2
		bad = 1
	}
	END { exit bad }' "$seen" || bad=1
}

[ -s "$seen" ] || {
	echo "nothing is built in $O"
	exit 1
}
refuse '^store/' '^(ui|server)/|(^|/)(curses|ncurses[^/]*|libssh)[./]'
refuse '^ui/' '^server/|/lmdb\.h$|/libssh/'
refuse '^server/' '^(ui|store/(engine|forum))/|/lmdb\.h$' '^server/main\.c$'
refuse '' '/lmdb\.h$' '^store/engine/db(_env|_map|_scrub)?\.c$'
refuse '' '/n?cursesw?\.h$' '^ui/core/term(_draw)?\.c$'
refuse '' '/uni(str|norm|case|gbrk|width|lbrk|wbrk|ctype|name)\.h$' \
    '^store/base/text[a-z_]*\.c$'
refuse '' '/libstemmer\.h$' '^store/base/stem\.c$'
refuse '' '/cmark\.h$' '^ui/widgets/wrap_(marks|inline)\.c$'
refuse '' '/libssh/' '^server/'
exit $bad
