package io.orcastra.adapters.scenario.script;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.SimulatedLoop;
import io.orcastra.engine.simulation.SimulatedSwarm;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What came of a scenario.
 *
 * @param stays    what was seen, in the order of its beginning
 * @param fired    ids of the rules that concluded something
 * @param isolated why rules were taken out, one line each; empty when all is well
 * @param misses   what was expected and did not come true
 */
public record Performance(Script script, List<Stay> stays, Set<String> fired, List<String> isolated, List<Miss> misses) {
    /** What is decided at a moment follows from what was seen at that moment, a moment later. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    public Performance {
        stays = List.copyOf(stays);
        fired = Set.copyOf(fired);
        isolated = List.copyOf(isolated);
        misses = List.copyOf(misses);
    }

    public boolean succeeded() {
        return misses.isEmpty() && isolated.isEmpty();
    }

    /** As {@link #play(Script, RuleBook, Consumer, EngineListener)}, with nobody looking on. */
    public static Performance play(Script script, RuleBook rules) {
        return play(script, rules, record -> { }, EngineListener.NOOP);
    }

    /**
     * Plays a scenario on a simulated swarm with the engine's real loop: the same script and rules give the same course.
     *
     * @param rules   a rule that fails is taken out of them for good, see {@link #isolated}
     * @param decided told of every decision
     * @param also    told of the engine's moments
     */
    public static Performance play(Script script, RuleBook rules, Consumer<DecisionRecord> decided, EngineListener also) {
        SimulatedSwarm swarm = new SimulatedSwarm(script.scenario(), script.seed());
        Instant start = swarm.clock().instant();
        Watch watch = new Watch(rules);
        Sightings sightings = new Sightings();
        try (SimulatedLoop loop = new SimulatedLoop(swarm, swarm.leader(), "scenario", rules, script.settings(),
                script.configured(), EngineListener.all(List.of(also, watch)))) {
            loop.dozing().advance(script.length().plus(MOMENT.multipliedBy(2)),
                    record -> {
                        sightings.look(Duration.between(start, record.at()), record);
                        decided.accept(record);
                    });
        }
        List<Stay> stays = sightings.until(script.length().plus(MOMENT.multipliedBy(2)));
        return new Performance(script, stays, watch.fired, List.copyOf(watch.isolated), new Judge(script.step(), stays).judge(script));
    }

    private static final class Watch implements EngineListener {
        private final RuleBook rules;
        private final Set<String> fired = new TreeSet<>();
        private final Set<String> isolated = new TreeSet<>();

        Watch(RuleBook rules) {
            this.rules = rules;
        }

        @Override
        public void ruleFired(String rule) {
            fired.add(rule);
        }

        @Override
        public void ruleIsolated(String rule, String reason) {
            isolated.add("rule " + rule + " (" + rules.failure(rule, reason).place() + ") was taken out: " + reason);
        }
    }
}
