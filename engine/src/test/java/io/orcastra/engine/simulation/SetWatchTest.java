package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dependent is away from its anchor in all of these; whether that is anybody's fault depends on why. */
class SetWatchTest {
    private static final Cluster APART = new Cluster().node("n1").node("n2").service("db").service("web")
            .running("db", "n1").running("web", "n2");

    private final SimulatedSwarm swarm = SimulatedSwarm.of(APART.facts(), 1, VirtualClock.START);
    private final SetWatch watch = new SetWatch(List.of(dependent()), swarm);

    private static TrialService dependent() {
        Service web = (Service) APART.facts().stream()
                .filter(fact -> fact instanceof Service service && service.name().equals("web")).findFirst().orElseThrow();
        return new TrialService(web, Set.of(), Set.of(new Dependency("db", "web", true, List.of(), Duration.ofMinutes(10))),
                Behaviour.DEFAULT);
    }

    private void anchorMoved(String rule) {
        Proposal proposal = new Proposal(rule, new MoveService("db-id", Set.of(Cluster.id("n1"))), "cause", "reason");
        watch.ended(new Outcome(proposal, Result.SUCCEEDED, "", 1, swarm.clock().instant(), swarm.clock().instant()));
    }

    private void dependentRefused(String veto) {
        Proposal proposal = new Proposal("ORC-COL-201", new MoveService(Cluster.id("web"), Set.of(Cluster.id("n1"))),
                "cause", "reason");
        Plan plan = new Plan(List.of(), List.of(),
                List.of(new Refusal(proposal, List.of(new Veto(veto, proposal, "it may not")))));
        watch.decided(new DecisionRecord(1, "tick", swarm.clock().instant(), Duration.ZERO, Set.of(), List.of(), List.of(),
                plan, Map.of(), Background.none(Budgets.DEFAULT)));
    }

    private void patienceIsOver() {
        swarm.advance(Duration.ofMinutes(30));
    }

    @Test
    void aRelocatedAnchorTakesItsDependentsAlong() {
        anchorMoved("ORC-MEM-201");
        dependentRefused("ORC-GRD-329");
        patienceIsOver();

        assertThatThrownBy(watch::atTheEnd).isInstanceOf(Violation.class).hasMessageContaining("web is on [n2]");
    }

    @Test
    void whatHadNoRoomBesideItsAnchorBeforeIsNotTornFromIt() {
        dependentRefused("ORC-PLN-001");
        swarm.advance(Duration.ofSeconds(1));
        anchorMoved("ORC-PRF-201");
        patienceIsOver();

        assertThatCode(watch::atTheEnd).doesNotThrowAnyException();
    }

    @Test
    void whatFindsNoRoomAfterTheMoveOfItsAnchorIs() {
        anchorMoved("ORC-PRF-201");
        swarm.advance(Duration.ofSeconds(1));
        dependentRefused("ORC-PLN-001");
        patienceIsOver();

        assertThatThrownBy(watch::atTheEnd).isInstanceOf(Violation.class);
    }

    @Test
    void anAnchorThatOnlyFollowedItsOwnLeavesBehindWhatMayNotMove() {
        anchorMoved("ORC-COL-201");
        dependentRefused("ORC-GRD-329");
        patienceIsOver();

        assertThatCode(watch::atTheEnd).doesNotThrowAnyException();
    }

    @Test
    void whatMayMoveFollowsInAnyCase() {
        anchorMoved("ORC-COL-201");
        dependentRefused("ORC-COL-304");
        patienceIsOver();

        assertThatThrownBy(watch::atTheEnd).isInstanceOf(Violation.class);
    }

    @Test
    void whatTheHourHasNoMoveLeftForStaysBehindWhenItsAnchorFollowed() {
        anchorMoved("ORC-COL-201");
        dependentRefused("ORC-PLN-006");
        patienceIsOver();

        assertThatCode(watch::atTheEnd).doesNotThrowAnyException();
    }

    @Test
    void whatWaitedForTheHourIsNotGivenUp() {
        anchorMoved("ORC-COL-201");
        dependentRefused("ORC-PLN-006");
        dependentRefused("ORC-COL-304");
        patienceIsOver();

        assertThatThrownBy(watch::atTheEnd).isInstanceOf(Violation.class);
    }

    @Test
    void aRelocatedAnchorLeavesRoomInTheHourForWhatFollows() {
        anchorMoved("ORC-MEM-201");
        dependentRefused("ORC-PLN-006");
        patienceIsOver();

        assertThatThrownBy(watch::atTheEnd).isInstanceOf(Violation.class);
    }

    @Test
    void whatFailsByItselfTooOftenIsNotTorn() {
        anchorMoved("ORC-COL-204");
        swarm.advance(Duration.ofSeconds(1));
        dependentFailed();
        dependentRefused("ORC-PLN-007");
        patienceIsOver();

        assertThatCode(watch::atTheEnd).doesNotThrowAnyException();
    }

    @Test
    void whatFailedOnceComesBack() {
        anchorMoved("ORC-COL-204");
        swarm.advance(Duration.ofSeconds(1));
        dependentFailed();
        patienceIsOver();

        assertThatThrownBy(watch::atTheEnd).isInstanceOf(Violation.class);
    }

    private void dependentFailed() {
        watch.happened(new SwarmEvent(swarm.clock().instant(), SwarmEvent.Kind.TASK_FAILED, Cluster.id("web"),
                Cluster.id("n2"), "web.1 ended on n2"));
    }
}
