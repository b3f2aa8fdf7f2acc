package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The last action is in the last third of a calm of 45 minutes in all of these. */
class RestWatchTest {
    private static final Duration CALM = Duration.ofMinutes(45);

    private final SimulatedSwarm swarm = SimulatedSwarm.of(new Cluster().node("n1").facts(), 1, VirtualClock.START);
    private final RestWatch watch = new RestWatch(swarm.clock());

    private static Proposal proposal(String rule, Action action) {
        return new Proposal(rule, action, "cause", "anchor web runs elsewhere");
    }

    private static Proposal move() {
        return proposal("ORC-PRF-201", new MoveService("web-id", Set.of(Cluster.id("n1"))));
    }

    private void held() {
        held(new Veto("ORC-PLN-007", move(), "it was moved 2 times within an hour for the same cause"));
    }

    private void held(Veto veto) {
        Plan plan = new Plan(List.of(), List.of(new Refusal(move(), List.of(veto))), List.of());
        watch.decided(new DecisionRecord(1, "tick", swarm.clock().instant(), Duration.ZERO, Set.of(), List.of(), List.of(),
                plan, Map.of(), Background.none(Budgets.DEFAULT)));
        swarm.advance(Duration.ofMinutes(40));
    }

    private void restless() {
        assertThatThrownBy(() -> watch.atTheEnd(CALM)).isInstanceOf(Violation.class).hasMessageContaining("comes to rest");
    }

    private void atRest() {
        assertThatCode(() -> watch.atTheEnd(CALM)).doesNotThrowAnyException();
    }

    @Test
    void whoActsLateIsRestless() {
        swarm.advance(Duration.ofMinutes(40));
        watch.began(move());

        restless();
    }

    @Test
    void whatWasHeldForItsHourIsDoneAsOftenAsTheHourAllows() {
        held();
        watch.began(move());
        watch.began(move());

        atRest();
    }

    @Test
    void notMoreOftenThanThat() {
        held();
        watch.began(move());
        watch.began(move());
        watch.began(move());

        restless();
    }

    @Test
    void itsLabelsFollow() {
        held();
        watch.began(move());
        watch.began(proposal("ORC-ANC-202", new RemoveNodeLabel(Cluster.id("n1"), "anchor-web")));

        atRest();
    }

    @Test
    void thoseOfAnotherAnchorDoNot() {
        held();
        watch.began(move());
        watch.began(new Proposal("ORC-ANC-202", new RemoveNodeLabel(Cluster.id("n1"), "anchor-db"), "cause",
                "anchor db runs elsewhere"));

        restless();
    }

    @Test
    void labelsThatFollowFromNothingDoNot() {
        held();
        watch.began(proposal("ORC-ANC-202", new RemoveNodeLabel(Cluster.id("n1"), "anchor-web")));

        restless();
    }

    private static Proposal following() {
        return proposal("ORC-COL-201", new MoveService("app-id", Set.of(Cluster.id("n1"))));
    }

    @Test
    void whatTheBudgetOfTheHourHeldIsDoneAndItsDependentsFollow() {
        held(new Veto("ORC-PLN-006", move(), "the last hour has seen 12 of at most 12 moves and restarts"));
        watch.began(move());
        for (int attempt = 1; attempt <= 4; attempt++) {
            watch.began(following());
        }
        atRest();

        watch.began(following());
        restless();
    }

    @Test
    void dependentsThatFollowNothingDoNot() {
        held();
        watch.began(following());
        restless();
    }

    @Test
    void norThoseThatFollowLate() {
        held(new Veto("ORC-PLN-006", move(), "the last hour has seen 12 of at most 12 moves and restarts"));
        watch.began(move());
        swarm.advance(Duration.ofMinutes(5));
        watch.began(following());
        restless();
    }
}
