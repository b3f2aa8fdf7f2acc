# What is known of a lab: its folder, its nodes, their processes and engines.
# Starting a process is dear on some machines, and a lab does it thousands of times: what bash can do by itself, it does.
nap() { # seconds
  [ -n "${NAP:-}" ] || { exec 7<> <(:); NAP=7; }
  read -rt "$1" -u 7 || true
}
now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }
load_lab() { [ -f "$ROOT/lab.env" ] || die "no lab here ($ROOT); run: swarm-lab up"; . "$ROOT/lab.env"; }
lock() { mkdir -p "$LAB_HOME"; exec 9>"$LAB_HOME/.$LAB.lock"; flock -w 120 9 || die "another swarm-lab command holds the lock"; }
nodes() { local i; for i in {1..99}; do [ ! -d "$ROOT/nodes/$LAB$i" ] || echo "$LAB$i"; done; }
node() { # 1 | n1 | e2e1 | e2e1.lab | 10.97.0.1 -> e2e1
  local n=${1:-}; n=${n%.lab}; n=${n##*.}
  [[ $n =~ ^n?([0-9]+)$ ]] && n=$LAB${BASH_REMATCH[1]}
  [ -d "$ROOT/nodes/$n" ] || die "no such node: ${1:-}"
  echo "$n"
}
# What --as says of a node, into REPLY: its address, its host name.
ip_of() { local -a m=($MACHINES); local i=${1#"$LAB"}; m=${m[i - 1]:-$i:}; REPLY=$NET.${m%%:*}; }
host_of() { local -a m=($MACHINES); local i=${1#"$LAB"}; m=${m[i - 1]:-:$1}; REPLY=${m#*:}; }
ipof() { ip_of "$1"; echo "$REPLY"; }
hostof() { host_of "$1"; echo "$REPLY"; }

# a pid file holds "pid starttime", so that a recycled pid is never taken for ours
pstart() { local s; read -r s 2>/dev/null <"/proc/$1/stat" || return 1; s=${s##*) }; set -- $s; echo "${20}"; }
alive() { # pidfile; as pstart, without a process of its own
  local p s t
  [ -f "$1" ] && { read -r p s <"$1"; } 2>/dev/null && [ -n "$s" ] && { read -r t <"/proc/$p/stat"; } 2>/dev/null || return 1
  t=${t##*) }; set -- $t; [ "${20}" = "$s" ]
}
pidof_file() { local p s; read -r p s <"$1"; echo "$p"; }
up_p() { alive "$ROOT/nodes/$1/pid"; }
swns() { nsenter -t "$(pidof_file "$ROOT/switch.pid")" --net "$@"; }

dk() { local n=$1; shift; "$DOCKER" -H "unix://$ROOT/nodes/$n/docker.sock" "$@"; }
api() { curl -sf -m 5 --unix-socket "$ROOT/nodes/$1/docker.sock" "http://d/$2"; } # node, path
ping_api() { curl -sf -m 2 -o /dev/null --unix-socket "$ROOT/nodes/$1/docker.sock" http://d/_ping 2>/dev/null; }
wait_api() {
  local i; for i in {1..600}; do ping_api "$1" && return 0; nap .05; done
  die "$1: dockerd does not answer"
}
find_manager() {
  local n code
  for n in $(nodes); do
    up_p "$n" || continue
    code=$(curl -s -m 3 -o /dev/null -w '%{http_code}' --unix-socket "$ROOT/nodes/$n/docker.sock" 'http://d/nodes?limit=1' 2>/dev/null) || true
    [ "$code" = 200 ] && { echo "$n"; return 0; }
  done
  return 1
}
docker_m() { local m; m=$(find_manager) || die "no manager with quorum answers"; dk "$m" "$@"; }

in_node() { # run in all namespaces and the cgroup of node $1
  local n=$1 p; shift; up_p "$n" || die "$n is off"; p=$(pidof_file "$ROOT/nodes/$n/pid")
  ( cg_enter "$CG/$n/sys"
    exec nsenter -t "$p" --mount --uts --ipc --net --pid env -C / -i HOME=/root TERM="${TERM:-dumb}" LANG=C.UTF-8 \
      PATH=/run/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" 9>&- )
}

set_mem() {
  case $2 in
    auto) rm -f "$ROOT/nodes/$1/mem";;
    *:*) echo "${2%:*} ${2#*:}" >"$ROOT/nodes/$1/mem";;
    [0-9]*) echo "0 $2" >"$ROOT/nodes/$1/mem";;
    *) die "mem NODE auto|PCT|TOTAL_MIB:PCT";;
  esac
}
set_cpu() {
  case $2 in
    auto) rm -f "$ROOT/nodes/$1/cpu";;
    [0-9]*) echo "$2" >"$ROOT/nodes/$1/cpu";;
    *) die "cpu NODE auto|PCT";;
  esac
}
