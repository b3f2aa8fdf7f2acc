# What is there, for people and for test code.
power_of() {
  local p=on
  [ "$(cat $CGROOT/freezer/$CG/$1/freezer.state 2>/dev/null)" = FROZEN ] && p=frozen
  swns ip -br link show "v$1" 2>/dev/null | grep -q 'M-DOWN\|DOWN' && p=$p/cut
  swns ip link show "v$1" 2>/dev/null | grep -q 'master br0' || p=$p/iso
  echo $p
}

cmd_status() {
  load_lab; local n p pid s mem
  printf '%-10s %-15s %-9s %-8s %-22s %-6s %s\n' NODE IP POWER PID SWARM MEM% SOCKET
  for n in $(nodes); do
    p=off pid=- s=- mem=-
    if up_p "$n"; then
      p=$(power_of "$n"); pid=$(pidof_file "$ROOT/nodes/$n/pid")
      [ "$p" = frozen ] || s=$(curl -s -m 2 --unix-socket "$ROOT/nodes/$n/docker.sock" http://d/info 2>/dev/null |
        sed -nE 's/.*"Swarm":\{.*"LocalNodeState":"([^"]*)","ControlAvailable":(true|false).*/\1 \2/p' | sed 's/ true/ manager/; s/ false/ worker/')
      mem=$(awk '/MemTotal/{t=$2}/MemAvailable/{a=$2}END{if(t)printf "%d",100-100*a/t}' "$ROOT/nodes/$n/proc/meminfo")
    fi
    printf '%-10s %-15s %-9s %-8s %-22s %-6s %s\n' "$n" "$(ipof "$n")" "$p" "$pid" "${s:--}" "$mem" "$ROOT/nodes/$n/docker.sock"
  done
  n=$(find_manager) && dk "$n" node ls || true
}

cmd_json() {
  load_lab; local n sep= tcp
  printf '{"lab":"%s","root":"%s","subnet":"%s.0/24","registry":"%s.253:5000","ssh":{"user":"root","key":"%s","knownHosts":"%s","config":"%s"},"nodes":[' \
    "$LAB" "$ROOT" "$NET" "$NET" "$ROOT/ssh/id_ed25519" "$ROOT/ssh/known_hosts" "$ROOT/ssh/config"
  for n in $(nodes); do
    tcp=; [ "$TCP" = 1 ] && tcp=",\"tcp\":\"tcp://$(ipof "$n"):2375\""
    printf '%s{"name":"%s","ip":"%s","power":%s,"socket":"%s","ssh":"%s:22","nodeExporter":"http://%s:9100/metrics"%s}' "$sep" \
      "$(hostof "$n")" "$(ipof "$n")" "$(up_p "$n" && echo true || echo false)" "$ROOT/nodes/$n/docker.sock" "$(ipof "$n")" "$(ipof "$n")" "$tcp"
    sep=,
  done
  printf ']}\n'
}
