package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTest {
    private static final String N1 = Cluster.id("n1");
    private static final String N2 = Cluster.id("n2");

    private static final Node LEADER = new Node(N1, "n1", NodeRole.MANAGER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1", Leadership.LEADER,
                new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8L << 30, Map.of()), "20.10.24", Map.of(), Set.of());

    @TempDir
    private Path folder;

    private static String scaffold(Object... told) {
        Set<Object> facts = new HashSet<>(new Cluster().with(LEADER).node("n2").service("web").running("web", "n2").facts());
        facts.addAll(List.of(told));
        return Scaffold.of(facts);
    }

    private ScenarioResult played(String text, String expectations) throws IOException {
        Path file = Files.writeString(folder.resolve("mine_test.yml"),
                text.replaceFirst("(?s)golden: true.*", "expect:\n" + expectations));
        return new ScenarioSuite(RuleBook.builtIn(), () -> 0).run(List.of(file)).get(0);
    }

    @Test
    void whatAgentsToldIsThereAndDecidedAbout() throws IOException {
        String text = scaffold(
                new Container("c1", N1, "sick", "", ContainerHealth.UNHEALTHY, ""),
                new Container("c2", N2, "sick", "", ContainerHealth.UNHEALTHY, "false"),
                new Container("c3", N2, "well", "", ContainerHealth.HEALTHY, ""),
                new StoredImage(N1, "sha256:a", 200 << 20, 0, true, true), new ImageName(N1, "sha256:a", "nginx:1.25"),
                new StoredImage(N1, "sha256:b", 100 << 20, Integer.MAX_VALUE, false, false),
                new StoppedContainer(N1, "e1", "ended: once", 5 << 20, true),
                new UnusedVolume(N2, "0123", 1 << 20, true, true), new UnusedVolume(N2, "data", 1 << 20, false, true),
                new WantedMod(N2, "them.mod.1.tar.xz", "ghcr.io/them/mod:1", false, true),
                new FailedMod(N2, "ghcr.io/them/mod:1", "does not exist"));

        assertThat(text).contains("agents:\n  n1:\n    containers:\n      sick: { health: unhealthy }\n",
                "      sick-n2: { health: unhealthy, autoheal: 'false' }\n", "      well: {}\n",
                "      'nginx:1.25': { size: 200 MiB, used: true, newer: 0 }\n",
                "      'sha256:b': { size: 100 MiB, old_after: 24h }\n", "      'ended: once': { size: 5 MiB }\n",
                "      '0123': { size: 1 MiB, anonymous: true }\n", "      data: { size: 1 MiB }\n",
                "refused: 'does not exist'");
        ScenarioResult result = played(text, """
                - { from: 0s, actions: [ restart sick by ORC-HEA-201, collect n1, collect n2 ] }
                - { from: 0s, no_actions: [ restart sick-n2, restart well ] }
                - { at: 10m, no_action: { container: sick-n2, because: ORC-HEA-301 } }
                """);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void whatMachinesToldIsThereAndDecidedAbout() throws IOException {
        String text = scaffold(new Machine("n1", MachineState.IN_SWARM, N1, "c", ""), new Machine("n3", MachineState.OUT_OF_SWARM, "", "", ""),
                new Machine("n4", MachineState.UNREACHABLE, "", "", "no route"));

        assertThat(text).contains("machines:\n  n1: {}\n  n3: {}\n  n4: { state: unreachable }\n");
        ScenarioResult result = played(text.replace("swarm: {}  ", "swarm: { nodes: { n3: { ip: 10.0.0.3 }, n4: { ip: 10.0.0.4 } } }  "), """
                - { from: 0s, actions: [ join n3 ] }
                - { at: 5m, findings: [ { about: n4, says: ORC-BST-401 } ] }
                """);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void withoutEitherNothingIsSaidOfThem() {
        assertThat(scaffold()).doesNotContain("agents:", "machines:");
    }

    @Test
    void aNodeThatIsDownBeginsDown() throws IOException {
        String text = scaffold(new Cluster().node("n3", NodeStatus.DOWN).node("n4", NodeStatus.UNKNOWN).facts().toArray());

        assertThat(text).contains("  n3: down\n", "  # left out: n4 is unknown, here it is up");
        ScenarioResult result = played(text, "- { at: 20m, conditions: [ StableNode n2 ], no_conditions: [ StableNode n3 ] }\n");
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void aJobOnEveryNodeIsLeftOutAndThatIsSaid() throws IOException {
        Object[] sweep = new Cluster().service("sweep", service -> service.mode(ServiceMode.GLOBAL_JOB)).facts().toArray();

        String text = scaffold(sweep);

        assertThat(text).contains("  # left out: sweep, a global job").doesNotContain("sweep:");
        assertThat(played(text, "- { from: 0s, no_actions: [ move web ] }\n").failures()).isEmpty();
    }
}
