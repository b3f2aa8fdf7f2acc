package io.orcastra.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<Entry> DAY = RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(24));

    @Test
    void theSameRulesComeToExactlyTheRecordedDecisions() {
        int planned = 0;
        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            for (Entry entry : DAY) {
                if (entry instanceof Entry.Cycle cycle) {
                    DecisionRecord again = rerun.judge(cycle.facts(), cycle.background(), cycle.at());
                    assertThat(again.plan()).as("cycle %d at %s", cycle.number(), cycle.at()).isEqualTo(cycle.plan());
                    assertThat(again.findings()).isEqualTo(cycle.findings());
                    assertThat(again.facts()).isEqualTo(cycle.facts());
                    planned += cycle.plan().execute().size();
                }
            }
        }
        assertThat(planned).as("a day worth replaying").isGreaterThan(3);
    }

    @Test
    void theSameRulesDifferInNothing() {
        Comparison same = compared(Candidate.AS_RECORDED);

        assertThat(same.differences()).isEmpty();
        assertThat(same.actions()).isGreaterThan(3);
        assertThat(same.candidateRestarts()).isEqualTo(same.restarts());
    }

    @Test
    void aHigherThresholdLosesTheMoveForMemoryAndNothingElse() {
        Comparison higher = compared(with(RecordedDay.memory(94)));

        List<Difference> actions = actions(higher);
        assertThat(actions).as(higher.differences().toString()).singleElement().satisfies(gone -> {
            assertThat(gone.kind()).isEqualTo(Difference.Kind.GONE);
            assertThat(gone.matter().rule()).startsWith("ORC-MEM");
            assertThat(gone.recorded().orElseThrow().restarts()).isEqualTo(1);
            assertThat(gone.balance().orElseThrow().after()).isGreaterThan(gone.balance().orElseThrow().before());
        });
        assertThat(higher.candidateRestarts()).isEqualTo(higher.restarts() - 1);
        assertThat(higher.differences()).allSatisfy(one -> assertThat(one.matter().rule()).startsWith("ORC-MEM"));
    }

    @Test
    void aLowerThresholdMovesEarlier() {
        Comparison lower = compared(with(RecordedDay.memory(75)));

        Difference first = actions(lower).get(0);
        assertThat(first.kind()).as(lower.differences().toString()).isEqualTo(Difference.Kind.ADDED);
        assertThat(first.from()).isBefore(recordedMoveForMemory());
    }

    @Test
    void windowsAreThoseOfTheCandidateAtEachMomentWhateverWasRecorded() {
        Entry.Cycle any = (Entry.Cycle) DAY.stream().filter(Entry.Cycle.class::isInstance).findFirst().orElseThrow();
        Set<Object> recorded = new HashSet<>(any.facts());
        recorded.add(new WindowClosed("night", null));
        TimeWindow allDay = new TimeWindow("night", any.at().atZone(ZoneOffset.UTC).getDayOfWeek(), Duration.ZERO, Duration.ofHours(24), "UTC");
        Set<Object> given = new Candidate(Optional.of(Set.of(allDay)), Optional.empty()).facts(recorded);

        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            assertThat(rerun.judge(given, any.background(), any.at()).facts()).filteredOn(WindowClosed.class::isInstance).isEmpty();
            assertThat(rerun.judge(given, any.background(), any.at()).facts()).filteredOn(WindowOpen.class::isInstance).hasSize(1);
            assertThat(rerun.judge(given, any.background(), any.at().plus(Duration.ofDays(1))).facts())
                    .filteredOn(WindowClosed.class::isInstance).hasSize(1);
        }
    }

    private static Instant recordedMoveForMemory() {
        return DAY.stream().filter(entry -> entry instanceof Entry.Cycle cycle && cycle.plan().execute().stream()
                .anyMatch(planned -> planned.proposal().rule().startsWith("ORC-MEM"))).findFirst().orElseThrow().at();
    }

    private static List<Difference> actions(Comparison comparison) {
        return comparison.differences().stream().filter(one -> one.recorded().or(one::candidate)
                .filter(verdict -> verdict.kind() == Verdict.Kind.PLANNED).isPresent()
                || one.candidate().filter(verdict -> verdict.kind() == Verdict.Kind.PLANNED).isPresent()).toList();
    }

    private static Candidate with(MemoryPolicy memory) {
        Entry.Cycle any = (Entry.Cycle) DAY.stream().filter(Entry.Cycle.class::isInstance).findFirst().orElseThrow();
        Set<Object> policy = any.facts().stream().filter(fact -> fact.getClass().getPackageName().endsWith(".policy"))
                .filter(fact -> !(fact instanceof MemoryPolicy)).collect(Collectors.toCollection(HashSet::new));
        policy.add(memory);
        return new Candidate(Optional.of(policy), Optional.empty());
    }

    private static Comparison compared(Candidate candidate) {
        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            Replay replay = new Replay(rerun, candidate);
            DAY.forEach(replay::next);
            return replay.result();
        }
    }
}
