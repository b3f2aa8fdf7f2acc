package io.orcastra.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link IntentLog} promises; one test class per implementation extends it. */
public abstract class IntentLogContract {

    /** The log under test, empty at the start of a test, of an instance that holds the lease. */
    protected abstract IntentLog log();

    /** What any instance would read in it. */
    protected abstract List<Intent> open() throws Exception;

    /** From now on another instance holds the lease. */
    protected abstract void loseTheLease() throws Exception;

    /** From now on nothing that is asked is answered. */
    protected abstract void stopAnswering();

    protected static Intent intent(String id, String subject) {
        return new Intent(id, subject, "MoveService", "ORC-TST-201", "cause; with=signs, and %3B\nlines",
                List.of("node.id==abc", "node.id!=def"), "", "", Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Intent withJob(Intent intent, String job) {
        return new Intent(intent.id(), intent.subject(), intent.action(), intent.rule(), intent.cause(), intent.pins(),
                job, intent.holder(), intent.startedAt());
    }

    @Test
    void whatBeginsIsReadAsItWasWritten() throws Exception {
        assertThat(log().begin(intent("i1", "svc"))).isTrue();

        assertThat(open()).singleElement().usingRecursiveComparison().ignoringFields("holder")
                .isEqualTo(intent("i1", "svc"));
    }

    @Test
    void aSubjectHasOneIntentAtATime() throws Exception {
        assertThat(log().begin(intent("i1", "svc"))).isTrue();
        assertThat(log().begin(intent("i2", "svc"))).isFalse();
        assertThat(log().begin(intent("i3", "another"))).isTrue();
        assertThat(open()).extracting(Intent::id).containsExactlyInAnyOrder("i1", "i3");

        log().end("i1");

        assertThat(log().begin(intent("i2", "svc"))).isTrue();
    }

    @Test
    void nothingBeginsWithoutTheLease() throws Exception {
        loseTheLease();

        assertThat(log().begin(intent("i1", "svc"))).isFalse();
        assertThat(open()).isEmpty();
    }

    @Test
    void whatIsUnderWayMayEndWithoutTheLease() throws Exception {
        log().begin(intent("i1", "svc"));
        loseTheLease();

        log().end("i1");

        assertThat(open()).isEmpty();
    }

    @Test
    void whatIsUnderWayCannotGoOnWithoutTheLease() throws Exception {
        log().begin(intent("i1", "svc"));
        loseTheLease();

        assertThatThrownBy(() -> log().update(withJob(intent("i1", "svc"), "orcastra-pull-1")))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(open()).as("for the other to finish").extracting(Intent::job).containsExactly("");
    }

    @Test
    void anUpdateReplacesWhatWasBegun() throws Exception {
        log().begin(intent("i1", "svc"));
        log().update(withJob(intent("i1", "svc"), "orcastra-pull-1"));

        assertThat(open()).extracting(Intent::job).containsExactly("orcastra-pull-1");
    }

    @Test
    void whatAnotherInstanceEndedCannotBeContinued() throws Exception {
        log().begin(intent("i1", "svc"));
        log().end("i1");

        assertThatThrownBy(() -> log().update(intent("i1", "svc"))).isInstanceOf(LedgerUnavailable.class);
        assertThat(open()).isEmpty();
    }

    @Test
    void endingWhatIsNotThereHasNoEffect() throws Exception {
        log().begin(intent("i1", "svc"));

        log().end("i2");

        assertThat(open()).extracting(Intent::id).containsExactly("i1");
    }

    @Test
    void nobodyMayBelieveAnAnswerThatDidNotCome() throws Exception {
        log().begin(intent("i1", "svc"));
        stopAnswering();

        assertThatThrownBy(() -> log().begin(intent("i2", "another"))).isInstanceOf(LedgerUnavailable.class);
        assertThatThrownBy(() -> log().update(intent("i1", "svc"))).isInstanceOf(LedgerUnavailable.class);
        assertThatThrownBy(() -> log().end("i1")).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void ofManyActionsAtOnceOneOfEachSubjectBegins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        int begun = 0;
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Intent one = intent("i" + i, "svc" + i / 2);
                all.add(threads.submit(() -> log().begin(one)));
            }
            for (Future<Boolean> one : all) {
                begun += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(begun).isEqualTo(6);
        assertThat(open()).extracting(Intent::subject)
                .containsExactlyInAnyOrder("svc0", "svc1", "svc2", "svc3", "svc4", "svc5");
    }
}
