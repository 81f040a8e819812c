#!/bin/sh
# Reads what `make -n` would run and prints compile_commands.json.
set -eu
awk -v dir="$PWD" '
/ -c -o / {
	file = $NF
	gsub(/["\\]/, "\\\\&")
	printf "%s{ \"directory\": \"%s\", \"file\": \"%s\",\n  \"command\": \"%s\" }",
	    n++ ? ",\n" : "[\n", dir, file, $0
}
END { print n ? "\n]" : "[]" }'
