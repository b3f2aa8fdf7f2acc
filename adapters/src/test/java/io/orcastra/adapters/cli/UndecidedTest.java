package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.LoopStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndecidedTest {
    private static final Duration AFTER = Duration.ofSeconds(25);

    private static String text(boolean stopped, LoopStatus status) {
        return new Undecided(AFTER, stopped, status, false).text();
    }

    private static LoopStatus waiting(long cycles, String holder, String... unsettled) {
        return new LoopStatus(false, cycles, Instant.EPOCH, Duration.ZERO, null, false, holder, List.of(unsettled), 0, 0, 0, 0, 0);
    }

    @Test
    void whoWasStoppedDidNotRunOutOfTime() {
        assertThat(text(true, waiting(3, "", "docker could not be observed: refused"))).isEqualTo(
                "Stopped after 25 s, before a decision: docker could not be observed: refused.\nMaybe the lines above say more.");
    }

    @Test
    void adviceThatIsThereIsEnough() {
        assertThat(text(true, waiting(3, "", "docker does not answer. Maybe start it."))).endsWith("Maybe start it.");
    }

    @Test
    void whoRanOutOfTimeSaysWhatItWaitedFor() {
        assertThat(text(false, waiting(3, "", "quorum lost", "the leader changed")))
                .startsWith("No decision within 25 s: quorum lost; the leader changed.");
    }

    @Test
    void theLeaseIsWaitedForOnceTheSwarmIsSettled() {
        assertThat(text(true, waiting(3, "other"))).contains("another instance, other, held the lease");
        assertThat(text(true, waiting(3, ""))).contains("nobody held the lease yet");
        assertThat(new Undecided(AFTER, true, waiting(3, ""), true).text()).contains("the last cycle failed");
    }

    @Test
    void beforeTheFirstLookThereIsNothingElseToSay() {
        assertThat(text(true, waiting(0, ""))).contains("no look at the swarm had ended");
    }
}
