package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the planner does without for each emergency, for whoever asks afterwards. Used by one thread. */
final class Emergencies {
    private final Situation situation;
    /** As the planner sees them; made when it is asked for. */
    private Map<Proposal, Wish> planned;

    Emergencies(Situation situation) {
        this.situation = situation;
    }

    /** A wish that waits or is vetoed is told of as if it did not, and was not. */
    Wish conceding(Wish wish) {
        if (!wish.isEmergency()) {
            return wish;
        }
        planned = planned == null ? with(Stream.empty()) : planned;
        Proposal proposal = wish.proposal();
        return planned.containsKey(proposal) ? planned.get(proposal)
                : with(Stream.of(proposal)).getOrDefault(proposal, wish.conceding(Concession.BETTER_PLACE));
    }

    private Map<Proposal, Wish> with(Stream<Proposal> held) {
        Draft draft = new Draft(situation);
        Stream<Proposal> open = situation.proposals().stream()
                .filter(proposal -> proposal.action() instanceof Relocate relocate && relocate.averts()).filter(draft::isOpen);
        List<Proposal> all = Stream.concat(open, held).distinct().toList();
        return new Relocations(situation, draft).emergencies(all).stream()
                .collect(Collectors.toMap(Wish::proposal, wish -> wish));
    }
}
