package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.ServiceWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The simulated swarm does what experiments showed the real one to do. */
class SimulatedSwarmTest {
    private static final Set<Object> MANAGER = Set.of(SimulatedLoopTest.manager("m1"));
    private final List<SwarmEvent> events = new ArrayList<>();

    private SimulatedSwarm swarm(Cluster cluster, Behaviour behaviour) {
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.addAll(MANAGER);
        Scenario scenario = new Scenario(VirtualClock.START, facts, Map.of(),
                Map.of(Cluster.id("web"), behaviour), List.of(), SwarmTimes.DEFAULT);
        SimulatedSwarm swarm = new SimulatedSwarm(scenario, 7);
        swarm.listen(events::add);
        return swarm;
    }

    private SimulatedSwarm swarm(Cluster cluster) {
        return swarm(cluster, Behaviour.DEFAULT);
    }

    private static Cluster three() {
        return new Cluster().node("n1").node("n2").node("n3");
    }

    private static Cluster web(int replicas, UnaryOperator<ServiceWords> words) {
        return three().service("web", service -> words.apply(service.replicas(replicas)));
    }

    private static Cluster web(int replicas) {
        return web(replicas, UnaryOperator.identity());
    }

    private static List<String> nodes(SimulatedSwarm swarm) {
        return swarm.census().services().get("web").nodes();
    }

    private static Outcome move(SimulatedSwarm swarm, int tasks, String... home) {
        Set<String> ids = new HashSet<>();
        List.of(home).forEach(name -> ids.add(Cluster.id(name)));
        return swarm.actions(new InMemoryIntents()).execute(new Proposal("ORC-TST-201",
                new MoveService(Cluster.id("web"), ids, tasks), "a test", "a test wants it"), Map.of());
    }

    private static NodeStatus status(SimulatedSwarm swarm, String name) {
        return swarm.facts().stream().filter(fact -> fact instanceof Node node && node.hostname().equals(name))
                .map(fact -> ((Node) fact).status()).findFirst().orElseThrow();
    }

    @Test
    void replicasAreSpreadOverNodes() {
        SimulatedSwarm swarm = swarm(web(3));
        swarm.advance(Duration.ofSeconds(10));

        assertThat(nodes(swarm)).containsExactly("n1", "n2", "n3");
    }

    @Test
    void tasksOfALostNodeAreReplacedAfterThreeHeartbeatsAndTheRestartDelay() {
        SimulatedSwarm swarm = swarm(web(3));
        swarm.advance(Duration.ofSeconds(10));

        swarm.lose("n3");
        swarm.advance(Duration.ofSeconds(8));
        assertThat(status(swarm, "n3")).isEqualTo(NodeStatus.READY);
        swarm.advance(Duration.ofSeconds(9));
        assertThat(status(swarm, "n3")).isEqualTo(NodeStatus.DOWN);
        swarm.advance(Duration.ofSeconds(8));

        assertThat(nodes(swarm)).containsExactly("n1", "n1", "n2");
    }

    /** As an engine of 20.10 did it with its only fitting node killed: READY for the restart delay, then RUNNING without a node. */
    @Test
    void aTaskIsWantedToRunAfterItsDelayThoughNoNodeTakesIt() {
        SimulatedSwarm swarm = swarm(web(1).constraint("web", "node.hostname", "n3"));
        swarm.advance(Duration.ofSeconds(10));

        swarm.lose("n3");
        swarm.advance(Duration.ofMinutes(1));

        assertThat(swarm.facts()).filteredOn(fact -> fact instanceof Task task && task.serviceId().equals(Cluster.id("web")))
                .singleElement().isInstanceOfSatisfying(Task.class, task -> {
                    assertThat(task.nodeId()).isEmpty();
                    assertThat(task.state()).isEqualTo(TaskState.PENDING);
                    assertThat(task.desired()).isEqualTo(TaskState.RUNNING);
                });
    }

    /** Its node is drained: the new task waits for the end of the old one, at most a minute, and never for a node. */
    @Test
    void aTaskThatWasDrainedAwayIsWantedToRunOnceTheOldOneHasEnded() {
        SimulatedSwarm swarm = swarm(web(1).constraint("web", "node.hostname", "n3"));
        swarm.advance(Duration.ofSeconds(10));

        swarm.drain("n3");
        swarm.advance(Duration.ofMinutes(2));

        assertThat(swarm.facts()).filteredOn(fact -> fact instanceof Task).singleElement()
                .isInstanceOfSatisfying(Task.class, task -> {
                    assertThat(task.nodeId()).isEmpty();
                    assertThat(task.desired()).isEqualTo(TaskState.RUNNING);
                });
    }

    private long failuresOnFirst() {
        return events.stream().filter(event -> event.kind() == SwarmEvent.Kind.TASK_FAILED
                && event.nodeId().equals(Cluster.id("n1"))).count();
    }

    /** The first node is the emptiest. */
    private SimulatedSwarm failing(Behaviour behaviour) {
        SimulatedSwarm swarm = swarm(web(1).service("db", service -> service.replicas(2)).running("db", "n2").running("db", "n3"),
                behaviour);
        swarm.advance(Duration.ofMinutes(2));
        return swarm;
    }

    @Test
    void ofSeveralTasksInOneSlotOneStays() {
        SimulatedSwarm swarm = swarm(web(2, words -> words.updateOrder(UpdateOrder.START_FIRST)));
        swarm.advance(Duration.ofSeconds(30));
        swarm.update("web", false);
        swarm.advance(Duration.ofMillis(500));

        swarm.crash("web");
        swarm.advance(Duration.ofMinutes(3));

        assertThat(swarm.census().services().get("web").wanted()).isEqualTo(2);
    }

    @Test
    void aNodeComesLastAfterFiveFailuresOfAService() {
        SimulatedSwarm swarm = failing(Behaviour.DEFAULT.failingOn(Set.of(Cluster.id("n1"))));

        assertThat(failuresOnFirst()).isEqualTo(5);
        assertThat(nodes(swarm)).containsExactly("n2");
    }

    @Test
    void rejectedTasksCountAsFailures() {
        SimulatedSwarm swarm = failing(Behaviour.DEFAULT.images(Set.of(Cluster.id("n2")), Duration.ofSeconds(1))
                .refusingPullOn(Set.of(Cluster.id("n1"))));

        assertThat(failuresOnFirst()).isEqualTo(5);
        assertThat(nodes(swarm)).containsExactly("n2");
    }

    @Test
    void anotherVersionOfTheServiceHasNotFailedYet() {
        SimulatedSwarm swarm = failing(Behaviour.DEFAULT.failingOn(Set.of(Cluster.id("n1"))));

        swarm.update("web", false);
        swarm.advance(Duration.ofSeconds(20));

        assertThat(failuresOnFirst()).isGreaterThan(5);
    }

    @Test
    void aNodeThatReturnsStaysEmpty() {
        SimulatedSwarm swarm = swarm(web(3));
        swarm.advance(Duration.ofSeconds(10));
        swarm.lose("n3");
        swarm.advance(Duration.ofMinutes(1));

        swarm.bringBack("n3");
        swarm.advance(Duration.ofMinutes(10));

        assertThat(status(swarm, "n3")).isEqualTo(NodeStatus.READY);
        assertThat(nodes(swarm)).doesNotContain("n3").hasSize(3);
    }

    @Test
    void aNodeThatIsCutOffGoesOnUnseenUntilItReturns() {
        SimulatedSwarm swarm = swarm(web(3));
        swarm.advance(Duration.ofSeconds(10));

        swarm.cutOff("n3");
        swarm.advance(Duration.ofMinutes(1));
        assertThat(swarm.census().services().get("web").containers()).isEqualTo(4);

        swarm.bringBack("n3");
        swarm.advance(Duration.ofSeconds(15));
        assertThat(swarm.census().services().get("web").containers()).isEqualTo(3);
    }

    @Test
    void aMoveCostsOneRestartAndLeavesNothingBehind() {
        SimulatedSwarm swarm = swarm(web(1));
        swarm.advance(Duration.ofSeconds(10));
        String before = swarm.census().services().get("web").spec();

        Outcome outcome = move(swarm, 0, "n2");

        assertThat(outcome.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(outcome.restarts()).isEqualTo(1);
        assertThat(nodes(swarm)).containsExactly("n2");
        assertThat(swarm.census().services().get("web").spec()).isEqualTo(before);
        assertThat(Duration.between(outcome.startedAt(), outcome.finishedAt())).isBetween(
                Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Test
    void aMoveOfSomeTasksLeavesTheOthersAlone() {
        SimulatedSwarm swarm = swarm(web(3));
        swarm.advance(Duration.ofSeconds(10));

        Outcome outcome = move(swarm, 1, "n1");

        assertThat(outcome.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(outcome.restarts()).isEqualTo(1);
        assertThat(nodes(swarm)).hasSize(3).containsAnyOf("n2", "n3").filteredOn("n1"::equals).hasSize(2);
    }

    @Test
    void aMoveToWhereItFailsIsUndoneBySwarmAndTheServiceRuns() {
        SimulatedSwarm swarm = swarm(web(1), Behaviour.DEFAULT.failingOn(Set.of(Cluster.id("n2"))));
        swarm.advance(Duration.ofSeconds(10));
        String before = swarm.census().services().get("web").spec();

        Outcome outcome = move(swarm, 0, "n2");

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.message()).contains("rolled the service back");
        assertThat(nodes(swarm)).hasSize(1).doesNotContain("n2");
        assertThat(swarm.census().services().get("web").spec()).isEqualTo(before);
    }

    private static Duration down(SimulatedSwarm swarm) {
        return swarm.census().services().get("web").down();
    }

    @Test
    void stopFirstHasAGapAndStartFirstHasNone() {
        SimulatedSwarm stopFirst = swarm(web(1));
        SimulatedSwarm startFirst = swarm(web(1, service -> service.updateOrder(
                UpdateOrder.START_FIRST)));
        for (SimulatedSwarm swarm : List.of(stopFirst, startFirst)) {
            swarm.advance(Duration.ofSeconds(10));
        }
        Duration before = down(stopFirst);
        move(stopFirst, 0, "n2");
        Duration stable = down(startFirst);
        move(startFirst, 0, "n2");

        assertThat(down(stopFirst).minus(before)).isPositive();
        assertThat(down(startFirst)).isEqualTo(stable);
    }

    @Test
    void aLabelThatIsTakenAwayEvictsAndTheNewTaskDoesNotWaitForTheOld() {
        SimulatedSwarm swarm = swarm(web(1).label("n1", "db", "1").label("n2", "db", "1").constraint("web", "node.labels.db", "1"),
                Behaviour.DEFAULT.starting(Duration.ofSeconds(1), Duration.ofSeconds(9)));
        swarm.advance(Duration.ofSeconds(10));
        String source = nodes(swarm).get(0);

        swarm.unlabel(source, "db");
        swarm.advance(Duration.ofSeconds(8));

        assertThat(nodes(swarm)).hasSize(1).doesNotContain(source);
        assertThat(swarm.census().services().get("web").containers()).as("two live copies").isEqualTo(2);
    }

    @Test
    void aCrashIsRestartedAfterTheDelay() {
        SimulatedSwarm swarm = swarm(web(1));
        swarm.advance(Duration.ofSeconds(10));

        swarm.crash("web");
        swarm.advance(Duration.ofSeconds(4));
        assertThat(nodes(swarm)).isEmpty();
        swarm.advance(Duration.ofSeconds(4));
        assertThat(nodes(swarm)).hasSize(1);
    }

    @Test
    void theKernelKillsTheLargestWhenMemoryIsGone() {
        SimulatedSwarm swarm = swarm(web(1), Behaviour.DEFAULT.memory(MemoryProfile.leaking(1L << 30, 1L << 30)));

        swarm.advance(Duration.ofMinutes(9));

        assertThat(events).extracting(SwarmEvent::kind).contains(SwarmEvent.Kind.KERNEL_KILL);
        assertThat(swarm.census().nodes().values()).allMatch(node -> node.usedPercent() <= 100);
    }

    @Test
    void afterALeaderChangeNobodyAnswersAndThenAllNodesAreUnknownForAWhile() {
        SimulatedSwarm swarm = swarm(web(1));
        swarm.advance(Duration.ofSeconds(10));

        swarm.changeLeader();

        assertThat(swarm.isReachable("m1")).isFalse();
        swarm.advance(Duration.ofSeconds(12).plusMillis(1));
        assertThat(swarm.isReachable("m1")).isTrue();
        assertThat(status(swarm, "n1")).isEqualTo(NodeStatus.UNKNOWN);
        swarm.advance(Duration.ofSeconds(7));
        assertThat(status(swarm, "n1")).isEqualTo(NodeStatus.READY);
        assertThat(nodes(swarm)).hasSize(1);
    }
}
