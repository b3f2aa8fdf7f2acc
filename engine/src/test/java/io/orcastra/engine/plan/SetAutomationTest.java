package io.orcastra.engine.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.control.Approval;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.rules.verify.Cluster;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Services that move as one: what is set for one of them is set for the move of all. */
class SetAutomationTest {
    private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");

    /** The database, which api and web follow, on a node that runs out of memory. */
    private static Memories shop(Object... settings) {
        Memories memories = shop(settings, new Memories().node("n1", 96).node("n2", 10));
        return memories.wish(Goal.AVERT_EXHAUSTION, "db", "n1", 0, 1);
    }

    private static Memories shop(Object[] settings, Memories memories) {
        memories.cluster.service("db").service("api").service("web").with(settings);
        return memories.running("db", "n1", 20).running("api", "n1", 5).running("web", "n1", 5)
                .follows("api", "db").follows("web", "api");
    }

    private static String held(Plan plan) {
        assertThat(plan.execute()).isEmpty();
        return plan.deferred().isEmpty() ? plan.vetoed().get(0).vetoes().get(0).reason()
                : plan.deferred().get(0).vetoes().get(0).reason();
    }

    private static String id(Plan plan) {
        String reason = held(plan);
        return reason.substring(reason.lastIndexOf(' ') + 1);
    }

    @Test
    void aSetThatNothingIsSetForGoesByItself() {
        assertThat(shop().plan().execute()).extracting(action -> action.proposal().subject()).containsExactly(Cluster.id("db"));
    }

    @Test
    void whatFollowsAnythingThatAsksIsAskedForWithTheFirst() {
        assertThat(held(shop(new ServiceAutomation("web", AutomationLevel.ASK)).plan()))
                .startsWith("it waits for approval: orcastra approve ");
    }

    @Test
    void aSetOfWhichOneIsOnlyReportedStays() {
        assertThat(held(shop(new ServiceAutomation("api", AutomationLevel.REPORT),
                new ServiceAutomation("web", AutomationLevel.ASK)).plan()))
                .isEqualTo("api, which moves with it, is set to be reported only");
    }

    @Test
    void theRuleThatMovesWhatFollowsCountsForTheSet() {
        assertThat(held(shop(new RuleAutomation("ORC-COL-201", AutomationLevel.REPORT)).plan()))
                .isEqualTo("rule ORC-COL-201, which moves what follows it, is set to be reported only");
    }

    @Test
    void whatIsSetForAServiceOutsideTheSetDoesNotCount() {
        Memories memories = shop(new ServiceAutomation("other", AutomationLevel.REPORT));
        memories.cluster.service("other");

        assertThat(memories.running("other", "n2", 1).plan().execute()).hasSize(1);
    }

    @Test
    void whatFollowsComesAfterByItselfThoughAnotherFollowerAsks() {
        assertThat(following("api", new ServiceAutomation("db", AutomationLevel.ASK)).execute()).hasSize(1);
        assertThat(held(following("api", new ServiceAutomation("web", AutomationLevel.ASK))))
                .startsWith("it waits for approval");
    }

    /** The plan where this service is to be moved to what it follows. */
    private static Plan following(String service, Object... settings) {
        return shop(settings, new Memories().node("n1", 50).node("n2", 10)).wish(new Proposal("ORC-COL-201",
                new MoveService(Cluster.id(service), Set.of(Cluster.id("n2"))), "cause", "displaced")).plan();
    }

    @Test
    void oneYesIsForTheWholeSetAndOnce() {
        ServiceAutomation ask = new ServiceAutomation("web", AutomationLevel.ASK);
        String id = id(shop(ask).plan());
        Memories approved = shop(ask, new Approval(id, LONG_AFTER));
        Plan plan = approved.plan();
        assertThat(plan.execute()).hasSize(1);

        Consents.Use use = approved.situation().weighing().uses(plan, Memories.NOW);

        assertThat(use.exchanges().keySet()).containsExactlyElementsOf(plan.execute());
        assertThat(use.spent()).containsExactly(id);
        assertThat(use.given()).extracting(Approval::plan).containsExactlyInAnyOrder(
                with("db", "n2"), with("api", "n2"), with("web", "n2"));
        assertThat(use.given()).extracting(Approval::until).containsOnly(Memories.NOW.plus(Consents.TO_FOLLOW));
    }

    private static String with(String service, String... nodes) {
        return "with." + Cluster.id(service) + Stream.of(nodes).map(node -> "." + Cluster.id(node)).collect(joining());
    }

    @Test
    void whatAYesBringsAlongIsToFollowToWhereTheFirstWent() {
        ServiceAutomation ask = new ServiceAutomation("web", AutomationLevel.ASK);

        assertThat(following("web", ask, new Approval(with("web", "n2"), LONG_AFTER)).execute()).hasSize(1);
        assertThat(following("web", ask, new Approval(with("web", "n1", "n2"), LONG_AFTER)).execute()).hasSize(1);
        assertThat(following("web", ask, new Approval(with("web", "n1"), LONG_AFTER)).execute()).as("elsewhere").isEmpty();
        assertThat(following("web", ask, new Approval(with("web"), LONG_AFTER)).execute()).as("nowhere").isEmpty();
        assertThat(following("web", ask, new Approval(with("web", "n2"), Instant.EPOCH)).execute()).as("too late").isEmpty();
        assertThat(following("web", ask, new Approval(with("api", "n2"), LONG_AFTER)).execute()).as("another's").isEmpty();
        assertThat(shop(ask, new Approval(with("db", "n2"), LONG_AFTER)).plan().execute())
                .as("another relocation is another question").isEmpty();
    }

    @Test
    void itMayLeaveAgainTheNodeItWasLetGoToAndNoOther() {
        ServiceAutomation ask = new ServiceAutomation("web", AutomationLevel.ASK);

        assertThat(back(ask, new Approval(with("db", "n1"), LONG_AFTER)).execute()).hasSize(1);
        assertThat(back(ask, new Approval(with("db", "n2"), LONG_AFTER)).execute()).isEmpty();
    }

    /** The plan where the database is to leave n1 again. */
    private static Plan back(Object... settings) {
        return shop(settings, new Memories().node("n1", 50).node("n2", 10)).wish(Goal.BRING_BACK, "db", "n1", 0, 1).plan();
    }

    @Test
    void whatNeedsNoYesSpendsNone() {
        Memories memories = shop(new Approval("0123456789ab", LONG_AFTER));

        assertThat(memories.situation().weighing().uses(memories.plan(), Memories.NOW).exchanges()).isEmpty();
    }
}
