# The network, the registry and other processes of the lab itself.
HOSTIF=$LAB-l${HID:-ab}

pick_net() {
  if [ -n "${LAB_SUBNET:-}" ]; then
    [[ $LAB_SUBNET =~ ^([0-9]+\.[0-9]+\.[0-9]+)\.0/24$ ]] || die "LAB_SUBNET must be a.b.c.0/24"
    echo "${BASH_REMATCH[1]}"; return
  fi
  local x used; used=$(ip -4 route show table all 2>/dev/null; cat "$LAB_HOME"/*/lab.env 2>/dev/null || true)
  for x in {0..99}; do
    case "$used" in *"10.97.$x.0/24"*|*"NET=10.97.$x"[!0-9]*|*"NET=10.97.$x") ;; *) echo "10.97.$x"; return;; esac
  done
  die "no free 10.97.x.0/24"
}

spawn() { # pidfile, log, command...: a process of the lab's own, in cgroup infra, in a session of its own
  local pf=$1 log=$2 p; shift 2
  ( cg_enter "$CG/infra"; exec setsid "$@" </dev/null >>"$log" 2>&1 7>&- 9>&- ) & p=$!
  disown $p 2>/dev/null || true
  echo "$p $(pstart $p)" >"$pf"
}

start_switch() {
  alive "$ROOT/switch.pid" && return
  cg_make "$CG/infra"
  spawn "$ROOT/switch.pid" "$ROOT/log/switch.log" unshare --net sleep infinity
  local p i; p=$(pidof_file "$ROOT/switch.pid")
  local cmd
  for i in {1..200}; do
    [ ! /proc/$p/ns/net -ef /proc/self/ns/net ] && { IFS= read -rd '' cmd </proc/$p/cmdline; } 2>/dev/null && [[ $cmd == sleep ]] && break
    nap .01
  done
  # name look-ups of the nodes go to .253 and are refused by ICMP; unlimited, or every second one hangs 5 s
  swns sh -ec "echo 0 >/proc/sys/net/ipv4/icmp_ratelimit; ip link set lo up; ip link add br0 type bridge forward_delay 0; ip addr add $NET.253/24 dev br0; ip link set br0 up"
  ip link del "$HOSTIF" 2>/dev/null || true
  ip link add "$HOSTIF" type veth peer name host netns "$p"
  swns sh -ec "ip link set host master br0 up"
  ip addr add "$NET.254/24" dev "$HOSTIF"; ip link set "$HOSTIF" up
}

start_registry() {
  [ "$REGISTRY" = 1 ] || return 0
  alive "$ROOT/registry.pid" && return
  [ -d "$ROOT/registry" ] || cp -r "$IMG/reg" "$ROOT/registry"
  cat >"$ROOT/registry.yml" <<Y
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $ROOT/registry}, delete: {enabled: true}, maintenance: {uploadpurging: {enabled: false}}}
http: {addr: "$NET.253:5000"}
Y
  spawn "$ROOT/registry.pid" "$ROOT/log/registry.log" nsenter -t "$(pidof_file "$ROOT/switch.pid")" --net docker-registry serve "$ROOT/registry.yml"
}

manifest_of() { # image: the file in which the registry keeps it
  local tree=$ROOT/registry/docker/registry/v2 d
  d=$(cat "$tree/repositories/${1%:*}/_manifests/tags/${1#*:}/current/link") || die "the registry has no image $1"
  d=${d#*:}; echo "$tree/blobs/sha256/${d:0:2}/$d/data"
}

# A registry that is stopped whole lets engines wait for some seconds only; one that is slow to answer for an image, for ever.
hold_image() { local f; f=$(manifest_of "$1"); [ ! -p "$f" ] || return 0; mv "$f" "$f.held"; mkfifo "$f"; }

give_image() { # to who waits for it, and from now on at once
  local f; f=$(manifest_of "$1"); [ -p "$f" ] || return 0
  exec 8<>"$f"; cat "$f.held" >&8; mv "$f.held" "$f"; exec 8>&-
}

await_registry() { # port; an engine whose mirror does not answer yet asks the internet, which is not there
  local i; for i in {1..400}; do curl -s -m 2 -o /dev/null "http://$NET.253:$1/v2/" && return 0; nap .05; done
  die "the registry at port $1 does not answer"
}

start_private_registry() { # the same images at port 5001, for user lab with password lab; prints its address
  [ "$REGISTRY" = 1 ] || die "this lab has no registry"
  if ! alive "$ROOT/private.pid"; then
    [ -d "$ROOT/registry" ] || cp -r "$IMG/reg" "$ROOT/registry"
    echo 'lab:$2y$05$orcastralabregistryauOUHg.V7ahmymyIS/U4MCzesWjKkbSjrW' >"$ROOT/htpasswd"
    cat >"$ROOT/private.yml" <<Y
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $ROOT/registry}, maintenance: {uploadpurging: {enabled: false}}}
auth: {htpasswd: {realm: lab, path: $ROOT/htpasswd}}
http: {addr: "$NET.253:5001"}
Y
    spawn "$ROOT/private.pid" "$ROOT/log/private.log" nsenter -t "$(pidof_file "$ROOT/switch.pid")" --net docker-registry serve "$ROOT/private.yml"
  fi
  await_registry 5001
  echo "$NET.253:5001"
}

start_labd() { alive "$ROOT/labd.pid" || spawn "$ROOT/labd.pid" "$ROOT/log/labd.log" bash "$ROOT/bin/swarm-lab" _labd; }

wreck() { # removes whatever is left of a lab of this name
  cg_kill "$CG" || true
  ip link del "$HOSTIF" 2>/dev/null || true
  cg_remove "$CG" || note "some cgroup directories of $CG remain"
  local d
  for d in "$CGROOT/${CG%/*}" $CGROOT/*/"${CG%/*}"; do [ -d "$d" ] && rmdir "$d" 2>/dev/null || true; done
  [ -d "$ROOT" ] || return 0
  rm -rf --one-file-system "$ROOT" 2>/dev/null || { nap .5; rm -rf --one-file-system "$ROOT"; } || true
}
