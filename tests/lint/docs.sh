#!/bin/sh
# docs/gen is what the tables of the program say now.
set -u
[ -x docs/gen.sh ] || exit 0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
docs/gen.sh "${PALABRE:-build/palabre}" "$tmp" || exit 1
diff -ru docs/gen "$tmp" || {
	echo "make docs, then read the difference"
	exit 1
}
