package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.control.Paused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PausePageTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Paused EVERYTHING = new Paused("", "moving house; do not disturb", null);

    private final InMemoryLedger ledger = new InMemoryLedger();

    @Test
    void aPauseIsReadBackAsItWasWritten() throws Exception {
        Paused web = new Paused("shop_web", "100 % busy\nuntil two", NOW.plusSeconds(7200));

        PausePage.pause(ledger, EVERYTHING, NOW);
        PausePage.pause(ledger, web, NOW);

        assertThat(holding(NOW)).containsExactlyInAnyOrder(EVERYTHING, web);
    }

    @Test
    void aPauseHoldsUntilItsEndAndNoLonger() throws Exception {
        Paused hour = new Paused("", "upgrade", NOW.plus(Duration.ofHours(1)));
        PausePage.pause(ledger, hour, NOW);

        assertThat(holding(NOW.plus(Duration.ofHours(1)).minusMillis(1))).containsExactly(hour);
        assertThat(holding(NOW.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void aLaterPauseOfTheSameTakesThePlaceOfTheEarlier() throws Exception {
        PausePage.pause(ledger, new Paused("shop_web", "first", NOW.plusSeconds(60)), NOW);
        Paused second = new Paused("shop_web", "second", null);
        PausePage.pause(ledger, second, NOW);

        assertThat(holding(NOW)).containsExactly(second);
    }

    @Test
    void whatIsOverIsStruckOutByTheNextPause() throws Exception {
        PausePage.pause(ledger, new Paused("shop_web", "short", NOW.plusSeconds(1)), NOW);
        PausePage.pause(ledger, EVERYTHING, NOW.plusSeconds(1));

        assertThat(ledger.read().get("pauses").entries()).hasSize(1);
    }

    @Test
    void resumingEndsWhatItNamesAndNothingElse() throws Exception {
        Paused web = new Paused("shop_web", "busy", null);
        PausePage.pause(ledger, EVERYTHING, NOW);
        PausePage.pause(ledger, web, NOW);

        PausePage.resume(ledger, "");
        assertThat(holding(NOW)).containsExactly(web);
        PausePage.resume(ledger, "shop_db");
        assertThat(holding(NOW)).containsExactly(web);
        PausePage.resume(ledger, "shop_web");
        assertThat(holding(NOW)).isEmpty();
    }

    @Test
    void aServiceCalledEverythingIsNotEverything() throws Exception {
        Paused service = new Paused("everything", "its name", null);
        PausePage.pause(ledger, service, NOW);

        assertThat(holding(NOW)).containsExactly(service);
    }

    @Test
    void aPauseWhoseEndCannotBeReadHoldsOn() throws Exception {
        PausePage.pause(ledger, EVERYTHING, NOW);
        ledger.write(ledger.read().get("pauses"), Map.of("everything", "reason=by hand; until=tomorrow"));

        assertThat(holding(NOW)).containsExactly(new Paused("", "by hand", null));
    }

    @Test
    void anEngineThatDoesNotAnswerIsSaid() {
        ledger.stopAnswering();

        assertThatThrownBy(() -> PausePage.pause(ledger, EVERYTHING, NOW)).isInstanceOf(LedgerUnavailable.class);
    }

    private List<Paused> holding(Instant at) throws Exception {
        return PausePage.at(at, ledger.read());
    }
}
