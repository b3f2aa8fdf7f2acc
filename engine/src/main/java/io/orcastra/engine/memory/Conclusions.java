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
import java.util.Collection;
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
        return new Conclusions(
                only(concluded, Condition.class), only(concluded, Finding.class),
                only(concluded, Proposal.class), only(concluded, Veto.class),
                only(concluded, TargetVeto.class), only(concluded, Timer.class),
                only(concluded, HeldTimer.class), only(concluded, Recovered.class), Map.copyOf(evidence));
    }

    private static <T> List<T> only(Collection<Object> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
