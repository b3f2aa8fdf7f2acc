package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must not be done while a copy of a single writer may run on a node that is down. */
@ExtendWith(VerifierExtension.class)
class FencingVetoesTest {
    private static final String WHY = "db may still run on n2, which was lost: it waits";
    private static final Action MOVE = new MoveService(id("db"), Set.of(id("n1")));
    private static final Action RESTART = new RestartService(id("db"), Set.of());
    private static final Action RESTORE = new RestorePreviousSpec(id("db"));
    private static final Action RELOCATE_WEB = new Relocate(id("web"), id("n1"), Set.of(), 1, Relocate.Goal.EVACUATE, 1);
    private static final Action LABEL = new SetNodeLabel(id("n1"), "home", "Yes");

    /** The writer is bound to a label, ran on n2, which is down, and Swarm has given it up there. */
    private static Cluster left(Object... more) {
        return new Cluster().node("n1").node("n2", NodeStatus.DOWN).service("db").service("web")
                .serviceLabel("db", "orchestration.single.writer", "true").constraint("db", "node.labels.home", "yes")
                .with(new LeftTask("old", id("db"), id("n2"))).with(more);
    }

    private static Cluster waiting(Action action) {
        return left(new Fencing(FencingMode.WAIT), wish(action));
    }

    /** The writer shuns n1 for a label of it. */
    private static Cluster shunning(Action action) {
        return waiting(action).label("n1", "slow", "Yes")
                .with(new PlacementConstraint(id("db"), "node.labels.slow", ConstraintOperator.NOT_EQUAL, "yes"));
    }

    private static Proposal wish(Action action) {
        return new Proposal("ORC-TST-201", action, "cause", "a test wishes it");
    }

    @Test
    @Verifies(value = "ORC-FNC-301", as = POSITIVE)
    void aWriterThatMayRunIsNotMoved(RuleVerifier rules) {
        rules.given(waiting(MOVE)).vetoes("ORC-FNC-301", WHY);
        rules.given(waiting(new Relocate(id("db"), "old", Set.of(id("n1")), 1, Relocate.Goal.AVERT_EXHAUSTION, 1))).vetoes("ORC-FNC-301", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-301", as = NEGATIVE)
    void anotherIsMoved(RuleVerifier rules) {
        rules.given(waiting(new MoveService(id("web"), Set.of(id("n1"))))).concludesNo(Veto.class);
        rules.given(left(wish(MOVE))).concludesNo(Veto.class);
        rules.given(waiting(RESTART)).vetoes("ORC-FNC-302", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-301", as = BOUNDARY)
    void itIsMovedOnceItsEndIsKnown(RuleVerifier rules) {
        rules.given(waiting(MOVE).with(new StoppedTask("old", id("n2")))).concludesNo(Veto.class);
        rules.given(waiting(MOVE).with(new StoppedTask("web.1", id("n2")))).vetoes("ORC-FNC-301", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-302", as = POSITIVE)
    void aWriterThatMayRunIsNotRestarted(RuleVerifier rules) {
        rules.given(waiting(RESTART)).vetoes("ORC-FNC-302", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-302", as = NEGATIVE)
    void anotherIsRestarted(RuleVerifier rules) {
        rules.given(waiting(new RestartService(id("web"), Set.of()))).concludesNo(Veto.class);
        rules.given(waiting(MOVE)).vetoes("ORC-FNC-301", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-302", as = BOUNDARY)
    void itIsRestartedOnceItsEndIsKnown(RuleVerifier rules) {
        rules.given(waiting(RESTART).with(new StoppedTask("old", id("n2")))).concludesNo(Veto.class);
        rules.given(waiting(RESTART)).vetoes("ORC-FNC-302", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-303", as = POSITIVE)
    void aLabelThatWouldStartItIsHeld(RuleVerifier rules) {
        rules.given(waiting(LABEL)).vetoes("ORC-FNC-303", "db waits for this label, and may still run on n2, which was lost");
    }

    @Test
    @Verifies(value = "ORC-FNC-303", as = NEGATIVE)
    void anotherLabelIsSet(RuleVerifier rules) {
        rules.given(waiting(new SetNodeLabel(id("n1"), "home", "no"))).concludesNo(Veto.class);
        rules.given(waiting(new SetNodeLabel(id("n1"), "other", "yes"))).concludesNo(Veto.class);
        rules.given(left(wish(LABEL))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-303", as = BOUNDARY)
    void aLabelThatAnotherServiceWaitsForIsSet(RuleVerifier rules) {
        rules.given(waiting(new SetNodeLabel(id("n1"), "disk", "ssd")).constraint("web", "node.labels.disk", "ssd"))
                .concludesNo(Veto.class);
        rules.given(waiting(new SetNodeLabel(id("n1"), "disk", "ssd")).constraint("db", "node.labels.disk", "ssd"))
                .vetoes("ORC-FNC-303", "db waits for this label");
        rules.given(waiting(new SetNodeLabel(id("n1"), "disk", "ssd"))
                .with(new PlacementConstraint(id("db"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "ssd")))
                .concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-304", as = POSITIVE)
    void thePreviousSpecOfAWriterThatMayRunIsNotRestored(RuleVerifier rules) {
        rules.given(waiting(RESTORE)).vetoes("ORC-FNC-304", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-304", as = NEGATIVE)
    void thatOfAnotherIsRestored(RuleVerifier rules) {
        rules.given(waiting(new RestorePreviousSpec(id("web")))).concludesNo(Veto.class);
        rules.given(waiting(RESTART)).vetoes("ORC-FNC-302", WHY);
        rules.given(left(wish(RESTORE))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-304", as = BOUNDARY)
    void itIsRestoredOnceTheEndIsKnown(RuleVerifier rules) {
        rules.given(waiting(RESTORE).with(new StoppedTask("old", id("n2")))).concludesNo(Veto.class);
        rules.given(waiting(RESTORE).with(new StoppedTask("web.1", id("n2")))).vetoes("ORC-FNC-304", WHY);
    }

    @Test
    @Verifies(value = "ORC-FNC-305", as = POSITIVE)
    void whatAWriterThatMayRunFollowsIsNotRelocated(RuleVerifier rules) {
        rules.given(waiting(RELOCATE_WEB).with(new MovesWith(id("web"), id("db"))))
                .vetoes("ORC-FNC-305", "db would go along, and may still run on n2, which was lost: it waits");
    }

    @Test
    @Verifies(value = "ORC-FNC-305", as = NEGATIVE)
    void whatOthersFollowIsRelocated(RuleVerifier rules) {
        rules.given(waiting(RELOCATE_WEB).with(new MovesWith(id("db"), id("web")))).concludesNo(Veto.class);
        rules.given(waiting(RELOCATE_WEB).with(new MovesWith(id("other"), id("db")))).concludesNo(Veto.class);
        rules.given(left(wish(RELOCATE_WEB), new MovesWith(id("web"), id("db")))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-305", as = BOUNDARY)
    void whatItFollowsMovesHomeAndRestartsAsEver(RuleVerifier rules) {
        Cluster followed = left(new Fencing(FencingMode.WAIT), new MovesWith(id("web"), id("db")));
        rules.given(followed.with(wish(new MoveService(id("web"), Set.of(id("n1"))))), wish(new RestartService(id("web"), Set.of())))
                .concludesNo(Veto.class);
        rules.given(followed.with(wish(RELOCATE_WEB))).vetoes("ORC-FNC-305", "db would go along");
        rules.given(followed, new StoppedTask("old", id("n2"))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-306", as = POSITIVE)
    void aLabelThatKeepsItAwayIsNotTaken(RuleVerifier rules) {
        rules.given(shunning(new RemoveNodeLabel(id("n1"), "slow")))
                .vetoes("ORC-FNC-306", "db is kept away by this label, and may still run on n2, which was lost: it waits");
    }

    @Test
    @Verifies(value = "ORC-FNC-306", as = NEGATIVE)
    void anotherLabelIsTaken(RuleVerifier rules) {
        rules.given(shunning(new RemoveNodeLabel(id("n1"), "home"))).concludesNo(Veto.class);
        rules.given(shunning(new RemoveNodeLabel(id("n2"), "slow"))).concludesNo(Veto.class);
        rules.given(shunning(new RemoveNodeLabel(id("n1"), "slow")).with(new StoppedTask("old", id("n2")))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-306", as = BOUNDARY)
    void aLabelWithAnotherValueKeepsItNotAway(RuleVerifier rules) {
        rules.given(shunning(new RemoveNodeLabel(id("n1"), "slow")).label("n2", "slow", "no")).vetoes("ORC-FNC-306", "db");
        rules.given(waiting(new RemoveNodeLabel(id("n1"), "slow")).label("n1", "slow", "no").label("n1", "fast", "yes")
                .with(new PlacementConstraint(id("db"), "node.labels.slow", ConstraintOperator.NOT_EQUAL, "yes")))
                .concludesNo(Veto.class);
        rules.given(waiting(new RemoveNodeLabel(id("n1"), "home")).label("n1", "home", "yes")).concludesNo(Veto.class);
        rules.given(waiting(new RemoveNodeLabel(id("n1"), "slow")).label("n1", "slow", "yes")
                .with(new PlacementConstraint(id("web"), "node.labels.slow", ConstraintOperator.NOT_EQUAL, "yes")))
                .concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-307", as = POSITIVE)
    void aLabelThatKeepsItAwayIsNotChanged(RuleVerifier rules) {
        rules.given(shunning(new SetNodeLabel(id("n1"), "slow", "no")))
                .vetoes("ORC-FNC-307", "db is kept away by this label, and may still run on n2, which was lost: it waits");
    }

    @Test
    @Verifies(value = "ORC-FNC-307", as = NEGATIVE)
    void anotherLabelIsChanged(RuleVerifier rules) {
        rules.given(waiting(new SetNodeLabel(id("n1"), "home", "no")).label("n1", "home", "yes")).concludesNo(Veto.class);
        rules.given(shunning(new SetNodeLabel(id("n1"), "fast", "no"))).concludesNo(Veto.class);
        rules.given(shunning(new SetNodeLabel(id("n2"), "slow", "no"))).concludesNo(Veto.class);
        rules.given(shunning(new SetNodeLabel(id("n1"), "slow", "no")).with(new StoppedTask("old", id("n2")))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-307", as = BOUNDARY)
    void aValueThatKeepsItAwayAsWellIsSet(RuleVerifier rules) {
        rules.given(shunning(new SetNodeLabel(id("n1"), "slow", "YES"))).concludesNo(Veto.class);
        rules.given(shunning(new SetNodeLabel(id("n1"), "slow", "yes!"))).vetoes("ORC-FNC-307", "db");
        rules.given(waiting(new SetNodeLabel(id("n1"), "slow", "maybe")).label("n1", "slow", "no").label("n1", "fast", "yes")
                .with(new PlacementConstraint(id("db"), "node.labels.slow", ConstraintOperator.NOT_EQUAL, "yes")))
                .concludesNo(Veto.class);
        rules.given(waiting(new SetNodeLabel(id("n1"), "slow", "no")).label("n1", "slow", "yes")
                .with(new PlacementConstraint(id("web"), "node.labels.slow", ConstraintOperator.NOT_EQUAL, "yes")))
                .concludesNo(Veto.class);
    }
}
