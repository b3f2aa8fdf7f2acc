package io.orcastra.engine.plan;

import static io.orcastra.engine.plan.RelocationsTest.assertRefused;
import static io.orcastra.engine.plan.RelocationsTest.move;
import static io.orcastra.engine.plan.RelocationsTest.moves;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto.Holds;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is moved where memory runs out, and what is not although it does. */
class EmergencyPlanTest {
    /** Memory is short on n1, the threshold is 85 %, a move must be worth 2 points. */
    private static Memories worthTwo(int used) {
        return new Memories().policy(new RelocationPolicy(85, 80, 0, 0, Map.of(), 2, 5)).budgets(new Budgets(9, 9, 99))
                .node("n1", used).node("n2", 10);
    }

    private static Memories small(Memories memories, int services) {
        IntStream.range(0, services).forEach(i -> memories.alone("s" + i, "n1", 1).wish(Goal.AVERT_EXHAUSTION, "s" + i, "n1", 1, 1));
        return memories;
    }

    private static PastAction moved(Duration ago, String cause, String from, String to) {
        return new PastAction(Memories.NOW.minus(ago), Cluster.id("web"), "MoveService", cause, Set.of(Cluster.id(from)),
                Set.of(Cluster.id(to)), PastAction.End.SUCCEEDED);
    }

    private static Memories thirdTime(Goal goal) {
        return new Memories().node("n0", 20).node("n1", 96).node("n2", 20).node("n3", 50).alone("web", "n1", 15)
                .past(moved(Duration.ofMinutes(40), "cause", "n0", "n2")).past(moved(Duration.ofMinutes(20), "cause", "n2", "n1"))
                .wish(goal, "web", "n1", 1, 1);
    }

    @Test
    void aThirdEmergencyWithinTheHourFindsATargetWhereTheServiceWasNot() {
        assertThat(moves(thirdTime(Goal.AVERT_EXHAUSTION).plan())).containsExactly(move("web", "n3"));
        assertThat(moves(thirdTime(Goal.RELIEVE_MEMORY).plan())).as("mere pressure does not").isEmpty();
    }

    @Test
    void whereAnotherReplicaWasMovedAwayFromAReplicaMayGo() {
        Memories memories = new Memories().node("n1", 96).node("n2", 20).node("n3", 80).service("web");
        memories.cluster.service("web", words -> words.replicas(2));

        assertThat(moves(memories.running("web", "n1", 15).running("web", "n3", 15)
                .past(moved(Duration.ofMinutes(20), "cause", "n2", "n3"))
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1).plan())).containsExactly(move("web", "n2", "n3"));
    }

    @Test
    void noEmergencySendsAServiceBackWithinTheHour() {
        Memories memories = new Memories().node("n1", 96).node("n2", 20).alone("web", "n1", 15)
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1);

        assertRefused(memories.past(moved(Duration.ofMinutes(59), "cause", "n2", "n1")).plan(), "ORC-PLN-023",
                "no node would be better off: n2 is no target: it was moved away from there for the same cause");
        assertThat(moves(new Memories().node("n1", 96).node("n2", 20).alone("web", "n1", 15)
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1).past(moved(Duration.ofMinutes(60), "cause", "n2", "n1")).plan()))
                .containsExactly(move("web", "n2"));
    }

    /** Moved for memory from n1 to n2, and back for another cause. */
    @Test
    void anEmergencyDoesNotWaitForADayBecauseAnotherCauseTookItsMoveBack() {
        assertThat(moves(contradicted(Goal.AVERT_EXHAUSTION).plan())).containsExactly(move("web", "n2"));
        assertThat(moves(contradicted(Goal.RELIEVE_MEMORY).plan())).isEmpty();
    }

    private static Memories contradicted(Goal goal) {
        return new Memories().node("n1", 96).node("n2", 20).alone("web", "n1", 15)
                .past(moved(Duration.ofHours(2), "cause", "n1", "n2")).past(moved(Duration.ofMinutes(90), "other", "n2", "n1"))
                .wish(goal, "web", "n1", 1, 1);
    }

    @Test
    void anEmergencyWaitsForADayWhereItsMoveHadToBeBroughtBack() {
        assertRefused(broughtBack(Duration.ofHours(24).minusSeconds(1)).plan(), "ORC-PLN-023", "no node would be better off: n2 is no"
                + " target: it was moved away for the same cause, and had to be brought back, because a service that follows it could"
                + " not follow");
        assertThat(moves(broughtBack(Duration.ofHours(24)).plan())).containsExactly(move("web", "n2"));
    }

    private static Memories broughtBack(Duration since) {
        return new Memories().node("n1", 96).node("n2", 20).alone("web", "n1", 15)
                .past(moved(since, "cause", "n1", "n2")).past(moved(Duration.ofHours(23), "bring back 1", "n2", "n1"))
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1);
    }

    @Test
    void nothingCosmeticBringsBackWhatMemoryMovedAway() {
        assertRefused(preferred(Duration.ofHours(24).minusSeconds(1), "memory 1").plan(), "ORC-PLN-023",
                "no node would be better off: n2 is no target: it was moved away from there for memory less than 24 h ago");
        assertThat(moves(preferred(Duration.ofHours(24), "memory 1").plan())).containsExactly(move("web", "n2"));
        assertThat(moves(preferred(Duration.ofHours(2), "tier large").plan())).containsExactly(move("web", "n2"));
    }

    private static Memories preferred(Duration ago, String cause) {
        return new Memories().node("n1", 20).node("n2", 20).node("n3", 10).alone("web", "n1", 5)
                .past(moved(ago, cause, "n2", "n1")).wish(Goal.PREFERENCE, "web", "n1", 1, 4, "n2");
    }

    @Test
    void whatIsTooSmallStaysWhereAllThatCouldGoIsTooLittle() {
        Plan plan = small(worthTwo(95), 10).plan();

        assertThat(plan.execute()).as("n1 would be at 85 %").isEmpty();
        assertThat(plan.vetoed()).hasSize(10).allSatisfy(refusal -> {
            assertThat(refusal.vetoes()).singleElement().satisfies(veto -> {
                assertThat(veto.rule()).isEqualTo("ORC-PLN-024");
                assertThat(veto.reason()).isEqualTo("it is not worth the restart: n2 would make it better by 1 point, "
                        + "2 points are wanted where all that could go is too little");
            });
        });
    }

    @Test
    void manySmallServicesGoWhereTogetherTheyRelieve() {
        assertThat(small(worthTwo(95), 11).plan().execute()).as("n1 would be at 84 %").isNotEmpty();
    }

    @Test
    void whatFitsOnlyOneByOneDoesNotRelieveTogether() {
        assertThat(small(tight(75), 11).plan().execute()).as("ten fit").isEmpty();
        assertThat(small(tight(74), 11).plan().execute()).as("all fit").isNotEmpty();
        assertThat(small(tight(80).node("n3", 79), 11).plan().execute()).as("all fit on two nodes").isNotEmpty();
    }

    private static Memories tight(int second) {
        return new Memories().policy(new RelocationPolicy(85, 80, 0, 0, Map.of(), 2, 5)).node("n1", 95).node("n2", second);
    }

    @Test
    void replicasThatLeaveOneByOneCountTogether() {
        Memories memories = worthTwo(95).service("web");
        memories.cluster.service("web", words -> words.replicas(11));
        IntStream.range(0, 11).forEach(i -> memories.running("web", "n1", 1));

        assertThat(memories.wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1).plan().execute()).hasSize(1);
    }

    @Test
    void whatIsWorthItAloneGoesAlthoughThatIsNotEnough() {
        Memories memories = small(worthTwo(98), 2).alone("big", "n1", 2).wish(Goal.AVERT_EXHAUSTION, "big", "n1", 1, 1);

        assertThat(moves(memories.plan())).containsExactly(move("big", "n2"));
    }

    @Test
    void aRuleThatYieldsDoesSoWhereNoOtherNodeCanTakeTheService() {
        assertThat(moves(tier(50, Goal.AVERT_EXHAUSTION).plan())).as("the tier first").containsExactly(move("web", "n3"));
        assertThat(moves(tier(80, Goal.AVERT_EXHAUSTION).plan())).containsExactly(move("web", "n2"));
        assertThat(moves(tier(80, Goal.RELIEVE_MEMORY).plan())).as("mere pressure waits").isEmpty();
        assertThat(tier(80, Goal.AVERT_EXHAUSTION).forbid("n2", "it is a manager").plan().execute())
                .as("what always holds does so beside what yields").isEmpty();
    }

    /** n2 is of another tier, n3 of the service's own. */
    private static Memories tier(int third, Goal goal) {
        return new Memories().node("n1", 96).node("n2", 10).node("n3", third).alone("web", "n1", 15)
                .wish(goal, "web", "n1", 1, 1).forbid("n2", "its tier is small", Holds.UNLESS_MEMORY_RUNS_OUT);
    }

    @Test
    void ofEqualRestartsAServiceGoesThatRulesWelcomeThere() {
        Memories memories = new Memories().node("n1", 96).node("n2", 10).alone("api", "n1", 20).alone("web", "n1", 17)
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1).wish(Goal.AVERT_EXHAUSTION, "api", "n1", 1, 1)
                .forbid("n2", "its tier is small", Holds.UNLESS_MEMORY_RUNS_OUT);

        assertThat(moves(memories.plan())).containsExactly(move("web", "n2"));
    }

    private static List<Finding> stranded(Memories memories) {
        return Stranded.findings(memories.plan(), memories.cluster.facts());
    }

    /** A replica on each node: Swarm would take n2, which has fewer tasks, and n2 has no memory for it. */
    private static Memories replicas(int second) {
        Memories memories = new Memories().node("n1", 96).node("n2", second).node("n3", 20).service("web")
                .alone("one", "n3", 1).alone("two", "n3", 1);
        memories.cluster.service("web", words -> words.replicas(3));
        return memories.running("web", "n1", 15).running("web", "n2", 15).running("web", "n3", 15)
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1);
    }

    @Test
    void whereNoServiceCanLeaveThatIsFoundWithTheRulesThatKeepThem() {
        assertRefused(replicas(75).plan(), "ORC-PLN-023", "no node would be better off: n2 would be at 90 % (at most 85 %); "
                + "n3 would not be Swarm's choice, which is n2");
        assertThat(stranded(replicas(75))).containsExactly(new Finding("ORC-PLN-038", Cluster.id("n1"),
                "none of its services can leave n1, which is about to run out of memory: web (ORC-PLN-023)",
                "Maybe free memory on another node or add one, or stop something there by hand; orcastra explain says of each service"
                        + " why it stays."));
    }

    @Test
    void thatIsTheSameFindingAfterAnotherMeasurement() {
        assertThat(stranded(replicas(76))).isEqualTo(stranded(replicas(75)));
    }

    @Test
    void ofManyReasonsAFewAreNamed() {
        Memories memories = small(new Memories().node("n1", 96).node("n2", 80), 5);
        List<Proposal> wishes = memories.situation().proposals().stream().sorted(Comparator.comparing(Proposal::subject)).toList();
        List<String> rules = List.of("ORC-PLN-023", "ORC-PLN-023", "ORC-TST-301", "ORC-TST-302", "ORC-TST-303");
        List<Refusal> refused = IntStream.range(0, 5)
                .mapToObj(i -> new Refusal(wishes.get(i), List.of(new Veto(rules.get(i), wishes.get(i), i + " %")))).toList();

        assertThat(Stranded.findings(new Plan(List.of(), List.of(), refused), memories.cluster.facts())).singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .endsWith(": s0 and s1 (ORC-PLN-023); s2 (ORC-TST-301); s3 (ORC-TST-302); others for other reasons"));
    }

    @Test
    void whereOneCanLeaveOrWaitsNothingIsFound() {
        Memories leaving = new Memories().node("n1", 96).node("n2", 20).alone("big", "n1", 90).alone("web", "n1", 15)
                .wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1).wish(Goal.AVERT_EXHAUSTION, "big", "n1", 1, 1);
        Memories stuck = new Memories().node("n1", 96).node("n2", 80).alone("big", "n1", 90)
                .wish(Goal.AVERT_EXHAUSTION, "big", "n1", 1, 1);

        assertThat(stranded(leaving)).isEmpty();
        assertThat(stranded(stuck)).hasSize(1);
        assertThat(stranded(stuck.past(moved(Duration.ofSeconds(1), "cause", "n1", "n2"))))
                .as("the effect of a move is waited for").isEmpty();
    }
}
