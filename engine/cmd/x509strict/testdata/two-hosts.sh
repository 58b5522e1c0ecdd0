#!/usr/bin/env bash
# Audits a file of chains on two hosts through ssh with GNU parallel, as README shows, and compares the result with that
# of one process. The hosts are network namespaces of this machine, each with an sshd of its own. In the second part one
# host is killed while it works. Usage: two-hosts.sh PROGRAM CHAINS. Needs root, ip, sshd, ssh,
# rsync and parallel.
set -euo pipefail
program=$(realpath "$1")
chains=$(realpath "$2")
work=$(mktemp -d)
name=x5$$
hosts=()
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
mkdir -p "$work/.ssh" /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$work/.ssh/id_ed25519"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
cp "$work/.ssh/id_ed25519.pub" "$work/authorized"
chmod 755 "$work"
# The sessions' home is this folder: what somebody's .bashrc does at every login is not what is tested.
cat >"$work/ssh" <<TEXT
#!/bin/sh
exec ssh -q -F none -i $work/.ssh/id_ed25519 -o StrictHostKeyChecking=no -o UserKnownHostsFile=$work/known \
  -o ConnectTimeout=5 -o ServerAliveInterval=1 -o ServerAliveCountMax=3 "\$@"
TEXT
chmod 755 "$work/ssh"
net=$((RANDOM % 200 + 20))
for i in 1 2; do
  ip netns add "$name-$i"
  ip link add "$name-$i" type veth peer name eth0 netns "$name-$i"
  ip addr add "10.231.$net.$((4 * i + 1))/30" dev "$name-$i"
  ip link set "$name-$i" up
  ip -n "$name-$i" addr add "10.231.$net.$((4 * i + 2))/30" dev eth0
  ip -n "$name-$i" link set eth0 up
  ip netns exec "$name-$i" /usr/sbin/sshd -f /dev/null -h "$work/host" -o PidFile=none -o UsePAM=no \
    -o SetEnv="HOME=$work" -o PermitRootLogin=yes -o StrictModes=no -o AuthorizedKeysFile="$work/authorized" -E "$work/sshd-$i.log"
  hosts+=("10.231.$net.$((4 * i + 2))")
done
cd "$work"
split -n l/6 "$chains" part.
fan() { # output
  # A part of a pipe is gone when its host dies; a file can be sent again. So the parts are files, and --retries holds.
  parallel --plain --will-cite --ssh "$work/ssh" --sshlogin "1/${hosts[0]},1/${hosts[1]}" --tmpdir "$work" \
    --keep-order --retries 4 --transferfile {} --cleanup --workdir ... --joblog "$1.log" \
    "$program audit -index=false -workers 1 -time 2026-11-01T12:00:00Z < {}" ::: part.* >"$1" 2>"$work/parallel.log" || {
    cat "$work"/*.log >&2
    return 1
  }
}
seconds() { date +%s.%N; }
started=$(seconds)
"$program" audit -index=false -workers 1 -time 2026-11-01T12:00:00Z <"$chains" >"$work/one"
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
last=$(awk -v host="${hosts[1]}" 'NR > 1 && $2 ~ host && $7 == 0 { n++ } END { print n + 0 }' "$work/three.log")
[ "$last" -lt 4 ] || { echo "the host that was killed had finished $last parts: nothing was tried" >&2; exit 1; }
echo "one host killed after $last parts: $(wc -l <"$work/three") rows, the same bytes"
