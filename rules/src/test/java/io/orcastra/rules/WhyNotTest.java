package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.reading.Cause;
import io.orcastra.rules.reading.FactBase;
import io.orcastra.rules.reading.Operator;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.Reason;
import io.orcastra.rules.reading.Subject;
import io.orcastra.rules.reading.WhyNot;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first condition that fails, and by how much, followed to the facts it would be concluded from. */
class WhyNotTest {
    private static final Reading PACK = Reading.of(RulePack.builtIn());

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").service("db").service("web").running("db", "n1").running("web", "n2")
                .with(Rebalanced.CALM, Rebalanced.MEMORY);
    }

    private static Reason why(String rule, String service, Cluster cluster) {
        return why(rule, new Subject.OfService((Service) cluster.facts().stream()
                .filter(fact -> fact instanceof Service one && one.name().equals(service)).findFirst().orElseThrow()), cluster);
    }

    private static Node node(String hostname) {
        return (Node) new Cluster().node(hostname).facts().get(0);
    }

    private static Reason why(String rule, Subject subject, Cluster cluster) {
        List<Object> all = new ArrayList<>(cluster.facts());
        all.addAll(RuleVerifier.ofPack().given(cluster).concluded());
        RuleDescription description = PACK.rules().stream().filter(one -> one.id().equals(rule)).findFirst().orElseThrow();
        return new WhyNot(PACK, new FactBase(all)).of(description, subject).orElseThrow();
    }

    @Test
    void whatIsMissingIsNamedWithWhatWouldMeanTheSubject() {
        Reason reason = why("ORC-TIR-201", "web", shop().with(new NodeTiers("tier")));

        assertThat(reason.cause()).isEqualTo(new Cause.Missing(ServiceLabel.class,
                Map.of("serviceId", Cluster.id("web"), "key", "orchestration.tier"), List.of()));
        assertThat(reason.step()).isOne();
    }

    @Test
    void aMissingConclusionIsFollowedToTheFactsItWouldComeFrom() {
        Reason root = why("ORC-COL-201", "web", shop()).root();

        assertThat(root.rule().id()).isEqualTo("ORC-COL-101");
        assertThat(root.cause()).isInstanceOfSatisfying(Cause.Missing.class, missing -> {
            assertThat(missing.type()).isEqualTo(Dependency.class);
            assertThat(missing.keys()).containsEntry("dependent", "web");
        });
    }

    @Test
    void memoryBelowTheThresholdIsToldWithItsAmount() {
        Reason root = why("ORC-MEM-201", "web", shop().memory("n1", 60).memory("n2", 81)).root();

        assertThat(root.rule().id()).isEqualTo("ORC-MEM-501");
        assertThat(root.cause()).isInstanceOfSatisfying(Cause.Mismatch.class, mismatch -> {
            assertThat(mismatch.fact()).isInstanceOfSatisfying(NodeMemory.class,
                    memory -> assertThat(memory.nodeId()).isEqualTo(Cluster.id("n2")));
            assertThat(mismatch.field()).isEqualTo("usedPercent");
            assertThat(mismatch.seen()).isEqualTo(81.0);
            assertThat(mismatch.operator()).isEqualTo(Operator.AT_LEAST);
            assertThat(mismatch.wanted()).containsExactly(85.0);
        });
    }

    @Test
    void ofSeveralNodesTheNearestIsToldWhateverItIsCalled() {
        for (int n = 1; n <= 2; n++) {
            String near = "n" + n;
            Cluster twice = new Cluster().node("n1").node("n2").service("web", web -> web.replicas(2))
                    .running("web", "n1").running("web", "n2").with(Rebalanced.CALM, Rebalanced.MEMORY)
                    .memory(near, 92).memory("n" + (3 - n), 41);

            assertThat(why("ORC-MEM-202", "web", twice).root().cause()).isInstanceOfSatisfying(Cause.Mismatch.class,
                    mismatch -> assertThat(((NodeMemory) mismatch.fact()).nodeId()).isEqualTo(Cluster.id(near)));
            assertThat(why("ORC-MEM-201", "web", twice).root().cause()).as("under pressure for some time")
                    .isInstanceOfSatisfying(Cause.Lasting.class,
                            lasting -> assertThat(lasting.timer().subject()).isEqualTo(Cluster.id(near)));
        }
    }

    @Test
    void aTimerThatRunsIsWaitedFor() {
        Reason root = why("ORC-STK-201", "late", shop().service("late")
                .task("late", "n1", TaskState.STARTING)
                .with(new StartLimit(Duration.ofMinutes(1)))).root();

        assertThat(root.cause()).isInstanceOfSatisfying(Cause.Lasting.class,
                lasting -> assertThat(lasting.timer()).isInstanceOf(Timer.class));
    }

    @Test
    void whatMustNotBeIsNamed() {
        Mount data = new Mount(Cluster.id("web"), MountType.VOLUME, "data", "/data", false, "", false);
        Reason reason = why("ORC-GRD-103", "web", shop().with(data).serviceLabel("web", "orchestration.movable", "true"));

        assertThat(reason.cause()).isInstanceOfSatisfying(Cause.Blocked.class,
                blocked -> assertThat(blocked.facts()).containsExactly(
                        new Movable(Cluster.id("web"))));
    }

    @Test
    void aRuleThatMatchesHolds() {
        Reason reason = why("ORC-COL-201", "web", shop().anchor("db", "db").dependency("db", "web"));

        assertThat(reason.holds()).as("%s", reason).isTrue();
        assertThat(reason.root()).isSameAs(reason);
    }

    @Test
    void aNestedReasonKeepsTheAnchorThatTheRuleAsksAbout() {
        Reason reason = why("ORC-ANC-201", new Subject.OfNode(node("n2")), shop().service("cache").running("cache", "n1")
                .anchor("db", "db").anchor("cache", "cache"));

        assertThat(reason.cause()).isInstanceOfSatisfying(Cause.Missing.class, missing -> assertThat(missing.keys())
                .containsKeys("anchorId", "nodeId"));
        assertThat(reason.root().cause()).isInstanceOfSatisfying(Cause.Missing.class, missing -> {
            assertThat(missing.type()).isEqualTo(Task.class);
            assertThat(missing.keys()).containsEntry("serviceId", ((Cause.Missing) reason.cause()).keys().get("anchorId"))
                    .containsEntry("nodeId", Cluster.id("n2"));
        });
    }

    @Test
    void noServiceShouldBeCalledAsAnother() {
        Reason reason = why("ORC-REQ-202", "db", shop().service("cache").anchor("db", "db").dependency("db", "web")
                .with(new MoveRequest("1", "cache", Cluster.id("n2"))));

        assertThat(reason.cause()).isInstanceOfSatisfying(Cause.Missing.class, missing -> {
            assertThat(missing.type()).isEqualTo(MovesWith.class);
            assertThat(missing.keys()).containsEntry("memberId", Cluster.id("cache"))
                    .containsEntry("anchorId", Cluster.id("db"));
        });
    }
}
