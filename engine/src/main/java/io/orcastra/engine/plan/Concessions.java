package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Room;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Map<String, Long> together = new HashMap<>();
        Map<String, String> nodes = new HashMap<>();
        Set<String> counted = new HashSet<>();
        for (Wish wish : wishes) {
            Wish modest = wish.conceding(Concession.OWN_GAIN).conceding(Concession.BETTER_PLACE);
            if (wish.isEmergency() && counted.add(wish.service().id() + " " + wish.source()) && finds(modest)) {
                together.merge(host(wish), wish.inTheEnd(), Long::sum);
                nodes.put(host(wish), wish.source());
            }
        }
        Set<String> relievable = new HashSet<>();
        together.forEach((host, bytes) -> {
            String node = nodes.get(host);
            if (draft.loads.used(node) - bytes < policy.pressed(draft.loads.total(node))) {
                relievable.add(host);
            }
        });
        return relievable;
    }

    private boolean finds(Wish wish) {
        Room room = draft.preflight.room();
        return !targets.options(wish, room, draft.loads, 1).isEmpty();
    }

    private String host(Wish wish) {
        return draft.loads.host(wish.source());
    }
}
