package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.e2e.LabelWatch.Sighting;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An anchor starts, dies with its node, is replaced in silence; measured by the engine's own timestamps. */
final class AnchorScenario implements AutoCloseable {

    static final String IMAGE = "lab/plain:1";
    static final Duration POLL = Duration.ofSeconds(5);

    private static final Duration LABEL_LIMIT = Duration.ofSeconds(2);
    private static final Duration DEPENDENTS_LIMIT = Duration.ofSeconds(5);

    private final SwarmLab lab;
    private final LabServices services;
    private final String bound;
    private final String free;
    private final Deployment stack;
    private final Measurements measurements;

    /** Waits until the image is on every node. */
    AnchorScenario(SwarmLab lab, Measurements measurements) {
        this.lab = lab;
        this.measurements = measurements;
        this.services = new LabServices(lab);
        this.stack = new Deployment(lab);
        services.createNamed(stack.stack() + "_present", "--mode", "global", IMAGE);
        services.awaitRunning(stack.stack() + "_present", lab.nodes().size());
        bound = stack.follow("web");
        free = stack.follow("app");
    }

    Deployment stack() {
        return stack;
    }

    /** From the anchor's start to its label. {@code log} is what an instance of Orcastra logs, for a failure's message. */
    void labelFollowsTheStart(Supplier<String> log) {
        try (LabelWatch labels = watch()) {
            LabTask task = stack.createAnchor("--constraint", "node.role==worker", IMAGE);
            Sighting label = labels.await(RealTime.PATIENCE, Instant.EPOCH, lab.nodeOfId(task.node()), true);
            assertThat(measurements.between("label after start", task.since(), label.at()))
                    .as("from the anchor running to its label; the log ends %s", log.get())
                    .isLessThanOrEqualTo(LABEL_LIMIT);
        }
    }

    /** Kills the anchor's node again and again; one dependent is bound to the label, one to nothing. */
    void everythingFollowsTheReplacement(int kills, Supplier<String> log) {
        services.createNamed(bound, "--constraint", "node.labels." + stack.label() + "==true", IMAGE);
        services.createNamed(free, IMAGE);
        try (LabelWatch labels = watch()) {
            for (int kill = 0; kill < kills; kill++) {
                await().atMost(RealTime.PATIENCE).until(this::atRest);
                killAndMeasure(labels, log);
            }
        }
    }

    /** The anchor crashes and Swarm prefers another node for its replacement: no manager's event tells of it. */
    void labelFollowsASilentReplacement(Supplier<String> log) {
        LabNode first = stack.nodeOf(stack.anchor());
        services.createNamed(stack.stack() + "_ballast", Deployment.on(first, "--replicas", "6", IMAGE));
        services.awaitRunning(stack.stack() + "_ballast", 6);
        try (LabelWatch labels = watch()) {
            await().atMost(RealTime.PATIENCE).until(() ->
                    lab.api(lab.node(1)).nodeLabels(first.id()).contains(stack.label()));
            Instant crashed = Instant.now();
            stack.crash(stack.anchor());
            LabTask task = awaitBeside(stack.anchor(), crashed, lab.nodesExcept(first));
            Sighting given = labels.await(RealTime.PATIENCE, crashed, lab.nodeOfId(task.node()), true);
            assertThat(measurements.between("label after silent replacement", task.since(), given.at()))
                    .as("the log ends %s", log.get()).isLessThanOrEqualTo(POLL.plus(LABEL_LIMIT));
            Sighting taken = labels.await(RealTime.PATIENCE, crashed, first, false);
            assertThat(taken.at()).as("handed over: given before taken").isAfterOrEqualTo(given.at());
        }
    }

    @Override
    public void close() {
        stack.remove();
    }

    private LabelWatch watch() {
        return new LabelWatch(lab, lab.node(1), stack.label());
    }

    private void killAndMeasure(LabelWatch labels, Supplier<String> log) {
        LabNode dead = stack.nodeOf(stack.anchor());
        Instant killed = Instant.now();
        lab.kill(dead);
        LabTask anchor = awaitBeside(stack.anchor(), killed, lab.nodesExcept(dead));
        LabNode home = lab.nodeOfId(anchor.node());

        Sighting given = labels.await(RealTime.PATIENCE, killed, home, true);
        assertThat(measurements.between("label after failover", anchor.since(), given.at()))
                .as("label on the new node; the log ends %s", log.get()).isLessThanOrEqualTo(LABEL_LIMIT);
        Sighting taken = labels.await(RealTime.PATIENCE, killed, dead, false);
        assertThat(Duration.between(anchor.since(), taken.at()))
                .as("label off the dead node; the log ends %s", log.get()).isLessThanOrEqualTo(DEPENDENTS_LIMIT);
        Instant last = anchor.since();
        for (String dependent : List.of(bound, free)) {
            LabTask task = awaitBeside(dependent, killed, List.of(home));
            last = last.isAfter(task.since()) ? last : task.since();
        }
        assertThat(measurements.between("dependents after failover", anchor.since(), last))
                .as("dependents beside the new anchor; the log ends %s", log.get())
                .isLessThanOrEqualTo(DEPENDENTS_LIMIT);

        lab.start(dead);
        await().atMost(RealTime.PATIENCE).until(() -> lab.api(lab.node(1)).get("/nodes/" + dead.id())
                .path("Status").path("State").asText().equals("ready"));
    }

    /** All are together and no move is still being watched. */
    private boolean atRest() {
        if (!LedgerView.intents(lab.api(lab.node(1))).isEmpty()) {
            return false;
        }
        LabNode home = stack.nodeOf(stack.anchor());
        for (String dependent : List.of(bound, free)) {
            if (lab.api(lab.node(1)).running(dependent).stream().noneMatch(t -> t.node().equals(home.id()))) {
                return false;
            }
        }
        return true;
    }

    /** The task of a service that runs on one of these nodes and was made or started after that moment. */
    private LabTask awaitBeside(String service, Instant after, List<LabNode> nodes) {
        return await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(50)).until(
                () -> lab.api(lab.node(1)).running(service).stream()
                        .filter(t -> t.since().isAfter(after))
                        .filter(t -> nodes.stream().anyMatch(n -> n.id().equals(t.node())))
                        .findFirst(),
                Optional::isPresent).orElseThrow();
    }
}
