package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Room;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What emergencies do without. A small service leaves only where all that can leave brings the machine below the threshold
 * together, be it in several plans: else the node is emptied, service by service, and the kernel kills all the same. A rule
 * that yields does so where the service finds no other node.
 */
final class Concessions {
    private final Targets targets;
    private final Draft draft;
    private final RelocationPolicy policy;

    Concessions(Targets targets, Draft draft, RelocationPolicy policy) {
        this.targets = targets;
        this.draft = draft;
        this.policy = policy;
    }

    /** In the same order; other wishes are as they were. */
    List<Wish> of(List<Wish> wishes) {
        Set<String> relievable = relievable(wishes);
        return wishes.stream().map(wish -> wish.isEmergency() ? of(wish, relievable.contains(host(wish))) : wish).toList();
    }

    private Wish of(Wish wish, boolean together) {
        Wish one = together ? wish.conceding(Concession.OWN_GAIN) : wish;
        return finds(one) ? one : one.conceding(Concession.BETTER_PLACE);
    }

    /** Machines with an emergency that all wishes for them would end if all were granted. */
    private Set<String> relievable(List<Wish> wishes) {
        return wishes.stream().filter(Wish::isEmergency).collect(Collectors.groupingBy(this::host)).entrySet().stream()
                .filter(entry -> relieve(entry.getValue())).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /**
     * Task by task, the largest services first, each where those before it have left room. Other machines are left out: which of
     * them gets the room is for the search to say.
     */
    private boolean relieve(List<Wish> ofHost) {
        String node = ofHost.get(0).source();
        Loads loads = draft.loads.copy();
        Room room = draft.preflight.room();
        long above = draft.loads.used(node) - policy.pressed(draft.loads.total(node));
        Set<String> counted = new HashSet<>();
        for (Wish wish : ofHost.stream().sorted(Comparator.comparingLong(Wish::least).reversed()).toList()) {
            Wish modest = wish.conceding(Concession.OWN_GAIN).conceding(Concession.BETTER_PLACE);
            int left = counted.add(wish.service().id() + " " + wish.source()) ? wish.candidates().size() : 0;
            while (left > 0 && above >= 0) {
                Optional<Option> option = targets.options(modest, room, loads, 1).stream().findFirst();
                if (option.isPresent()) {
                    room = option.get().verdict().room();
                    loads.arrive(option.get().target().id(), wish.most());
                    above -= wish.least();
                }
                left = option.isPresent() ? left - wish.count() : 0;
            }
        }
        return above < 0;
    }

    private boolean finds(Wish wish) {
        Room room = draft.preflight.room();
        return !targets.options(wish, room, draft.loads, 1).isEmpty();
    }

    private String host(Wish wish) {
        return draft.loads.host(wish.source());
    }
}
