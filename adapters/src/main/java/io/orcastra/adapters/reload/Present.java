package io.orcastra.adapters.reload;

import io.orcastra.adapters.report.Reporter;
import io.orcastra.adapters.report.Report;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.rules.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The moment by which rules are compared: as if this instance held the lease of a settled swarm in which nothing is
 * paused, for whatever they want is done as soon as that is so. Which rules are missing each of them says by itself.
 */
record Present(Set<Object> facts, Background background, Instant at) {
    /** What keeps back everything, whichever rule wants it. */
    private static final List<Class<?>> HOLDING =
            List.of(NoLease.class, Unsettled.class, LeftOutRule.class, Paused.class, DependentsPaused.class);

    private static final String POLICY = RuleAutomation.class.getPackageName();

    static Present of(DecisionRecord record) {
        Background known = record.background();
        return new Present(record.facts().stream()
                .filter(fact -> HOLDING.stream().noneMatch(holding -> holding.isInstance(fact))).collect(Collectors.toSet()),
                new Background(true, known.timers(), known.waiting(), known.underWay(), known.towards(), known.history(),
                        known.moveSeconds(), known.budgets()), record.at());
    }

    /** These facts, otherwise as in the record; as at a first start where there is none. */
    static Present of(Set<Object> facts, Optional<DecisionRecord> record, Instant at) {
        return new Present(facts, record.map(DecisionRecord::background).orElseGet(() -> Background.none(Budgets.DEFAULT)), at);
    }

    static Present of(Snapshot snapshot) {
        return new Present(snapshot.facts(), snapshot.background().orElseThrow(), snapshot.takenAt());
    }

    /** Under the facts and budgets of this configuration, whatever the last decision was made under. */
    Present under(Configuration configuration) {
        return new Present(Stream.concat(facts.stream().filter(fact -> !fact.getClass().getPackageName().equals(POLICY)),
                configuration.policies().stream()).collect(Collectors.toSet()),
                new Background(background.firm(), background.timers(), background.waiting(), background.underWay(),
                        background.towards(), background.history(), background.moveSeconds(),
                        configuration.settings().engine().budgets()), at);
    }

    Snapshot snapshot() {
        return new Snapshot(at, facts, Optional.of(background));
    }

    /** What these rules want now: what they would do at once, and what only waits for a budget or for its turn. */
    Set<String> wanted(RuleBook rules, EngineListener listener) {
        Evaluation evaluation = new Evaluation(rules, background.budgets(), listener);
        Report report = Reporter.report(evaluation.evaluate(facts, background, at), "daemon", at, at, Optional.empty());
        Stream<Held> waiting = Stream.concat(report.deferred().stream(), report.vetoed().stream().filter(Present::followsByItself));
        return Stream.concat(report.execute().stream().map(step -> step.rule() + " " + step.action().text()),
                waiting.map(held -> held.rule() + " " + held.action().text())).collect(Collectors.toSet());
    }

    private static boolean followsByItself(Held held) {
        return held.objections().stream().allMatch(objection -> PlannerRule.letsItFollow(objection.rule()));
    }
}
