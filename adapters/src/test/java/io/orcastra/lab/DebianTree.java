package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The files of another Debian release with its engine, for nodes that shall not run this machine's. */
final class DebianTree {

    private static final String PACKAGES = "docker.io,docker-cli,openssh-server,prometheus-node-exporter,iproute2,iptables,"
            + "procps,curl,ca-certificates";
    private static final Path HOME = Path.of("/tmp/orcastra-lab");

    private DebianTree() {}

    /**
     * The tree of Debian unstable, kept between test runs; making it takes a minute or two and 700 MB. Of several
     * processes that want it one makes it and the others wait.
     */
    static Path newest() {
        Path tree = HOME.resolve(".rootfs-sid");
        try {
            Files.createDirectories(HOME);
            try (FileChannel file = FileChannel.open(HOME.resolve(".rootfs-sid.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock held = file.lock()) {
                if (held.isValid() && !Files.exists(tree)) {
                    make(tree);
                }
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under another name first: what an interrupted run left is never taken for whole. */
    private static void make(Path tree) throws IOException {
        Path fresh = HOME.resolve(".rootfs-sid.new");
        run("rm", "-rf", "--one-file-system", fresh.toString());
        run("debootstrap", "--variant=minbase", "--include=" + PACKAGES, "sid", fresh.toString());
        Files.move(fresh, tree);
    }

    private static void run(String... command) {
        LabCommand.run(Duration.ofMinutes(15), Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"), List.of(command));
    }
}
