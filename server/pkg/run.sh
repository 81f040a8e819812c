#!/bin/sh
# run.sh PALABRE DIR: what `make run` does once the program is built.  Fills
# a demonstration store in DIR if there is none, says how to come in, serves
# on 127.0.0.1:2222 (PORT in the environment: another one) until Ctrl-C.
# Beside DIR stand DIR-logins.txt (the two members' passwords, so that a
# second run can show them again) and DIR.known_hosts.
set -eu
palabre=$1
dir=$2
port=${PORT:-2222}
logins=$dir-logins.txt
known=$dir.known_hosts
mkdir -p "$(dirname "$dir")"

if [ ! -e "$dir/data.mdb" ] || [ ! -s "$logins" ]; then
	echo "Filling a demonstration store in $dir…"
	rm -rf "$dir" "$logins" "$known"
	umask 077
	# Seen under its name only when whole: an interrupted first run
	# leaves nothing that a second one would take for a store.
	"$palabre" init --data "$dir" >"$dir.init.tmp"
	"$palabre" demo --data "$dir" >"$logins.tmp"
	mv "$logins.tmp" "$logins"
	mv "$dir.init.tmp" "$dir-keys.txt"
	umask 022
fi

# One line a host key, as an ssh client writes it, so that the first login
# asks nothing.
: >"$known"
for key in "$dir"/host_*; do
	printf '[127.0.0.1]:%s %s\n' "$port" "$(ssh-keygen -y -f "$key")" \
	    >>"$known"
done
chmod 644 "$known"

ssh="ssh -p $port -o UserKnownHostsFile=$known"
cat <<TEXT

  A visitor (reads the public rooms):
      $ssh guest@127.0.0.1
TEXT
while read -r name password; do
	cat <<TEXT
  $name, password $password
      $ssh $name@127.0.0.1
TEXT
done <"$logins"
echo "  The host keys:"
sed 's/^/      /' "$dir-keys.txt"
echo "  Ctrl-C ends the server."
echo

exec "$palabre" serve --data "$dir" --bind 127.0.0.1 --port "$port"
