package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.MemoryView;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A preference for all tasks of a service that are where it does not want them, in one move: as long as one of their nodes
 * stays allowed, Swarm prefers it to a node that has as many tasks of the service already. Only where that is soon over: for as
 * long as the pin is on, other things have to wait, and whatever makes Swarm look at a node anew evicts all tasks left there.
 */
final class Gathering {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Situation situation;
    private final ClusterView cluster;
    private final Preflight preflight;
    private final Targets targets;
    private final MemoryCheck memory;

    Gathering(Situation situation, Preflight preflight, Targets targets) {
        this.situation = situation;
        this.preflight = preflight;
        this.targets = targets;
        cluster = situation.cluster();
        memory = new MemoryCheck(situation);
    }

    /** One of the two: how it is done, or why not, as the end of a sentence about the swarm. */
    record Found(Option option, String obstacle) {
        private static Found refused(String obstacle) {
            return new Found(null, obstacle);
        }
    }

    /** Whether two wishes want the same of a service, each for the tasks on another node. */
    static boolean belong(Proposal one, Proposal other) {
        return isForAll(one) && isForAll(other) && one.rule().equals(other.rule()) && one.subject().equals(other.subject())
                && ((Relocate) one.action()).among().equals(((Relocate) other.action()).among());
    }

    /** Whether it speaks of all tasks on the node, for the sake of a better place. */
    static boolean isForAll(Proposal proposal) {
        return proposal.action() instanceof Relocate relocate && relocate.goal() == Goal.PREFERENCE && relocate.tasks() == 0;
    }

    /**
     * The wish for the tasks on all nodes that such wishes want left.
     *
     * @param open proposals that no rule forbids
     * @return empty when it speaks of one task only
     */
    Optional<Wish> all(Wish wish, Collection<Proposal> open) {
        if (!isForAll(wish.proposal())) {
            return Optional.empty();
        }
        Set<String> left = open.stream().filter(other -> belong(wish.proposal(), other))
                .map(other -> ((Relocate) other.action()).nodeId()).collect(Collectors.toSet());
        left.add(wish.source());
        Wish all = Wish.of(wish.proposal(), wish.relocate(), left, situation);
        return all.candidates().size() > 1 ? Optional.of(all) : Optional.empty();
    }

    /** Where a move for this cause has failed before, it goes only if it cannot do without. */
    Found find(Wish all, Room room, Loads loads) {
        Set<String> left = all.candidates().stream().map(Task::nodeId).collect(Collectors.toSet());
        Wish one = all.ofOne(situation);
        List<Node> fit = targets.candidates(all).stream().filter(node -> !left.contains(node.id()))
                .filter(node -> targets.objection(one, node, room, loads).isEmpty()).toList();
        if (fit.isEmpty()) {
            return Found.refused(targets.refusal(one, room, loads).reason());
        }
        double seconds = all.count() * situation.weighing().costs().of(all.service().id());
        if (seconds > LONGEST.toSeconds()) {
            return Found.refused("its " + all.count() + " tasks could go there only together, which would take "
                    + (long) Math.ceil(seconds) + " s (at most " + LONGEST.toSeconds() + " s)");
        }
        Set<String> failed = situation.weighing().failedNodes(all.proposal());
        List<Node> fresh = fit.stream().filter(node -> !failed.contains(node.id())).toList();
        Found found = new Search(all, left, room, loads).within(fresh.isEmpty() ? fit : fresh);
        return found.option() != null || fresh.isEmpty() || fresh.size() == fit.size()
                ? found : new Search(all, left, room, loads).within(fit);
    }

    private final class Search {
        private final Wish all;
        private final Room room;
        private final Loads loads;
        private final Set<String> staying;

        Search(Wish all, Set<String> left, Room room, Loads loads) {
            this.all = all;
            this.room = room;
            this.loads = loads;
            staying = cluster.placedTasks(all.service().id()).stream().map(Task::nodeId)
                    .filter(node -> !left.contains(node)).collect(Collectors.toSet());
        }

        /** What would get too much of it is left out, until the others take it all or cannot. */
        Found within(List<Node> fit) {
            List<Node> into = new ArrayList<>(fit);
            while (true) {
                MoveService move = new MoveService(all.service().id(), home(into));
                Proposal realised = new Proposal(all.proposal().rule(), move, all.proposal().cause(), all.proposal().reason());
                Verdict verdict = preflight.within(realised, move, room);
                if (verdict.veto() != null) {
                    return Found.refused(lack(into, verdict.veto()));
                }
                Optional<String> stray = stray(verdict, into);
                if (stray.isPresent()) {
                    return Found.refused("Swarm would send some of its tasks to " + cluster.hostname(stray.get()));
                }
                Map<String, Attempt> overloads = overloads(verdict);
                if (overloads.isEmpty()) {
                    return granted(move, realised, verdict);
                }
                into.removeIf(node -> overloads.containsKey(node.id()));
                if (into.isEmpty() || overloads.keySet().stream().anyMatch(staying::contains)) {
                    Attempt first = overloads.values().iterator().next();
                    return Found.refused("not all of its " + all.count() + " tasks can go there: " + first.node().hostname() + " "
                            + first.words().get());
                }
            }
        }

        private Set<String> home(List<Node> into) {
            Set<String> home = new HashSet<>(staying);
            into.forEach(node -> home.add(node.id()));
            return home;
        }

        private String lack(List<Node> into, Veto veto) {
            return "not all of its " + all.count() + " tasks can go there: " + (into.size() == 1
                    ? into.get(0).hostname() + " " + targets.lack(all, into.get(0), room.copy(), veto).get() : veto.reason());
        }

        /** A node where a task stays that Swarm would send more to. */
        private Optional<String> stray(Verdict verdict, List<Node> into) {
            Set<String> fit = into.stream().map(Node::id).collect(Collectors.toSet());
            return new TreeSet<>(verdict.targets().values()).stream().filter(node -> !fit.contains(node)).findFirst();
        }

        private Map<String, Attempt> overloads(Verdict verdict) {
            MemoryView view = situation.weighing().memory();
            Map<String, Attempt> overloads = new HashMap<>();
            for (String id : new TreeSet<>(verdict.targets().values())) {
                int arriving = Collections.frequency(verdict.targets().values(), id);
                memory.overload(all, cluster.node(id), all.most(arriving, view.host(id), view), loads)
                        .ifPresent(attempt -> overloads.put(id, attempt));
            }
            return overloads;
        }

        private Found granted(MoveService move, Proposal realised, Verdict verdict) {
            Set<String> into = new TreeSet<>(verdict.targets().values());
            Node first = cluster.node(into.iterator().next());
            Optional<Veto> toAndFro = Oscillation.of(all, realised, verdict.targets(), situation, first.id());
            if (toAndFro.isPresent()) {
                return Found.refused(toAndFro.get().reason());
            }
            if (!all.following().isEmpty() && into.size() > 1) {
                return Found.refused("what follows it could not tell which of its nodes to go to");
            }
            Attempt attempt = targets.withFollowers(all, first, move, verdict);
            return attempt.option() == null ? Found.refused(first.hostname() + " " + attempt.words().get())
                    : new Found(attempt.option(), "");
        }
    }
}
