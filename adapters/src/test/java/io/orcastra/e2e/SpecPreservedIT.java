package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("A displaced dependent without any constraint on nodes")
class SpecPreservedIT {

    private static final Duration MOVE = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final LabNode manager;
    private final Deployment stack;
    private final StackFile file;
    private final String app;

    SpecPreservedIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.stack = new Deployment(lab);
        this.stack.follow("app");
        this.file = new StackFile(lab, manager, stack.stack());
        this.app = stack.stack() + "_app";
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("ends beside its anchor with one restart, its spec as before, and an unchanged deploy restarts nothing")
    void movesWithoutATrace() {
        deployTwice();
        JsonNode before = stack.spec(app);
        List<LabTask> tasksBefore = stack.tasks(app);
        try (OrcastraProcess daemon = stack.home().run()) {
            awaitMoved(daemon);
            Specs.assertSame(before, stack.spec(app));
            assertThat(stack.tasks(app)).as("one restart").hasSize(tasksBefore.size() + 1);

            file.deploy(release("two"));
            RealTime.throughout(Duration.ofSeconds(7), () ->
                    assertThat(stack.tasks(app)).as("tasks after an unchanged deploy").hasSize(tasksBefore.size() + 1));
            Specs.assertSame(before, stack.spec(app));
            assertThat(daemon.terminate()).isZero();
        }
        Specs.assertSame(before, stack.spec(app));
    }

    @Test
    @DisplayName("is rolled back by its user to the user's own previous version, without a pin")
    void rollsBackToTheUsersVersion() {
        deployTwice();
        JsonNode previous = lab.api(manager).service(app).path("PreviousSpec");
        assertThat(previous.toString()).contains("RELEASE=one");
        try (OrcastraProcess daemon = stack.home().run()) {
            awaitMoved(daemon);
            lab.docker(manager, "service", "rollback", "-d", "-q", app);
            daemon.awaitTrue(MOVE, "return of the user's own previous version", () ->
                    stack.spec(app).equals(previous) && settled() && running("RELEASE=one"));
            // Swarm may have placed that version elsewhere; it is brought home again, and stays as its user wants it
            awaitMoved(daemon);
            Specs.assertSame(previous, stack.spec(app));
        }
    }

    @Test
    @DisplayName("keeps what only the API can write: SELinux, seccomp, supplementary groups, mounts with options")
    void keepsWhatOnlyTheApiWrites() {
        stack.createAnchor(Deployment.on(lab.node(2), "lab/plain:1"));
        stack.createDisplaced("app", lab.node(3), "--group", "1234", "--dns-option", "timeout:2",
                "--mount", "type=tmpfs,destination=/scratch,tmpfs-size=1048576,tmpfs-mode=1770",
                "--mount", "type=bind,source=/etc,destination=/host-etc,readonly,bind-propagation=rprivate,bind-nonrecursive",
                "--cap-add", "NET_ADMIN", "--sysctl", "net.core.somaxconn=512", "--ulimit", "nofile=100:200",
                "--limit-pids", "20", "--placement-pref", "spread=node.labels.zone", "lab/plain:1");
        lab.api(manager).update("/services/" + app, spec -> {
            ObjectNode container = (ObjectNode) spec.at("/TaskTemplate/ContainerSpec");
            container.putObject("Privileges").put("NoNewPrivileges", true)
                    .<ObjectNode>set("SELinuxContext", container.objectNode().put("Disable", true))
                    .set("Seccomp", container.objectNode().put("Mode", "unconfined"));
        });
        await().atMost(MOVE).until(this::settled);
        JsonNode before = stack.spec(app);
        assertThat(before.toString()).contains("\"Disable\":true", "NonRecursive", "Groups", "Pids");
        int tasksBefore = stack.tasks(app).size();
        try (OrcastraProcess daemon = stack.home().run()) {
            awaitMoved(daemon);
            Specs.assertSame(before, stack.spec(app));
            assertThat(stack.tasks(app)).as("one restart").hasSize(tasksBefore + 1);
        }
    }

    /** The user's first version and their second, running somewhere else than the anchor. */
    private void deployTwice() {
        file.deploy(release("one"));
        stack.running(app);
        file.deploy(release("two"));
        await().atMost(MOVE).until(() -> running("RELEASE=two") && settled());
        assertThat(stack.nodeOf(app)).as("placed by Swarm away from its anchor").isNotEqualTo(lab.node(2));
    }

    private Map<String, String> release(String release) {
        return Map.of("RELEASE_VALUE", release, "HOME", lab.node(2).name(), "ANCHOR", stack.label());
    }

    private boolean running(String variable) {
        return stack.spec(app).toString().contains(variable)
                && lab.api(manager).running(app).size() == 1;
    }

    /** No update of the service is under way. */
    private boolean settled() {
        String state = lab.api(manager).service(app).at("/UpdateStatus/State").asText();
        return !state.endsWith("updating") && !state.endsWith("started") && lab.api(manager).running(app).size() == 1;
    }

    private boolean beside() {
        return lab.api(manager).running(app).stream().anyMatch(t -> t.node().equals(lab.node(2).id()));
    }

    private void awaitMoved(OrcastraProcess daemon) {
        daemon.awaitTrue(MOVE, "move of " + app + " beside its anchor", () ->
                beside() && Specs.pins(stack.spec(app)).isEmpty() && settled());
        daemon.awaitTrue(RealTime.PATIENCE, "end of the move", () -> LedgerView.intents(lab.api(manager)).isEmpty());
    }
}
