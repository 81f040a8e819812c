#!/bin/sh
# run.sh DIR TEST…: runs the tests, JOBS (3) at once, each in a directory of
# its own under DIR, with a bound on its time (LIMIT seconds), and sums them
# up: the last line is exactly `N passed, N failed`.  Status 1 if any failed.
#
# Their temporary files are under TMPDIR (/tmp) and not in the tree: that may
# stand in root's home, where the users that the server becomes cannot go.
#
# A TEST is a file: a cmocka program, a fuzz target, an end-to-end script, a
# screen script, a lint.  What failed prints its log when it ends.
set -u
out=$1
shift
top=$(cd "$(dirname "$0")/.." && pwd)

# count LOG STATUS: prints "PASSED FAILED".  cmocka counts itself; our own
# scripts end with the closing line; for the rest the status is the result.
# A program that ended badly without saying what failed has failed once.
count()
{
	awk -v status="$2" '
	/^\[       OK \]/ { ok++ }
	/^\[  FAILED  \] [0-9]+ test\(s\), listed below/ { bad += $4 }
	/^\[==========\] Running/ { cmocka = 1 }
	/^[0-9]+ passed, [0-9]+ failed$/ { said = 1; p = $1; f = $3 }
	END {
		if (cmocka) { p = ok + 0; f = bad + 0 }
		else if (!said) { p = (status == 0); f = 0 }
		if (status != 0 && f == 0) f = 1
		print p + 0, f + 0
	}' "$1"
}

# one DIR TEST: what each job does.
one()
{
	name=$(echo "$2" | sed 's|.*tests/||; s|/|-|g')
	dir=$1/$name
	tmp=$TMPDIR/$name
	rm -rf "$dir"
	mkdir -p "$dir" "$tmp"
	chmod 711 "$tmp"
	case $2 in
	/*)	test=$2 ;;
	*)	test=$top/$2 ;;
	esac
	corpus=$top/tests/fuzz/corpus/${test##*/fuzz_}
	case $2 in
	*.py)	set -- python3 "$test" ;;
	*.scr)	set -- python3 "$top/tests/screens/screens.py" "$test" ;;
	*.sh)	set -- sh "$test" ;;
	*/fuzz/fuzz_*)
		if [ "${B:-rel}" = fuzz ] || [ -n "${SECONDS_EACH:-}" ]; then
			mkdir -p "$dir/found"
			set -- "$test" -max_total_time="${SECONDS_EACH:-60}" \
			    -rss_limit_mb=2048 -timeout=10 -verbosity=0 \
			    -print_final_stats=1 "$dir/found" "$corpus"
		else
			set -- "$test" "$corpus"
		fi ;;
	*)	set -- "$test" ;;
	esac
	limit=${LIMIT:-280}
	case $test in
	*/kill/*) limit=$((limit + ${ROUNDS:-5} * 20)) ;;
	*/fuzz/*) limit=$((limit + ${SECONDS_EACH:-0})) ;;
	esac
	start=$(date +%s)
	(
		case $1 in
		sh)	cd "$top" ;;
		*)	cd "$dir" ;;
		esac
		TMPDIR=$tmp CMOCKA_MESSAGE_OUTPUT=stdout TOP=$top \
		    PALABRE=$top/${O:-build}/palabre \
		    TOOLS=$top/${O:-build}/tests/tools \
		    PYTHONDONTWRITEBYTECODE=1 \
		    exec timeout -k 5 $limit "$@"
	) >"$dir/log" 2>&1 </dev/null
	status=$?
	set -- $(count "$dir/log" $status)
	echo "$1 $2" >"$dir/count"
	line=$(printf '%-40s %4d passed, %d failed  (%d s)' "$name" "$1" "$2" \
	    $(($(date +%s) - start)))
	if [ "$2" -gt 0 ]; then
		# One write, so that two jobs do not mix their lines.
		printf '%s\n%s\n' "$line  status $status, $dir/log" \
		    "$(tail -n "${LOG_LINES:-60}" "$dir/log" | sed 's/^/    /')"
	else
		echo "$line"
	fi
	[ -n "${KEEP:-}" ] || rm -rf "$tmp"
}

if [ "$out" = --one ]; then
	one "$1" "$2"
	exit
fi
case $out in
/*)	;;
*)	out=$top/$out ;;
esac
rm -rf "$out"
mkdir -p "$out"
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/palabre-tests-XXXXXX")
export TMPDIR
trap '[ -n "${KEEP:-}" ] || rm -rf "$TMPDIR"' EXIT
trap 'exit 130' HUP INT TERM
chmod 711 "$TMPDIR"
if [ $# -gt 0 ]; then
	printf '%s\n' "$@" |
	    xargs -P "${JOBS:-3}" -I TEST "$0" --one "$out" TEST
fi
# A job that vanished has left no count: it failed.
awk -v wanted=$# '
{ p += $1; f += $2; n++ }
END {
	f += wanted - n
	printf "%d passed, %d failed\n", p, f
	exit f > 0
}' $(find "$out" -mindepth 2 -maxdepth 2 -name count) </dev/null
