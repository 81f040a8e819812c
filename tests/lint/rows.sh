#!/bin/sh
# Every row of the tables in headers is used by some source: a table of the
# store, an act, a right, a refusal, a style.  (model.h is left out: its rows
# are the words of members, and each stands for itself.)
set -u
bad=0
for header in $(git grep -lE '^[[:space:]]*X\(' -- '*.h' \
    ':!store/forum/model.h'); do
	for row in $(sed -nE \
	    's/^[[:space:]]*X\(([A-Za-z_0-9]+),?.*/\1/p' "$header"); do
		git grep -qw "$row" -- '*.c' ':!tests/*' || {
			echo "$header: nothing uses $row"
			bad=1
		}
	done
done
exit $bad
