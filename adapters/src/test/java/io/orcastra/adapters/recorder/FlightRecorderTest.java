package io.orcastra.adapters.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.of(() -> AT, () -> 0);
    private static final List<Entry> HOUR = RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(1));

    @TempDir
    private Path state;

    private final List<String> damaged = new ArrayList<>();

    @Test
    void everythingIsReadBackInItsOrder() throws IOException {
        write(HOUR, RecorderSettings.DEFAULT);

        assertThat(read()).extracting(Entry::at).isEqualTo(HOUR.stream().map(Entry::at).toList());
        assertThat(damaged).isEmpty();
    }

    @Test
    void aTornTailIsDroppedAndNothingBefore() throws IOException {
        write(HOUR.subList(0, 60), RecorderSettings.DEFAULT);
        Path segment = new Segments(state).all().get(0).path();
        byte[] whole = Files.readAllBytes(segment);
        int last = 0;
        for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
            Files.write(segment, Arrays.copyOf(whole, length));
            int kept = read().size();
            assertThat(kept).isGreaterThanOrEqualTo(last);
            last = kept;
        }
        assertThat(last).isBetween(1, 59);
        assertThat(damaged).as("a tail that is torn is no damage").isEmpty();
    }

    @Test
    void aFlippedBitEndsItsSegmentOnly() throws IOException {
        write(HOUR.subList(0, 60), RecorderSettings.DEFAULT);
        write(HOUR.subList(60, 90), RecorderSettings.DEFAULT);
        Path first = new Segments(state).all().get(0).path();
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);

        assertThat(read().size()).isBetween(31, 89);
    }

    @Test
    void allSegmentsTogetherStaySmallAndTheOldestGoFirst() throws IOException {
        RecorderSettings small = new RecorderSettings(256L << 10, Duration.ZERO);
        Random random = new Random(1);
        write(IntStream.range(0, 600).<Entry>mapToObj(i -> cycle(i, Set.of(
                new NodeLabel("n", "k", random.ints(200).boxed().toList().toString())))).toList(), small);

        long size = 0;
        for (Segments.Segment segment : new Segments(state).all()) {
            size += Files.size(segment.path());
        }
        assertThat(size).isLessThanOrEqualTo(small.bytes()).isGreaterThan(small.bytes() / 4);
        List<Entry> left = read();
        assertThat(((Entry.Cycle) left.get(left.size() - 1)).number()).isEqualTo(599);
        assertThat(((Entry.Cycle) left.get(0)).number()).isGreaterThan(100);
    }

    @Test
    void segmentsAreOursAloneAndHoldNoSecret() throws IOException {
        write(List.of(cycle(1, Set.of(new NodeLabel("n", "registry.token", "hunter22"),
                new StaleObservation("docker", null, "login with password=hunter22 refused")))), RecorderSettings.DEFAULT);

        assertThat(((Entry.Cycle) read().get(0)).facts().toString()).contains("password=***").doesNotContain("hunter22");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("record")))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(new Segments(state).all().get(0).path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsDroppedCountedAndTold() throws IOException {
        int[] dropped = {0};
        FlightRecorder recorder = new FlightRecorder(new Segments(state), RecorderSettings.DEFAULT, CLOCK, new RecorderListener() {
            @Override
            public void dropped() {
                dropped[0]++;
            }
        });
        IntStream.rangeClosed(1, 1030).forEach(i -> recorder.cycleCompleted(record(i)));
        assertThat(dropped[0]).isEqualTo(6);
        recorder.start();
        await().atMost(SOON).until(() -> !read().isEmpty());
        recorder.cycleCompleted(record(1031));
        await().atMost(SOON).until(() -> read().size() == 1025);
        recorder.close();

        List<Entry> read = read();
        assertThat(read).hasSize(1025);
        assertThat(((Entry.Cycle) read.get(1024)).dropped()).isEqualTo(6);
    }

    @Test
    void aFolderThatCannotBeWrittenEndsNothing() throws IOException {
        Files.writeString(state.resolve("record"), "in the way");
        List<String> failures = new CopyOnWriteArrayList<>();
        try (FlightRecorder recorder = new FlightRecorder(new Segments(state), RecorderSettings.DEFAULT, CLOCK,
                new RecorderListener() {
                    @Override
                    public void failed(String reason) {
                        failures.add(reason);
                    }
                })) {
            recorder.start();
            recorder.cycleCompleted(record(1));
            recorder.cycleCompleted(record(2));
            await().atMost(SOON).until(() -> !failures.isEmpty());
            recorder.cycleCompleted(record(3));
            assertThat(failures).as("once, until the next try").hasSize(1);
        }
        assertThat(failures).as("tried once more at the end").hasSize(2);
    }

    @Test
    void whatABrokenDiskLeavesNoRoomForIsCountedAndWhatWaitedIsWrittenOnceItIsMended() throws IOException {
        Path inTheWay = Files.writeString(state.resolve("record"), "in the way");
        AtomicLong nanos = new AtomicLong();
        Told told = new Told();
        try (FlightRecorder recorder = recorder(nanos, told, new Backlog(1000))) {
            recorder.start();
            recorder.cycleCompleted(knowing(1, 400));
            await().atMost(SOON).until(() -> told.failures.get() == 1);
            IntStream.rangeClosed(2, 5).forEach(i -> recorder.cycleCompleted(knowing(i, 400)));
            assertThat(told.dropped).as("two of these wait, beside the one that could not be written").hasValue(2);

            Files.delete(inTheWay);
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            await().atMost(SOON).until(() -> read().size() == 3);
            recorder.cycleCompleted(knowing(6, 400));
        }

        assertThat(read()).map(entry -> ((Entry.Cycle) entry).number()).containsExactly(1L, 2L, 3L, 6L);
        assertThat(read()).map(entry -> ((Entry.Cycle) entry).dropped()).containsExactly(0L, 0L, 0L, 2L);
        assertThat(told.dropped).hasValue(2);
    }

    @Test
    void aCycleThatCanNeverBeWrittenIsCountedAndKeepsNobodyWaiting() throws IOException {
        AtomicLong nanos = new AtomicLong();
        Told told = new Told();
        try (FlightRecorder recorder = recorder(nanos, told, new Backlog(1000))) {
            recorder.start();
            recorder.cycleCompleted(new DecisionRecord(1, "tick", AT, Duration.ZERO, Set.of(new Object()), List.of(), List.of(),
                    Plan.EMPTY, Map.of(), Background.none(Budgets.DEFAULT)));
            await().atMost(SOON).until(() -> told.failures.get() == 1);
            recorder.cycleCompleted(record(2));
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        }

        assertThat(told.dropped).hasValue(1);
        assertThat(read()).singleElement().satisfies(entry -> assertThat(((Entry.Cycle) entry).dropped()).isEqualTo(1));
    }

    @Test
    void whatIsLeftWhenItEndsOnABrokenDiskIsCounted() throws IOException {
        Files.writeString(state.resolve("record"), "in the way");
        Told told = new Told();
        try (FlightRecorder recorder = recorder(new AtomicLong(), told, new Backlog(1000))) {
            recorder.start();
            IntStream.rangeClosed(1, 5).forEach(i -> recorder.cycleCompleted(record(i)));
        }
        assertThat(told.dropped).hasValue(5);
    }

    @Test
    void aDiskThatHangsHoldsBackNoMoreFactsThanThereIsRoomFor() {
        Told told = new Told();
        FlightRecorder neverStarted = recorder(new AtomicLong(), told, Backlog.ofHeap(192L << 20));
        IntStream.rangeClosed(1, 20).forEach(i -> neverStarted.cycleCompleted(knowing(i, 15_000)));

        assertThat(told.dropped).hasValue(14);
    }

    private FlightRecorder recorder(AtomicLong nanos, RecorderListener told, Backlog backlog) {
        return new FlightRecorder(new Segments(state), RecorderSettings.DEFAULT, Clock.of(() -> AT, nanos::get), told, backlog);
    }

    private static DecisionRecord knowing(int number, int facts) {
        Set<Object> known = IntStream.range(0, facts).mapToObj(i -> new NodeLabel("n", "k" + i, "" + number))
                .collect(Collectors.toSet());
        return new DecisionRecord(number, "tick", AT, Duration.ZERO, known, List.of(), List.of(), Plan.EMPTY, Map.of(),
                Background.none(Budgets.DEFAULT));
    }

    private static final class Told implements RecorderListener {
        private final AtomicInteger dropped = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void dropped() {
            dropped.incrementAndGet();
        }

        @Override
        public void failed(String reason) {
            failures.incrementAndGet();
        }
    }

    private void write(List<Entry> entries, RecorderSettings settings) throws IOException {
        try (Tape tape = new Tape(new Segments(state))) {
            for (Entry entry : entries) {
                tape.write(entry, settings);
            }
        }
    }

    private List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        new Recording(new Segments(state)).read(AT, entries::add, Recording.Progress.NOOP, damaged::add);
        return entries;
    }

    private static Entry.Cycle cycle(int number, Set<Object> facts) {
        return new Entry.Cycle(AT.plusSeconds(number), number, "tick", Duration.ZERO, 0, facts, Background.none(Budgets.DEFAULT),
                Plan.EMPTY, List.of());
    }

    private static DecisionRecord record(int number) {
        return new DecisionRecord(number, "tick", AT, Duration.ZERO, Set.of(), List.of(), List.of(), Plan.EMPTY, Map.of(),
                Background.none(Budgets.DEFAULT));
    }
}
