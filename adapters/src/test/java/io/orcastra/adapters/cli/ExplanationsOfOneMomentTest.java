package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.cycle.Examination;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the running daemon and of the snapshot it hands out at that moment: but for where it is from the same, to the letter. */
class ExplanationsOfOneMomentTest {
    private static final long GIB = 1L << 30;
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static Entry.Cycle moment;

    @TempDir
    private Path folder;

    /** One in which a move waits for a timer. */
    @BeforeAll
    static void record() {
        moment = RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(9)).stream().filter(Entry.Cycle.class::isInstance)
                .map(Entry.Cycle.class::cast).filter(cycle -> cycle.plan().vetoed().stream()
                        .anyMatch(held -> held.vetoes().stream().anyMatch(veto -> veto.rule().equals("ORC-MEM-301"))))
                .reduce((one, later) -> later).orElseThrow();
    }

    @Test
    void areTheSameToTheLetter() throws Exception {
        ExplainedMoment explained = new ExplainedMoment(folder,
                new Snapshot(moment.at(), moment.facts(), Optional.of(moment.background())));
        Relocate wished = moment.plan().vetoed().stream().map(held -> held.proposal().action()).filter(Relocate.class::isInstance)
                .map(Relocate.class::cast).findFirst().orElseThrow();

        for (String id : List.of(wished.serviceId(), wished.nodeId())) {
            assertThat(explained.text(id, true)).as(id).isEqualTo(explained.text(id, false)).contains("vetoed", "In the way", " left");
            assertThat(explained.json(id, true)).as(id).isEqualTo(explained.json(id, false));
        }
    }

    @Test
    @DisplayName("Short memory, a cooldown, what has to last and a sample that is too old are told with their amounts")
    void tellWhatIsInTheWayByItsAmount() throws Exception {
        ExplainedMoment explained = new ExplainedMoment(folder, everythingInTheWay());

        for (boolean byDaemon : List.of(true, false)) {
            assertThat(explained.text("leaky", byDaemon)).as("by daemon: " + byDaemon)
                    .contains("over in 4 min", "burdened for 3 min of 10 min, 7 min left")
                    .containsPattern("n2 .*memory.*716 MiB short")
                    .containsPattern("n3 .*not known: its exporter did not answer \\(its last sample is 40 s too old\\)");
            assertThat(explained.text("n3", byDaemon))
                    .contains("the memory of n3 is not known: its exporter did not answer (its last sample is 40 s too old)");
            amounts(explained.json("leaky", byDaemon), explained.json("n3", byDaemon));
        }
    }

    @Test
    @DisplayName("A service that was moved within the hour is told where from, where to and when")
    void tellTheLastMove() throws Exception {
        Set<Object> facts = new HashSet<>(moment.facts());
        facts.removeIf(Relocated.class::isInstance);
        facts.add(new Relocated(Cluster.id("leaky"), "memory", Set.of(Cluster.id("n3")), Set.of(Cluster.id("n2"), Cluster.id("n1")),
                moment.at().minusSeconds(90)));
        ExplainedMoment explained = new ExplainedMoment(folder, new Snapshot(moment.at(), facts, Optional.of(moment.background())));

        for (boolean byDaemon : List.of(true, false)) {
            assertThat(explained.text("leaky", byDaemon)).as("by daemon: " + byDaemon)
                    .containsPattern("moved from n3 to n1 and n2, begun [0-9-]+ [0-9:]+ UTC; orcastra history --service leaky says why");
            assertThat(explained.json("leaky", byDaemon).at("/lastMove/to")).extracting(JsonNode::asText).containsExactly("n1", "n2");
            assertThat(explained.text("n3", byDaemon)).doesNotContain("moved from");
            assertThat(explained.json("n3", byDaemon).has("lastMove")).isFalse();
        }
    }

    private static void amounts(ObjectNode service, ObjectNode node) {
        assertThat(service.path("obstacles")).extracting(one -> one.at("/remedy/type").asText(),
                        one -> one.at("/remedy/leftSeconds").asLong())
                .contains(tuple("wait", 240L), tuple("last", 420L));
        assertThat(service.path("nodes")).extracting(one -> one.path("node").asText(), one -> one.path("unit").asText(),
                        one -> Math.round(one.path("amount").asDouble()))
                .contains(tuple("n2", "bytes", 7 * GIB / 10),
                        tuple("n3", "s", 40L));
        assertThat(node.path("whyNot")).map(one -> one.path("remedy")).anySatisfy((JsonNode remedy) -> {
            assertThat(remedy.path("fact").asText()).isEqualTo("NodeMemory");
            assertThat(remedy.path("amount").asDouble()).isEqualTo(40);
            assertThat(remedy.path("unit").asText()).isEqualTo("s");
        });
    }

    /** A service reserves more than one node has; the other one's exporter is silent; it was moved lately, and its node is full. */
    private static Snapshot everythingInTheWay() {
        Set<Object> facts = new HashSet<>();
        moment.facts().forEach(fact -> facts.add(changed(fact)));
        Examination before = new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP)
                .examine(facts, background(List.of()), moment.at());
        Proposal wish = before.conclusions().proposals().stream().filter(one -> one.subject().equals(Cluster.id("leaky")))
                .findFirst().orElseThrow();
        Burden burden = before.conclusions().conditions().stream().filter(Burden.class::isInstance).map(Burden.class::cast)
                .filter(one -> one.serviceId().equals(Cluster.id("leaky"))).findFirst().orElseThrow();
        facts.add(new Cooldown(wish.subject(), wish.cause(), moment.at().plus(Duration.ofMinutes(4))));
        return new Snapshot(moment.at(), facts, Optional.of(background(
                List.of(new Background.RunningTimer("burdened", burden, Duration.ofMinutes(3), TEN_MINUTES)))));
    }

    private static Object changed(Object fact) {
        if (fact instanceof MemoryPolicy policy) {
            return new MemoryPolicy(policy.thresholdPercent(), policy.endsPercent(), TEN_MINUTES, policy.emergencyPercent(),
                    policy.emergencyEndsPercent(), policy.emergencySustained(), policy.differenceBytes(), policy.bufferBytes());
        }
        if (fact instanceof NodeMemory memory && memory.nodeId().equals(Cluster.id("n3"))) {
            return new MemoryUnknown(memory.nodeId(), "its exporter did not answer", moment.at().minusSeconds(40));
        }
        if (fact instanceof Node node && node.hostname().equals("n3")) {
            return new Node(node.id(), node.hostname(), node.role(), node.availability(), node.status(), node.message(), node.address(),
                    node.leadership(), node.platform(), reserving(32 * GIB), node.engineVersion(), node.engineLabels(), node.plugins());
        }
        if (fact instanceof Service service && service.name().equals("leaky")) {
            return new Service(service.id(), service.name(), service.stack(), service.mode(), service.replicas(),
                    service.maxReplicasPerNode(), service.image(), service.updateState(), service.updateOrder(),
                    service.stopGracePeriod(), service.restartCondition(), service.restartDelay(), service.maxAttempts(),
                    reserving(8 * GIB + 7 * GIB / 10), service.hostPorts(), service.platforms(), service.plugins(), service.fingerprint());
        }
        return fact;
    }

    private static Resources reserving(long bytes) {
        return new Resources(4_000_000_000L, bytes, Map.of());
    }

    private static Background background(List<Background.RunningTimer> burdened) {
        List<Background.RunningTimer> timers = new ArrayList<>(moment.background().timers());
        timers.removeIf(timer -> timer.name().equals("burdened"));
        timers.addAll(burdened);
        Background was = moment.background();
        return new Background(was.firm(), timers, was.waiting(), was.underWay(), was.towards(), was.history(), was.moveSeconds(),
                was.budgets());
    }
}
