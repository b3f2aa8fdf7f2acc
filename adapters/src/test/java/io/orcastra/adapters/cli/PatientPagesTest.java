package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatientPagesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean answers = new AtomicBoolean();
    private final PatientPages pages = new PatientPages(this::answer, Clock.of(() -> Instant.EPOCH, nanos::get));

    private Map<String, LedgerPage> answer() throws LedgerUnavailable {
        if (!answers.get()) {
            throw new LedgerUnavailable("no leader", null);
        }
        return Map.of();
    }

    @Test
    void silenceIsEnduredForAWhileAndThenTold() throws LedgerUnavailable {
        assertThat(pages.read()).isEmpty();
        nanos.addAndGet(PatientPages.PATIENCE.toNanos() - 1);
        assertThat(pages.read()).isEmpty();
        nanos.incrementAndGet();

        assertThatThrownBy(pages::read).isInstanceOf(LedgerUnavailable.class)
                .hasMessageStartingWith("no leader, for 30 s now; what was asked for stands").hasMessageContaining("Maybe ");
    }

    @Test
    void anAnswerBeginsTheWaitAnew() throws LedgerUnavailable {
        assertThat(pages.read()).isEmpty();
        nanos.addAndGet(PatientPages.PATIENCE.toNanos());
        answers.set(true);
        assertThat(pages.read()).contains(Map.of());
        answers.set(false);

        assertThat(pages.read()).isEmpty();
    }
}
