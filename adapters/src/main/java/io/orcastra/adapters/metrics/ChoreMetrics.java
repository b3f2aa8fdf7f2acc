package io.orcastra.adapters.metrics;

import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Outcome;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;

/** The original's metric names for garbage and mods, with true values. */
final class ChoreMetrics {

    private final Counter runs;
    private final Counter errors;
    private final Gauge lastDuration;
    private final Counter downloads;
    private final Counter downloadErrors;
    private final Gauge lastDownload;

    ChoreMetrics(CollectorRegistry registry) {
        runs = Counter.build("gc_prune_runs_total", "Nodes from which garbage was removed.").register(registry);
        errors = Counter.build("gc_prune_errors_total", "Nodes from which not all garbage could be removed.").register(registry);
        lastDuration = Gauge.build("gc_prune_last_duration_seconds", "Duration of the last removal from one node.").register(registry);
        downloads = Counter.build("mod_downloads_total", "Mods fetched to a node, new or in a newer version.").register(registry);
        downloadErrors = Counter.build("mod_download_errors_total", "Mods that did not come when they were asked for.").register(registry);
        lastDownload = Gauge.build("mod_refresh_last_duration_seconds", "Duration of the last look for a mod, fetching included.")
                .register(registry);
    }

    /** What was found impossible was not tried; a mod that was the newest already was looked for, and so was skipped truly. */
    void finished(Outcome outcome) {
        boolean failed = outcome.result() == Outcome.Result.FAILED;
        double seconds = Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis() / 1000.0;
        if (outcome.proposal().action() instanceof CollectGarbage) {
            if (failed || outcome.result() == Outcome.Result.SUCCEEDED) {
                runs.inc();
                errors.inc(failed ? 1 : 0);
                lastDuration.set(seconds);
            }
        } else if (outcome.proposal().action() instanceof FetchMod) {
            downloads.inc(outcome.result() == Outcome.Result.SUCCEEDED ? 1 : 0);
            downloadErrors.inc(failed ? 1 : 0);
            if (outcome.result() != Outcome.Result.REFUSED) {
                lastDownload.set(seconds);
            }
        }
    }
}
