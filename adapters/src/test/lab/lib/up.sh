# up: builds the lab, or what is missing of it.
cmd_up() {
  local t0; t0=$(now_ms)
  local want=3 mgr=1 o_swarm=1 o_hb=5s o_mem=2048 o_reg=1 o_exp=1 o_tcp=0 o_lim=1 o_fs= o_as= o_disk=
  while [ $# -gt 0 ]; do
    case $1 in
      --nodes) want=$2; shift;;
      --managers) mgr=$2; shift;;
      --heartbeat) o_hb=$2; shift;;
      --mem) o_mem=$2; shift;;
      --rootfs) o_fs="$o_fs $2"; shift;;
      --subnet) LAB_SUBNET=$2; shift;;
      --as) o_as=${2//,/ }; shift;;
      --disk) o_disk=$2; shift;;
      --no-swarm) o_swarm=0;;
      --no-registry) o_reg=0;;
      --no-exporter) o_exp=0;;
      --no-mem-limit) o_lim=0;;
      --tcp) o_tcp=1;;
      *) die "up: unknown option $1";;
    esac
    shift
  done
  [[ $want =~ ^[0-9]+$ && $mgr =~ ^[0-9]+$ && $want -ge 1 && $want -le 20 && $mgr -ge 1 && $mgr -le $want ]] || die "bad --nodes/--managers"
  preflight; lock
  IMG=$(build_images)
  # nothing, or the ruins of a lab that never came up
  if [ ! -f "$ROOT/ok" ]; then wreck; new_lab; FRESH=1; fi
  trap 'if [ $? != 0 ] && [ -n "${FRESH:-}" ] && [ -z "${KEEP:-}" ]; then failed; fi' EXIT
  trap 'exit 130' INT; trap 'exit 143' TERM
  load_lab
  [ -f "$ROOT/ssh/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C "swarm-lab $LAB" -f "$ROOT/ssh/id_ed25519"
  install_script
  start_switch; start_registry; start_labd
  bring_up_all "$want" "$mgr"
  write_known_hosts
  [ "$REGISTRY" = 0 ] || await_registry 5000
  [ "$SWARM" = 0 ] || wait_ready "$want"
  FRESH=; : >"$ROOT/ok"
  note "$want node(s), $mgr manager(s) up in $(( $(now_ms) - t0 )) ms; subnet $NET.0/24; sockets $ROOT/nodes/*/docker.sock"
}

new_lab() { # the folder and its fixed choices; takes the options of cmd_up
  mkdir -p /run/lock; exec 8>/run/lock/orcastra-lab.net; flock 8
  mkdir -p "$ROOT"/{log,ssh,nodes,bin,run}
  command -v docker-registry >/dev/null || o_reg=0
  local net; net=$(pick_net)
  ip -4 route show table all | grep -q "^$net\.0/24" && { rm -rf "$ROOT"; die "$net.0/24 is in use on this machine"; }
  cat >"$ROOT/lab.env" <<E
LAB=$LAB
NET=$net
MEM=$o_mem
MEM_LIMIT=$o_lim
NCPU=$(nproc)
REGISTRY=$o_reg
EXPORTER=$o_exp
TCP=$o_tcp
ROOTFS="$o_fs"
MACHINES="$o_as"
DISK=$o_disk
SWARM=$o_swarm
DOCKERD_ENV="${DOCKERD_ENV:-}"
HEARTBEAT=$o_hb
E
  exec 8>&-
}

install_script() { # the lab keeps a copy: it must work after this folder is gone
  [ "$HERE" = "$ROOT/bin" ] && return
  cp -r "$HERE"/{swarm-lab,lib,image,node} "$ROOT/bin/"
  printf 'LAB_NAME=%s\nLAB_HOME=%s\n' "$LAB" "$LAB_HOME" >"$ROOT/bin/where.env"
}

bring_up_all() {
  local i have= bad= want=$1 mgr=$2; local -a pids=()
  rm -f "$ROOT"/run/*
  for i in $(nodes); do [ -e "$ROOT/nodes/$i/joined" ] && have=1; done
  # the helpers sit in a cgroup of their own: an interrupted "up" leaves none behind, and none holds the lock
  cg_make "$CG/up"; cg_kill "$CG/up"
  for ((i = 1; i <= want; i++)); do
    ( cg_enter "$CG/up"; exec 9>&-; bring_up "$LAB$i" "$i" "$mgr" "$have" ) & pids+=($!)
  done
  for i in "${pids[@]}"; do wait "$i" || { bad=1; cg_kill "$CG/up"; }; done
  [ -z "$bad" ] || die "up failed"
}

bring_up() { # one node, all the way into the swarm: name, number, managers, is there a swarm already
  local n=$1 i=$2 mgr=$3 have=$4 k d=$ROOT/nodes/$1
  make_node "$n"; start_node "$n"
  for k in {1..1200}; do
    [ -S "$d/docker.sock" ] && ping_api "$n" && break
    ((k % 20)) || ! grep -qsE '^(unable to configure|failed to start daemon)|^flag provided' "$d/log/docker.log" || break
    up_p "$n" || { tail -3 "$d/log/init.log" >&2; die "$n died"; }
    nap .1
  done
  ping_api "$n" || { tail -5 "$d/log/docker.log" >&2; die "$n: dockerd does not answer"; }
  if [ "$REGISTRY" = 0 ] && [ ! -e "$d/loaded" ]; then dk "$n" load -qi "$IMG/images.tar" >/dev/null; : >"$d/loaded"; fi
  [ "$SWARM" = 0 ] || [ -e "$d/joined" ] || enter_swarm "$n" "$i" "$mgr" "$have"
}

enter_swarm() {
  local n=$1 i=$2 mgr=$3 have=$4 k m role=worker d=$ROOT/nodes/$1
  if [ -z "$have" ] && [ "$i" = 1 ]; then
    dk "$n" swarm init --advertise-addr "$(ipof "$n")" --dispatcher-heartbeat "$HEARTBEAT" ${SWARM_INIT_ARGS:-} >/dev/null
    m=$(api "$n" swarm); local w=${m#*'"Worker":"'}; m=${m#*'"Manager":"'}
    echo "${w%%'"'*}" >"$ROOT/run/.w"; echo "${m%%'"'*}" >"$ROOT/run/.m"
    mv "$ROOT/run/.w" "$ROOT/run/worker"; mv "$ROOT/run/.m" "$ROOT/run/manager"
    : >"$d/joined"; : >"$ROOT/run/mgr1"; return 0
  fi
  [ "$i" -le "$mgr" ] && role=manager
  if [ -n "$have" ]; then
    m=$(find_manager) || die "no manager answers"
    dk "$m" swarm join-token -q $role >"$ROOT/run/tok.$n"
    dk "$n" swarm join --token "$(<"$ROOT/run/tok.$n")" "$(ipof "$m"):2377" >/dev/null
  else
    # two managers that join at the same moment can leave raft without quorum: one after the other
    for k in {1..1200}; do
      [ -s "$ROOT/run/$role" ] && { [ $role = worker ] || [ -e "$ROOT/run/mgr$((i - 1))" ]; } && break
      nap .05
    done
    dk "$n" swarm join --token "$(<"$ROOT/run/$role")" --advertise-addr "$(ipof "$n")" "$(ipof "${LAB}1"):2377" >/dev/null
    [ $role = manager ] && : >"$ROOT/run/mgr$i"
  fi
  : >"$d/joined"
}

wait_ready() {
  local i m all without r=0
  for i in {1..200}; do
    m=$(find_manager) && all=$(api "$m" nodes) || all=
    without=${all//'"State":"ready"'}; r=$(((${#all} - ${#without}) / 15)); [ $r -ge "$1" ] && return 0
    nap .1
  done
  die "only $r of $1 nodes are Ready"
}

write_known_hosts() {
  local n f ip host kind key k="$ROOT/ssh/known_hosts"
  for n in $(nodes); do
    ip_of "$n"; ip=$REPLY; host_of "$n"; host=$REPLY
    for f in "$ROOT/nodes/$n/etc-ssh"/ssh_host_*_key.pub; do read -r kind key _ <"$f"; echo "$n,$host,$n.lab,$ip $kind $key"; done
  done >"$k.new"; mv "$k.new" "$k"
  { for n in $(nodes); do
      ip_of "$n"; ip=$REPLY; host_of "$n"; host=$REPLY
      printf 'Host %s %s %s.lab %s\n  HostName %s\n  User root\n' "$n" "$host" "$n" "$ip" "$ip"
    done
    printf 'Host *\n  IdentityFile %s\n  IdentitiesOnly yes\n  UserKnownHostsFile %s\n  StrictHostKeyChecking yes\n  BatchMode yes\n  ConnectTimeout 5\n' \
      "$ROOT/ssh/id_ed25519" "$k"; } >"$ROOT/ssh/config"
}

failed() {
  note "failed; logs of the nodes:"
  local f; for f in "$ROOT"/nodes/*/log/docker.log "$ROOT"/nodes/*/log/init.log; do echo "== $f"; tail -n 4 "$f"; done >&2
  wreck; note "removed again (KEEP=1 keeps it)"
}
