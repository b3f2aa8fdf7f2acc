# Images, made without any network: one layer (static busybox and image/*), several image configs.
# Written both as a "docker load" archive and as the storage tree of docker-registry.
IMAGES="plain:1 plain:2 health:1 health:2 web:1 web:2 alloc:1 stubborn:1 noexec:1 exporter:latest"

preflight() {
  [ $EUID = 0 ] || die "must be root"
  local m='' c
  for c in dockerd containerd runc unshare nsenter ip iptables curl flock ssh-keygen sshd sudo busybox tar gzip sha256sum; do
    command -v "$c" >/dev/null || m="$m $c"; done
  [ -z "$m" ] || die "missing:$m  (Debian: apt-get install docker.io iproute2 iptables curl openssh-server sudo busybox-static prometheus-node-exporter docker-registry)"
  busybox --list >/dev/null
  [[ ${#ROOT} -lt 70 ]] || die "LAB_HOME too long for unix sockets: $ROOT"
}

build_images() { # prints the folder that holds them
  local key img t
  key=$(cat "$HERE"/lib/images.sh "$HERE"/image/* "$(readlink -f "$(command -v busybox)")" | sha256sum | cut -c1-16)
  img=$CACHE/$key; [ -f "$img/ok" ] && { echo "$img"; return; }
  mkdir -p "$CACHE"; t=$(mktemp -d "$CACHE/build.XXXXXX")
  ( set -e; cd "$t"; write_filesystem; write_images; rm -rf fs ar layer.gz cfg.json man.json; : >ok )
  if [ -e "$img" ]; then rm -rf "$t"; else mv -T "$t" "$img" 2>/dev/null || rm -rf "$t"; fi
  find "$CACHE" -mindepth 1 -maxdepth 1 ! -name "$key" -mmin +60 -exec rm -rf {} + 2>/dev/null || true  # another run may be doing the same
  echo "$img"
}

write_filesystem() { # fs/, ar/layer/layer.tar and layer.gz
  mkdir -p fs/bin fs/etc fs/tmp fs/www/cgi-bin fs/proc fs/sys fs/dev fs/var/lib fs/data ar reg
  cp -L "$(command -v busybox)" fs/bin/busybox
  local a; for a in $(busybox --list); do [ "$a" = busybox ] || ln -s busybox "fs/bin/$a"; done
  cp "$HERE"/image/{lab,health,get,metrics} fs/bin/; cp "$HERE/image/info" fs/www/cgi-bin/info
  echo "hello from swarm-lab" >fs/www/index.html
  chmod 755 fs/bin/* fs/www/cgi-bin/info; chmod 1777 fs/tmp
  printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >fs/etc/passwd
  printf 'root:x:0:\nnogroup:x:65534:\n' >fs/etc/group
  mkdir ar/layer
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C fs -cf ar/layer/layer.tar .
  gzip -1 -nc ar/layer/layer.tar >layer.gz
}

REG=reg/docker/registry/v2
blob() { # file -> digest, stored in the registry tree
  local d; d=$(sha256sum <"$1" | cut -d' ' -f1)
  mkdir -p "$REG/blobs/sha256/${d:0:2}/$d"; cp "$1" "$REG/blobs/sha256/${d:0:2}/$d/data"; echo "$d"
}
link() { mkdir -p "$REG/repositories/$1"; printf 'sha256:%s' "$2" >"$REG/repositories/$1/link"; }

write_images() {
  local diff gz size i name ver repo hc cmd c m sep=''
  diff=$(sha256sum <ar/layer/layer.tar | cut -d' ' -f1); gz=$(blob layer.gz); size=$(stat -c %s layer.gz)
  printf '[' >ar/manifest.json
  for i in $IMAGES; do
    name=${i%:*}; ver=${i#*:}; hc=; repo=lab/$name; [ $name != exporter ] || repo=prom/node-exporter
    [ $name = health ] && hc=',"Healthcheck":{"Test":["CMD","/bin/health"],"Interval":1000000000,"Timeout":1000000000,"Retries":2}'
    cmd="[\"/bin/lab\",\"$name\"]"; [ $name = noexec ] && cmd='["/bin/does-not-exist"]'
    cat >cfg.json <<J
{"architecture":"amd64","os":"linux","created":"2025-01-01T00:00:0${ver/latest/1}Z","config":{"Env":["PATH=/bin","LAB_VERSION=$ver"],"Entrypoint":$cmd,"Labels":{"swarm-lab":"$name"}$hc},"rootfs":{"type":"layers","diff_ids":["sha256:$diff"]},"history":[{"created":"2025-01-01T00:00:00Z","created_by":"swarm-lab"}]}
J
    c=$(blob cfg.json); cp cfg.json "ar/$c.json"
    printf '%s{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer/layer.tar"]}' "$sep" "$c" "$repo:$ver" >>ar/manifest.json; sep=,
    printf '{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%s,"digest":"sha256:%s"},"layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%s,"digest":"sha256:%s"}]}' \
      "$(stat -c %s cfg.json)" "$c" "$size" "$gz" >man.json
    m=$(blob man.json)
    link "$repo/_layers/sha256/$gz" "$gz"; link "$repo/_layers/sha256/$c" "$c"
    link "$repo/_manifests/revisions/sha256/$m" "$m"
    link "$repo/_manifests/tags/$ver/current" "$m"; link "$repo/_manifests/tags/$ver/index/sha256/$m" "$m"
  done
  printf ']' >>ar/manifest.json
  tar -C ar -cf images.tar .
}

local_image() { # node, name: the plain image under a name which only this engine knows
  local i
  # as Swarm does: a mirror that does not answer in time is passed over, and asked again the next time
  for i in 1 2 3; do dk "$1" image inspect lab/plain:1 >/dev/null 2>&1 || dk "$1" pull -q lab/plain:1 >/dev/null || true; done
  dk "$1" tag lab/plain:1 "$2"
}
