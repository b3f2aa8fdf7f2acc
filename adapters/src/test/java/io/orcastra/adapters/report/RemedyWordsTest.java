package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.ExplainReport.RemedyItem;
import io.orcastra.engine.explain.Remedy;
import io.orcastra.engine.placement.Obstruction;
import io.orcastra.engine.placement.Shortage;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.rules.reading.Operator;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemedyWordsTest {
    private static final Instant NOW = Cluster.EPOCH;
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final Timer DISPLACED = new Timer("displaced", "web", WHOLE);

    private final List<Object> cluster = new Cluster().node("n1").service("web", words -> words.replicas(2)).facts();
    private final Names names = new Names(cluster);
    private final RemedyWords words = words(cluster);

    private RemedyWords words(List<?> facts) {
        return new RemedyWords(names, NOW, new Amounts(facts, names, NOW));
    }

    private Service web() {
        return cluster.stream().filter(Service.class::isInstance).map(Service.class::cast).findFirst().orElseThrow();
    }

    @Test
    void theValueOfALabelThatIsASecretIsToldNowhere() {
        RemedyItem become = words.of(new Remedy.Become(new NodeLabel("n1", "api_token", "hunter2"), "value", "", "hunter2",
                Operator.EQUAL, List.of("hunter3")));
        RemedyItem come = words.of(new Remedy.Come(InventoryLabel.class, Map.of("key", "api_token", "value", "hunter3")));
        RemedyItem go = words.of(new Remedy.Go(List.of(new InventoryLabel("oak", "api_token", "hunter2"))));

        assertThat(List.of(become, come, go)).allSatisfy(item -> assertThat(item.toString()).contains("api", "***").doesNotContain("hunter"));
    }

    /** Each line: seconds that have passed of ten minutes, the words, and the seconds that are left. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | displaced for 0 s of 10 min, 10 min left        | 600
            1   | displaced for 1 s of 10 min, 9 min 59 s left    | 599
            360 | displaced for 6 min of 10 min, 4 min left       | 240
            599 | displaced for 9 min 59 s of 10 min, 1 s left    | 1
            600 | displaced for 10 min of 10 min, 0 s left        | 0
            601 | displaced for 10 min 1 s of 10 min, 0 s left    | 0
            """)
    void whatHasToLastSaysHowLongItHasAndHowLongIsLeft(long passed, String text, long left) {
        RemedyItem item = words.of(new Remedy.Last(DISPLACED, Optional.of(Duration.ofSeconds(passed))));

        assertThat(item.text()).isEqualTo(text);
        assertThat(item.leftSeconds()).isEqualTo(left);
        assertThat(item.seen()).isEqualTo(passed);
        assertThat(item.wanted()).containsExactly(WHOLE.toSeconds());
    }

    @Test
    void oneLookSaysThatItCannotTell() {
        RemedyItem item = words.of(new Remedy.Last(DISPLACED, Optional.empty()));

        assertThat(item.text()).isEqualTo("displaced has to last for 10 min; one look cannot tell how long it has");
        assertThat(item.leftSeconds()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-5, over any moment now, 0", "0, over any moment now, 0", "1, over in 1 s, 1", "250, over in 4 min 10 s, 250"})
    void whatIsWaitedForSaysWhenItIsOver(long seconds, String text, long left) {
        RemedyItem item = words.of(new Remedy.Wait(NOW.plusSeconds(seconds), Optional.of(new Cooldown("web", "", NOW))));

        assertThat(item.text()).isEqualTo(text);
        assertThat(item.leftSeconds()).isEqualTo(left);
        assertThat(item.until()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AT_LEAST  | 3 | wanted at least 3 (1 short)
            MORE      | 2 | wanted more than 2
            AT_MOST   | 1 | wanted at most 1 (1 too much)
            LESS      | 2 | wanted less than 2
            EQUAL     | 3 | wanted 3
            NOT_EQUAL | 2 | wanted other than 2
            """)
    void aFieldSaysByHowMuchItIsOtherThanWanted(Operator operator, int wanted, String text) {
        RemedyItem item = words.of(new Remedy.Become(web(), "replicas", "replicas", 2, operator, List.of(wanted)));

        assertThat(item.text()).endsWith(": replicas is 2, " + text);
    }

    @Test
    void memoryAndRoomAreToldInTheirUnits() {
        NodeMemory memory = new NodeMemory(Cluster.id("n1"), Cluster.id("n1"), 16L << 30, 15L << 30, NOW);

        assertThat(words.of(new Remedy.Become(memory, "usedPercent", "usedPercent", 93.75, Operator.LESS, List.of(85.0))).text())
                .isEqualTo("memory of n1: used percent is 93.8 %, wanted less than 85 % (8.8 points too much)");
        assertThat(words.of(new Remedy.Become(memory, "freeBytes - 1000", "freeBytes", 665844760L, Operator.MORE,
                List.of(8_000_000_000L))).text())
                .isEqualTo("memory of n1: free bytes - 1000 is 0.6 GiB, wanted more than 7.5 GiB (6.8 GiB short)");
        assertThat(words.of(new Remedy.Become(memory, "usedPercent + 90", "usedPercent", 182.0, Operator.LESS, List.of(100))).text())
                .isEqualTo("memory of n1: used percent + 90 is 182 %, wanted less than 100 % (82 points too much)");
        RemedyItem sum = words.of(new Remedy.Number("TaskMemory", "sum of workingSetBytes", "workingSetBytes", 6_227_702_577L,
                Operator.LESS, 1L << 30));
        assertThat(sum.text()).isEqualTo("the sum of working set bytes is 5.8 GiB, wanted less than 1 GiB (4.8 GiB too much)");
        assertThat(sum.amount()).isEqualTo(6_227_702_577L - (1L << 30));
        assertThat(sum.unit()).isEqualTo("bytes");
        assertThat(words.of(new Remedy.Number("Task", "", "", 3L, Operator.LESS, 2)).text())
                .isEqualTo("task: there are 3, wanted less than 2");
        RemedyItem room = words.of(new Remedy.MakeRoom(Cluster.id("n1"), new Obstruction("resources", "too little memory",
                Optional.of(new Shortage("memory", 512 << 20, Shortage.Unit.BYTES)))));
        assertThat(room.text()).isEqualTo("n1 too little memory (0.5 GiB short)");
        assertThat(room.amount()).isEqualTo(512 << 20);
        assertThat(room.unit()).isEqualTo("bytes");
        assertThat(RemedyWords.beside("no node fits: n1 too little memory; n2 is paused", room)).as("nothing is told twice")
                .isEqualTo("no node fits: n1 too little memory (0.5 GiB short); n2 is paused");
        assertThat(RemedyWords.beside("it is too large", room)).isEqualTo("it is too large; n1 too little memory (0.5 GiB short)");
    }

    /** Each line: seconds since the last sample became too old, empty where there was none; the words, and the amount. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
               | the memory of n1 is not known: no answer                                     |
            0  | the memory of n1 is not known: no answer (its last sample is 0 s too old)    | 0
            40 | the memory of n1 is not known: no answer (its last sample is 40 s too old)   | 40
            90 | the memory of n1 is not known: no answer (its last sample is 1 min 30 s too old) | 90
            """)
    void aSampleThatIsMissingSaysByHowMuchTheLastOneIsTooOld(Long late, String text, Double amount) {
        MemoryUnknown unknown = new MemoryUnknown(Cluster.id("n1"), "no answer", late == null ? null : NOW.minusSeconds(late));
        RemedyWords knowing = words(List.of(unknown));
        RemedyItem room = knowing.of(new Remedy.MakeRoom(Cluster.id("n1"), new Obstruction("ORC-MEM-312", "is no target: no answer",
                Optional.empty())));

        for (RemedyItem item : List.of(knowing.of(new Remedy.Come(NodeMemory.class, Map.of("nodeId", Cluster.id("n1")))),
                knowing.of(new Remedy.Go(List.of(unknown))))) {
            assertThat(item.text()).endsWith(text);
            assertThat(item.amount()).isEqualTo(amount);
            assertThat(item.unit()).isEqualTo(amount == null ? null : "s");
        }
        assertThat(room.text()).isEqualTo("n1 is no target: " + text.substring(text.indexOf("no answer")));
        assertThat(room.amount()).isEqualTo(amount);
    }

    @Test
    void aSourceThatCannotBeObservedSaysHowLongAgoItWas() {
        RemedyItem item = words.of(new Remedy.Go(List.of(new StaleObservation("docker", NOW.minusSeconds(40), "no answer"))));

        assertThat(item.text()).endsWith("(40 s ago)");
        assertThat(item.amount()).isEqualTo(40);
        assertThat(words.of(new Remedy.Go(List.of(new StaleObservation("docker", null, "no answer")))).amount()).isNull();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(words.of(new Remedy.Come(Cooldown.class, Map.of("subject", "web-id"))).text())
                .isEqualTo("there is no cooldown: subject web-id");
    }
}
