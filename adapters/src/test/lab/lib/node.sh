# Power of a node: its namespaces, its PID 1, its network cable.
start_node() { # power on
  local n=$1 d=$ROOT/nodes/$1 i p cg=$CG/$1
  up_p "$n" && return 0
  cg_kill "$cg"; cg_remove "$cg" || true
  cg_make "$cg/sys" "$cg/docker"
  if [ $CGV = 2 ]; then
    for i in "" "${CG%/*}" "$CG" "$cg"; do echo '+memory +cpu +pids +cpuset' >"$CGROOT/$i/cgroup.subtree_control" 2>/dev/null || true; done
    [ "$MEM_LIMIT" = 1 ] && { echo $((MEM << 20)) >$CGROOT/$cg/memory.max; } 2>/dev/null || true
  elif [ "$MEM_LIMIT" = 1 ]; then echo $((MEM << 20)) >$CGROOT/memory/$cg/memory.limit_in_bytes; fi
  rm -f "$d"/{pid,docker.sock,reboot}
  rm -f "$d"/proc/*; put_meminfo "$d" $((MEM * 1024)) $((MEM * 1024)) $((MEM * 1024)) 0 0 0 0 0 0; put_stat "$d" 0 0 0 0 $EPOCHSECONDS 0 "$NCPU"
  ( cg_enter "$cg/sys"
    exec setsid unshare --net --mount --uts --ipc --pid --fork --kill-child=SIGKILL --propagation private \
      bash "$ROOT/bin/swarm-lab" _init "$n" </dev/null >>"$d/log/init.log" 2>&1 7>&- 9>&- ) &
  disown $! 2>/dev/null || true
  for i in {1..500}; do [ -s "$d/pid" ] && break; nap .01; done
  [ -s "$d/pid" ] || { tail -5 "$d/log/init.log" >&2; die "$n: init did not start"; }
  p=$(pidof_file "$d/pid")
  swns ip link del "v$n" 2>/dev/null || true
  ip link add name "v$n" netns "$(pidof_file "$ROOT/switch.pid")" type veth peer name eth0 netns "$p" || die "$n: no veth"
  swns ip link set "v$n" master br0 up
}
kill_node() { # power off, hard
  local n=$1 d=$ROOT/nodes/$1 cg=$CG/$1 p
  if up_p "$n"; then p=$(pidof_file "$d/pid"); cg_thaw "$cg" 2>/dev/null || true; kill -9 "$p" 2>/dev/null || true; fi
  cg_kill "$cg"
  alive "$ROOT/switch.pid" && swns ip link del "v$n" 2>/dev/null || true
  cg_remove "$cg" || note "$n: some cgroup directories remain"
  rm -f "$d/pid" "$d/docker.sock"
}
# PID 1 of a node
node_init() {
  local n=$1 s; trap '' HUP INT
  read -r s </proc/self/stat; local hp=${s%% *}; local st=${s##*) }; set -- $st; local start=${20}
  . "$ROOT/lab.env"; local d=$ROOT/nodes/$n ip; ip=$(ipof "$n")
  hostname "$(hostof "$n")"
  umount -lR /run/netns 2>/dev/null || true        # do not pin other people's namespaces
  local new='' x; [ -s "$d/rootfs" ] && new=$d/newroot && { mkdir -p "$new"; mount --bind "$(<"$d/rootfs")" "$new"; }
  mount --rbind $CGROOT "$d/mnt"                     # a fresh /sys for the new network namespace, cgroups put back
  [ -z "$new" ] || mount --rbind /dev "$new/dev"
  mount -t proc proc "$new/proc"; mount -t sysfs sysfs "$new/sys"; mount --rbind "$d/mnt" "$new$CGROOT"
  umount -lR "$d/mnt" 2>/dev/null || umount -l "$d/mnt"
  # crun takes the two kinds of cgroups side by side for a mistake
  [ $CGV = 2 ] || ! mountpoint -q "$new$CGROOT/unified" || umount -l "$new$CGROOT/unified"
  mount -t tmpfs -o mode=755 tmpfs "$new/run"; mkdir -p "$new"/run/{lab,sshd,lock,svc}; mount --bind "$d" "$new/run/lab"
  if [ -n "$new" ]; then cd "$new"; pivot_root . mnt; umount -l /mnt; cd /; fi
  d=/run/lab
  mkdir -p /var/lib/docker /etc/docker /srv /opt 2>/dev/null || true
  own_files
  hide_ipv6_settings
  mount -o remount,bind,ro /                         # the machine's own files are read-only from here on
  mount --make-rshared /                             # as systemd does (bind mounts with rslave/rshared need it)
  echo "$hp $start" >$d/pid                          # now the cable may be plugged in
  ip link set lo up; echo 0 >/proc/sys/net/ipv4/icmp_ratelimit
  while [ ! -e /sys/class/net/eth0 ]; do nap .01; done
  ip addr add "$ip/24" dev eth0; ip link set eth0 up
  # dockerd would start iptables a hundred times for rules of which the containers of a lab need this one
  iptables -t nat -A POSTROUTING -s 172.16.0.0/12 -o eth0 -j MASQUERADE
  cd /; export HOME=/root PATH=/run/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin; unset DOCKER_CONFIG DOCKER_HOST LAB_NAME
  # sshd and the exporter see a /proc that looks like a machine of its own; dockerd does not,
  # because it needs the fine-grained /proc/stat for "docker stats"
  local view='for x in stat loadavg uptime; do mount --bind /run/lab/proc/$x /proc/$x; done; exec "$@"'
  supervise docker env ${DOCKERD_ENV:-} dockerd &
  supervise ssh unshare --mount --propagation private bash -c "$view" - /usr/sbin/sshd -D -e &
  [ "$EXPORTER" = 1 ] && command -v prometheus-node-exporter >/dev/null && supervise node-exporter unshare --mount --propagation private bash -c "$view" - \
    prometheus-node-exporter --web.listen-address=:9100 --log.level=warn --collector.textfile.directory=/run/lab/textfile &
  while :; do wait; sleep 3600 & wait $! || true; done
}
own_files() { # what this node has to itself; by one mount command for all of it
  local x
  for x in hosts hostname resolv.conf passwd group shadow; do [ -e /etc/$x ] || : >/etc/$x; done
  { for x in hosts hostname resolv.conf passwd group shadow sudoers; do [ ! -e /etc/$x ] || echo "/run/lab/etc/$x /etc/$x none bind 0 0"; done
    for x in docker:/var/lib/docker etc-docker:/etc/docker etc-ssh:/etc/ssh root:/root home:/home srv:/srv opt:/opt proc/meminfo:/proc/meminfo; do
      echo "/run/lab/${x%:*} ${x#*:} none bind 0 0"; done
    [ "${DISK%:*}" != "${n#"$LAB"}" ] || echo "disk /var/lib/docker tmpfs mode=711,size=${DISK#*:}m 0 0"
    # a source of its own: what the machine has mounted there already would be taken for it
    echo "lab /var/log tmpfs mode=755 0 0"; for x in /tmp /var/tmp; do echo "lab $x tmpfs mode=1777 0 0"; done
  } >/run/lab.fstab
  mount -a -T /run/lab.fstab
}
# At every start of a container dockerd writes disable_ipv6, and the kernel answers such a write by having it made over and
# over while any other change to a network is under way on the machine: with many engines that takes all processors. Where
# the setting does not exist, dockerd leaves it alone. The other settings are reached through a /proc that stays whole, for
# those of one's own network namespace cannot be bound to a place.
hide_ipv6_settings() {
  mkdir -p /run/whole-proc; mount -t proc proc /run/whole-proc
  mount -t tmpfs -o mode=755 tmpfs /proc/sys/net
  ln -s /run/whole-proc/sys/net/{bridge,core,ipv4,netfilter,unix} /proc/sys/net/
  mount -o remount,ro /proc/sys/net
}
supervise() { # like systemd's Restart=always, RestartSec=0.2
  local u=$1 p; shift; trap - HUP INT
  while :; do
    if [ -e /run/svc/$u.down ]; then nap .05; continue; fi
    "$@" </dev/null >>"/run/lab/log/$u.log" 2>&1 7>&- & p=$!
    echo $p >/run/svc/$u.pid; wait $p || true; rm -f /run/svc/$u.pid
    [ -e /run/svc/$u.down ] || nap .2
  done
}
