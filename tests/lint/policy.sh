#!/bin/sh
# policy_check() is called from three places only: the acts' door, the query's
# one visibility function, and store_may() for greying.  Its refusals are read
# in line commands and plain mode too: they say the deed, never a key.
set -u
files=$(tests/lint/files 'store/*.c' 'ui/*.c' 'server/*.c' |
    grep -v '^store/forum/policy')
calls=$(grep -nE '[^_a-z]policy_check\(' $files |
    grep -vE ':[[:space:]]*(/?\*|//)')
outside=$(echo "$calls" | grep -vE '^store/forum/(act|query)[a-z_]*\.c:')
count=$(echo "$calls" | grep -c .)
bad=0
if [ -n "$outside" ]; then
	echo "policy_check called elsewhere:"
	echo "$outside"
	bad=1
fi
if [ "$count" -ne 3 ]; then
	echo "policy_check is called $count times, not 3:"
	echo "$calls"
	bad=1
fi
if tr '\n' ' ' <store/forum/policy.c | sed 's/"[[:space:]]*"//g' |
    grep -oE '"[^"]*: [a-zA-Z]\."'; then
	echo "a refusal names a key"
	bad=1
fi
exit $bad
