package io.orcastra.engine.plan;

import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.policy.AutomationLevel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What targets of relocations are weighed with, beside the room SwarmKit sees.
 *
 * @param failures     of moves, by which a target where none has failed goes first
 * @param refusedPulls images that nodes could not get a short while ago
 * @param targetVetoes nodes that rules forbid as targets, but for the rules that only report
 */
public record Weighing(
        MemoryView memory, RelocationPolicy policy, Followers followers, Apart apart, MoveCosts costs,
        Set<MoveFailures> failures, Set<RefusedPull> refusedPulls, Set<TargetVeto> targetVetoes, Automation automation) {
    /** Nothing is known and nothing is asked for. */
    public static final Weighing NONE = of(List.of(), List.of(), List.of(), MoveCosts.NONE);

    public Weighing {
        failures = Set.copyOf(failures);
        refusedPulls = Set.copyOf(refusedPulls);
        Map<String, Boolean> counts = new HashMap<>();
        targetVetoes = targetVetoes.stream().filter(veto -> counts.computeIfAbsent(veto.rule(), automation::counts))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param facts        observed ones and those of the configuration
     * @param conditions   what rules conclude from them
     * @param targetVetoes what rules forbid
     */
    public static Weighing of(
            Collection<?> facts, Collection<?> conditions, Collection<TargetVeto> targetVetoes, MoveCosts costs) {
        Followers followers = Followers.of(facts, conditions);
        return new Weighing(MemoryView.of(facts), RelocationPolicy.of(facts), followers, Apart.of(conditions), costs,
                facts.stream().filter(MoveFailures.class::isInstance).map(MoveFailures.class::cast)
                        .collect(Collectors.toSet()),
                facts.stream().filter(RefusedPull.class::isInstance).map(RefusedPull.class::cast)
                        .collect(Collectors.toSet()), Set.copyOf(targetVetoes), Automation.of(facts, followers));
    }

    /** What operators' approvals are spent by what a plan begins. */
    public Consents.Use uses(Plan plan, Instant now) {
        return automation.consents().use(plan.execute().stream()
                .filter(planned -> automation.of(planned.wish()) == AutomationLevel.ASK).toList(), followers, now);
    }

    /** Where a move of the service for this cause has failed. */
    Set<String> failedNodes(Proposal proposal) {
        return failures.stream()
                .filter(one -> one.serviceId().equals(proposal.subject()) && one.cause().equals(proposal.cause()))
                .flatMap(one -> one.nodeIds().stream()).collect(Collectors.toSet());
    }

    /** Of the image the service has now. */
    boolean pullRefused(Service service, String nodeId) {
        return refusedPulls.stream().anyMatch(pull -> pull.serviceId().equals(service.id())
                && pull.image().equals(service.image()) && pull.nodeId().equals(nodeId));
    }
}
