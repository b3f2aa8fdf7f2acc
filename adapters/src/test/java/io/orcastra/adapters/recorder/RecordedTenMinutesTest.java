package io.orcastra.adapters.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.replay.Candidate;
import io.orcastra.engine.replay.Comparison;
import io.orcastra.engine.replay.Difference;
import io.orcastra.engine.replay.Replay;
import io.orcastra.engine.replay.Verdict;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten minutes of a daemon on a real swarm: a dependent is moved to its anchor, a service away from a full node, and the
 * anchor crashes twice.
 */
class RecordedTenMinutesTest {
    private static final String AGAIN = "when rules or planner decide otherwise on purpose, record anew: mvn verify -pl adapters -am"
            + " -Dtest=NoUnit -Dit.test=RecordedTimeIT -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dfailsafe.failIfNoSpecifiedTests=false -Dorcastra.recorded.minutes=10"
            + " -Dorcastra.recorded.to=src/test/resources/recorded";
    private static final List<Entry> ENTRIES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        List<String> damaged = new ArrayList<>();
        new Recording(new Segments(Path.of("src", "test", "resources", "recorded"))).read(Instant.EPOCH, ENTRIES::add,
                Recording.Progress.NOOP, damaged::add);
        assertThat(damaged).as(AGAIN).isEmpty();
    }

    @Test
    void holdsTenMinutesWithMovesAndAFailure() {
        List<Outcome> done = ENTRIES.stream().filter(Entry.Ended.class::isInstance).map(entry -> ((Entry.Ended) entry).outcome())
                .toList();

        assertThat(Duration.between(ENTRIES.get(0).at(), ENTRIES.get(ENTRIES.size() - 1).at())).isGreaterThan(Duration.ofMinutes(9));
        assertThat(done).anySatisfy(outcome -> assertThat(outcome.proposal().action()).isInstanceOf(MoveService.class));
        assertThat(done).anySatisfy(outcome -> assertThat(outcome.proposal().rule()).startsWith("ORC-MEM"));
        assertThat(done).anySatisfy(outcome -> assertThat(outcome.proposal().action()).isInstanceOf(RestartService.class));
    }

    @Test
    void theSameRulesComeToExactlyTheRecordedDecisions() {
        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            for (Entry entry : ENTRIES) {
                if (entry instanceof Entry.Cycle cycle) {
                    DecisionRecord again = rerun.judge(cycle.facts(), cycle.background(), cycle.at());
                    assertThat(again.plan()).as("cycle %d at %s; %s", cycle.number(), cycle.at(), AGAIN).isEqualTo(cycle.plan());
                    assertThat(again.findings()).as(AGAIN).isEqualTo(cycle.findings());
                }
            }
        }
        assertThat(compared(Candidate.AS_RECORDED).differences()).as(AGAIN).isEmpty();
    }

    @Test
    void aHigherThresholdLosesTheMoveForMemoryAndNothingElse() {
        Comparison higher = compared(new Candidate(Optional.of(policyWithThreshold(94)), Optional.empty()));

        assertThat(higher.differences().stream().filter(RecordedTenMinutesTest::acts).toList())
                .as(higher.differences().toString()).singleElement().satisfies(gone -> {
                    assertThat(gone.kind()).isEqualTo(Difference.Kind.GONE);
                    assertThat(gone.matter().rule()).isEqualTo("ORC-MEM-201");
                });
        assertThat(higher.candidateRestarts()).isEqualTo(higher.restarts() - 1);
        assertThat(higher.differences()).allSatisfy(one -> assertThat(one.matter().rule()).startsWith("ORC-MEM"));
    }

    private static boolean acts(Difference one) {
        return one.recorded().filter(verdict -> verdict.kind() == Verdict.Kind.PLANNED).isPresent()
                || one.candidate().filter(verdict -> verdict.kind() == Verdict.Kind.PLANNED).isPresent();
    }

    private static Set<Object> policyWithThreshold(double percent) {
        Entry.Cycle any = (Entry.Cycle) ENTRIES.stream().filter(Entry.Cycle.class::isInstance).findFirst().orElseThrow();
        Set<Object> policy = any.facts().stream().filter(fact -> fact.getClass().getPackageName().endsWith(".policy"))
                .collect(Collectors.toCollection(HashSet::new));
        MemoryPolicy memory = (MemoryPolicy) policy.stream().filter(MemoryPolicy.class::isInstance).findFirst().orElseThrow();
        policy.remove(memory);
        policy.add(new MemoryPolicy(percent, percent - 5, memory.sustained(), memory.emergencyPercent(),
                memory.emergencyEndsPercent(), memory.emergencySustained(), memory.differenceBytes(), memory.bufferBytes()));
        return policy;
    }

    private static Comparison compared(Candidate candidate) {
        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            Replay replay = new Replay(rerun, candidate);
            ENTRIES.forEach(replay::next);
            return replay.result();
        }
    }
}
