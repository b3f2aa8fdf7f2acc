package io.orcastra.adapters.metrics;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.condition.GivenUp;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the engine did and decided, as metrics. */
public final class EngineMetrics implements EngineListener {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Histogram cycles;
    private final Counter actions;
    private final Gauge proposals;
    private final Gauge vetoes;
    private final Gauge findings;
    private final Gauge givenUp;
    private final Counter observationFailures;
    private final Counter cycleFailures;
    private final Counter isolated;
    private final Gauge leaseHeld;
    private final OriginalMetrics original;
    private final Clock clock;
    private volatile Long observedAt;

    /** @param clock tells the age of the last observation when metrics are read */
    public EngineMetrics(Metrics metrics, Clock clock) {
        this.clock = clock;
        CollectorRegistry registry = metrics.registry();
        cycles = Histogram.build("orcastra_cycle_duration_seconds", "Observing, concluding and planning, once around.")
                .buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10).register(registry);
        actions = Counter.build("orcastra_actions_total", "Actions that ended.")
                .labelNames("action", "result").register(registry);
        proposals = Gauge.build("orcastra_proposals", "What rules wished for in the last cycle.")
                .labelNames("rule").register(registry);
        vetoes = Gauge.build("orcastra_vetoes", "Vetoes of rules and planner in the last cycle.")
                .labelNames("rule").register(registry);
        findings = Gauge.build("orcastra_findings", "What an operator should look at, in the last cycle.")
                .labelNames("rule").register(registry);
        givenUp = Gauge.build("orcastra_given_up", "Dependents given up, in the last cycle.").register(registry);
        observationFailures = Counter.build("orcastra_observation_failures_total", "Looks that failed.")
                .labelNames("source").register(registry);
        cycleFailures = Counter.build("orcastra_cycle_failures_total", "Cycles that ended in an exception.")
                .register(registry);
        isolated = Counter.build("orcastra_rule_isolated_total", "Rules taken out because they threw or looped.")
                .labelNames("rule").register(registry);
        leaseHeld = Gauge.build("orcastra_lease_held", "1 on the instance that may act.").register(registry);
        original = new OriginalMetrics(registry);
        Gauge.build("orcastra_observation_age_seconds", "Age of the last complete observation; NaN before the first.")
                .create().setChild(new Gauge.Child() {
                    @Override
                    public double get() {
                        Long last = observedAt;
                        return last == null ? Double.NaN : (clock.nanos() - last) / NANOS_PER_SECOND;
                    }
                }).register(registry);
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        double seconds = record.took().toNanos() / NANOS_PER_SECOND;
        cycles.observe(seconds);
        original.synced(seconds);
        if (record.facts().stream().noneMatch(StaleObservation.class::isInstance)) {
            observedAt = clock.nanos() - record.took().toNanos();
        }
        replace(proposals, Stream.of(
                record.plan().execute().stream().map(PlannedAction::proposal),
                record.plan().deferred().stream().map(Refusal::proposal),
                record.plan().vetoed().stream().map(Refusal::proposal)).flatMap(s -> s).map(Proposal::rule));
        replace(vetoes, Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream())
                .flatMap(refusal -> refusal.vetoes().stream()).map(Veto::rule));
        givenUp.set(record.conditions().stream().filter(GivenUp.class::isInstance).count());
        replace(findings, record.findings().stream().map(Finding::rule));
    }

    @Override
    public void observationFailed(String source, String reason) {
        observationFailures.labels(source).inc();
        original.observationFailed(source);
    }

    @Override
    public void leaseChanged(boolean held, String holder) {
        leaseHeld.set(held ? 1 : 0);
        original.leader(held);
    }

    @Override
    public void actionFinished(Outcome outcome) {
        actions.labels(outcome.proposal().action().getClass().getSimpleName(), outcome.result().name().toLowerCase(Locale.ROOT)).inc();
        original.finished(outcome);
    }

    @Override
    public void ruleIsolated(String rule, String reason) {
        isolated.labels(rule).inc();
    }

    @Override
    public void cycleFailed(String trigger, Throwable reason) {
        cycleFailures.inc();
        original.cycleFailed();
    }

    /** A rule that was there once stays, at zero: a series that vanishes cannot be alerted on. */
    private static void replace(Gauge gauge, Stream<String> rules) {
        Map<String, Integer> counts = new HashMap<>();
        gauge.collect().forEach(family -> family.samples.forEach(sample -> counts.put(sample.labelValues.get(0), 0)));
        rules.forEach(rule -> counts.merge(rule, 1, Integer::sum));
        counts.forEach((rule, count) -> gauge.labels(rule).set(count));
    }
}
