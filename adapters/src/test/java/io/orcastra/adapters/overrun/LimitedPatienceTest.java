package io.orcastra.adapters.overrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The patience of a command")
class LimitedPatienceTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final RuleBook RULES = RuleBook.builtIn();

    private final AtomicLong spent = new AtomicLong();
    private final CountDownLatch looked = new CountDownLatch(5);
    private final CountDownLatch over = new CountDownLatch(1);
    private final LimitedPatience patience = new LimitedPatience(this::computed, LIMIT);

    @AfterEach
    void nobodyWaits() {
        over.countDown();
    }

    @Test
    @DisplayName("ends with the rules where they conclude for as long as the limit")
    void rulesComeToNoEnd() {
        assertThatExceptionOfType(NoEnd.class).isThrownBy(() -> patience.over(RULES, () -> {
            patience.concluding(Set.of());
            spend(LIMIT);
            return awaitEnd();
        })).withMessageContaining("the rules came to no end within 1 s");
    }

    @Test
    @DisplayName("blames no rule for what is done after the last conclusion")
    void whatFollowsIsNoRule() {
        assertThatExceptionOfType(NoEnd.class).isThrownBy(() -> patience.over(RULES, () -> {
            patience.concluding(Set.of());
            patience.concluded();
            spend(LIMIT);
            return awaitEnd();
        })).withMessageContainingAll("not made within 1 s", "while no rule was concluding").withMessageNotContaining("the rules came");
    }

    @Test
    @DisplayName("counts what is done after a conclusion anew, up to just below the limit")
    void eachStretchCountsAlone() throws Exception {
        assertThat(patience.<String, Exception>over(RULES, () -> {
            patience.concluding(Set.of());
            spend(LIMIT.minusNanos(1));
            patience.concluded();
            spend(LIMIT.minusNanos(1));
            looked.await();
            return "done";
        })).isEqualTo("done");
    }

    private void spend(Duration time) {
        spent.addAndGet(time.toNanos());
    }

    private String awaitEnd() throws InterruptedException {
        over.await();
        return "";
    }

    /** Counts the looks of whoever waits, once both stretches together are longer than the limit. */
    private long computed(Thread worker) {
        if (Thread.currentThread() != worker && spent.get() > LIMIT.toNanos()) {
            looked.countDown();
        }
        return spent.get();
    }
}
