#!/bin/sh
# cov.sh BUILD: for each source, how many of its lines ran; least first.
set -eu
build=$1
find "$build/store" "$build/ui" "$build/server" -name '*.gcda' |
while read -r data; do
	gcov -n -o "$(dirname "$data")" "$data" 2>/dev/null
done | awk '
/^File / { file = $2; gsub("\047", "", file) }
/^Lines executed/ && file ~ /^(store|ui|server)\/.*\.c$/ {
	split($0, a, /[:% ]+/)
	printf "%6.1f %% of %5d  %s\n", a[3], a[5], file
	ran += a[3] * a[5] / 100
	all += a[5]
	file = ""
}
END { if (all) printf "%6.1f %% of %5d  in all\n", ran * 100 / all, all }' |
    sort -n
