#!/bin/sh
# What never stands in the tree: unfinished marks, C locale surprises, paths of
# one machine; scripts that a shell does not read; French that blames.
set -u
bad=0
# Built by concatenation so that this file does not find itself.
marks='TO''DO|FIX''ME|X''XX'
if git grep -nE "\b($marks)\b" -- '*.c' '*.h' '*.py' '*.sh' '*.mk' Makefile \
    '*.md' ':!tests/lint/words.sh'; then
	echo "something says that it is unfinished"
	bad=1
fi
if git grep -nE '/work/|/tmp/w/|/root/' -- ':!tests/lint/words.sh' \
    ':!LICENSE'; then
	echo "a path of one machine"
	bad=1
fi
# strcpy of a literal has its bound in sight.
if git grep -nE '\b(strcpy|strcat|sprintf|gets|strtok)\(' -- 'store/*.c' 'ui/*.c' \
    'server/*.c' | grep -vE 'strcpy\([^"]*, "[^"]*"\)'; then
	echo "a function without a bound"
	bad=1
fi
for script in $(git ls-files '*.sh' .ci/run tests/e2e/askpass); do
	[ ! -e "$script" ] || sh -n "$script" || bad=1
done
python3 tests/lint/french.py || bad=1
exit $bad
