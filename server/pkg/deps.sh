#!/bin/sh
# deps.sh [GROUP…]: installs the packages of packages.txt that are missing
# (of these groups; all groups by default), as root or through sudo.  With
# nothing to install it asks dpkg once and is silent.  Where it may not
# install, it prints the line to run and ends with status 1.
set -eu
here=$(dirname "$0")
groups=${*:-build run test bench}

wanted=$(awk -v groups=" $groups " \
    '!/^#/ && NF == 2 && index(groups, " " $1 " ") { print $2 }' \
    "$here/packages.txt")
# "installed" only: a package removed but not purged is known to dpkg too.
have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted \
    2>/dev/null | sed -n 's/^installed //p') || true
missing=
for package in $wanted; do
	case "
$have
" in
	*"
$package
"*)	;;
	*)	missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
	sudo=
elif sudo -n true 2>/dev/null; then
	sudo="sudo -n"
elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
	sudo=sudo
else
	echo "Some packages are missing.  As root, run:" >&2
	echo "  apt-get update && $line" >&2
	exit 1
fi
echo "installing:$missing"
$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q
exec $sudo env DEBIAN_FRONTEND=noninteractive $line
