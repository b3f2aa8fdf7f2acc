package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabJava;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 1)
@DisabledIf(value = "noNewJava", disabledReason = "no Java 25 or newer in /usr/lib/jvm, and older ones make no such cache")
@DisplayName("The cache of loaded classes in the image")
class ClassCacheIT {

    private final SwarmLab lab;
    private final LabNode node;
    private final Deployment stack;
    private final Measurements measurements = new Measurements(getClass());

    @TempDir
    private Path folder;

    ClassCacheIT(SwarmLab lab) {
        this.lab = lab;
        this.node = lab.node(1);
        this.stack = new Deployment(lab);
    }

    static boolean noNewJava() {
        return LabJava.newest().version() < 25;
    }

    @Test
    @DisplayName("is what the daemon loads them from, and it takes less CPU time to its first plan")
    void isUsed() throws IOException {
        ImageBuild build = new ImageBuild(lab, node, folder);
        build.fromDistribution("orcastra:cached");
        build.fromDistribution("orcastra:plain", "--build-arg", "AOT=false");
        stack.createAnchor("lab/plain:1");
        Start plain = start("plain");
        Start cached = start("cached");
        assertThat(plain.mapsCache()).as("an image built without the cache maps it").isFalse();
        assertThat(cached.mapsCache()).as("the daemon maps the cache").isTrue();
        assertThat(cached.cpu()).as("CPU time to the first plan").isLessThan(plain.cpu());
    }

    /** A daemon that writes nothing, so that the next one decides the same. */
    private Start start(String kind) throws IOException {
        Path configuration = Files.writeString(folder.resolve("swarm.yml"), stack.yaml());
        lab.docker(node, "create", "--name", kind, "--user", "10001:" + lab.exec(node, "stat", "-c", "%g", "/var/run/docker.sock"),
                "--env", "DRY_RUN=true", "--volume", "/var/run/docker.sock:/var/run/docker.sock", "orcastra:" + kind);
        lab.docker(node, "cp", configuration.toString(), kind + ":/etc/swarm-orchestration/");
        lab.docker(node, "start", kind);
        Instant planned = await().atMost(RealTime.PATIENCE).until(() -> firstPlan(kind), Optional::isPresent).orElseThrow();
        Start start = new Start(inside(kind, "maps").contains("orcastra.aot"), cpu(inside(kind, "stat")));
        measurements.between(kind + ": container start to first plan",
                Instant.parse(lab.docker(node, "inspect", "-f", "{{.State.StartedAt}}", kind)), planned);
        measurements.note(kind + ": CPU to first plan", start.cpu().toMillis(), "ms");
        for (String size : new String[] {"VmRSS", "RssAnon"}) {
            measurements.note(kind + ": " + size + " after first plan", kibibytes(inside(kind, "status"), size) / 1024, "MiB");
        }
        lab.docker(node, "rm", "-f", kind);
        return start;
    }

    private Optional<Instant> firstPlan(String container) {
        return lab.docker(node, "logs", "--timestamps", container).lines().filter(line -> line.contains("Planned"))
                .findFirst().map(line -> Instant.parse(line.substring(0, line.indexOf(' '))));
    }

    /** What the kernel tells of the container's first process, which is the daemon. */
    private String inside(String container, String file) {
        return lab.docker(node, "exec", container, "cat", "/proc/1/" + file);
    }

    /** The fields utime and stime, which proc(5) counts from 1 as 14 and 15, in hundredths of a second. */
    private static Duration cpu(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
    }

    private static double kibibytes(String status, String name) {
        return Pattern.compile(name + ":\\s+(\\d+) kB").matcher(status).results().findFirst()
                .map(found -> Double.valueOf(found.group(1))).orElseThrow();
    }

    private record Start(boolean mapsCache, Duration cpu) {}
}
