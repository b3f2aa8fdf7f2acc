package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.rules.verify.Cluster;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AutomationTest {
    private static final Proposal WISH =
            new Proposal("ORC-TST-201", new RestartService(Cluster.id("api"), Set.of()), "cause", "why");
    private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Veto NO = new Veto("ORC-TST-301", WISH, "it is in the way");

    private static Plan plan(List<Veto> vetoes, Object... settings) {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").service("api").running("api", "n1").facts());
        facts.addAll(List.of(settings));
        return new Planner().plan(new Situation(ClusterView.of(facts), List.of(WISH), vetoes, Set.of(), List.of(), List.of(),
                Budgets.DEFAULT, Instant.EPOCH, Weighing.of(facts, List.of(), List.of(), MoveCosts.NONE)));
    }

    private static String refusal(Plan plan) {
        assertThat(plan.execute()).isEmpty();
        return plan.vetoed().get(0).vetoes().stream().map(veto -> veto.rule() + " " + veto.reason()).toList().toString();
    }

    @Test
    void whatIsNotNamedIsCarriedOut() {
        Plan plan = plan(List.of(), new RuleAutomation("ORC-TST-202", AutomationLevel.REPORT),
                new ServiceAutomation("web", AutomationLevel.REPORT));

        assertThat(plan.execute()).extracting(PlannedAction::proposal).containsExactly(WISH);
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void theWishOfARuleThatOnlyReportsIsShownAndNotCarriedOut() {
        assertThat(refusal(plan(List.of(), new RuleAutomation("ORC-TST-201", AutomationLevel.REPORT))))
                .isEqualTo("[ORC-PLN-030 rule ORC-TST-201 is set to be reported only]");
    }

    @Test
    void theMoreCarefulOfRuleAndServiceHolds() {
        assertThat(refusal(plan(List.of(), new RuleAutomation("ORC-TST-201", AutomationLevel.AUTOMATIC),
                new ServiceAutomation("api", AutomationLevel.REPORT))))
                .isEqualTo("[ORC-PLN-030 the service is set to be reported only]");
    }

    @Test
    void whatIsSetForAPolicyHoldsForItsRulesUnlessTheRuleIsSetMoreCarefully() {
        assertThat(refusal(plan(List.of(), new RuleAutomation("ORC-TST", AutomationLevel.REPORT))))
                .isEqualTo("[ORC-PLN-030 rule ORC-TST-201 is set to be reported only]");
        assertThat(refusal(plan(List.of(), new RuleAutomation("ORC-TST", AutomationLevel.ASK),
                new RuleAutomation("ORC-TST-201", AutomationLevel.REPORT)))).contains("ORC-PLN-030");
        assertThat(plan(List.of(), new RuleAutomation("ORC-TSU", AutomationLevel.REPORT)).execute()).hasSize(1);
        assertThat(plan(List.of(NO), new RuleAutomation("ORC-TST", AutomationLevel.REPORT)).execute()).isEmpty();
    }

    @Test
    void otherRefusalsOfAReportedWishAreShownAsWell() {
        assertThat(refusal(plan(List.of(NO), new ServiceAutomation("api", AutomationLevel.REPORT))))
                .contains("ORC-PLN-030", "ORC-TST-301");
    }

    @Test
    void theVetoOfARuleThatOnlyReportsDoesNotCountAndIsShown() {
        assertThat(refusal(plan(List.of(NO)))).contains("ORC-TST-301");

        Plan plan = plan(List.of(NO), new RuleAutomation("ORC-TST-301", AutomationLevel.REPORT));

        assertThat(plan.execute()).hasSize(1);
        assertThat(plan.uncounted()).containsExactly(NO);
        assertThat(plan.findings()).containsExactly(new Finding("ORC-PLN-031", Cluster.id("api"),
                "ORC-TST-301 is only reported, else it would refuse ORC-TST-201: it is in the way",
                "Maybe take the rule out of rules.report if it should be heard."));
    }

    @Test
    void whatAsksWaitsUntilThatVeryActionIsApprovedOf() {
        RuleAutomation ask = new RuleAutomation("ORC-TST-201", AutomationLevel.ASK);
        Plan held = plan(List.of(), ask);

        assertThat(held.execute()).isEmpty();
        String reason = held.deferred().get(0).vetoes().get(0).reason();
        assertThat(reason).startsWith("it waits for approval: orcastra approve ");
        String id = reason.substring(reason.lastIndexOf(' ') + 1);
        assertThat(id).matches("[0-9a-f]{12}");
        assertThat(plan(List.of(), ask, new Approval(id, LONG_AFTER)).execute()).hasSize(1);
        assertThat(plan(List.of(), ask, new Approval("000000000000", LONG_AFTER)).execute()).isEmpty();
        assertThat(plan(List.of(), ask, new Approval(id, Instant.EPOCH)).execute()).as("expired").isEmpty();
    }

    @Test
    void whatAsksHoldsUpNothingElseOfItsSubject() {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").service("api").running("api", "n1").facts());
        facts.add(new RuleAutomation("ORC-TST-201", AutomationLevel.ASK));
        Proposal other = new Proposal("ORC-TST-202", new RestartService(Cluster.id("api"), Set.of(Cluster.id("n1"))), "cause",
                "why");
        Plan plan = new Planner().plan(new Situation(ClusterView.of(facts), List.of(WISH, other), List.of(), Set.of(), List.of(),
                List.of(), Budgets.DEFAULT, Instant.EPOCH, Weighing.of(facts, List.of(), List.of(), MoveCosts.NONE)));

        assertThat(plan.execute()).extracting(PlannedAction::proposal).containsExactly(other);
        assertThat(plan.deferred()).extracting(Refusal::proposal).containsExactly(WISH);
    }

    private static LeftOutRule missing(Set<String> actions, Set<String> wishes) {
        return new LeftOutRule("ORC-OWN-301", "own.drl", 12, "its condition threw ArithmeticException: long overflow",
                actions, wishes);
    }

    @Test
    void whatAMissingRuleMightHaveForbiddenWaits() {
        for (LeftOutRule missing : List.of(missing(Set.of("RestartService"), Set.of()), missing(Set.of(), Set.of("ORC-TST-201")))) {
            Plan plan = plan(List.of(), missing);

            assertThat(plan.execute()).isEmpty();
            assertThat(plan.deferred()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes())
                    .containsExactly(new Veto("ORC-PLN-033", WISH, "rule ORC-OWN-301 (own.drl:12) is left out and might forbid "
                            + "it: its condition threw ArithmeticException: long overflow; maybe mend the file, or name the "
                            + "rule in rules.off to go on without it")));
        }
    }

    @Test
    void whatAMissingRuleCouldNotHaveForbiddenGoesOn() {
        assertThat(plan(List.of(), missing(Set.of("Relocate", "SetNodeLabel"), Set.of("ORC-TST-202"))).execute()).hasSize(1);
        assertThat(plan(List.of(), missing(Set.of(), Set.of())).execute()).hasSize(1);
    }

    @Test
    void aMissingRuleThatWouldOnlyBeReportedHoldsNothing() {
        assertThat(plan(List.of(), missing(Set.of("RestartService"), Set.of()),
                new RuleAutomation("ORC-OWN-301", AutomationLevel.REPORT)).execute()).hasSize(1);
    }

    @Test
    void aVetoIsShownBeforeWhatNobodyKnows() {
        assertThat(refusal(plan(List.of(NO), missing(Set.of("RestartService"), Set.of())))).contains("ORC-TST-301");
    }

    @Test
    void reliefThatAsksIsNoReasonToWaitWithReliefThatDoesNot() {
        Memories memories = new Memories().node("n1", 96).node("n2", 10)
                .wish(Goal.AVERT_EXHAUSTION, "asking", "n1", 1, 1).wish(Goal.AVERT_EXHAUSTION, "web", "n1", 1, 1);
        memories.cluster.service("asking").service("web");
        memories.running("asking", "n1", 40).running("web", "n1", 25);
        memories.cluster.with(new ServiceAutomation("asking", AutomationLevel.ASK));

        assertThat(memories.plan().execute()).extracting(action -> action.proposal().subject())
                .containsExactly(Cluster.id("web"));
    }
}
