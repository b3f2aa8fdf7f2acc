package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.Trial.EngineEnd;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lives one story through, with as many instances of the engine as it has. */
final class TrialRun {
    private static final Duration REPLACED_AFTER = Duration.ofMinutes(1);

    private final Trial trial;
    private final RuleBook rules;
    private final SimulatedSwarm swarm;
    private final Invariants invariants;
    private final List<SimulatedLoop> engines = new ArrayList<>();
    private final List<Timed> timed = new ArrayList<>();
    private int born;
    private int cycles;

    private TrialRun(Trial trial, RuleBook rules) {
        this.trial = trial;
        this.rules = rules;
        swarm = new SimulatedSwarm(trial.scenario(), trial.seed());
        invariants = new Invariants(trial, swarm);
        swarm.listen(invariants);
        for (int i = 0; i < trial.instances(); i++) {
            engines.add(start(i));
        }
        for (EngineEnd end : trial.ends()) {
            if (end.instance() < trial.instances()) {
                timed.add(new Timed(end.after(), () -> end(end)));
                timed.add(new Timed(end.after().plus(REPLACED_AFTER), () -> replace(end.instance())));
            }
        }
        timed.sort(Comparator.comparing(Timed::after));
    }

    /** How it went. */
    static Result of(Trial trial, RuleBook rules) {
        TrialRun run = new TrialRun(trial, rules);
        try {
            run.live();
            run.invariants.atTheEnd(run.swarm.ledgerWrites());
            return run.result(Optional.empty());
        } catch (Violation violation) {
            return run.result(Optional.of(violation));
        } catch (RuntimeException broken) {
            Violation violation = new Violation("nothing is thrown: " + broken.getClass().getSimpleName(), broken.toString());
            violation.initCause(broken);
            return run.result(Optional.of(violation));
        } finally {
            run.engines.forEach(SimulatedLoop::die);
        }
    }

    private Result result(Optional<Violation> violation) {
        return new Result(violation, invariants.story(), cycles, invariants.actions());
    }

    private void live() {
        long begin = swarm.clock().nanos();
        long end = begin + trial.troubled().plus(trial.calm()).toNanos();
        while (swarm.clock().nanos() < end) {
            long now = swarm.clock().nanos();
            while (!timed.isEmpty() && begin + timed.get(0).after.toNanos() <= now) {
                timed.remove(0).what.run();
            }
            long next = timed.isEmpty() ? end : Math.min(end, begin + timed.get(0).after.toNanos());
            Duration wait = Duration.ofNanos(Math.max(1, next - now));
            boolean thought = false;
            for (SimulatedLoop engine : engines) {
                Duration due = engine.due();
                if (due.isZero()) {
                    cycles += engine.think().isPresent() ? 1 : 0;
                    thought = true;
                    break;
                }
                wait = due.compareTo(wait) < 0 ? due : wait;
            }
            if (!thought) {
                swarm.step(wait);
            }
            invariants.throwFirst();
        }
    }

    private SimulatedLoop start(int index) {
        String instance = "i" + ++born;
        return new SimulatedLoop(swarm, trial.nodes().get(index).name(), instance, rules, trial.settings(),
                trial.configuration(), invariants.of(instance(index)));
    }

    private void end(EngineEnd end) {
        if (end.inGoodOrder() && swarm.isReachable(trial.nodes().get(end.instance()).name())) {
            engines.get(end.instance()).close();
        } else {
            engines.get(end.instance()).die();
        }
        invariants.died(instance(end.instance()));
    }

    private void replace(int index) {
        engines.get(index).die();
        invariants.died(instance(index));
        engines.set(index, start(index));
    }

    private static String instance(int index) {
        return "engine-" + (index + 1);
    }

    private record Timed(Duration after, Runnable what) {
    }

    /** @param violation absent when every invariant held */
    record Result(Optional<Violation> violation, List<String> story, int cycles, int actions) {
        boolean failsAs(Result other) {
            return violation.isPresent() && other.violation.isPresent()
                    && violation.get().invariant().equals(other.violation.get().invariant());
        }
    }
}
