package io.orcastra.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.record.Background;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EntryEncoderTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final List<Entry> DAY = RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(2));

    private final EntryEncoder encoder = new EntryEncoder(UnaryOperator.identity(), UnaryOperator.identity());
    private final EntryDecoder decoder = new EntryDecoder();

    @Test
    void whatIsWrittenReadsBackEqual() throws UnreadableRecording {
        for (Entry entry : DAY) {
            Entry read = decoder.decode(encoder.encode(entry));
            if (entry instanceof Entry.Cycle cycle) {
                assertSame(cycle, (Entry.Cycle) read);
            } else {
                assertThat(read).isEqualTo(entry);
            }
        }
        assertThat(DAY.size()).isGreaterThan(150);
        assertThat(DAY.stream().anyMatch(Entry.Ended.class::isInstance)).isTrue();
    }

    @Test
    void aCycleInWhichNothingChangedTakesAFewBytes() {
        Entry.Cycle cycle = (Entry.Cycle) DAY.stream().filter(Entry.Cycle.class::isInstance).reduce((a, b) -> b).orElseThrow();
        encoder.encode(cycle);

        Entry.Cycle later = new Entry.Cycle(cycle.at().plusSeconds(60), cycle.number() + 1, cycle.trigger(), cycle.took(), 0,
                cycle.facts(), cycle.background(), cycle.plan(), cycle.findings());

        assertThat(encoder.encode(later)).hasSizeLessThan(30);
    }

    @Test
    void aSampleOfATaskTakesAFewBytes() throws UnreadableRecording {
        Entry.Cycle first = memory(AT, 5L << 30);
        Entry.Cycle second = memory(AT.plusSeconds(15), (5L << 30) + 4096 * 77);
        decoder.decode(encoder.encode(first));

        byte[] bytes = encoder.encode(second);

        assertThat(bytes).hasSizeLessThan(40);
        assertSame(second, (Entry.Cycle) decoder.decode(bytes));
    }

    @Test
    void whatMustNotBeKeptIsNotWritten() {
        EntryEncoder careful = new EntryEncoder(
                fact -> fact instanceof NodeLabel label ? new NodeLabel(label.nodeId(), label.key(), "***") : fact,
                text -> text.replace("hunter2", "***"));
        Entry.Cycle cycle = cycle(AT, Set.of(new NodeLabel("n", "token", "swordfish")));

        byte[] bytes = careful.encode(cycle);
        byte[] other = careful.encode(new Entry.Isolated(AT, "ORC-X-1", "password hunter2"));

        assertThat(new String(bytes) + new String(other)).contains("token").doesNotContain("swordfish", "hunter2");
    }

    @Test
    @DisplayName("What must not be kept of an action is not written either")
    void whatMustNotBeKeptOfAnActionIsNotWritten() {
        EntryEncoder careful = new EntryEncoder(
                fact -> fact instanceof SetNodeLabel set ? new SetNodeLabel(set.nodeId(), set.key(), "***") : fact, text -> text);
        Proposal wish = new Proposal("ORC-X-1", new SetNodeLabel("n", "token", "swordfish"), "token", "because");

        byte[] bytes = careful.encode(new Entry.Ended(AT, new Outcome(wish, Outcome.Result.SUCCEEDED, "", 0, AT, AT)));

        assertThat(new String(bytes)).contains("because", "token").doesNotContain("swordfish");
    }

    @Test
    void damagedBytesAreRefusedAndNothingElse() {
        List<byte[]> bytes = new ArrayList<>();
        DAY.subList(0, 40).forEach(entry -> bytes.add(encoder.encode(entry)));
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            int broken = random.nextInt(bytes.size());
            byte[] damaged = bytes.get(broken).clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            readAll(bytes, broken, round % 3 == 0 ? Arrays.copyOf(damaged, damaged.length / 2) : damaged);
        }
        assertThatExceptionOfType(UnreadableRecording.class).isThrownBy(() -> new EntryDecoder().decode(new byte[0]));
        assertThatExceptionOfType(UnreadableRecording.class).isThrownBy(() -> new EntryDecoder().decode(bytes.get(5)));
    }

    private static void readAll(List<byte[]> bytes, int broken, byte[] instead) {
        EntryDecoder reader = new EntryDecoder();
        try {
            for (int i = 0; i < bytes.size(); i++) {
                reader.decode(i == broken ? instead : bytes.get(i));
            }
        } catch (UnreadableRecording expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private static Entry.Cycle memory(Instant at, long bytes) {
        return cycle(at, Set.of(new TaskMemory("t", "s", "n", bytes, at.minusMillis(700))));
    }

    private static Entry.Cycle cycle(Instant at, Set<Object> facts) {
        return new Entry.Cycle(at, 1, "tick", Duration.ofMillis(3), 0, facts, Background.none(Budgets.DEFAULT), Plan.EMPTY,
                List.of());
    }

    private static void assertSame(Entry.Cycle cycle, Entry.Cycle read) {
        assertThat(read.at()).isEqualTo(cycle.at());
        assertThat(read.number()).isEqualTo(cycle.number());
        assertThat(read.facts()).isEqualTo(cycle.facts());
        assertThat(read.plan()).isEqualTo(cycle.plan());
        assertThat(read.findings()).isEqualTo(cycle.findings());
        assertThat(read.background().history()).isEqualTo(cycle.background().history());
        assertThat(read.background().budgets()).isEqualTo(cycle.background().budgets());
        assertThat(read.background().timers()).hasSameSizeAs(cycle.background().timers());
        for (int i = 0; i < cycle.background().timers().size(); i++) {
            var timer = cycle.background().timers().get(i);
            var same = read.background().timers().get(i);
            assertThat(same.subject()).isEqualTo(timer.subject());
            assertThat(same.passed().compareTo(same.lasting()) >= 0).isEqualTo(timer.passed().compareTo(timer.lasting()) >= 0);
        }
    }
}
