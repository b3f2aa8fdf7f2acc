package io.orcastra.engine.record;

import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PastAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a decision rests on beside the facts: with both, the same rules come to the same decision anywhere.
 *
 * @param firm        whether the facts could be trusted; timers are held while they cannot
 * @param timers      what rules timed, elapsed ones included
 * @param waiting     timers of which it could not be told whether they still last
 * @param underWay    subjects of the actions under way
 * @param towards     nodes those actions are directed at, once per action
 * @param history     actions of the last hour that replaced tasks, oldest first
 * @param moveSeconds how long the moves of services took, as learnt, by service id
 */
public record Background(
        boolean firm,
        List<RunningTimer> timers,
        List<Timing> waiting,
        Set<String> underWay,
        List<String> towards,
        List<PastAction> history,
        Map<String, Double> moveSeconds,
        Budgets budgets) {

    public Background {
        timers = List.copyOf(timers);
        waiting = List.copyOf(waiting);
        underWay = Set.copyOf(underWay);
        towards = List.copyOf(towards);
        history = List.copyOf(history);
        moveSeconds = Map.copyOf(moveSeconds);
    }

    /** Of whoever looks for the first time. */
    public static Background none(Budgets budgets) {
        return new Background(true, List.of(), List.of(), Set.of(), List.of(), List.of(), Map.of(), budgets);
    }

    /**
     * A timer that a rule wished for.
     *
     * @param subject a fact or an id
     * @param passed  how long it has lasted, more than {@code lasting} when it has elapsed longer ago
     */
    public record RunningTimer(String name, Object subject, Duration passed, Duration lasting) {
    }
}
