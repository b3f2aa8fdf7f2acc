package io.orcastra.adapters.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.masking.Masking;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.Background.RunningTimer;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MaskedPlacementTest {
    private static final String KEY = "token-pool";
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private static String node(String value) {
        return ((NodeLabel) Masking.of(new NodeLabel("n1", KEY, value))).value();
    }

    private static String constraint(String value) {
        return ((PlacementConstraint) Masking.of(
                new PlacementConstraint("s1", "node.labels." + KEY, ConstraintOperator.EQUAL, value))).value();
    }

    @Test
    @DisplayName("Equal values are masked equally wherever they stand, and others differently")
    void equalStaysEqual() {
        assertThat(node("blue")).startsWith("***#").hasSize(8).doesNotContain("blue").isEqualTo(constraint("blue"))
                .isEqualTo(((InventoryLabel) Masking.of(new InventoryLabel("oak", KEY, "blue"))).value())
                .isEqualTo(((SetNodeLabel) Masking.of(new SetNodeLabel("n1", KEY, "blue"))).value())
                .isEqualTo(((TextParameter) Masking.of(new TextParameter("mine", "token", "blue"))).text())
                .isNotEqualTo(node("green"));
        assertThat(node("blue")).as("in every process, or a record could not be replayed").isEqualTo("***#mgHF");
    }

    @Test
    @DisplayName("Values that differ in case only are equal for Swarm, and not for rules")
    void caseIsKept() {
        assertThat(node("blue")).isEqualToIgnoringCase(node("Blue")).isNotEqualTo(node("Blue"));
    }

    @Test
    @DisplayName("What is masked stays as it is when it is masked again, and what is no secret is not masked")
    void maskingTwiceIsMaskingOnce() {
        assertThat(node(node("blue"))).isEqualTo(node("blue"));
        assertThat(Masking.of(new NodeLabel("n1", "pool", "blue"))).isEqualTo(new NodeLabel("n1", "pool", "blue"));
        assertThat(node("true")).isEqualTo("true");
    }

    @Test
    @DisplayName("A zone for logins is no secret, and a label that would be one by any name is")
    void whereLoginsRunIsNoSecret() {
        assertThat(Masking.of(new NodeLabel("n1", "auth-zone", "red"))).isEqualTo(new NodeLabel("n1", "auth-zone", "red"));
        assertThat(Masking.of(new SetNodeLabel("n1", "oauth.zone", "red"))).isEqualTo(new SetNodeLabel("n1", "oauth.zone", "red"));
        assertThat(Masking.of(new NodeLabel("n1", "auth-token", "red"))).isNotEqualTo(new NodeLabel("n1", "auth-token", "red"));
        assertThat(Masking.of(new ServiceLabel("s1", "auth-zone", "red"))).isEqualTo(new ServiceLabel("s1", "auth-zone", "***"));
    }

    @Test
    @DisplayName("Labels of services, among which secrets are, tell not even a digest")
    void serviceLabelsTellNothing() {
        assertThat(Masking.of(new ServiceLabel("s1", "smtp.pass", "hunter2"))).isEqualTo(new ServiceLabel("s1", "smtp.pass", "***"));
    }

    @Test
    @DisplayName("Masked facts lead to the same wishes as the facts themselves")
    void masksDecideNothing() {
        Cluster cluster = new Cluster().node("n1").node("n2");
        Set<Object> facts = new HashSet<>(cluster.facts());
        for (String node : List.of("n1", "n2")) {
            facts.add(new InventoryNode(node, ""));
            facts.add(new InventoryLabel(node, KEY, "blue"));
        }
        facts.add(new NodeLabel(Cluster.id("n1"), KEY, "blue"));
        facts.add(new NodeLabel(Cluster.id("n2"), KEY, "green"));

        assertThat(wishes(facts)).containsExactly("SetNodeLabel " + Cluster.id("n2")).isEqualTo(wishes(Masking.all(facts)));
    }

    private static List<String> wishes(Set<Object> facts) {
        return new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP).evaluate(facts, List.of(), NOW).plan().execute()
                .stream().map(planned -> planned.proposal().action().getClass().getSimpleName() + " " + planned.proposal().subject()).toList();
    }

    @Test
    @DisplayName("A snapshot holds no masked value anywhere, and one for a process of our own holds all")
    void snapshots() throws Exception {
        NodeLabel label = new NodeLabel("n1", KEY, "swordfish");
        Set<Object> facts = Set.of(label, new PlacementConstraint("s1", "node.labels." + KEY, ConstraintOperator.EQUAL, "swordfish"));
        Background none = Background.none(Budgets.DEFAULT);
        Snapshot snapshot = new Snapshot(NOW, facts, Optional.of(new Background(true,
                List.of(new RunningTimer("t", label, Duration.ZERO, Duration.ofMinutes(1))), none.waiting(), none.underWay(),
                none.towards(), none.history(), none.moveSeconds(), none.budgets())));
        SnapshotFormat format = new SnapshotFormat();

        assertThat(format.write(snapshot)).contains("***#").doesNotContain("swordfish");
        Snapshot ours = format.read("ours", format.writeForOurselves(snapshot), skipped -> { });
        assertThat(ours.facts()).isEqualTo(facts);
        assertThat(ours.background().orElseThrow().timers()).extracting(RunningTimer::subject).containsExactly(label);
    }
}
