package io.orcastra.engine.memory;

import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules conclude from the facts, once they are quiet. Every list has a stable order that does not depend on
 * the order of rules or facts.
 *
 * @param evidence by condition, finding, proposal or veto
 */
public record Conclusions(
        List<Condition> conditions,
        List<Finding> findings,
        List<Proposal> proposals,
        List<Veto> vetoes,
        List<TargetVeto> targetVetoes,
        List<Timer> timers,
        List<HeldTimer> heldTimers,
        List<Recovered> recovered,
        Map<Object, Evidence> evidence) {

    /** @param concluded in a stable order */
    static Conclusions of(Collection<Object> concluded, Map<Object, Evidence> evidence) {
        List<Condition> conditions = new ArrayList<>(concluded.size());
        Map<Class<?>, List<Object>> others = new HashMap<>();
        for (Object one : concluded) {
            if (one instanceof Condition condition) {
                conditions.add(condition);
            } else {
                others.computeIfAbsent(one.getClass(), none -> new ArrayList<>()).add(one);
            }
        }
        return new Conclusions(List.copyOf(conditions), only(others, Finding.class), only(others, Proposal.class),
                only(others, Veto.class), only(others, TargetVeto.class), only(others, Timer.class),
                only(others, HeldTimer.class), only(others, Recovered.class), Map.copyOf(evidence));
    }

    private static <T> List<T> only(Map<Class<?>, List<Object>> byClass, Class<T> type) {
        return byClass.getOrDefault(type, List.of()).stream().map(type::cast).toList();
    }
}
