package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of all that moves, what does so for a request. */
class RequestAnswersTest {
    private static final List<Condition> SET = List.of(new MovesWith(Cluster.id("db"), Cluster.id("web")));

    private final Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2").service("db").service("web").service("other")
            .running("db", "n1").running("web", "n1").running("other", "n1").facts());

    private Set<String> subjects(OperatorRequest request, Plan plan, Object... more) {
        facts.add(request);
        facts.addAll(List.of(more));
        return RequestAnswers.of(facts, SET, plan).get(0).subjects();
    }

    private static Plan begun(String service, String cause) {
        PlannedAction action = new PlannedAction(
                new Proposal("ORC-X-201", new MoveService(Cluster.id(service), Set.of(Cluster.id("n2"))), cause, "x"), Map.of(), 1);
        return new Plan(List.of(action), List.of(), List.of());
    }

    private static Object flies(String service) {
        return new InFlight(Cluster.id(service), "MoveService");
    }

    private static Set<String> ids(String... services) {
        Collection<String> ids = new HashSet<>();
        List.of(services).forEach(service -> ids.add(Cluster.id(service)));
        return Set.copyOf(ids);
    }

    @Test
    void theServiceThatWasAskedForAndWhatFollowsItMoveForIt() {
        assertThat(subjects(new MoveRequest("1a", "db", Cluster.id("n2")), Plan.EMPTY, flies("db"), flies("web"), flies("other")))
                .isEqualTo(ids("db", "web"));
    }

    @Test
    void askedForADependentItsAnchorMovesForIt() {
        assertThat(subjects(new MoveRequest("1a", "web", Cluster.id("n2")), Plan.EMPTY, flies("db"), flies("other")))
                .isEqualTo(ids("db"));
    }

    @Test
    void whatIsBegunForItIsToldAtOnce() {
        EvacuationRequest emptied = new EvacuationRequest("1a", Cluster.id("n1"));

        assertThat(subjects(emptied, begun("other", emptied.cause()))).isEqualTo(ids("other"));
        assertThat(subjects(emptied, begun("other", "another wish"))).isEmpty();
    }

    @Test
    void whatFollowsAnAnchorThatHasLeftTheEmptiedNodeMovesForIt() {
        EvacuationRequest emptied = new EvacuationRequest("1a", Cluster.id("n1"));
        Object[] flights = {flies("web"), flies("other")};

        assertThat(subjects(emptied, Plan.EMPTY, flights)).isEmpty();
        facts.add(new Relocated(Cluster.id("db"), emptied.cause(), Set.of(), Set.of(), Instant.EPOCH));
        assertThat(subjects(emptied, Plan.EMPTY)).isEqualTo(ids("web"));
    }

    @Test
    void forAnOrderAllOfItsKindIsWaitedFor() {
        facts.addAll(List.of(new Order("1a", Command.UPDATE_DEPENDENTS, ""), flies("web")));

        assertThat(OrderAnswers.of(facts, begun("other", "another wish")).get(0).subjects()).isEqualTo(ids("web", "other"));
    }
}
