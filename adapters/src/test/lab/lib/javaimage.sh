# Images with a shell, Java and logrotate, in the place of public base images: the lab has no way out.
java_image() { # node, name, home of the Java to take (this machine's)
  local t; t=$(mktemp -d); trap 'rm -rf "$t"' RETURN
  java_files "$t" "${3:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}}"
  tar -C "$t" -cf - . | import_image "$1" "$2"
}

# The repository takes the place of the network: Maven is told to be offline.
maven_image() { # node, name, home of Java, home of Maven, a local repository with all that the build needs
  local t; t=$(mktemp -d); trap 'rm -rf "$t"' RETURN
  java_files "$t" "$3"
  mkdir -p "$t/usr/share" "$t/root/.m2"
  cp -rL "$4" "$t/usr/share/maven"; ln -s /usr/share/maven/bin/mvn "$t/bin/mvn"
  echo '<settings><offline>true</offline></settings>' >"$t/root/.m2/settings.xml"
  tar -C "$t" --transform "s,^${5##*/}\($\|/\),root/.m2/repository/," -cf - . -C "$(dirname "$5")" "${5##*/}" | import_image "$1" "$2"
}

java_files() { # folder, home of Java
  local t=$1 home=$2 lib
  mkdir -p "$t"/{bin,etc,tmp,opt,proc,sys,dev,var/lib,usr/lib/jvm/java}; chmod 1777 "$t/tmp"
  cp -L "$(command -v busybox)" "$t/bin/busybox"
  local a; for a in $(busybox --list); do [ "$a" = busybox ] || ln -s busybox "$t/bin/$a"; done
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$t/etc/passwd"; printf 'root:x:0:\n' >"$t/etc/group"
  tar -C "$home" -chf - --exclude=./jmods --exclude=./lib/src.zip --exclude=./man --exclude=./docs . | tar -C "$t/usr/lib/jvm/java" -xf -
  mkdir -p "$t/usr/sbin"; cp -L /usr/sbin/logrotate "$t/usr/sbin/" || die "no logrotate here (Debian: apt-get install logrotate)"
  for lib in $(ldd /usr/sbin/logrotate "$home/bin/java" "$home/lib/server/libjvm.so" "$home"/lib/*.so 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | grep -v "^$home" | sort -u); do
    mkdir -p "$t$(dirname "$lib")"; cp -L "$lib" "$t$lib" 2>/dev/null || true
  done
}

import_image() { # node, name; the files as a tar archive on standard input
  dk "$1" import -c 'ENV PATH=/usr/lib/jvm/java/bin:/bin JAVA_HOME=/usr/lib/jvm/java LANG=C.UTF-8' - "$2" >/dev/null
}
