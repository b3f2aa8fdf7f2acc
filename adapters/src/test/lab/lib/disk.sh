# The disk of a node: its folder, its files under /etc, its ssh keys.
make_node() { # the disk of node $1
  local n=$1 d=$ROOT/nodes/$1 i
  mkdir -p "$d"/{docker,etc-docker,etc-ssh,etc,log,root/.ssh,home/ops,srv,opt,proc,mnt,textfile,bin}
  local r e=/etc; for r in $ROOTFS; do case $r in *:*) [[ ",${r%%:*}," == *",${n#"$LAB"},"* ]] && echo "${r#*:}" >"$d/rootfs";; *) echo "$r" >"$d/rootfs";; esac; done
  [ -s "$d/rootfs" ] && e=$(<"$d/rootfs")/etc
  hostof "$n" >"$d/etc/hostname"
  { echo "127.0.0.1 localhost"; for i in {1..20}; do ip_of "$LAB$i"; echo -n "$REPLY "; host_of "$LAB$i"; echo "$REPLY"; done; echo "$NET.253 registry.lab"; echo "$NET.254 host.lab"; } >"$d/etc/hosts"
  # nobody listens there: a name look-up is refused at once instead of hanging
  echo "nameserver $NET.253" >"$d/etc/resolv.conf"
  local mirror=; [ "$REGISTRY" = 1 ] && mirror="\"registry-mirrors\": [\"http://$NET.253:5000\"], "
  local tcp=; [ "$TCP" = 1 ] && tcp=', "tcp://0.0.0.0:2375"'
  # it starts a container with 0.2 s of processor time less than runc
  local runtime=; [ ! -x "${e%/etc}/usr/bin/crun" ] || runtime='"runtimes": { "crun": { "path": "/usr/bin/crun" } }, "default-runtime": "crun", '
  [ -e "$d/etc-docker/daemon.json" ] || cat >"$d/etc-docker/daemon.json" <<J
{ "hosts": ["unix:///var/run/docker.sock", "unix:///run/lab/docker.sock"$tcp],
  "storage-driver": "overlay2", "cgroup-parent": "/$CG/$n/docker", "exec-opts": ["native.cgroupdriver=cgroupfs"],
  "iptables": false, $runtime$mirror"insecure-registries": ["$NET.0/24"], "swarm-default-advertise-addr": "eth0" }
J
  if [ ! -e "$d/etc-ssh/ssh_host_ed25519_key" ]; then
    ssh-keygen -q -t ed25519 -N '' -C "$n" -f "$d/etc-ssh/ssh_host_ed25519_key" 9>&-
    ssh-keygen -q -t ecdsa -N '' -C "$n" -f "$d/etc-ssh/ssh_host_ecdsa_key" 9>&-
  fi
  cp "$ROOT/ssh/id_ed25519.pub" "$d/etc-ssh/authorized_keys"
  cat >"$d/etc-ssh/sshd_config" <<S
Port 22
HostKey /etc/ssh/ssh_host_ed25519_key
HostKey /etc/ssh/ssh_host_ecdsa_key
AuthorizedKeysFile /etc/ssh/authorized_keys
PermitRootLogin prohibit-password
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
PrintMotd no
MaxStartups 100
LogLevel VERBOSE
PidFile /run/sshd.pid
SetEnv PATH=/run/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin
Subsystem sftp internal-sftp
S
  { without ops docker <$e/passwd; echo 'ops:x:2000:2000:lab operator:/home/ops:/bin/bash'; } >"$d/etc/passwd"
  local l docker=docker:x:2001:; while read -r l; do [[ $l != docker:* ]] || docker=${l%:*}:; done <$e/group
  { without ops docker <$e/group; echo "${docker}ops"; echo 'ops:x:2000:'; } >"$d/etc/group"
  { without ops root <$e/shadow; printf 'root:*:19000:0:99999:7:::\nops:*:19000:0:99999:7:::\n'; } >"$d/etc/shadow"
  cat >"$d/etc/sudoers" <<S
Defaults secure_path=/run/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin
root ALL=(ALL:ALL) ALL
ops ALL=(root) NOPASSWD: /usr/bin/timeout -k 1 45 docker system dial-stdio, /usr/bin/timeout -k 5 120 systemctl restart docker
S
  chmod 440 "$d/etc/sudoers"
  chmod 640 "$d/etc/shadow"; chown 2000:2000 "$d/home/ops"
  local c; for c in reboot poweroff journalctl; do [ -e "$d/bin/$c" ] || ln -s systemctl "$d/bin/$c"; done
  cp "$ROOT/bin/node/systemctl" "$d/bin/"
}

without() { # lines of standard input but those of these two names
  local l; while IFS= read -r l; do case $l in "$1":*|"$2":*) ;; *) echo "$l";; esac; done
}
