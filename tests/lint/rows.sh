#!/bin/sh
# Every row of the tables in headers is used by some source: a table of the
# store, an act, a right, a refusal, a style.  (model.h is left out: its rows
# are the words of members, and each stands for itself.)
set -u
bad=0
sources=$(tests/lint/files 'store/*.c' 'ui/*.c' 'server/*.c')
headers=$(tests/lint/files '*.h' | grep -vx store/forum/model.h)
for header in $(grep -lE '^[[:space:]]*X\(' $headers); do
	for row in $(sed -nE \
	    's/^[[:space:]]*X\(([A-Za-z_0-9]+),?.*/\1/p' "$header"); do
		grep -qw "$row" $sources || {
			echo "$header: nothing uses $row"
			bad=1
		}
	done
done
exit $bad
