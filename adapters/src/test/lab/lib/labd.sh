# labd: once a second writes each node's /proc/{meminfo,stat,loadavg,uptime} from the
# node's cgroup (or from what "mem"/"cpu" asked for) and serves "reboot" from inside.
# Files keep their length and are written in place, so a reader never sees half of one.
# No process is started for it: with several labs on a machine where that is dear, it would take a tenth of the processors.
declare -A D_cpu D_boot
put_meminfo() { # dir, then kB: total free available cached anon active_file inactive_file mapped shmem
  printf '%-15s %10d kB\n' MemTotal: $2 MemFree: $3 MemAvailable: $4 Buffers: 0 Cached: $5 SwapCached: 0 Active: $(($6 + $7)) Inactive: $8 \
    'Active(anon):' $6 'Inactive(anon):' 0 'Active(file):' $7 'Inactive(file):' $8 Unevictable: 0 Mlocked: 0 SwapTotal: 0 SwapFree: 0 Dirty: 0 Writeback: 0 \
    AnonPages: $6 Mapped: $9 Shmem: ${10} Slab: 0 SReclaimable: 0 SUnreclaim: 0 CommitLimit: $2 Committed_AS: $6 1<>"$1/proc/meminfo"
}
put_stat() { # dir, user ticks, system ticks, idle ticks, age (ticks), btime, load*100, cpus
  local d=$1 i l t
  printf -v t 'cpu  %12d 0 %12d %12d 0 0 0 0 0 0\n' $2 $3 $4
  for ((i = 0; i < $8; i++)); do printf -v l 'cpu%d %12d 0 %12d %12d 0 0 0 0 0 0\n' $i $(($2 / $8)) $(($3 / $8)) $(($4 / $8)); t+=$l; done
  printf -v l 'intr %12d\nctxt %12d\nbtime %d\nprocesses %10d\nprocs_running 1\nprocs_blocked 0\nsoftirq %12d 0 0 0 0 0 0 0 0 0 0\n' $5 $5 $6 $5 $5
  printf '%s' "$t$l" 1<>"$d/proc/stat"
  printf '%d.%02d %d.%02d %d.%02d 1/100 1      \n' $(($7 / 100 % 100)) $(($7 % 100)) $(($7 / 100 % 100)) $(($7 % 100)) $(($7 / 100 % 100)) $(($7 % 100)) 1<>"$d/proc/loadavg"
  printf '%d.%02d %d.%02d                          \n' $(($5 / 100)) $(($5 % 100)) $(($4 / 100)) $(($4 % 100)) 1<>"$d/proc/uptime"
}
labd_tick() {
  local n d f a b k v used=0 act=0 inact=0 rss=0 shm=0 map=0 total free avail cached
  read -r up_s _ </proc/uptime; local nowcs=${up_s/./}; local ncpu=$NCPU
  for d in "$ROOT"/nodes/*/; do
    d=${d%/}; n=${d##*/}
    [ -e "$d/reboot" ] && { rm -f "$d/reboot"; "$ROOT/bin/swarm-lab" reboot "$n" & }
    [ -e "$d/poweroff" ] && { rm -f "$d/poweroff"; "$ROOT/bin/swarm-lab" kill "$n" & }
    up_p "$n" || { unset "D_boot[$n]"; continue; }
    [ -e "$d/proc/meminfo" ] || continue
    if [ -z "${D_boot[$n]:-}" ]; then D_boot[$n]=$nowcs; D_cpu[$n]="0 0 $nowcs 0 0"; fi
    # memory
    used=0 act=0 inact=0 rss=0 shm=0 map=0
    if [ $CGV = 2 ]; then f=$CGROOT/$CG/$n; { read -r used <$f/memory.current
      while read -r k v; do case $k in active_file) act=$v;; inactive_file) inact=$v;; anon) rss=$v;; shmem) shm=$v;; file_mapped) map=$v;; esac; done <$f/memory.stat; } 2>/dev/null || true
    else f=$CGROOT/memory/$CG/$n; read -r used <$f/memory.usage_in_bytes || continue
      while read -r k v; do case $k in total_active_file) act=$v;; total_inactive_file) inact=$v;; total_rss) rss=$v;; total_shmem) shm=$v;; total_mapped_file) map=$v;; esac; done <$f/memory.stat; fi
    total=$((MEM * 1024)); used=$((used / 1024)); cached=$(((act + inact + shm) / 1024)); avail=$((total - used + (act + inact) / 1024)); rss=$((rss / 1024))
    if [ -s "$d/mem" ]; then read -r a b <"$d/mem"; [ "$a" != 0 ] && total=$((a * 1024)); avail=$((total * (100 - b) / 100)); rss=$((total - avail)); cached=$((cached < avail / 2 ? cached : avail / 2)); used=$((total - avail + cached)); fi
    [ $avail -lt 0 ] && avail=0; free=$((total - used)); [ $free -lt 0 ] && free=0
    put_meminfo "$d" $total $free $avail $cached $rss $((act / 1024)) $((inact / 1024)) $((map / 1024)) $((shm / 1024))
    # cpu: ticks of 1/100 s since the node's boot
    local us=0 sy=0; set -- ${D_cpu[$n]}; local fu=$1 fs=$2 last=$3 lu=$4 ls=$5
    if [ $CGV = 2 ]; then while read -r k v; do case $k in user_usec) us=$((v / 10000));; system_usec) sy=$((v / 10000));; esac; done <$f/cpu.stat
    else while read -r k v; do case $k in user) us=$v;; system) sy=$v;; esac; done <$CGROOT/cpuacct/$CG/$n/cpuacct.stat; fi
    local dt=$((nowcs - last)) du ds
    if [ -s "$d/cpu" ]; then read -r a <"$d/cpu"; du=$((dt * ncpu * a / 100)); ds=0; else du=$((us - lu)); ds=$((sy - ls)); fi
    [ $du -lt 0 ] && du=0; [ $ds -lt 0 ] && ds=0; [ $((du + ds)) -gt $((dt * ncpu)) ] && { du=$((dt * ncpu - ds)); [ $du -lt 0 ] && du=0; }
    fu=$((fu + du)); fs=$((fs + ds)); D_cpu[$n]="$fu $fs $nowcs $us $sy"
    local age=$((nowcs - D_boot[$n])); local idle=$((age * ncpu - fu - fs)); [ $idle -lt 0 ] && idle=0
    local btime=$((EPOCHSECONDS - age / 100)) load=$(((du + ds) * 100 / (dt > 0 ? dt : 1))) i
    put_stat "$d" $fu $fs $idle $age $btime $load $ncpu
  done
}
labd() { load_lab; trap 'exit 0' TERM; while :; do labd_tick || true; nap 1; done; }
