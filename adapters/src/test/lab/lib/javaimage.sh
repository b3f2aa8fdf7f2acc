# An image with a shell and this machine's Java, in the place of a public base image: the lab has no way out.
java_image() { # node, name
  local n=$1 name=$2 t lib home
  home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
  t=$(mktemp -d); trap 'rm -rf "$t"' RETURN
  mkdir -p "$t"/{bin,etc,tmp,opt,proc,sys,dev,var/lib,usr/lib/jvm/java}; chmod 1777 "$t/tmp"
  cp -L "$(command -v busybox)" "$t/bin/busybox"
  local a; for a in $(busybox --list); do [ "$a" = busybox ] || ln -s busybox "$t/bin/$a"; done
  printf 'root:x:0:0:root:/:/bin/sh\n' >"$t/etc/passwd"; printf 'root:x:0:\n' >"$t/etc/group"
  tar -C "$home" -chf - --exclude=./jmods --exclude=./lib/src.zip --exclude=./man --exclude=./docs . | tar -C "$t/usr/lib/jvm/java" -xf -
  for lib in $(ldd "$home/bin/java" "$home/lib/server/libjvm.so" "$home"/lib/*.so 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | grep -v "^$home" | sort -u); do
    mkdir -p "$t$(dirname "$lib")"; cp -L "$lib" "$t$lib" 2>/dev/null || true
  done
  tar -C "$t" -cf - . | dk "$n" import \
    -c 'ENV PATH=/usr/lib/jvm/java/bin:/bin JAVA_HOME=/usr/lib/jvm/java LANG=C.UTF-8' - "$name" >/dev/null
}
