#!/bin/sh
# Every deed is a line command, a choice of plain mode and a bind on a screen.
# A choice of plain mode is one that its own files offer (of passwords,
# password.c): that its prompt also takes each line command is not enough,
# since who does not know the command's name would never find it.  Acts without
# one of the three stand in acts.allow, each with its reason; a reason that no
# longer holds fails too, and so does one for an act that is gone.
set -u
allow=tests/lint/acts.allow
bad=0
lines=$(ls ui/lines/*.c | grep -v '/plain')
for act in $(sed -n 's/^[[:space:]]*X(\(ACT_[A-Z_]*\),.*/\1/p' \
    store/forum/act.h); do
	for kind in line plain bind; do
		case $kind in
		line)	where=$lines ;;
		plain)	where="ui/lines/password.c $(ls ui/lines/plain*.c)" ;;
		bind)	where=$(ls ui/screens/*.c ui/core/*.c) ;;
		esac
		allowed=$(grep -cE "^$act $kind " "$allow")
		if grep -qw "$act" $where; then
			has=1
		else
			has=0
		fi
		if [ $has = 0 ] && [ "$allowed" = 0 ]; then
			echo "$act has no $kind, and no reason in $allow"
			bad=1
		elif [ $has = 1 ] && [ "$allowed" != 0 ]; then
			echo "$act has a $kind now: take it out of $allow"
			bad=1
		fi
	done
done
for act in $(sed -n 's/^\(ACT_[A-Z_]*\) .*/\1/p' "$allow" | sort -u); do
	grep -qw "$act" store/forum/act.h || {
		echo "$allow: there is no $act"
		bad=1
	}
done
exit $bad
