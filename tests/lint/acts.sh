#!/bin/sh
# Every deed is a line command and a bind on a screen.  Acts without one of
# the two stand in acts.allow, each with its reason; a reason that no longer
# holds fails too.
set -u
allow=tests/lint/acts.allow
bad=0
for act in $(sed -n 's/^[[:space:]]*X(\(ACT_[A-Z_]*\),.*/\1/p' \
    store/forum/act.h); do
	for kind in line:ui/lines bind:ui/screens; do
		name=${kind%%:*}
		allowed=$(grep -cE "^$act $name " "$allow")
		if grep -rqw --include='*.c' "$act" "${kind#*:}" ui/core; then
			has=1
		else
			has=0
		fi
		if [ $has = 0 ] && [ "$allowed" = 0 ]; then
			echo "$act has no $name, and no reason in $allow"
			bad=1
		elif [ $has = 1 ] && [ "$allowed" != 0 ]; then
			echo "$act has a $name now: take it out of $allow"
			bad=1
		fi
	done
done
exit $bad
