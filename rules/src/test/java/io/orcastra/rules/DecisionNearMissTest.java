package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.PRESSED;
import static io.orcastra.rules.Rebalanced.SHORT;
import static io.orcastra.rules.Rebalanced.WINDOW;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What looks almost like a reason to propose something, or to forbid it. */
@ExtendWith(VerifierExtension.class)
class DecisionNearMissTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Cluster db() {
        return new Cluster().node("n1").node("n2").service("db").anchor("db", "db").label("n1", "db", "true");
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = POSITIVE)
    void aSuccessorThatHasItsNodeHoldsNoLabelElsewhere(RuleVerifier rules) {
        rules.given(db().running("db", "n2").label("n2", "db", "true").ended("db", 2, "n1", TaskState.FAILED)
                .task("db", 2, "n2", TaskState.READY, TaskState.PREPARING)).approves(new RemoveNodeLabel(id("n1"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = NEGATIVE)
    void theHomeOfAnotherAnchorIsNoHandingOver(RuleVerifier rules) {
        rules.given(db().running("db", "n2").node("n3").service("cache").anchor("cache", "cache").running("cache", "n3")
                .label("n3", "db", "true"));
    }

    @Test
    @Verifies(value = "ORC-COL-108", as = NEGATIVE)
    void withoutRebalancingAChainIsNoSet(RuleVerifier rules) {
        rules.given(new Cluster().service("a").service("b").service("c").service("d").anchor("a", "a").anchor("b", "b")
                .anchor("c", "c").dependency("a", "b").dependency("b", "c").dependency("c", "d"));
    }

    @Test
    @Verifies(value = "ORC-LBL-201", as = POSITIVE)
    void theValueUnderAnotherKeyIsNotTheLabel(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").label("n1", "former", "ssd").with(new InventoryLabel("n1", "disk", "ssd")))
                .approves(new SetNodeLabel(id("n1"), "disk", "ssd"));
    }

    @Test
    @Verifies(value = "ORC-MEM-105", as = NEGATIVE)
    void aGlobalServiceIsNoBurdenByItsShortName(RuleVerifier rules) {
        rules.given(swarm().service("shop_agent", agent -> agent.mode(ServiceMode.GLOBAL)).running("shop_agent", "n1"),
                PRESSED, new ServiceRebalancing("agent", MINUTE, MINUTE, 1, 1));
    }

    private static Cluster web() {
        return swarm().service("web").running("web", "n1");
    }

    private static Elapsed burdened(String node) {
        return new Elapsed("burdened", new Burden(id("web"), id(node), WINDOW));
    }

    @Test
    @Verifies(value = "ORC-MEM-301", as = POSITIVE)
    void anotherTimerDoesNotTellThatPressureHasLasted(RuleVerifier rules) {
        rules.given(web(), PRESSED, new Elapsed("something else", new Burden(id("web"), id("n1"), WINDOW)))
                .vetoes("ORC-MEM-301", "not lasted");
    }

    @Test
    @Verifies(value = "ORC-MEM-301", as = POSITIVE)
    void pressureThatHasNotLastedOnOneNodeHoldsNothingOnAnother(RuleVerifier rules) {
        Firing firing = rules.given(web().running("web", "n2"), PRESSED, new Elapsed("memory pressure", id("n2")), burdened("n2"));

        assertThat(vetoed(firing, "ORC-MEM-301")).extracting(Proposal::action).containsExactly(firing.proposals().stream()
                .map(Proposal::action).filter(action -> action.toString().contains(id("n1"))).findFirst().orElseThrow());
    }

    private static List<Proposal> vetoed(Firing firing, String rule) {
        return firing.of(Veto.class).stream().filter(veto -> veto.rule().equals(rule)).map(Veto::proposal).toList();
    }

    @Test
    @Verifies(value = "ORC-MEM-302", as = POSITIVE)
    void anotherTimerDoesNotTellThatTheEmergencyHasLasted(RuleVerifier rules) {
        rules.given(web(), SHORT, new Elapsed("something else", new NodeRunningOutOfMemory(id("n1"))))
                .vetoes("ORC-MEM-302", "for 45 s");
    }

    @Test
    @Verifies(value = "ORC-MEM-302", as = POSITIVE)
    void anEmergencyThatHasNotLastedHoldsItsOwnWishesOnly(RuleVerifier rules) {
        assertThat(vetoed(rules.given(web(), SHORT, wish(Goal.SPREAD)), "ORC-MEM-302")).isNotEmpty()
                .extracting(Proposal::rule).containsOnly("ORC-MEM-202");
    }

    private static Cluster apart() {
        return swarm().service("db").service("web").running("db", "n1").running("web", "n1")
                .with(new KeptApart("db", "x"), new KeptApart("web", "x"));
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = NEGATIVE)
    void whatMakesWayAnywayDoesNotDoSoTwice(RuleVerifier rules) {
        rules.given(apart().mount("db", MountType.VOLUME, "data"));
    }

    @Test
    @Verifies(value = "ORC-APT-201", as = POSITIVE)
    void whatComesAlongWithAnotherIsMadeWayFor(RuleVerifier rules) {
        rules.given(apart().service("cache").dependency("cache", "db"));
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = POSITIVE)
    void whatIsTiedToAnotherIsMadeWayFor(RuleVerifier rules) {
        rules.given(apart().service("cache").dependency("cache", "web"));
    }

    @Test
    @Verifies(value = "ORC-APT-402", as = NEGATIVE)
    void whatComesAlongWithAThirdCanBeKeptApart(RuleVerifier rules) {
        rules.given(apart().service("cache").dependency("cache", "db").dependency("cache", "web"));
    }

    @Test
    @Verifies(value = "ORC-APT-401", as = NEGATIVE)
    void oneThatCanMakeWayIsNoProblemWhicheverItIs(RuleVerifier rules) {
        rules.given(apart().mount("db", MountType.VOLUME, "data"));
        rules.given(apart().mount("web", MountType.VOLUME, "data"));
    }

    @Test
    @Verifies(value = "ORC-APT-311", as = NEGATIVE)
    void aServiceOfAnotherGroupIsNoNeighbourToAvoid(RuleVerifier rules) {
        rules.given(swarm().service("web").running("web", "n1").service("cache").running("cache", "n2")
                .with(new KeptApart("web", "x"), new KeptApart("cache", "y"), wish(Goal.RELIEVE_MEMORY)));
    }

    @Test
    @Verifies(value = "ORC-APT-311", as = POSITIVE)
    void onlyWhereTheOtherRunsIsNoTarget(RuleVerifier rules) {
        rules.given(swarm().node("n3").service("web").running("web", "n1").service("db").running("db", "n2")
                .service("log").running("log", "n3").with(new KeptApart("web", "x"), new KeptApart("db", "x"),
                        wish(Goal.RELIEVE_MEMORY))).vetoesTargets("ORC-APT-311", "db runs there", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-STK-101", as = NEGATIVE)
    void aTaskThatIsToEndOrWasNotTimedForThatIsNotStuck(RuleVerifier rules) {
        Cluster limited = swarm().with(new StartLimit(MINUTE)).service("web");
        rules.given(limited.task("web", 1, "n1", TaskState.SHUTDOWN, TaskState.STARTING), new Elapsed("starting", "web.1"));
        rules.given(swarm().with(new StartLimit(MINUTE)).service("web").task("web", "n1", TaskState.STARTING),
                new Elapsed("something else", "web.1"));
    }

    @Test
    @Verifies(value = "ORC-REB-312", as = NEGATIVE)
    void theManagerThatIsToBeLeftIsNoTargetAnyway(RuleVerifier rules) {
        Node boss = new Node(id("n1"), "n1", NodeRole.MANAGER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1",
                Leadership.LEADER, new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of());
        rules.given(new Cluster().with(boss).service("web").running("web", "n1").with(
                new Rebalancing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 4, 5, true), wish(Goal.SPREAD)));
    }

    private static Cluster avoiding(NodeStatus status, TaskState desired) {
        return new Cluster().node("n1", status).service("web").task("web", 1, "n1", desired, TaskState.RUNNING).with(
                new PlacementConstraint(id("web"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "hdd"),
                new Proposal("ORC-TST-201", new SetNodeLabel(id("n1"), "disk", "hdd"), "cause", "a test wishes it"));
    }

    @Test
    @Verifies(value = "ORC-GRD-313", as = NEGATIVE)
    void aTaskThatIsToEndOrOnANodeThatIsGoneIsNotEvicted(RuleVerifier rules) {
        rules.given(avoiding(NodeStatus.READY, TaskState.SHUTDOWN));
        rules.given(avoiding(NodeStatus.DOWN, TaskState.RUNNING));
    }

    @Test
    @Verifies(value = "ORC-GRD-313", as = POSITIVE)
    void theValueUnderAnotherKeyEvictsNobodyYet(RuleVerifier rules) {
        rules.given(avoiding(NodeStatus.READY, TaskState.RUNNING).label("n1", "former", "hdd"));
    }
}
