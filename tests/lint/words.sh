#!/bin/sh
# What never stands in the tree: unfinished marks, C locale surprises, paths of
# one machine; scripts that a shell does not read; French that blames.
set -u
bad=0
# Built by concatenation so that this file does not find itself.
marks='TO''DO|FIX''ME|X''XX'
if grep -nE "\b($marks)\b" $(tests/lint/files '*.c' '*.h' '*.py' '*.sh' '*.mk' \
    Makefile '*.md'); then
	echo "something says that it is unfinished"
	bad=1
fi
if grep -nE '/wor''k/|/tm''p/w/|/roo''t/' $(tests/lint/files '*' |
    grep -vx LICENSE); then
	echo "a path of one machine"
	bad=1
fi
# strcpy of a literal has its bound in sight.
if grep -nE '\b(strcpy|strcat|sprintf|gets|strtok)\(' \
    $(tests/lint/files 'store/*.c' 'ui/*.c' 'server/*.c') | grep -vE 'strcpy\([^"]*, "[^"]*"\)'; then
	echo "a function without a bound"
	bad=1
fi
for script in $(tests/lint/files '*.sh' .ci/run tests/e2e/askpass \
    tests/lint/files); do
	sh -n "$script" || bad=1
done
python3 tests/lint/french.py || bad=1
exit $bad
