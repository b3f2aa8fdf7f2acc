package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.e2e.Household.Anchor;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 8, options = {"--subnet", Household.SUBNET, "--as", Household.MACHINES})
@DisplayName("A configuration of the original's shape and size, with some keys of ours")
class HouseholdIT {

    private final SwarmLab lab;
    private final EngineApi api;
    private final Household household = new Household(Path.of("../config/samples/full"));

    HouseholdIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
    }

    @Test
    @DisplayName("labels eight nodes, brings all that follow twenty anchors beside them, and knows its hosts' memory")
    void runs() {
        household.deploy(api);
        OrcastraHome home = new OrcastraHome(lab.node(1).dockerHost()).with("RELABEL_TIME", "5")
                .write("swarm.yml", household.text("swarm.yml"))
                .write("rebalance_config.yml", household.text("rebalance_config.yml"));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitTrue(RealTime.PATIENCE, "every dependent beside its anchor", this::isTogether);
            daemon.awaitTrue(RealTime.PATIENCE, "the labels of all nodes", this::isLabelled);
            daemon.awaitTrue(RealTime.PATIENCE, "the end of all moves", () -> LedgerView.intents(api).isEmpty());
            assertThat(daemon.metrics()).containsKey("orcastra_memory_sample_age_seconds{node=\"brook-01-metal\",}")
                    .containsKey("orcastra_memory_sample_age_seconds{node=\"brook-01-vm\",}");
        }
        for (Anchor anchor : household.anchors()) {
            assertThat(api.tasks(anchor.service())).as(anchor.service()).hasSize(1);
            for (String dependent : anchor.dependents()) {
                assertThat(api.tasks(dependent)).as(dependent + " is restarted once at most").hasSizeLessThanOrEqualTo(2);
                assertThat(Specs.pins(api.service(dependent).path("Spec"))).as(dependent).isEmpty();
            }
        }
    }

    private boolean isTogether() {
        return household.anchors().stream().allMatch(anchor -> {
            List<LabTask> anchors = api.running(anchor.service());
            return anchors.size() == 1 && anchor.dependents().stream().map(api::running)
                    .allMatch(tasks -> tasks.size() == 1 && tasks.get(0).node().equals(anchors.get(0).node()));
        });
    }

    /** Each node has its own labels, those of the anchors on it, and no other. */
    private boolean isLabelled() {
        Map<String, Set<String>> wanted = new HashMap<>();
        household.labels().forEach((name, labels) -> wanted.put(name, new HashSet<>(labels)));
        household.anchors().forEach(anchor -> wanted.get(lab.nodeOfId(api.running(anchor.service()).get(0).node()).name())
                .add(anchor.label()));
        return lab.nodes().stream().allMatch((LabNode node) ->
                wanted.get(node.name()).equals(Set.copyOf(api.nodeLabels(node.id()))));
    }
}
