package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a chosen option into an action of the plan, the choice told in words. */
final class Granting {
    private final Situation situation;
    private final ClusterView cluster;
    private final Draft draft;

    Granting(Situation situation, Draft draft) {
        this.situation = situation;
        this.draft = draft;
        cluster = situation.cluster();
    }

    /** False when it has to wait; then it stands among the deferred. What waits for a person leaves its service to others. */
    boolean grant(Option option) {
        Wish wish = option.wish();
        Proposal realised = new Proposal(wish.proposal().rule(), option.move(), wish.proposal().cause(),
                wish.proposal().reason() + ", and " + choice(option));
        PlannedAction planned = new PlannedAction(realised, wish.proposal(), option.verdict().targets(),
                option.verdict().restarts());
        Optional<Veto> approval = draft.approval(planned).map(veto -> new Veto(veto.rule(), wish.proposal(), veto.reason()));
        if (approval.isPresent()) {
            draft.defer(approval.get());
            return false;
        }
        draft.claim(wish.proposal());
        Optional<Veto> wait = Departures.wait(wish.proposal(), planned.targets(), Set.of(), situation)
                .or(() -> draft.spending.spend(
                        wish.proposal(), List.copyOf(option.verdict().targets().values()), wish.isEmergency(),
                        wish.followers()));
        if (wait.isPresent()) {
            draft.defer(wait.get());
            return false;
        }
        draft.execute(planned, option.verdict());
        // the plan names the largest tasks, and Swarm may take the smallest
        draft.loads.leave(wish.source(), wish.least() - wish.most());
        for (Task task : wish.following()) {
            draft.carry(task, option.target().id());
        }
        return true;
    }

    private String choice(Option option) {
        Wish wish = option.wish();
        String target = cluster.hostname(option.target().id());
        if (wish.relocate().goal() == Goal.PREFERENCE && option.verdict().targets().size() > 1) {
            return together(option);
        }
        if (wish.isAboutMemory()) {
            String source = cluster.hostname(wish.source());
            return target + " would be best off with it" + followers(wish) + ", at " + after(option)
                    + " (" + source + " from " + Figures.percent(draft.loads.percent(wish.source())) + " to "
                    + bound(wish, "at most ") + Figures.percent(draft.loads.percentWith(wish.source(), -wish.least())) + ")";
        }
        String memory = draft.loads.knows(option.target().id()) ? ", at " + after(option) + " of its memory" : "";
        if (wish.relocate().goal() == Goal.SPREAD) {
            int there = draft.preflight.room().tasks(option.target().id(), wish.service().id());
            return target + " has " + (there == 0 ? "none" : there) + " of its tasks" + memory;
        }
        String together = wish.relocate().goal() == Goal.UNSTICK && wish.count() > 1
                ? ", together with the others there, for the order is Swarm's choice" : "";
        return target + " can take it" + followers(wish) + memory + together;
    }

    private String together(Option option) {
        Collection<String> targets = option.verdict().targets().values();
        MemoryView memory = situation.weighing().memory();
        List<String> nodes = targets.stream().distinct().sorted(Comparator.comparing(cluster::hostname)).toList();
        List<String> percents = nodes.stream().filter(draft.loads::knows).map(id -> Figures.percent(draft.loads.percentWith(id,
                option.wish().most(Collections.frequency(targets, id), memory.host(id), memory)))).toList();
        String shares = percents.size() < nodes.size() ? "" : nodes.size() == 1 ? ", at " + percents.get(0) + " of its memory"
                : ", at up to " + Figures.list(percents) + " of their memory";
        return Figures.list(nodes.stream().map(cluster::hostname).toList()) + " can take "
                + (targets.size() == 2 ? "both" : "all " + targets.size()) + " tasks of it"
                + followers(option.wish()) + shares;
    }

    /** Of tasks of unlike size the order is Swarm's choice too: the figure is a bound then. */
    private String after(Option option) {
        return bound(option.wish(), "up to ") + Figures.percent(draft.loads.percentWith(option.target().id(), option.wish().most()));
    }

    private static String bound(Wish wish, String words) {
        return wish.least() == wish.most() ? "" : words;
    }

    private String followers(Wish wish) {
        List<String> names = wish.following().stream().map(task -> cluster.service(task.serviceId()).name())
                .distinct().sorted().toList();
        return names.isEmpty() ? "" : " and with " + Figures.list(names) + " that " + (names.size() == 1 ? "follows" : "follow");
    }
}
