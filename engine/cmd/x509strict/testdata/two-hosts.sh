#!/usr/bin/env bash
# Audits a file of chains by README's line for GNU parallel, on two hosts through ssh, and compares the result with that
# of one process. The hosts are network namespaces of this machine, each with an sshd of its own. In the second part one
# host is killed while it works. Usage: two-hosts.sh PROGRAM CHAINS LINE, with a line that wants the hosts es01 and es02
# and part.*, and makes verdicts.jsonl. Needs root, ip, sshd, ssh, rsync and parallel.
set -euo pipefail
program=$(realpath "$1")
chains=$(realpath "$2")
line=$3
work=$(mktemp -d)
name=x5$$
stop() {
  for i in 1 2; do
    ip netns pids "$name-$i" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
    ip netns del "$name-$i" 2>/dev/null || true
    ip link del "$name-$i" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT
export HOME=$work
mkdir -p "$work/.ssh" "$work/.parallel" "$work/bin" /run/sshd
touch "$work/.parallel/will-cite"
ln -s "$program" "$work/bin/x509strict"
real_ssh=$(command -v ssh)
export PATH=$work/bin:$PATH
ssh-keygen -q -t ed25519 -N '' -f "$work/.ssh/id_ed25519"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
cp "$work/.ssh/id_ed25519.pub" "$work/authorized"
chmod 755 "$work"
# The sessions' home is this folder: what somebody's .bashrc does at every login is not what is tested.
cat >"$work/bin/ssh" <<TEXT
#!/bin/sh
exec $real_ssh -q -F $work/ssh_config "\$@"
TEXT
chmod 755 "$work/bin/ssh"
cat >"$work/ssh_config" <<TEXT
IdentityFile $work/.ssh/id_ed25519
StrictHostKeyChecking no
UserKnownHostsFile $work/known
ConnectTimeout 5
ServerAliveInterval 1
ServerAliveCountMax 3
TEXT
net=$((RANDOM % 200 + 20))
for i in 1 2; do
  ip netns add "$name-$i"
  ip link add "$name-$i" type veth peer name eth0 netns "$name-$i"
  ip addr add "10.231.$net.$((4 * i + 1))/30" dev "$name-$i"
  ip link set "$name-$i" up
  ip -n "$name-$i" addr add "10.231.$net.$((4 * i + 2))/30" dev eth0
  ip -n "$name-$i" link set eth0 up
  ip netns exec "$name-$i" /usr/sbin/sshd -f /dev/null -h "$work/host" -o PidFile=none -o UsePAM=no \
    -o SetEnv="HOME=$work PATH=$work/bin:$PATH" -o PermitRootLogin=yes -o StrictModes=no -o AuthorizedKeysFile="$work/authorized" -E "$work/sshd-$i.log"
  printf 'Host es0%s\nHostName 10.231.%s.%s\n' "$i" "$net" "$((4 * i + 2))" >>"$work/ssh_config"
done
cd "$work"
split -n l/6 "$chains" part.
fan() { # output
  # A part of a pipe is gone when its host dies; a file can be sent again. So the parts are files, and --retries holds.
  # One job a host at a time, in a folder of its own, for both are this machine.
  PARALLEL="--plain --jobs 1 --tmpdir $work --workdir ... --joblog $1.log" bash -c "$line" 2>"$work/parallel.log" || {
    cat "$work"/*.log >&2
    return 1
  }
  mv verdicts.jsonl "$1"
}
seconds() { date +%s.%N; }
started=$(seconds)
x509strict audit -index=false <"$chains" >"$work/one"
one=$(seconds)
fan "$work/two"
two=$(seconds)
cmp "$work/one" "$work/two"
echo "two hosts: $(wc -l <"$work/two") rows, the same bytes; one process $(bc <<<"$one - $started") s, two hosts $(bc <<<"$two - $one") s"

# A host that dies in the middle: its parts are sent to the other, and none is lost.
(
  until [ -s "$work/three.log" ] && [ "$(wc -l <"$work/three.log")" -gt 1 ]; do sleep 0.05; done
  ip netns pids "$name-2" | xargs -r kill -9
  ip -n "$name-2" link set eth0 down
) &
fan "$work/three"
wait
cmp "$work/one" "$work/three"
last=$(awk -v host=es02 'NR > 1 && $2 ~ host && $7 == 0 { n++ } END { print n + 0 }' "$work/three.log")
[ "$last" -lt 4 ] || { echo "the host that was killed had finished $last parts: nothing was tried" >&2; exit 1; }
echo "one host killed after $last parts: $(wc -l <"$work/three") rows, the same bytes"
