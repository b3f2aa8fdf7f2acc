package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Shortage;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.decision.Relocate.Goal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the memory of source and target speaks for a move. */
final class MemoryCheck {
    private final Situation situation;
    private final RelocationPolicy policy;
    private final Freshness freshness;
    /** By node, looked up once. */
    private final Map<String, Optional<String>> arrivals = new HashMap<>();

    MemoryCheck(Situation situation) {
        this.situation = situation;
        freshness = new Freshness(situation);
        policy = situation.weighing().policy();
    }

    Optional<Attempt> objection(Wish wish, Node node, Loads loads) {
        if (wish.relocate().goal() == Goal.BRING_BACK) {
            return Optional.empty();
        }
        if (!loads.knows(node.id())) {
            return wish.isAboutMemory() ? failed(node, () -> "has unknown memory: "
                    + situation.weighing().memory().whyUnknown(node.id())) : Optional.empty();
        }
        if (loads.host(node.id()).equals(loads.host(wish.source()))) {
            return wish.isAboutMemory() ? failed(node, () -> "is on the same machine") : Optional.empty();
        }
        Optional<String> arriving = wish.isAboutMemory()
                ? arrivals.computeIfAbsent(node.id(), freshness::arrivals) : Optional.empty();
        if (arriving.isPresent()) {
            return failed(node, arriving::get);
        }
        Optional<Attempt> tooFull = tooFull(wish, node, wish.most(), loads);
        return tooFull.isPresent() || !wish.isAboutMemory() ? tooFull : benefit(wish, node, loads);
    }

    /** Why the target does not bear so many bytes; empty where its memory is not known. */
    Optional<Attempt> overload(Wish wish, Node node, long bytes, Loads loads) {
        return loads.knows(node.id()) ? tooFull(wish, node, bytes, loads) : Optional.empty();
    }

    /** The target must not come under pressure itself. */
    private Optional<Attempt> tooFull(Wish wish, Node node, long bytes, Loads loads) {
        long most = policy.bearable(loads.total(node.id()), wish);
        long peak = loads.peak(node.id()) + bytes;
        if (peak <= most) {
            return Optional.empty();
        }
        double limit = 100.0 * Math.max(0, most) / loads.total(node.id());
        double after = 100.0 * peak / loads.total(node.id());
        return failed(node, () -> "would be at " + Figures.percentBeyond(after, limit)
                + " (at most " + Figures.percent(limit) + ")", new Shortage("free memory", (double) peak - most, Shortage.Unit.BYTES));
    }

    private Optional<Attempt> benefit(Wish wish, Node node, Loads loads) {
        double before = Math.max(loads.percent(wish.source()), loads.percent(node.id()));
        double after = Math.max(loads.percentWith(wish.source(), -wish.least()), loads.percentWith(node.id(), wish.most()));
        if (wish.isEmergency()) {
            return averting(wish, node, before - after);
        }
        double wanted = policy.wantedGain(wish.seconds());
        long difference = loads.free(node.id()) - loads.free(wish.source());
        long least = policy.difference(wish.service().id());
        if (difference < least) {
            return failed(node, () -> "has " + Figures.bytes(Math.max(0, difference)) + " more free, " + Figures.bytes(least)
                    + " are wanted", new Shortage("more free memory", (double) least - difference, Shortage.Unit.BYTES));
        }
        return before - after >= wanted ? Optional.empty() : Optional.of(Attempt.failed(
                node, PlannerRule.GAIN_TOO_SMALL, () -> "would make it better by " + Figures.points(Math.max(0, before - after))
                        + ", " + Figures.points(wanted) + " are wanted for " + Math.round(wish.seconds()) + " s of moving",
                new Shortage("improvement", wanted - (before - after), Shortage.Unit.PERCENT)));
    }

    /** How long the service is away does not count: the kernel would not ask either. */
    private Optional<Attempt> averting(Wish wish, Node node, double gain) {
        double wanted = wish.concedes(Concession.OWN_GAIN) ? 0 : policy.gainPercent();
        if (gain <= 0) {
            return failed(node, () -> "would make nothing better");
        }
        return gain >= wanted ? Optional.empty() : Optional.of(Attempt.failed(node, PlannerRule.GAIN_TOO_SMALL,
                () -> "would make it better by " + Figures.points(gain) + ", " + Figures.points(wanted)
                        + " are wanted where all that could go is too little",
                new Shortage("improvement", wanted - gain, Shortage.Unit.PERCENT)));
    }

    private static Optional<Attempt> failed(Node node, Supplier<String> words, Shortage shortage) {
        return Optional.of(Attempt.failed(node, PlannerRule.NO_BETTER_NODE, words, shortage));
    }

    private static Optional<Attempt> failed(Node node, Supplier<String> words) {
        return Optional.of(Attempt.failed(node, PlannerRule.NO_BETTER_NODE, words));
    }
}
