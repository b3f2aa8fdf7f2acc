package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the set of moves that relieves all machines under pressure with the fewest restarts: depth first, the largest
 * services first, branches cut that cannot become better than the best set known. Within a bound of steps, so that it
 * always ends soon and always in the same way; what it has found by then is a valid set, if not always the best one.
 */
final class ReliefSearch {
    /** Enough for every cluster of the size that exhaustive search manages; some 50 ms at worst. */
    static final int STEPS = 4_000;
    /** Targets tried for each wish: more than can be used by as many moves as one cycle begins. */
    private static final int TARGETS = 8;
    private static final Comparator<Wish> LARGEST_FIRST = Comparator.comparing(Wish::isEmergency).reversed()
            .thenComparing(Comparator.comparingDouble(ReliefSearch::perRestart).reversed())
            .thenComparing(Wish::proposal, Strength.STRONGEST_FIRST);

    private final List<Wish> wishes;
    /** Of each wish those that are tried. */
    private final List<List<Node>> targets = new ArrayList<>();
    private final Targets finder;
    private final Spending spending;
    private final RelocationPolicy policy;
    private final Loads loads;
    private final Pressure pressure;
    private final Set<String> universe = new HashSet<>();
    private final Deque<Option> chosen = new ArrayDeque<>();
    private int steps;
    private Quality best;
    private List<Option> bestOptions = List.of();

    ReliefSearch(List<Wish> wishes, Targets finder, Draft draft, Pressure pressure, RelocationPolicy policy) {
        this.wishes = wishes.stream().sorted(LARGEST_FIRST).toList();
        this.finder = finder;
        this.policy = policy;
        this.pressure = pressure;
        spending = draft.spending;
        loads = draft.loads;
        universe.addAll(pressure.nodes());
        for (Wish wish : this.wishes) {
            List<Node> feasible = finder.options(wish, draft.preflight.room(), loads, TARGETS).stream().map(Option::target).toList();
            targets.add(feasible);
            feasible.forEach(node -> universe.add(node.id()));
        }
    }

    /** In the order in which they are to be begun. */
    List<Option> best(Room room) {
        descend(0, room);
        return bestOptions;
    }

    private void descend(int from, Room room) {
        steps++;
        consider();
        if (isComplete()) {
            return;
        }
        for (int i = from; i < wishes.size() && steps < STEPS; i++) {
            Wish wish = wishes.get(i);
            if (!helps(wish)) {
                continue;
            }
            if (isHopeless(i)) {
                return;
            }
            for (Node target : targets.get(i)) {
                if (directedAt(target.id()) < spending.left(target.id())) {
                    Optional<Option> option = finder.option(wish, target, room, loads);
                    if (option.isPresent()) {
                        take(option.get(), i + 1);
                    }
                }
            }
        }
    }

    private void take(Option option, int next) {
        carry(option, 1);
        chosen.addLast(option);
        descend(next, option.verdict().room());
        chosen.removeLast();
        carry(option, -1);
    }

    private void carry(Option option, int times) {
        loads.leave(option.wish().source(), times * option.wish().least());
        loads.arrive(option.target().id(), times * option.wish().most());
    }

    private boolean helps(Wish wish) {
        return chosen.size() < spending.left(wish.isEmergency()) && canFollow(wish) && need(loads.host(wish.source())) > 0
                && chosen.stream().noneMatch(option -> option.wish().service().id().equals(wish.service().id()));
    }

    /** Whoever follows does so later and by the ordinary budget; where it has no room for them, another wish may do. */
    private boolean canFollow(Wish wish) {
        int following = wish.followers() + chosen.stream().mapToInt(option -> option.wish().followers()).sum();
        return following == 0 || chosen.size() + 1 + following <= spending.leftOfTheHour();
    }

    private boolean isComplete() {
        return pressure.hosts().stream().allMatch(host -> need(host) <= 0);
    }

    private long need(String host) {
        return pressure.need(host, chosen.stream().anyMatch(option -> loads.host(option.wish().source()).equals(host)));
    }

    private long directedAt(String nodeId) {
        return chosen.stream().filter(option -> option.target().id().equals(nodeId)).count();
    }

    private int restarts() {
        return chosen.stream().mapToInt(option -> option.wish().restarts()).sum();
    }

    /** Whether, all machines being relieved already by the best set, the rest of the wishes cannot do it with as few restarts. */
    private boolean isHopeless(int from) {
        if (best.open() > 0) {
            return false;
        }
        Map<String, Double> strongest = new HashMap<>();
        Map<String, Long> sum = new HashMap<>();
        for (Wish wish : wishes.subList(from, wishes.size())) {
            strongest.merge(loads.host(wish.source()), perRestart(wish), Math::max);
            sum.merge(loads.host(wish.source()), wish.least(), Long::sum);
        }
        double more = 0;
        for (String host : pressure.hosts()) {
            long need = need(host);
            if (need > sum.getOrDefault(host, 0L)) {
                return true;
            }
            more += need <= 0 ? 0 : Math.ceil(need / strongest.get(host));
        }
        return restarts() + more > best.restarts();
    }

    private static double perRestart(Wish wish) {
        return (double) wish.least() / wish.restarts();
    }

    private void consider() {
        Quality quality = quality();
        if (best == null || quality.compareTo(best) < 0) {
            best = quality;
            bestOptions = List.copyOf(chosen);
        }
    }

    private Quality quality() {
        int emergencies = 0;
        int open = 0;
        double excess = 0;
        for (String host : pressure.hosts()) {
            if (need(host) > 0) {
                open++;
                emergencies += pressure.isEmergency(host) ? 1 : 0;
                excess += pressure.excess(host);
            }
        }
        double worst = 0;
        double seconds = 0;
        for (Option option : chosen) {
            worst = Math.max(worst, Math.max(loads.percent(option.target().id()), loads.percent(option.wish().source())));
            seconds += option.wish().seconds();
        }
        return new Quality(emergencies, open, Math.round(10 * excess), restarts(),
                (int) chosen.stream().filter(option -> option.wish().concedes(Concession.BETTER_PLACE)).count(),
                Math.round(10 * (worst + policy.gainPercent() * seconds / 60)), worstFirst(), words());
    }

    private List<Long> worstFirst() {
        Map<String, Long> tenths = new TreeMap<>();
        universe.forEach(node -> tenths.put(loads.host(node), Math.round(10 * loads.percent(node))));
        return tenths.values().stream().sorted(Comparator.reverseOrder()).toList();
    }

    private String words() {
        List<String> words = new ArrayList<>();
        chosen.forEach(option -> words.add(option.wish().service().name() + " " + option.wish().service().id() + " "
                + option.wish().source() + " " + option.target().id()));
        return String.join(",", words);
    }
}
