package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("An anchor with several tasks")
class HomeIT {

    private static final String IMAGE = "lab/plain:1";
    private static final Duration SOON = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final EngineApi api;
    private final Deployment stack;

    HomeIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        this.stack = new Deployment(lab);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("that is global labels every ready node, also one that was down, and moves no dependent")
    void global() {
        stack.createAnchors(3, "--mode", "global", IMAGE);
        String app = stack.createDisplaced("app", lab.node(2), IMAGE);
        String task = stack.running(app).id();
        LabNode lost = lab.node(3);
        try (OrcastraProcess daemon = stack.home().run()) {
            awaitLabelled(daemon, lab.nodes());
            lab.kill(lost);
            try {
                awaitLabelled(daemon, lab.nodesExcept(lost));
                assertThat(api.get("/nodes/" + lost.id()).at("/Status/State").asText()).isEqualTo("down");
            } finally {
                lab.start(lost);
            }
            awaitLabelled(daemon, lab.nodes());
        }
        assertThat(stack.tasks(app)).as("at home everywhere").extracting(LabTask::id).containsExactly(task);
    }

    @Test
    @DisplayName("that runs on some nodes, beside a global one: only the dependent's replica outside them is moved, by exclusion")
    void severalHomes() {
        LabNode outside = lab.node(1);
        String everywhere = stack.stack() + "mon";
        stack.createAnchors(2, "--replicas", "2", "--replicas-max-per-node", "1", "--constraint", "node.role==worker", IMAGE);
        new LabServices(lab).createNamed(stack.stack() + "_" + everywhere, "--mode", "global", IMAGE);
        String app = stack.createDependent("app", "--replicas", "2", "--replicas-max-per-node", "1",
                "--constraint", "node.hostname!=" + lab.node(3).name(), IMAGE);
        List<LabTask> tasks = new LabServices(lab).awaitRunning(app, 2);
        lab.docker(outside, "service", "update", "-d", "-q", "--constraint-rm", "node.hostname!=" + lab.node(3).name(), app);
        JsonNode before = stack.spec(app);
        OrcastraHome home = stack.home().write("swarm.yml", stack.yaml()
                + "  %s:\n    stack: %s\n    services: [app]\n".formatted(everywhere, stack.stack()));
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitTrue(SOON, "move of the replica outside home", () -> api.running(app).size() == 2
                    && api.running(app).stream().noneMatch(task -> task.node().equals(outside.id()))
                    && Specs.pins(stack.spec(app)).isEmpty() && LedgerView.intents(api).isEmpty());
            awaitLabelled(daemon, lab.nodesExcept(outside));
            daemon.awaitTrue(SOON, "label of the global anchor", () -> lab.nodes().stream()
                    .allMatch(node -> api.nodeLabel(node.id(), everywhere).isPresent()));
        }
        assertThat(stack.tasks(app)).as("one restart").hasSize(3);
        assertThat(api.running(app)).as("the replica at home")
                .contains(tasks.stream().filter(task -> task.node().equals(lab.node(2).id())).findFirst().orElseThrow());
        Specs.assertSame(before, stack.spec(app));
        assertThat(api.service(app).at("/PreviousSpec/TaskTemplate/Placement/Constraints")).as("the pin there was")
                .singleElement().satisfies(pin -> assertThat(pin.asText()).isEqualTo("node.id!=" + outside.id()));
    }

    /** The label of the anchor is on exactly these nodes. */
    private void awaitLabelled(OrcastraProcess daemon, List<LabNode> nodes) {
        daemon.awaitTrue(SOON, "label on exactly " + nodes, () -> lab.nodes().stream().allMatch(node ->
                api.nodeLabel(node.id(), stack.label()).isPresent() == nodes.contains(node)));
    }
}
