# One cgroup subtree per lab: orcastra-lab/<lab>/<node>/{sys,docker} and orcastra-lab/<lab>/infra.
# It is also how "down" finds every process of the lab, whatever happened before.
CGROOT=/sys/fs/cgroup
# labs of another LAB_HOME are not ours
HID=; [ "$LAB_HOME" = /tmp/orcastra-lab ] || HID=$(printf %s "$LAB_HOME" | cksum | cut -c1-4)
CG=orcastra-lab$HID/$LAB
if [ -f $CGROOT/cgroup.controllers ]; then CGV=2; else CGV=1; fi

cg_dirs() { # directories of cgroup paths $* in each hierarchy we use, into DIRS
  local c p; DIRS=()
  if [ $CGV = 2 ]; then for p in "$@"; do DIRS+=("$CGROOT/$p"); done; return; fi
  for c in pids memory cpu cpuacct freezer; do [ ! -d $CGROOT/$c ] || for p in "$@"; do DIRS+=("$CGROOT/$c/$p"); done; done
}

# again, because the end of another lab may take the common parent away just before this one is put into it
cg_make() { cg_dirs "$@"; mkdir -p "${DIRS[@]}" 2>/dev/null || mkdir -p "${DIRS[@]}"; cg_prefer "${CG%/*}"; }

# The kernel weighs a whole group like one thread beside it: without this, all engines of all labs together share the part
# of one busy thread of a test, miss heartbeats, and Swarm takes healthy nodes for dead. Not more either: what an engine
# waits for in the kernel is done by threads outside the group.
cg_prefer() {
  if [ $CGV = 2 ]; then echo 800 >"$CGROOT/$1/cpu.weight"; else echo 8192 >"$CGROOT/cpu/$1/cpu.shares"; fi 2>/dev/null || true
}

cg_enter() { # this process joins cgroup $1; may be called before a pid namespace is left or after
  local d; cg_dirs "$1"; for d in "${DIRS[@]}"; do echo 0 >"$d/cgroup.procs"; done
}

cg_procs() { # every pid under cgroup $1, into PIDS
  local base f p; PIDS=()
  if [ $CGV = 2 ]; then base=$CGROOT/$1; else base=$CGROOT/pids/$1; fi
  [ -d "$base" ] || return 0
  # a group may end meanwhile
  for f in "$base"/**/cgroup.procs; do
    { while read -r p; do [ "$p" = 0 ] || PIDS+=("$p"); done <"$f"; } 2>/dev/null || true
  done
}

cg_thaw() {
  local f
  if [ $CGV = 2 ]; then f=$CGROOT/$1/cgroup.freeze; if [ -e $f ]; then echo 0 >$f; fi
  else f=$CGROOT/freezer/$1/freezer.state; if [ -e $f ]; then echo THAWED >$f; fi; fi
}

cg_freeze() {
  if [ $CGV = 2 ]; then echo 1 >$CGROOT/$1/cgroup.freeze; else echo FROZEN >$CGROOT/freezer/$1/freezer.state; fi
}

cg_remove() { # rmdir the subtree in every hierarchy, docker's own too
  local d i left
  for i in 1 2 3 4 5 6 7 8 9 10; do
    left=
    for d in $CGROOT/$1 $CGROOT/*/$1; do
      [ -d "$d" ] || continue
      find "$d" -depth -type d -exec rmdir {} + 2>/dev/null || left=1
      [ -d "$d" ] && left=1
    done
    [ -z "$left" ] && return 0
    nap .1
  done
  return 1
}

cg_kill() { # SIGKILL all below $1 and wait for the end of them
  local i
  for i in {1..100}; do
    cg_procs "$1"; [ ${#PIDS[@]} = 0 ] && return 0
    cg_thaw "$1" 2>/dev/null || true
    kill -9 "${PIDS[@]}" 2>/dev/null || true
    nap .05
  done
  echo "still alive in $1: ${PIDS[*]}" >&2; return 1
}
