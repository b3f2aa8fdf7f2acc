package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("When the anchor crashes and Swarm restarts it in place")
class AnchorRestartIT {

    private static final String IMAGE = "lab/plain:1";
    private static final Duration QUIET = Duration.ofSeconds(12);

    private final SwarmLab lab;
    private Deployment stack;
    private String bound;
    private String free;

    AnchorRestartIT(SwarmLab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void together() {
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(2), IMAGE));
        bound = stack.createDependent("web", "--constraint", "node.labels." + stack.label() + "==true", IMAGE);
        free = stack.createDependent("app", Deployment.on(lab.node(2), IMAGE));
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("no dependent is touched and no label changes, with RESTART_DEPENDENTS=false")
    void leavesDependentsAlone() {
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1));
                OrcastraProcess daemon = home(proxy).run().awaitHealthy()) {
            awaitQuiet(proxy);
            try (LabelWatch labels = new LabelWatch(lab, lab.node(1), stack.label())) {
                List<LabTask> before = List.of(stack.running(bound), stack.running(free));
                Instant crashed = Instant.now();
                crashAnchor();
                RealTime.throughout(QUIET, () -> assertThat(List.of(stack.tasks(bound).get(0).id(), stack.tasks(free).get(0).id()))
                        .containsExactly(before.get(0).id(), before.get(1).id()));
                assertThat(labels.changes()).isEmpty();
                assertThat(writes(proxy, r -> r.at().isAfter(crashed))).isEmpty();
            }
            assertThat(daemon.alive()).isTrue();
        }
    }

    @Test
    @DisplayName("each dependent restarts once, after the anchor runs, where it was, with restart_dependents: true, which wins")
    void restartsDependentsOnce() {
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1));
                OrcastraProcess daemon = home(proxy, "restart_dependents: true").run().awaitHealthy()) {
            awaitQuiet(proxy);
            try (LabelWatch labels = new LabelWatch(lab, lab.node(1), stack.label())) {
                LabTask boundBefore = stack.running(bound);
                LabTask freeBefore = stack.running(free);
                Instant anchorRuns = crashAnchor();
                daemon.awaitTrue(RealTime.PATIENCE, "restart of both dependents", () ->
                        restarted(bound, boundBefore) && restarted(free, freeBefore));
                RealTime.throughout(QUIET, () -> {
                    assertRestartedOnce(bound, boundBefore, anchorRuns);
                    assertRestartedOnce(free, freeBefore, anchorRuns);
                });
                assertThat(labels.changes()).isEmpty();
                assertThat(Specs.pins(stack.spec(bound))).isEmpty();
                assertThat(Specs.pins(stack.spec(free))).isEmpty();
            }
        }
    }

    private OrcastraHome home(SocketProxy proxy, String... anchorOptions) {
        return stack.home(proxy.dockerHost(), anchorOptions).with("RESTART_DEPENDENTS", "false");
    }

    private boolean restarted(String service, LabTask before) {
        return lab.api(lab.node(1)).running(service).stream().anyMatch(t -> !t.id().equals(before.id()));
    }

    private void assertRestartedOnce(String service, LabTask before, Instant anchorRuns) {
        List<LabTask> tasks = stack.tasks(service);
        assertThat(tasks).as("tasks of %s", service).hasSize(2);
        assertThat(tasks.get(0).created()).as("restarted after the anchor ran").isAfter(anchorRuns);
        assertThat(tasks.get(0).node()).as("restarted in place").isEqualTo(before.node());
    }

    /** Ends the anchor's task and returns since when the next one runs. */
    private Instant crashAnchor() {
        LabTask before = stack.running(stack.anchor());
        stack.crash(stack.anchor());
        return await().atMost(RealTime.PATIENCE).until(
                () -> lab.api(lab.node(1)).running(stack.anchor()).stream()
                        .filter(t -> !t.id().equals(before.id())).findFirst(),
                Optional::isPresent).orElseThrow().since();
    }

    /** All runs beside the anchor, and for some seconds nothing was written but the lease. */
    private void awaitQuiet(SocketProxy proxy) {
        stack.running(bound);
        await().atMost(RealTime.PATIENCE).until(() -> writes(proxy, r -> r.at().isAfter(Instant.now().minusSeconds(4)))
                .isEmpty() && LedgerView.intents(lab.api(lab.node(1))).isEmpty());
    }

    /** Writes to nodes and services; the ledger's are left out. */
    private static List<SeenRequest> writes(SocketProxy proxy, Predicate<SeenRequest> which) {
        return proxy.writes().stream().filter(r -> !r.path().startsWith("/configs")).filter(which).toList();
    }
}
