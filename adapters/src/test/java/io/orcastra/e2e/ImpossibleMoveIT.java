package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("A dependent whose anchor's node cannot take it")
class ImpossibleMoveIT {

    private static final String IMAGE = "lab/plain:1";
    private static final Duration QUIET = Duration.ofSeconds(12);
    private static final Duration MOVE = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final LabNode manager;
    private final LabNode target;
    private final LabNode source;
    private Deployment stack;

    ImpossibleMoveIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.target = lab.node(2);
        this.source = lab.node(3);
    }

    @BeforeEach
    void anchor() {
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(target, "--reserve-memory", "1500M", IMAGE));
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("stays where it is when there is no room, and the report says so")
    void noRoom() {
        String app = stack.createDisplaced("app", source, "--reserve-memory", "1000M", IMAGE);
        assertNeverTouched(app, "memory");
    }

    @Test
    @DisplayName("stays where it is when nobody can pull its image there, and the report says so")
    void missingImage() {
        String image = "lab/" + lab.fresh("only") + ":1";
        lab.localImage(source, image);
        String app = stack.createDisplaced("app", source, "--no-resolve-image", image);
        assertNeverTouched(app, image);
    }

    @Test
    @DisplayName("is back where it ran after its container crashed there, with its spec as before")
    void crashesOnTheTarget() {
        String app = stack.createDisplaced("app", source, "--env", "NODE={{.Node.Hostname}}",
                "--env", "CRASH_ON_HOST=" + target.name(), IMAGE);
        JsonNode before = stack.spec(app);
        LabTask first = stack.running(app);
        try (OrcastraProcess daemon = stack.home().run()) {
            daemon.awaitTrue(MOVE, "attempt to move " + app, () -> hasBeenOnTheTarget(app));
            daemon.awaitTrue(MOVE, "return of " + app, () -> stack.spec(app).equals(before)
                    && lab.api(manager).running(app).stream().anyMatch(t -> !t.node().equals(target.id()))
                    && LedgerView.intents(lab.api(manager)).isEmpty());
            assertThat(stack.running(app).id()).isNotEqualTo(first.id());
            daemon.awaitLog(MOVE, "a task failed");
        }
        Specs.assertSame(before, stack.spec(app));
    }

    @Test
    @DisplayName("is unpinned and runs elsewhere when that node dies under it")
    void targetDiesWhilePinned() {
        // never gets healthy on the target, so that the move is still under way when the node dies
        String app = stack.createDisplaced("app", source, "--env", "NODE={{.Node.Hostname}}",
                "--health-cmd", "[ \"$NODE\" != " + target.name() + " ]", "--health-interval", "500ms",
                "--health-start-period", "120s", IMAGE);
        JsonNode before = stack.spec(app);
        try (OrcastraProcess daemon = stack.home().run()) {
            daemon.awaitTrue(MOVE, "start of " + app + " on the target", () -> !Specs.pins(stack.spec(app)).isEmpty()
                    && hasBeenOnTheTarget(app));
            lab.kill(target);
            await().atMost(RealTime.PATIENCE).until(() -> lab.api(manager).get("/nodes/" + target.id())
                    .at("/Status/State").asText().equals("down"));
            daemon.awaitTrue(RealTime.PATIENCE, "unpinned " + app, () -> Specs.pins(stack.spec(app)).isEmpty());
            // how long Swarm takes to bring it up elsewhere is Swarm's
            daemon.awaitTrue(MOVE, "running " + app, () -> lab.api(manager).running(app).stream()
                    .anyMatch(t -> !t.node().equals(target.id())));
            daemon.awaitTrue(MOVE, "end of the move", () -> LedgerView.intents(lab.api(manager)).isEmpty());
            Specs.assertSame(before, stack.spec(app));
        } finally {
            lab.start(target);
            await().atMost(RealTime.PATIENCE).until(() -> lab.api(manager).get("/nodes/" + target.id())
                    .at("/Status/State").asText().equals("ready"));
        }
    }

    @Test
    @DisplayName("of one that follows an anchor takes back the anchor and what had followed: the whole set is where it was")
    void takesTheWholeSetBack() {
        stack.remove();
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(source, "--label", "orchestration.preferred.node=" + target.name(), IMAGE));
        lab.docker(manager, "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + source.name(), stack.anchor());
        String able = stack.createDisplaced("able", source, IMAGE);
        String unable = stack.createDisplaced("unable", source, "--env", "NODE={{.Node.Hostname}}",
                "--env", "CRASH_ON_HOST=" + target.name(), "--rollback-monitor", "1s", IMAGE);
        List<String> set = List.of(stack.anchor(), able, unable);
        List<JsonNode> before = set.stream().map(stack::spec).toList();
        OrcastraHome home = stack.home(manager.dockerHost(), "retry_intervals: [1]")
                .write("rebalance_config.yml", "default: { stable_minutes: 0.02 }\n");
        try (OrcastraProcess daemon = home.run()) {
            // they may be on their way back before anybody looks: what Swarm keeps of their tasks tells that they were there
            daemon.awaitTrue(MOVE, "two of the set on the target", () -> hasBeenOnTheTarget(stack.anchor()) && hasBeenOnTheTarget(able));
            daemon.awaitLog(MOVE, "ORC-COL-203");
            daemon.awaitTrue(MOVE, "the whole set where it was", () -> LedgerView.intents(lab.api(manager)).isEmpty()
                    && set.stream().allMatch(service -> stack.nodeOf(service).equals(source)));
            assertThat(set.stream().map(stack::spec).toList()).isEqualTo(before);
            daemon.awaitTrue(MOVE, "the reason why it is not tried again",
                    () -> home.command("explain", stack.anchor()).out().contains("brought back within the hour"));
        }
    }

    private boolean hasBeenOnTheTarget(String service) {
        return stack.tasks(service).stream().anyMatch(task -> task.node().equals(target.id()));
    }

    /** The one task goes on all the time, nothing is left behind, and a dry run names the service and the cause. */
    private void assertNeverTouched(String app, String cause) {
        JsonNode before = stack.spec(app);
        String task = stack.running(app).id();
        OrcastraHome home = stack.home();
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(MOVE, app, cause);
            RealTime.throughout(QUIET, () -> assertThat(stack.tasks(app)).extracting(LabTask::id).containsExactly(task));
            Specs.assertSame(before, stack.spec(app));
            await().atMost(MOVE).untilAsserted(() -> assertThat(lab.docker(manager, "service", "ls",
                    "--format", "{{.Name}}").lines()).as("no pull job is left").allMatch(n -> n.startsWith(stack.stack())));
        }
    }
}
