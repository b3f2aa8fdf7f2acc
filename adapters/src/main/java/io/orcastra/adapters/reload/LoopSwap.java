package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Has the loop go on with other rules, and waits until it does. */
record LoopSwap(Function<RuleBook, CompletableFuture<Duration>> loop) {
    /** Far above a pause and the longest cycle; then the loop hangs. */
    static final Duration LONGEST = Duration.ofMinutes(3);

    /**
     * Returns the pause when it does.
     *
     * @throws Passing when it may come to them another time
     * @throws Refusal when it cannot go on with them; the former ones go on
     */
    Duration to(RuleBook rules) throws Refusal {
        CompletableFuture<Duration> swapped = loop.apply(rules);
        try {
            return swapped.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new Refusal("the loop could not go on with them: " + failure, List.of());
        } catch (TimeoutException late) {
            swapped.cancel(false);
            throw new Passing("the loop did not come to take them over within " + LONGEST.toSeconds()
                    + " s; maybe it waits for Docker");
        } catch (InterruptedException stop) {
            swapped.cancel(false);
            Thread.currentThread().interrupt();
            throw new DaemonEnds();
        }
    }
}
