package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The files of another Debian release with its engine, for nodes that shall not run this machine's. */
final class DebianTree {

    private static final String PACKAGES = "docker.io,docker-cli,openssh-server,prometheus-node-exporter,iproute2,iptables,"
            + "procps,curl,ca-certificates";

    private DebianTree() {}

    /** The tree of Debian unstable, kept between test runs; making it takes a minute or two and 700 MB. */
    static Path newest() {
        Path tree = Path.of("/tmp/orcastra-lab/.rootfs-sid");
        Path made = tree.resolve("usr/sbin/dockerd");
        if (!Files.exists(made)) {
            try {
                Files.createDirectories(tree.getParent());
                LabCommand.run(Duration.ofMinutes(15), Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"), List.of(
                        "debootstrap", "--variant=minbase", "--include=" + PACKAGES, "sid", tree.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tree;
    }
}
