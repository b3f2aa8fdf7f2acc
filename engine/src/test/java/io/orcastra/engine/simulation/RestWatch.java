package io.orcastra.engine.simulation;

import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is undisturbed comes to rest: nothing is done in the last third of the calm. What a limit of the hour held may
 * still be done, as often as the limit on going to and fro allows for each service, with the labels that tell of it and
 * the dependents that follow it soon: the hour may end in any third, but only once in a calm that is shorter.
 */
final class RestWatch {
    private static final String INVARIANT = "8 what is undisturbed comes to rest";
    /** How often a service is moved within an hour for the same cause. */
    private static final int LIMIT = 2;
    /** Until the labels of an anchor that was moved are right. */
    private static final Duration LABELLED = Duration.ofMinutes(1);
    private static final String LABELS = "ORC-ANC-2..";
    private static final String FOLLOWING = "ORC-COL-201";
    /** Until a dependent is tried again, at the longest of the intervals of these stories. */
    private static final Duration FOLLOWED = Duration.ofMinutes(5);
    /** Attempts of one dependent before it is given up, at those intervals. */
    private static final int ATTEMPTS = 4;

    private final Clock clock;
    private final Set<String> held = new HashSet<>();
    private final List<Begun> begun = new ArrayList<>();

    RestWatch(Clock clock) {
        this.clock = clock;
    }

    void began(Proposal proposal) {
        begun.add(new Begun(clock.instant(), proposal, held.contains(proposal.subject())));
    }

    void decided(DecisionRecord record) {
        Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream())
                .filter(refusal -> refusal.vetoes().stream().anyMatch(veto -> veto.reason().contains("within an hour")
                        || veto.rule().equals(PlannerRule.HOUR_BUDGET.id())))
                .forEach(refusal -> held.add(refusal.proposal().subject()));
    }

    void atTheEnd(Duration calm) {
        Instant end = clock.instant();
        Instant rest = end.minus(calm.dividedBy(3));
        Map<String, Integer> late = new HashMap<>();
        Map<String, Instant> moved = new HashMap<>();
        for (Begun one : begun.stream().filter(action -> action.at().isAfter(rest)).toList()) {
            String subject = one.proposal().subject();
            int times = late.merge(subject, 1, Integer::sum);
            if (one.held() && times <= LIMIT || follows(moved, one) && times <= ATTEMPTS) {
                moved.put(subject.replaceFirst("-id$", ""), one.at());
            } else if (!tellsOf(moved, one)) {
                throw new Violation(INVARIANT, "the last action was " + Duration.between(one.at(), end).toSeconds()
                        + " s before the end: " + one.proposal());
            }
        }
    }

    private static boolean follows(Map<String, Instant> moved, Begun dependent) {
        return dependent.proposal().rule().equals(FOLLOWING)
                && moved.values().stream().anyMatch(at -> dependent.at().isBefore(at.plus(FOLLOWED)));
    }

    private static boolean tellsOf(Map<String, Instant> moved, Begun label) {
        return label.proposal().rule().matches(LABELS) && moved.entrySet().stream().anyMatch(move ->
                label.proposal().reason().contains("anchor " + move.getKey() + " ")
                        && label.at().isBefore(move.getValue().plus(LABELLED)));
    }

    private record Begun(Instant at, Proposal proposal, boolean held) {
    }
}
