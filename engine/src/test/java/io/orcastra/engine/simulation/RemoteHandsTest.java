package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Agents and machines of a simulation tell what is so, and do what they are asked. */
class RemoteHandsTest {
    private static final Container PLEX = new Container("plex-id", "b", "plex", "", ContainerHealth.UNHEALTHY, "");
    private static final StoppedContainer JOB = new StoppedContainer("b", "job", "job", 7, false);

    private static Node node(String id, NodeRole role) {
        return new Node(id, "host" + id, role, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1",
                role == NodeRole.MANAGER ? Leadership.LEADER : Leadership.NONE, new Platform("linux", "x86_64"),
                new Resources(1_000_000_000L, 1L << 30, Map.of()), "28.5.2", Map.of(), Set.of());
    }

    private static SimulatedSwarm swarm(List<Holding> holdings, List<MachineAnswer> answers) {
        return new SimulatedSwarm(new Scenario(VirtualClock.START, Set.of(node("a", NodeRole.MANAGER), node("b", NodeRole.WORKER)),
                Map.of(), Map.of(), List.of(), SwarmTimes.DEFAULT, holdings, answers), 1);
    }

    private static Set<Object> told(SimulatedSwarm swarm) throws Exception {
        Set<Object> facts = new HashSet<>();
        for (Observer observer : swarm.observers("hosta")) {
            facts.addAll(observer.observe().facts());
        }
        return facts;
    }

    private static Outcome done(SimulatedSwarm swarm, Action action) {
        return swarm.actions("hosta", new InMemoryIntents()).execute(new Proposal("ORC-TST-201", action, "", "it is a test"), Map.of());
    }

    @Test
    void withoutAnyNobodyElseIsAsked() {
        assertThat(swarm(List.of(), List.of()).observers("hosta")).hasSize(2);
    }

    @Test
    void aRestartedContainerStartsAndIsHealthy() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(new Holding.Living(PLEX, true)), List.of());
        assertThat(told(swarm)).contains(PLEX);

        assertThat(done(swarm, new RestartContainer("b", "plex-id")).result()).isEqualTo(Result.SUCCEEDED);

        assertThat(told(swarm)).contains(new Container("plex-id", "b", "plex", "", ContainerHealth.STARTING, ""));
        swarm.advance(Duration.ofSeconds(10));
        assertThat(told(swarm)).contains(new Container("plex-id", "b", "plex", "", ContainerHealth.HEALTHY, ""));
    }

    @Test
    void anAgentWhoseNodeIsAwayTellsAndDoesNothing() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(new Holding.Living(PLEX, true)), List.of());
        swarm.lose("hostb");

        assertThat(told(swarm)).doesNotHaveAnyElementsOfTypes(Container.class);
        assertThat(done(swarm, new RestartContainer("b", "plex-id")).result()).isEqualTo(Result.FAILED);
    }

    @Test
    void garbageGrowsOldAndGoes() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(new Holding.Ended(JOB, Duration.ofMinutes(5))), List.of());
        assertThat(told(swarm)).contains(JOB);
        swarm.advance(Duration.ofMinutes(5));
        assertThat(told(swarm)).contains(new StoppedContainer("b", "job", "job", 7, true));

        assertThat(done(swarm, new CollectGarbage("b", Set.of("container job"))).result()).isEqualTo(Result.SUCCEEDED);

        assertThat(told(swarm)).doesNotHaveAnyElementsOfTypes(StoppedContainer.class);
    }

    @Test
    void aModComesOrIsReported() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(
                new Holding.Mod(new WantedMod("b", "x", "from x", false, false), Duration.ZERO, ""),
                new Holding.Mod(new WantedMod("b", "y", "from y", false, false), Duration.ZERO, "is gone")), List.of());

        assertThat(done(swarm, new FetchMod("b", "x")).result()).isEqualTo(Result.SUCCEEDED);
        assertThat(done(swarm, new FetchMod("b", "y")).result()).isEqualTo(Result.FAILED);

        assertThat(told(swarm)).contains(new WantedMod("b", "x", "from x", true, false),
                new WantedMod("b", "y", "from y", false, false), new FailedMod("b", "from y", "is gone"));
    }

    @Test
    void whatIsLeftOnAMachineThatIsCutOffIsStoppedThroughItsEngine() throws Exception {
        SimulatedSwarm swarm = withWeb();
        swarm.cutOff("hostb");
        swarm.advance(Duration.ofMinutes(1));
        LeftTask left = left(swarm);
        assertThat(told(swarm)).doesNotHaveAnyElementsOfTypes(StoppedTask.class);

        CutOff cut = new CutOff("hostb", "web", left.id(), Duration.ofSeconds(10));
        assertThat(done(swarm, new CutOff("hostb", "web", "another", Duration.ofSeconds(10))).result()).isEqualTo(Result.SKIPPED);
        assertThat(done(swarm, cut).result()).isEqualTo(Result.SUCCEEDED);

        assertThat(told(swarm)).contains(new StoppedTask(left.id(), "b"), left);
        swarm.becomes("hostb", MachineState.UNREACHABLE);
        assertThat(told(swarm)).doesNotHaveAnyElementsOfTypes(StoppedTask.class);
        assertThat(done(swarm, cut).result()).isEqualTo(Result.SKIPPED);
    }

    @Test
    void whatWasLeftIsToldUntilItsNodeIsBackAndHasStoppedIt() throws Exception {
        SimulatedSwarm swarm = withWeb();
        assertThat(told(swarm)).doesNotHaveAnyElementsOfTypes(LeftTask.class);
        swarm.cutOff("hostb");
        swarm.advance(Duration.ofMinutes(1));
        LeftTask left = left(swarm);

        swarm.bringBack("hostb");
        swarm.advance(SwarmTimes.DEFAULT.rejoin().plusMillis(100));
        assertThat(told(swarm)).contains(left, node("b", NodeRole.WORKER));
        swarm.advance(Duration.ofMinutes(1));

        assertThat(told(swarm)).doesNotHaveAnyElementsOfTypes(LeftTask.class);
    }

    private static LeftTask left(SimulatedSwarm swarm) throws Exception {
        return told(swarm).stream().filter(LeftTask.class::isInstance).map(LeftTask.class::cast).findFirst().orElseThrow();
    }

    /** A service that runs on the node that is no manager, and takes its time to stop. */
    private static SimulatedSwarm withWeb() {
        Set<Object> facts = new HashSet<>(new Cluster().service("web").facts());
        facts.add(new Task("old", Cluster.id("web"), 1, "b", TaskState.RUNNING, TaskState.RUNNING, VirtualClock.START,
                VirtualClock.START, ""));
        facts.add(node("a", NodeRole.MANAGER));
        facts.add(node("b", NodeRole.WORKER));
        return new SimulatedSwarm(new Scenario(VirtualClock.START, facts, Map.of(),
                Map.of(Cluster.id("web"), Behaviour.DEFAULT.starting(Duration.ofSeconds(1), Duration.ofSeconds(9))), List.of(),
                SwarmTimes.DEFAULT, List.of(), List.of(new MachineAnswer("hostb", MachineState.IN_SWARM, false))), 1);
    }

    @Test
    void aMachineJoinsOnce() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(), List.of(new MachineAnswer("new", MachineState.OUT_OF_SWARM, true)));

        assertThat(done(swarm, new JoinSwarm("new", NodeRole.WORKER)).result()).isEqualTo(Result.SUCCEEDED);

        assertThat(told(swarm)).anyMatch(fact -> fact instanceof Node node && node.hostname().equals("new")
                        && node.status() == NodeStatus.READY)
                .anyMatch(fact -> fact instanceof io.orcastra.facts.cluster.Machine machine
                        && machine.state() == MachineState.IN_SWARM && !machine.nodeId().isEmpty());
        assertThat(done(swarm, new JoinSwarm("new", NodeRole.WORKER)).result()).isEqualTo(Result.SKIPPED);
    }

    @Test
    void aRestartedEngineBringsItsNodeBackWhereItCan() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(), List.of(new MachineAnswer("hostb", MachineState.IN_SWARM, true)));
        swarm.cutOff("hostb");
        swarm.advance(Duration.ofMinutes(2));
        assertThat(told(swarm)).anyMatch(fact -> fact instanceof Node node && node.status() == NodeStatus.DOWN);

        done(swarm, new RestartEngine("hostb"));
        swarm.advance(Duration.ofMinutes(1));

        assertThat(told(swarm)).noneMatch(fact -> fact instanceof Node node && node.status() == NodeStatus.DOWN);
    }

    @Test
    void onlyAnEntryThatIsDownIsRemoved() throws Exception {
        SimulatedSwarm swarm = swarm(List.of(), List.of(new MachineAnswer("hostb", MachineState.IN_SWARM, true)));
        assertThat(done(swarm, new RemoveNode("b")).result()).isEqualTo(Result.SKIPPED);
        swarm.lose("hostb");
        swarm.advance(Duration.ofMinutes(2));

        assertThat(done(swarm, new RemoveNode("b")).result()).isEqualTo(Result.SUCCEEDED);

        assertThat(told(swarm)).noneMatch(fact -> fact instanceof Node node && node.id().equals("b"));
    }
}
