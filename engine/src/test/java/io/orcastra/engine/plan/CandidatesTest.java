package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.Obstruction;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto.Holds;
import io.orcastra.rules.verify.Cluster;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a node as a target in an emergency is what the planner goes by. */
class CandidatesTest {

    /** Small services on n1 at 95 %, where the threshold is 85 % and a move must be worth 2 points. */
    private static Memories small(int services) {
        Memories memories = new Memories().policy(new RelocationPolicy(85, 80, 0, 0, Map.of(), 2, 5)).node("n1", 95).node("n2", 10);
        IntStream.range(0, services).forEach(i -> memories.alone("s" + i, "n1", 1).wish(Goal.AVERT_EXHAUSTION, "s" + i, "n1", 1, 1));
        return memories;
    }

    /** By what the node is no target of the service; empty when it is one. */
    private static String obstruction(Situation situation, String service, String node) {
        Proposal wish = situation.proposals().stream().filter(one -> one.subject().equals(Cluster.id(service))).findFirst().orElseThrow();
        return new Candidates(situation).of(situation.cluster().service(Cluster.id(service)), wish).stream()
                .filter(one -> one.nodeId().equals(Cluster.id(node))).findFirst().orElseThrow()
                .obstruction().map(Obstruction::by).orElse("");
    }

    @Test
    void aSmallServiceHasATargetWhereAllThatCanLeaveRelieveTheNode() {
        assertThat(obstruction(small(11).situation(), "s3", "n2")).isEmpty();
        assertThat(obstruction(small(10).situation(), "s3", "n2")).isEqualTo("ORC-PLN-024");
    }

    @Test
    void aServiceThatIsHeldIsToldOfAsIfItWereNot() {
        Situation held = small(11).underWay("s3").situation();

        assertThat(obstruction(held, "s3", "n2")).as("with the ten others it relieves").isEmpty();
        assertThat(obstruction(held, "s4", "n2")).as("the ten others alone do not").isEqualTo("ORC-PLN-024");
    }

    @Test
    void aServiceWhoseNodeIsToBeMeasuredAnewIsToldOfAsIfItWere() {
        PastAction just = new PastAction(Memories.NOW, Cluster.id("web"), "MoveService", "cause", Set.of(Cluster.id("n1")),
                Set.of(Cluster.id("n3")), PastAction.End.SUCCEEDED);
        Situation waiting = small(11).node("n3", 95).alone("web", "n3", 1).past(just).situation();

        assertThat(new Planner().plan(waiting).deferred()).as("they wait").hasSize(11);
        assertThat(obstruction(waiting, "s3", "n2")).isEmpty();
    }

    @Test
    void aNodeOfAnotherTierIsATargetOnlyWhereItsOwnHasNone() {
        assertThat(obstruction(tier(50), "web", "n2")).isEqualTo("ORC-TST-301");
        assertThat(obstruction(tier(80), "web", "n2")).isEmpty();
    }

    /** n2 is of another tier, n3 of the service's own. */
    private static Situation tier(int third) {
        return new Memories().node("n1", 96).node("n2", 10).node("n3", third).alone("web", "n1", 15)
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1)
                .forbid("n2", "its tier is small", Holds.UNLESS_MEMORY_RUNS_OUT).situation();
    }
}
