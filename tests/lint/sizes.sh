#!/bin/sh
# One job a file: over 500 lines is said here, over 800 fails unless
# docs/decisions names the file with its reason.
set -u
bad=0
for file in $(tests/lint/files '*.c' '*.h'); do
	lines=$(wc -l <"$file")
	[ "$lines" -gt 500 ] && echo "$file has $lines lines"
	if [ "$lines" -gt 800 ] &&
	    ! grep -qrF "$file" docs/decisions 2>/dev/null; then
		echo "  split it, or give the reason in docs/decisions"
		bad=1
	fi
done
exit $bad
