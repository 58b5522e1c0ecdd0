#!/usr/bin/env bash
# Audits a file of chains by README's line for an array job of Slurm, and compares the result with that of one process.
# It starts a cluster of its own on this machine: munged, slurmctld and one slurmd. Usage: slurm.sh PROGRAM CHAINS LINE,
# with a line that wants part.0 to part.9 and makes rows.0 to rows.9. Needs root, munge and slurm-wlm.
set -euo pipefail
program=$(realpath "$1")
chains=$(realpath "$2")
line=$3
work=$(mktemp -d)
started=()
stop() {
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do kill "${started[i]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
chmod 711 "$work"
mkdir -p "$work/munge" "$work/state" "$work/spool"
head -c 64 /dev/urandom >"$work/munge/key"
chmod 600 "$work/munge/key"
chmod 700 "$work/munge"
/usr/sbin/munged --foreground --force --key-file "$work/munge/key" --socket "$work/munge.socket" \
  --pid-file "$work/munge/pid" --log-file "$work/munge/log" --seed-file "$work/munge/seed" >"$work/munged.log" 2>&1 &
started+=($!)
host=$(hostname -s)
ports=$((RANDOM % 20000 + 20000))
cat >"$work/slurm.conf" <<TEXT
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$ports
SlurmdPort=$((ports + 1))
SlurmUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$work/munge.socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
MpiDefault=none
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/ctld.pid
SlurmdPidFile=$work/d.pid
SlurmctldLogFile=$work/ctld.log
SlurmdLogFile=$work/d.log
ReturnToService=2
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_min_interval=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=10 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
TEXT
export SLURM_CONF=$work/slurm.conf
/usr/sbin/slurmctld -D >"$work/out-ctld.log" 2>&1 &
started+=($!)
/usr/sbin/slurmd -D >"$work/out-d.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do
  if sinfo -h -o %T 2>/dev/null | grep -q idle; then break; fi
  sleep 0.2
done
sinfo -h -o %T | grep -q idle || { cat "$work"/*.log >&2; exit 1; }

cd "$work"
mkdir bin
ln -s "$program" bin/x509strict
export PATH=$work/bin:$PATH
split -n l/10 -d -a 1 "$chains" part.
bash -c "$line"
until [ -z "$(squeue -h)" ]; do sleep 0.1; done
cat rows.? >many
x509strict audit -index=false <"$chains" >one
cmp one many
echo "array job of 10: $(wc -l <many) rows, the same bytes"
