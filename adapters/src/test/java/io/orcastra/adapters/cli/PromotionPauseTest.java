package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.PausePage;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Paused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromotionPauseTest {
    private static final Duration LONG = Duration.ofMinutes(18);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final PromotionPause pause = new PromotionPause(ledger, clock, clock.instant().plus(LONG));
    private final Paused ours = new Paused("", "a candidate is being promoted", clock.instant().plus(LONG));

    private List<Paused> holding() throws Exception {
        return PausePage.at(clock.instant(), ledger.read());
    }

    private Paused theirs(Duration lasting) throws Exception {
        Paused theirs = new Paused("", "a backup", lasting == null ? null : clock.instant().plus(lasting));
        PausePage.pause(ledger, theirs, clock.instant());
        return theirs;
    }

    @Test
    @DisplayName("Everything is paused while a candidate is promoted, and services paused by themselves stay so")
    void pausesEverything() throws Exception {
        Paused web = new Paused("web", "", null);
        PausePage.pause(ledger, web, clock.instant());
        pause.begin();
        assertThat(holding()).containsExactlyInAnyOrder(ours, web);
        assertThat(pause.words()).isEqualTo("until " + ours.until() + ", or until orcastra resume");

        pause.end();
        assertThat(holding()).containsExactly(web);
    }

    @Test
    @DisplayName("A pause of an operator that ends sooner is there again afterwards")
    void aShorterPauseComesBack() throws Exception {
        Paused theirs = theirs(Duration.ofMinutes(10));
        pause.begin();
        assertThat(holding()).containsExactly(ours);

        clock.advance(Duration.ofMinutes(9));
        pause.end();
        assertThat(holding()).containsExactly(theirs);
    }

    @Test
    @DisplayName("Of a pause that would be over by then nothing is left afterwards")
    void aPauseThatWouldBeOverIsOver() throws Exception {
        theirs(Duration.ofMinutes(1));
        pause.begin();
        clock.advance(Duration.ofMinutes(1));
        assertThat(holding()).containsExactly(ours);

        pause.end();
        assertThat(holding()).isEmpty();
    }

    @Test
    @DisplayName("A pause of an operator that lasts as long or longer is enough, and stays")
    void aLongerPauseIsEnough() throws Exception {
        Paused same = theirs(LONG);
        pause.begin();
        assertThat(holding()).containsExactly(same);

        Paused endless = theirs(null);
        pause.begin();
        assertThat(holding()).containsExactly(endless);
        assertThat(pause.words()).isEqualTo("until orcastra resume");
        pause.end();
        assertThat(holding()).containsExactly(endless);
    }

    @Test
    @DisplayName("What an operator writes meanwhile stays as they wrote it")
    void whatIsWrittenMeanwhileStays() throws Exception {
        theirs(Duration.ofMinutes(1));
        pause.begin();
        Paused later = theirs(Duration.ofHours(2));
        pause.end();
        assertThat(holding()).containsExactly(later);

        PausePage.resume(ledger, "");
        pause.end();
        assertThat(holding()).isEmpty();
    }
}
