package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionWatchTest {
    private static final Evidence EVIDENCE = new Evidence("ORC-LBL-201", "a sentence", "labels.drl", 1, List.of());
    private static final Proposal LABEL = new Proposal("ORC-LBL-201", new SetNodeLabel("n1", "ssd", "true"), "cause", "wanted");
    private static final Plan DONE = new Plan(
            List.of(new PlannedAction(LABEL, LABEL, Map.of(), 0)), List.of(), List.of());

    private final DecisionWatch watch = new DecisionWatch(Duration.ofSeconds(60));

    private void decided(Duration at, Plan plan, Map<Object, Evidence> evidence, Object... facts) {
        watch.decided("one", new DecisionRecord(1, "tick", VirtualClock.START.plus(at), Duration.ZERO, Set.of(facts), List.of(),
                List.of(), plan, evidence, Background.none(Budgets.DEFAULT)));
    }

    private static Node leader(String id) {
        return new Node(id, id, NodeRole.MANAGER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1", Leadership.LEADER,
                new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8L << 30, Map.of()), "20.10.24", Map.of(), Set.of());
    }

    @Test
    void whatIsDoneHasItsEvidenceAndReason() {
        assertThatCode(() -> decided(Duration.ZERO, DONE, Map.of(LABEL, EVIDENCE))).doesNotThrowAnyException();
        assertThatThrownBy(() -> decided(Duration.ZERO, DONE, Map.of())).isInstanceOf(Violation.class)
                .hasMessageContaining("everything is explained");
    }

    @Test
    void whatIsRefusedHasItsEvidenceAndReason() {
        Veto veto = new Veto("ORC-GRD-301", LABEL, "paused");
        Plan refused = new Plan(List.of(), List.of(), List.of(new Refusal(LABEL, List.of(veto))));

        assertThatCode(() -> decided(Duration.ZERO, refused, Map.of(veto, EVIDENCE))).doesNotThrowAnyException();
        assertThatThrownBy(() -> decided(Duration.ZERO, refused, Map.of())).hasMessageContaining("everything is explained");
    }

    private static List<Object> doubts() {
        return List.of(new NoLease("two"), new Unsettled("too soon", null), new StaleObservation("docker", null, "gone"));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void nothingIsDoneInDoubt(Object doubt) {
        assertThatThrownBy(() -> decided(Duration.ZERO, DONE, Map.of(LABEL, EVIDENCE), doubt))
                .hasMessageContaining("without lease or certainty");
        assertThatCode(() -> decided(Duration.ZERO, Plan.EMPTY, Map.of(), doubt)).doesNotThrowAnyException();
    }

    @Test
    void nothingIsDoneSoonAfterAnotherLeaderWasSeen() {
        decided(Duration.ZERO, DONE, Map.of(LABEL, EVIDENCE), leader("m1"));
        decided(Duration.ofSeconds(10), Plan.EMPTY, Map.of(), leader("m2"));

        assertThatThrownBy(() -> decided(Duration.ofSeconds(69), DONE, Map.of(LABEL, EVIDENCE), leader("m2")))
                .hasMessageContaining("the leader changed");
        assertThatCode(() -> decided(Duration.ofSeconds(70), DONE, Map.of(LABEL, EVIDENCE), leader("m2")))
                .doesNotThrowAnyException();
    }

    @Test
    void anInstanceThatDiedKnowsNoLeaderFromBefore() {
        decided(Duration.ZERO, DONE, Map.of(LABEL, EVIDENCE), leader("m1"));
        watch.died("one");

        assertThatCode(() -> decided(Duration.ofSeconds(1), DONE, Map.of(LABEL, EVIDENCE), leader("m2")))
                .doesNotThrowAnyException();
    }
}
