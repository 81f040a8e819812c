# Functions for the stores of screen scripts; PALABRE and DATA are set.
# Everything goes through the program, as a sysop and members do it.

# at 2026-11-12T09:00:00Z: the store's clock stands there from now on.  The
# shift is kept beside the store, since `palabre clock` only adds to it.
at()
{
	before=$(cat "$DATA.shift" 2>/dev/null || echo 0)
	shift_now=$(($(date -u -d "$1" +%s) - $(date -u +%s)))
	delta=$((shift_now - before))
	case $delta in
	-*)	"$PALABRE" clock --data "$DATA" "${delta}s" ;;
	*)	"$PALABRE" clock --data "$DATA" "+${delta}s" ;;
	esac >/dev/null
	echo $shift_now >"$DATA.shift"
}

member()
{
	"$PALABRE" member add --data "$DATA" "$@" >/dev/null
}

room()
{
	"$PALABRE" room add --data "$DATA" "$@" >/dev/null
}

# as NAME COMMAND…: a line command; text on standard input.
as()
{
	"$PALABRE" as --data "$DATA" "$@"
}

# new NAME ROOM TITLE [OPTION…] <TEXT: opens a thread, leaves N in $post
new()
{
	who=$1 where=$2 title=$3
	shift 3
	post=$(as "$who" new "$where" --title "$title" "$@")
	post=${post#\#}
}

# reply NAME TO [OPTION…] <TEXT: the same for a reply
reply()
{
	who=$1 to=$2
	shift 2
	post=$(as "$who" reply "$to" "$@")
	post=${post#\#}
}
