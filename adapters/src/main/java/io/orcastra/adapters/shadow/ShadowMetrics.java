package io.orcastra.adapters.shadow;

import io.orcastra.adapters.shadow.ShadowAnswer.Judged;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/** How a candidate differs from what is in force, as metrics. */
final class ShadowMetrics {
    private final Gauge running;
    private final Counter compared;
    private final Counter agreed;
    private final Counter lost;
    private final Counter differences;
    private final Counter seconds;
    private final Counter failures;
    private Judged last = Judged.NONE;

    ShadowMetrics(CollectorRegistry registry) {
        running = Gauge.build("orcastra_shadow_running", "1 while a candidate judges beside the rules in force.").register(registry);
        compared = Counter.build("orcastra_shadow_compared_cycles_total", "Cycles a candidate judged as well.").register(registry);
        agreed = Counter.build("orcastra_shadow_agreed_cycles_total", "Cycles in which the candidate decided the same.")
                .register(registry);
        lost = Counter.build("orcastra_shadow_lost_cycles_total", "Cycles not compared because the candidate was too slow.")
                .register(registry);
        differences = Counter.build("orcastra_shadow_differences_total", "Differences that began, by who decided something.")
                .labelNames("kind").register(registry);
        seconds = Counter.build("orcastra_shadow_judging_seconds_total", "Time the candidate took to judge.").register(registry);
        failures = Counter.build("orcastra_shadow_failures_total", "Candidates that were no good.").register(registry);
        differences.labels("only_active");
        differences.labels("only_shadow");
        differences.labels("changed");
    }

    void begun() {
        last = Judged.NONE;
        running.set(1);
    }

    void ended() {
        running.set(0);
    }

    void failed() {
        failures.inc();
        running.set(0);
    }

    void lost(long cycles) {
        lost.inc(cycles);
    }

    void judged(Judged now) {
        compared.inc(now.compared() - last.compared());
        agreed.inc(now.agreed() - last.agreed());
        differences.labels("only_active").inc(now.onlyActive() - last.onlyActive());
        differences.labels("only_shadow").inc(now.onlyShadow() - last.onlyShadow());
        differences.labels("changed").inc(now.changed() - last.changed());
        seconds.inc(now.nanos() / 1e9);
        last = now;
    }
}
