package io.orcastra.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} promises; one test class per implementation extends it. */
public abstract class LedgerContract {

    private static final int WRITERS = 4;
    private static final int INCREMENTS = 10;

    /** The ledger under test, the same one however often it is asked for in a test, and empty at its start. */
    protected abstract Ledger ledger();

    @Test
    void aPageThatWasNeverWrittenIsAbsent() throws Exception {
        assertThat(ledger().read()).doesNotContainKey("lease");
    }

    @Test
    void theFirstWriteCreatesThePage() throws Exception {
        LedgerPage written = ledger().write(LedgerPage.absent("lease"), Map.of("holder", "one"));

        assertThat(written.version()).isPositive();
        assertThat(ledger().read()).containsEntry("lease", written);
        assertThat(written.entries()).containsExactly(Map.entry("holder", "one"));
    }

    @Test
    void aWriteReplacesAllEntries() throws Exception {
        LedgerPage first = ledger().write(LedgerPage.absent("cooldowns"), Map.of("kept", "1", "dropped", "2"));

        LedgerPage second = ledger().write(first, Map.of("kept", "3"));

        assertThat(second.entries()).containsExactly(Map.entry("kept", "3"));
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(ledger().read()).containsEntry("cooldowns", second);
    }

    @Test
    void anEmptyPageIsNotAnAbsentOne() throws Exception {
        LedgerPage first = ledger().write(LedgerPage.absent("cooldowns"), Map.of("gone", "1"));

        LedgerPage second = ledger().write(first, Map.of());

        assertThat(ledger().read()).containsEntry("cooldowns", second);
        assertThat(second.entries()).isEmpty();
    }

    @Test
    void aStaleWriteConflictsAndChangesNothing() throws Exception {
        LedgerPage first = ledger().write(LedgerPage.absent("lease"), Map.of("holder", "one"));
        LedgerPage second = ledger().write(first, Map.of("holder", "two"));

        assertThatThrownBy(() -> ledger().write(first, Map.of("holder", "late"))).isInstanceOf(LedgerConflict.class);

        assertThat(ledger().read()).containsEntry("lease", second);
    }

    @Test
    void onlyOneOfTwoCreatorsWins() throws Exception {
        LedgerPage won = ledger().write(LedgerPage.absent("lease"), Map.of("holder", "one"));

        assertThatThrownBy(() -> ledger().write(LedgerPage.absent("lease"), Map.of("holder", "two")))
                .isInstanceOf(LedgerConflict.class);

        assertThat(ledger().read()).containsEntry("lease", won);
    }

    @Test
    void aRemovedPageIsAbsentAndNoLongerWritable() throws Exception {
        LedgerPage page = ledger().write(LedgerPage.absent("service-abc"), Map.of("pin.1", "node.id==x"));

        ledger().remove("service-abc");

        assertThat(ledger().read()).doesNotContainKey("service-abc");
        assertThatThrownBy(() -> ledger().write(page, Map.of("pin.1", "y"))).isInstanceOf(LedgerConflict.class);
    }

    @Test
    void aPageCreatedAgainIsNotTakenForTheOneBefore() throws Exception {
        LedgerPage before = ledger().write(LedgerPage.absent("lease"), Map.of("holder", "one"));
        ledger().remove("lease");
        ledger().write(LedgerPage.absent("lease"), Map.of("holder", "two"));

        assertThatThrownBy(() -> ledger().write(before, Map.of("holder", "late"))).isInstanceOf(LedgerConflict.class);
    }

    @Test
    void removingAnAbsentPageHasNoEffect() throws Exception {
        LedgerPage other = ledger().write(LedgerPage.absent("lease"), Map.of("holder", "one"));

        ledger().remove("service-none");

        assertThat(ledger().read()).containsOnly(Map.entry("lease", other));
    }

    @Test
    void anyTextSurvives() throws Exception {
        Map<String, String> entries = Map.of(
                "empty", "", "json", "{\"a\":[1,\"\\n\"]}", "lines", "one\ntwo\ttab", "words", "Größe 漢字 🐳",
                "node.labels.db==true", "key with == and spaces");

        LedgerPage written = ledger().write(LedgerPage.absent("cooldowns"), entries);

        assertThat(written.entries()).isEqualTo(entries);
        assertThat(ledger().read().get("cooldowns").entries()).isEqualTo(entries);
    }

    @Test
    void pagesDoNotDisturbEachOther() throws Exception {
        LedgerPage lease = ledger().write(LedgerPage.absent("lease"), Map.of("k", "1"));
        LedgerPage service = ledger().write(LedgerPage.absent("service-abc"), Map.of("k", "2"));

        assertThat(ledger().read()).isEqualTo(Map.of("lease", lease, "service-abc", service));
    }

    @Test
    void noIncrementOfConcurrentWritersIsLost() throws Exception {
        ledger().write(LedgerPage.absent("lease"), Map.of("count", "0"));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                all.add(writers.submit(() -> {
                    for (int i = 0; i < INCREMENTS; i++) {
                        increment();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(ledger().read().get("lease").entries()).containsEntry("count", "" + WRITERS * INCREMENTS);
    }

    private void increment() throws LedgerUnavailable {
        while (true) {
            LedgerPage page = ledger().read().get("lease");
            int count = Integer.parseInt(page.entries().get("count"));
            try {
                ledger().write(page, Map.of("count", "" + (count + 1)));
                return;
            } catch (LedgerConflict somebodyElseWasFirst) {
                continue;
            }
        }
    }
}
