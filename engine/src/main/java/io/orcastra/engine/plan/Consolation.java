package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.decision.Veto;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each relocation that was not chosen why it was not. */
final class Consolation {
    private final ClusterView cluster;
    private final Draft draft;
    private final Targets targets;
    private final Pressure pressure;
    private final Map<String, Double> before;
    private final List<Option> granted;

    /**
     * @param before  percent of each machine before anything was granted
     * @param granted what is carried out instead
     */
    Consolation(Situation situation, Draft draft, Targets targets, Pressure pressure, Map<String, Double> before,
            List<Option> granted) {
        this.draft = draft;
        this.targets = targets;
        this.pressure = pressure;
        this.before = before;
        this.granted = granted;
        cluster = situation.cluster();
    }

    void explain(Wish wish) {
        Optional<Veto> occupied = draft.occupied(wish.proposal());
        if (occupied.isPresent()) {
            draft.refuse(occupied.get());
            return;
        }
        List<String> instead = granted.stream().filter(option -> host(option.wish()).equals(host(wish)))
                .map(option -> option.wish().service().name()).toList();
        String node = cluster.hostname(wish.source());
        if (pressure.need(host(wish), !instead.isEmpty()) <= 0) {
            draft.refuse(PlannerRule.OTHERS_ARE_ENOUGH.veto(wish.proposal(), instead.isEmpty()
                    ? node + " is at " + Figures.percent(before.get(host(wish))) + " already"
                    : "moving " + Figures.list(instead) + " is enough: " + node + " would be at "
                            + Figures.percent(draft.loads.percent(wish.source()))));
            return;
        }
        List<Option> options = targets.options(wish, draft.preflight.room(), draft.loads, 1);
        if (options.isEmpty()) {
            Targets.Refused refused = targets.refusal(wish, draft.preflight.room(), draft.loads);
            draft.refuse(refused.rule().veto(wish.proposal(), refused.reason()));
            return;
        }
        Optional<Veto> wait = draft.spending.wait(
                wish.proposal(), List.of(options.get(0).target().id()), wish.isEmergency(), wish.followers());
        if (wait.isPresent()) {
            draft.defer(wait.get());
        } else {
            draft.refuse(PlannerRule.OTHERS_ARE_ENOUGH.veto(wish.proposal(), instead.isEmpty()
                    ? "other moves of this plan go first"
                    : "moving " + Figures.list(instead) + " leaves " + node + " better off, at "
                            + Figures.percent(draft.loads.percent(wish.source()))));
        }
    }

    private String host(Wish wish) {
        return draft.loads.host(wish.source());
    }
}
