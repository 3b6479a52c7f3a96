#!/usr/bin/env bash
# A whole experiment on a real Slurm of one node: an array of four tasks by the script of `ganbench slurm`, two of them stopped the hard way,
# submitted again; in the end every record has the digest of a local run. Slurm runs in a temporary folder on the loopback address, beside
# any other Slurm, and is gone afterwards. Installs nothing; needs root, because slurmd starts jobs as their users.
#
# run.sh --missing only prints the programs that are not there.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
ganbench="$root/bin/ganbench"
readonly root ganbench
readonly needed=(munged slurmctld slurmd sbatch squeue scancel scontrol sinfo shellcheck pgrep hostname)
readonly planned=8      # cells of slurm-test.json: 1 dataset x 3 techniques and a control x 2 seeds
readonly patience=180   # seconds for everything that is waited for

say() { printf '== %s\n' "$*"; }

fail() {
    printf 'make test-slurm: %s\n' "$*" >&2
    exit 1
}

missing() {
    local program
    for program in "${needed[@]}"; do
        command -v "$program" > /dev/null || printf '%s\n' "$program"
    done
}

check_needs() {
    local absent
    mapfile -t absent < <(missing)
    if ((${#absent[@]} > 0)); then
        printf 'make test-slurm needs %s. On Debian, as root:\n' "${absent[*]}" >&2
        printf '  apt-get install --no-install-recommends munge slurmctld slurmd slurm-client shellcheck procps hostname\n' >&2
        exit 2
    fi
    if ((EUID != 0)); then
        printf 'make test-slurm needs root: slurmd starts jobs as the users who submitted them.\n' >&2
        exit 2
    fi
    [[ -x "$ganbench" ]] || fail "$ganbench is not there; run: make cli"
}

# Waits until a command succeeds.
await() {
    local what="$1" end=$((SECONDS + patience))
    shift
    until "$@"; do
        ((SECONDS < end)) || fail "waited $patience s in vain: $what"
        sleep 0.2
    done
}

# Waits for a process, one that may not be a child of this shell, to end; after ten seconds it is ended.
bury() {
    local pid="$1" i
    for ((i = 0; i < 50; i++)); do
        kill -0 "$pid" 2> /dev/null || return 0
        sleep 0.2
    done
    kill -KILL "$pid" 2> /dev/null || true
}

# The processes of this cluster: everything that has its folder on its command line or in its environment.
survivors() {
    local process
    for process in /proc/[0-9]*; do
        if [[ "${process#/proc/}" != "$$" && "${process#/proc/}" != "$BASHPID" ]] &&
            { tr '\0' '\n' < "$process/cmdline"; tr '\0' '\n' < "$process/environ"; } 2> /dev/null | grep -qsF -- "$folder"; then
            printf '%s\n' "${process#/proc/}"
        fi
    done
}

clean_up() {
    local status=$? pid name
    trap - EXIT INT TERM
    set +e
    if ((status != 0)); then
        tail -n 25 "$folder"/log/*.log "$folder"/work/*.log 2> /dev/null
    fi
    if [[ -s "$folder/run/slurmctld.pid" ]]; then
        scancel --quiet --full --signal=KILL --me 2> /dev/null
        scancel --quiet --me 2> /dev/null
    fi
    for name in slurmctld slurmd munged; do
        pid="$(cat "$folder/run/$name.pid" 2> /dev/null)"
        if [[ -n "$pid" ]]; then
            kill -TERM "$pid" 2> /dev/null
            bury "$pid"
        fi
    done
    for pid in $(survivors); do
        kill -KILL "$pid" 2> /dev/null
    done
    rm -rf "$folder"
    exit "$status"
}

free_port() {
    local port
    for ((port = 20000 + RANDOM % 20000; ; port++)); do
        if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
            printf '%s\n' "$port"
            return
        fi
    done
}

start_slurm() {
    local host control_port node_port
    host="$(hostname -s)"
    control_port="$(free_port)"
    node_port="$control_port"
    while ((node_port == control_port)); do
        node_port="$(free_port)"
    done
    mkdir -p "$folder"/{run,log,state,spool}
    chmod 755 "$folder" "$folder/run"
    chmod 700 "$folder/log"

    (umask 077 && head -c 128 /dev/urandom > "$folder/munge.key")
    munged --key-file="$folder/munge.key" --socket="$folder/run/munge.socket" --pid-file="$folder/run/munged.pid" \
        --log-file="$folder/log/munged.log" --seed-file="$folder/log/munged.seed"

    cat > "$folder/slurm.conf" <<CONF
ClusterName=ganbench-test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$control_port
SlurmdPort=$node_port
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/munge
AuthInfo=socket=$folder/run/munge.socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,batch_sched_delay=0
ReturnToService=2
KillWait=10
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
    # Of no use here, and without a word about it newer versions look for control groups that a container does not have.
    if version_is_at_least 23.11; then
        printf 'CgroupPlugin=disabled\n' > "$folder/cgroup.conf"
    fi
    export SLURM_CONF="$folder/slurm.conf"
    slurmctld -c
    slurmd
    await "the node to be idle" node_is_idle
}

# Whether slurmd, which says "slurm 24.05.1" or "slurm-wlm 22.05.8", is of a version or of a later one.
version_is_at_least() {
    local version
    version="$(slurmd -V)"
    printf '%s\n' "$1" "${version##* }" | sort --check=silent --version-sort
}

node_is_idle() { [[ "$(sinfo --noheader --format=%T 2> /dev/null)" == idle ]]; }

# Whether a record is there and tasks 1 and 2 still run: each has more than one cell to do.
tasks_are_busy() {
    compgen -G 'results/slurm-test/*.json' > /dev/null || return 1
    [[ -n "$(program_of_task 1)" && -n "$(program_of_task 2)" ]]
}

# The supervisor of a task: the program with its share on the command line, started in this test's folder.
program_of_task() {
    local pid
    for pid in $(pgrep -f -- "run slurm-test.json .*--shard $1/4"); do
        if [[ "$(readlink "/proc/$pid/cwd")" == "$folder/work" ]]; then
            printf '%s\n' "$pid"
            return
        fi
    done
}

kill_program_of_task() {
    local pid
    pid="$(program_of_task "$1")"
    [[ "$pid" =~ ^[0-9]+$ ]] && kill -KILL "$pid"
}

queue_is_empty() { [[ -z "$(squeue --noheader 2> /dev/null || printf 'no answer')" ]]; }

digests() {
    local record
    for record in "$1"/slurm-test/*.json; do
        printf '%s %s\n' "$(basename "$record")" \
            "$(sed -n 's/^    "\(training\|measurements\)": "\([0-9a-f]\{64\}\)",\{0,1\}$/\1 \2/p' "$record" | xargs)"
    done
}

if [[ "${1:-}" == --missing ]]; then
    missing
    exit
fi

check_needs
folder="$(mktemp -d /tmp/ganbench-slurm-XXXXXX)"
trap clean_up EXIT
trap 'exit 130' INT TERM
mkdir "$folder/work"
cp "$root/tests/slurm/slurm-test.json" "$folder/work"
cd "$folder/work"

say "starting munged, slurmctld and slurmd in $folder"
start_slurm

say "an array of four tasks"
"$ganbench" slurm slurm-test.json --tasks 4 --cpus 1 --time 10 --checkpoint-seconds 1 --output job.sbatch
shellcheck job.sbatch
job="$(sbatch --parsable job.sbatch)"
await "the tasks to be busy" tasks_are_busy

say "job $job: one task is cancelled, another one's program is killed"
await "the program of task 2 to be killed" kill_program_of_task 2
scancel "${job}_1"
"$ganbench" status slurm-test.json
await "the job to end" queue_is_empty
grep -q '^Interrupted\. .* more will go on from where they stopped' "ganbench-slurm-test-${job}_1.log" ||
    fail "the cancelled task did not end in good order, with the state of its cell kept"
compgen -G 'results/slurm-test/checkpoints/*.checkpoint' > /dev/null || fail "the cancelled task left no checkpoint"
left="$(digests results | wc -l)"
((left < planned)) || fail "all $planned cells were done before the tasks were stopped, so this showed nothing"
[[ ! -e reports/slurm-test/report.md ]] || fail "there is a report of a plan that is not through"

say "$left of $planned cells are done; the same script again"
again="$(sbatch --parsable job.sbatch)"
await "job $again to end" queue_is_empty
grep -h 'goes on after generator step' "ganbench-slurm-test-${again}"_*.log || fail "no cell went on from where it stopped"
"$ganbench" status slurm-test.json
[[ -e reports/slurm-test/report.md ]] || fail "the task that ended last wrote no report"

say "the same by a local run"
"$ganbench" run slurm-test.json --results local --reports local-reports > local.log
diff <(digests local) <(digests results) || fail "the digests differ"
(($(digests results | grep -c 'training [0-9a-f]* measurements [0-9a-f]*$') == planned)) || fail "cells or their digests are missing"
! grep -L '"kind": "completed"' results/slurm-test/*.json | grep . || fail "cells did not complete"
[[ -z "$(find results -name '*.tmp' -o -name '*.damaged*')" ]] || fail "files were torn or left aside"

say "all $planned digests are those of the local run"
