package io.orcastra.e2e;

import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** A daemon in a container whose configuration is a folder of its host, with the limits of {@code config/stack.yml}. */
final class EditedContainer implements AutoCloseable {

    private static final String NAME = "orcastra-edited";

    private final SwarmLab lab;
    private final LabNode node;
    private double most;

    EditedContainer(SwarmLab lab, LabNode node) {
        this.lab = lab;
        this.node = node;
    }

    void write(String file, String text) throws IOException {
        Path target = node.srv().resolve(NAME).resolve(file);
        Files.createDirectories(target.getParent());
        Path beside = Files.writeString(target.resolveSibling("." + target.getFileName()), text);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the image says of a configuration that only root may read. */
    String checkWithoutPermission(String image) {
        lab.exec(node, "chmod", "0700", "/srv/" + NAME);
        try {
            return lab.docker(node, "run", "--rm", "--entrypoint", "sh", "-v", "/srv/" + NAME + ":/etc/swarm-orchestration", image, "-c",
                    "/opt/orcastra/bin/orcastra check 2>&1; true");
        } finally {
            lab.exec(node, "chmod", "0755", "/srv/" + NAME);
        }
    }

    void start(String image, String memory) {
        List<String> arguments = new ArrayList<>(List.of("run", "-d", "--name", NAME, "--memory", memory, "--memory-swap", memory,
                "--user", "10001:" + lab.exec(node, "stat", "-c", "%g", "/var/run/docker.sock"), "--read-only", "--cap-drop", "ALL",
                "--tmpfs", "/tmp", "-v", "/var/run/docker.sock:/var/run/docker.sock", "-v", "/srv/" + NAME + ":/etc/swarm-orchestration",
                "-v", NAME + ":/var/lib/swarm-orchestration", "-e", "RELABEL_TIME=2",
                "-e", "SSH_KEY_FILE=/etc/swarm-orchestration/key",
                "-e", "SSH_KNOWN_HOSTS_FILE=/etc/swarm-orchestration/known_hosts", image));
        lab.docker(node, arguments.toArray(String[]::new));
    }

    /**
     * What a program says that is started in it by its path, with {@code exit} and its exit code as the last line.
     *
     * @param variable given to the program, such as {@code A=b}
     */
    String run(String program, String variable) {
        return lab.docker(node, "exec", "-e", variable, NAME, "sh", "-c", program + " 2>&1; echo \"exit $?\"").strip();
    }

    /** Looks at the memory meanwhile. */
    void awaitLogged(String words, int times) {
        until(() -> log().lines().filter(line -> line.contains(words)).count() >= times);
    }

    void until(BooleanSupplier holds) {
        try {
            await().atMost(RealTime.PATIENCE).until(() -> {
                most = Math.max(most, residentMiB());
                return holds.getAsBoolean();
            });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(kills() + " processes were killed for want of memory; the log is " + log(), late);
        }
    }

    String log() {
        return lab.docker(node, "logs", NAME);
    }

    /** Of all its processes together, at most, in MiB. */
    double mostResidentMiB() {
        return most;
    }

    long processes() {
        return lab.docker(node, "top", NAME, "-eo", "pid,comm").lines().filter(line -> line.endsWith("java")).count();
    }

    /** How often the kernel ended a process of the container because its memory was used up. */
    String kills() {
        return lab.docker(node, "exec", NAME, "sh", "-c",
                "grep -h oom_kill /sys/fs/cgroup/memory/memory.oom_control /sys/fs/cgroup/memory.events 2>/dev/null "
                        + "| grep 'oom_kill ' | cut -d' ' -f2");
    }

    private double residentMiB() {
        return lab.docker(node, "top", NAME, "-eo", "pid,rss,comm").lines().filter(line -> line.endsWith("java"))
                .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[1]) / 1024).sum();
    }

    @Override
    public void close() {
        lab.docker(node, "rm", "-f", "-v", NAME);
        lab.docker(node, "volume", "rm", "-f", NAME);
    }
}
