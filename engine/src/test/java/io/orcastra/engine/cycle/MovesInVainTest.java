package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is remembered of many failures has room in the ledger. */
class MovesInVainTest {
    /** Half of what a page of the ledger may have. */
    private static final int ROOM = 128 * 1024;
    private static final String CAUSE = "memory 0123456789abcdef";

    private final VirtualClock clock = new VirtualClock();
    private final Lessons lessons = new Lessons(clock);

    private void fails(int service, Set<String> circumstances) {
        lessons.failed(new Outcome(new Proposal("ORC-MEM-201", new MoveService("%025d".formatted(service), Set.of("n1")), CAUSE,
                "why"), Result.FAILED, "x".repeat(2_000), 1, clock.instant(), clock.instant()), () -> circumstances);
        clock.advance(Duration.ofMinutes(1));
    }

    private static int size(Lessons lessons) {
        return lessons.entries(List.of(), Map.of()).entrySet().stream()
                .mapToInt(entry -> "io.orcastra.ledger.entry.\"\":\"\",".length() + entry.getKey().length()
                        + entry.getValue().length()).sum();
    }

    private static List<String> services(Lessons lessons) {
        return lessons.facts().stream().map(fact -> ((MoveFailures) fact).serviceId().replaceFirst("^0+(?=.)", "")).sorted()
                .toList();
    }

    private static Set<String> digests(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Integer.toHexString(-1 - i)).collect(Collectors.toSet());
    }

    @Test
    @DisplayName("with 1,000 nodes the failures of the services that failed last have room in the page")
    void aThousandNodes() {
        Cluster swarm = new Cluster();
        IntStream.range(0, 1_000).forEach(i -> swarm.node("node" + i));
        Set<String> circumstances = Circumstances.of(swarm.facts(), List.of(), Set.of());

        IntStream.range(10, 99).forEach(service -> fails(service, circumstances));

        assertThat(size(lessons)).isLessThan(ROOM);
        assertThat(services(lessons)).hasSize(9).contains("98", "90").doesNotContain("89");
    }

    @Test
    @DisplayName("with few nodes a hundred services that failed are remembered")
    void manyServices() {
        IntStream.range(100, 250).forEach(service -> fails(service, digests(0, 4)));

        assertThat(size(lessons)).isLessThan(ROOM);
        assertThat(services(lessons)).hasSize(100).contains("249", "150").doesNotContain("149");
    }

    @Test
    @DisplayName("what another instance wrote is added only as far as there is room")
    void merged() {
        Lessons another = new Lessons(clock);
        IntStream.range(0, 5).forEach(service -> fails(service, digests(0, 1_500)));
        another.read(CooldownPage.of(new LedgerPage(CooldownPage.NAME, lessons.entries(List.of(), Map.of()), 1)));
        IntStream.range(5, 10).forEach(service -> fails(service, digests(0, 1_500)));

        lessons.merge(CooldownPage.of(new LedgerPage(CooldownPage.NAME, another.entries(List.of(), Map.of()), 1)));

        assertThat(size(lessons)).isLessThan(ROOM);
        assertThat(services(lessons)).containsExactly("4", "5", "6", "7", "8", "9");
    }

    @Test
    @DisplayName("of nodes that change all the time one entry remembers some, and of what is there now all")
    void everChanging() {
        fails(1, digests(0, 2));
        for (int i = 0; i < 5; i++) {
            Set<String> now = digests(i * 1_000, i * 1_000 + 1_000);
            fails(1, now);
            assertThat(lessons.facts()).singleElement().satisfies(fact ->
                    assertThat(((MoveFailures) fact).tried()).containsAll(now).hasSizeLessThanOrEqualTo(2_500));
        }
        assertThat(lessons.facts()).singleElement().satisfies(fact -> assertThat(((MoveFailures) fact).count()).isEqualTo(6));
    }

    @Test
    @DisplayName("a long error is cut")
    void longError() {
        fails(1, Set.of());

        assertThat(lessons.facts()).singleElement().satisfies(fact ->
                assertThat(((MoveFailures) fact).error()).hasSize(300).endsWith("…"));
    }
}
