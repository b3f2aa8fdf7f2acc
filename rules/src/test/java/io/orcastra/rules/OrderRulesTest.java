package io.orcastra.rules;

import static io.orcastra.rules.ColocationRulesTest.displaced;
import static io.orcastra.rules.ColocationRulesTest.held;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.HeldByOperator;
import io.orcastra.facts.condition.HomeOrdered;
import io.orcastra.facts.condition.Unmovable;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators order by a command. */
@ExtendWith(VerifierExtension.class)
class OrderRulesTest {
    private static final Order ALL = new Order("o1", Command.UPDATE_DEPENDENTS, "");
    private static final Order OF_DB = new Order("o1", Command.UPDATE_DEPENDENTS, "db");
    private static final HomeOrdered WEB = new HomeOrdered(id("web"), "order o1");
    private static final LabelsWithdrawn NONE = new LabelsWithdrawn();
    private static final DependentsPaused PAUSED = new DependentsPaused();
    private static final MoveService HOME = new MoveService(id("web"), Set.of(id("n1")));

    /** The database runs where it should and its label is there; n2 bears it as well. */
    private static Cluster labelled() {
        return new Cluster().node("n1").node("n2").service("db").anchor("db", "db").running("db", "n1")
                .label("n1", "db", "true").label("n2", "db", "true");
    }

    private static Cluster givenUp() {
        return displaced().with(new Elapsed("displaced", RuleVerifier.ofPack().given(displaced()).of(Displaced.class).get(0)));
    }

    private static List<Proposal> by(String rule, Firing firing) {
        return firing.proposals().stream().filter(proposal -> proposal.rule().equals(rule)).toList();
    }

    private static boolean isVetoed(String rule, Firing firing) {
        return firing.of(Veto.class).stream().anyMatch(veto -> veto.rule().equals(rule));
    }

    @Test
    @Verifies(value = "ORC-ORD-101", as = POSITIVE)
    void everyDependentIsOrderedHome(RuleVerifier rules) {
        rules.given(displaced(), ALL).concludes(WEB);
    }

    @Test
    @Verifies(value = "ORC-ORD-101", as = NEGATIVE)
    void anotherCommandOrdersNothingHome(RuleVerifier rules) {
        rules.given(displaced(), new Order("o1", Command.RELABEL_ALL, "")).concludesNo(HomeOrdered.class);
    }

    @Test
    @Verifies(value = "ORC-ORD-101", as = BOUNDARY)
    void whatFollowsNobodyHasNoHome(RuleVerifier rules) {
        rules.given(displaced().service("other").running("other", "n2"), ALL).concludes(WEB)
                .doesNotConclude(new HomeOrdered(id("other"), "order o1"), new HomeOrdered(id("db"), "order o1"));
        rules.given(displaced(), OF_DB);
    }

    @Test
    @Verifies(value = "ORC-ORD-102", as = POSITIVE)
    void theDependentsOfOneAnchorAreOrderedHome(RuleVerifier rules) {
        rules.given(displaced(), OF_DB).concludes(WEB);
    }

    @Test
    @Verifies(value = "ORC-ORD-102", as = NEGATIVE)
    void thoseOfAnotherAreNot(RuleVerifier rules) {
        rules.given(displaced().service("cache").anchor("cache", "cache"), new Order("o1", Command.UPDATE_DEPENDENTS, "cache"))
                .concludesNo(HomeOrdered.class);
        rules.given(displaced(), new Order("o1", Command.RELABEL_ANCHOR, "db")).concludesNo(HomeOrdered.class);
    }

    @Test
    @Verifies(value = "ORC-ORD-102", as = BOUNDARY)
    void anAnchorIsToldByItsNameAndNotByItsService(RuleVerifier rules) {
        Cluster shop = new Cluster().node("n1").node("n2").service("shop_db").service("web").anchor("db", "shop_db")
                .dependency("shop_db", "web").running("shop_db", "n1").running("web", "n2");
        rules.given(shop, OF_DB).concludes(WEB);
        rules.given(shop, new Order("o1", Command.UPDATE_DEPENDENTS, "shop_db")).concludesNo(HomeOrdered.class);
    }

    @Test
    @Verifies(value = "ORC-ORD-103", as = POSITIVE)
    void pausedDependentsKeepTheirAnchor(RuleVerifier rules) {
        rules.given(displaced(), PAUSED, new MoveRequest("m1", "db", id("n3")))
                .concludes(new Unmovable(id("web"), "web is paused with all dependents"));
    }

    @Test
    @Verifies(value = "ORC-ORD-103", as = NEGATIVE)
    void dependentsThatAreNotPausedKeepNothing(RuleVerifier rules) {
        rules.given(displaced(), new MoveRequest("m1", "db", id("n3"))).concludesNo(Unmovable.class);
        rules.given(displaced(), PAUSED).concludesNo(Unmovable.class);
    }

    @Test
    @Verifies(value = "ORC-ORD-103", as = BOUNDARY)
    void anAnchorItselfIsNotPaused(RuleVerifier rules) {
        Firing firing = rules.given(displaced(), PAUSED, new MoveRequest("m1", "db", id("n3")));
        assertThat(firing.of(Unmovable.class)).extracting(Unmovable::serviceId).containsExactly(id("web"));
        rules.given(displaced(), new MoveRequest("m1", "db", id("n3"))).concludesNo(Unmovable.class);
    }

    @Test
    @Verifies(value = "ORC-ORD-201", as = POSITIVE)
    void aDisplacedDependentIsMovedHomeWithoutWaiting(RuleVerifier rules) {
        assertThat(by("ORC-ORD-201", rules.given(displaced(), ALL))).containsExactly(
                new Proposal("ORC-ORD-201", HOME, "order o1", "an operator ordered web to its anchor"));
    }

    @Test
    @Verifies(value = "ORC-ORD-201", as = NEGATIVE)
    void aDependentAtHomeIsNotTouched(RuleVerifier rules) {
        Cluster home = new Cluster().node("n1").node("n2").service("db").service("web").anchor("db", "db").dependency("db", "web")
                .running("db", "n1").running("web", "n1");
        assertThat(by("ORC-ORD-201", rules.given(home, ALL))).isEmpty();
    }

    @Test
    @Verifies(value = "ORC-ORD-201", as = BOUNDARY)
    void whatHoldsTheUsualWishDoesNotHoldTheOrder(RuleVerifier rules) {
        String usual = by("ORC-COL-201", RuleVerifier.ofPack().given(displaced())).get(0).cause();
        Firing firing = rules.given(displaced(), ALL, new Backoff(id("web"), usual, 3, Cluster.EPOCH.plusSeconds(600)));
        assertThat(by("ORC-ORD-201", firing)).hasSize(1);
        assertThat(firing.of(Veto.class)).extracting(veto -> veto.proposal().rule()).containsOnly("ORC-COL-201");
        assertThat(by("ORC-ORD-201", rules.given(displaced()))).isEmpty();
    }

    @Test
    void aDependentThatWasGivenUpIsTriedAgainWhenOrdered() {
        assertThat(isVetoed("ORC-COL-304", RuleVerifier.ofPack().given(givenUp()))).isTrue();
        assertThat(isVetoed("ORC-COL-304", RuleVerifier.ofPack().given(givenUp(), ALL))).isFalse();
        assertThat(isVetoed("ORC-COL-304", RuleVerifier.ofPack().given(givenUp(), new Order("o1", Command.NOOP, "")))).isTrue();
    }

    @Test
    void aPauseOutranksAnOrder() {
        Firing firing = RuleVerifier.ofPack().given(displaced(), ALL, new Paused("", "test", null));
        assertThat(firing.of(Veto.class)).extracting(veto -> veto.proposal().rule()).contains("ORC-ORD-201");
    }

    @Test
    @Verifies(value = "ORC-ORD-202", as = POSITIVE)
    void withdrawnLabelsOfAnchorsAreTaken(RuleVerifier rules) {
        rules.given(labelled(), NONE).approves(new RemoveNodeLabel(id("n1"), "db"), new RemoveNodeLabel(id("n2"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ORD-202", as = NEGATIVE)
    void otherLabelsAreNotOursToTake(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").anchor("db", "db").label("n1", "ssd", "true").label("n1", "db", "other"), NONE);
    }

    @Test
    @Verifies(value = "ORC-ORD-202", as = BOUNDARY)
    void aWithdrawnLabelThatATaskNeedsIsKept(RuleVerifier rules) {
        rules.given(labelled().service("web").running("web", "n1").constraint("web", "node.labels.db", "true"), NONE)
                .vetoes("ORC-GRD-311", "runs there only with this label").approves(new RemoveNodeLabel(id("n2"), "db"));
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).anchor("db", "db").label("n1", "db", "true"), NONE).proposes();
    }

    @Test
    @Verifies(value = "ORC-ORD-203", as = POSITIVE)
    void withdrawnLabelsOfTheInventoryAreTaken(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").label("n1", "disk", "ssd").with(new InventoryLabel("n1", "disk", "ssd")), NONE)
                .approves(new RemoveNodeLabel(id("n1"), "disk"));
    }

    @Test
    @Verifies(value = "ORC-ORD-203", as = POSITIVE)
    void oneLabelOfANodeDoesNotWaitForTheRestOfAnother(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").label("n1", "disk", "ssd").label("n1", "zone", "a")
                .with(new InventoryLabel("n1", "disk", "ssd")).with(new InventoryLabel("n1", "zone", "a"))
                .with(new Cooldown(id("n1"), LabelsWithdrawn.CAUSE + "disk", Instant.EPOCH)), NONE)
                .vetoes("ORC-GRD-301", "cooling down").approves(new RemoveNodeLabel(id("n1"), "zone"));
    }

    @Test
    @Verifies(value = "ORC-ORD-203", as = NEGATIVE)
    void withoutAnOrderTheyStay(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").label("n1", "disk", "ssd").with(new InventoryLabel("n1", "disk", "ssd"))).proposes();
    }

    @Test
    @Verifies(value = "ORC-ORD-203", as = BOUNDARY)
    void anotherNodesLabelAndAnotherValueStay(RuleVerifier rules) {
        InventoryLabel ssd = new InventoryLabel("n1", "disk", "ssd");
        assertThat(by("ORC-ORD-203", rules.given(new Cluster().node("n1").label("n1", "disk", "hdd").with(ssd), NONE))).isEmpty();
        assertThat(by("ORC-ORD-203", rules.given(new Cluster().node("n1").node("n2").label("n2", "disk", "ssd").with(ssd), NONE)))
                .isEmpty();
        assertThat(by("ORC-ORD-203", rules.given(
                new Cluster().node("n1", NodeStatus.DOWN).label("n1", "disk", "ssd").with(ssd), NONE))).isEmpty();
        assertThat(by("ORC-ORD-203", rules.given(new Cluster().node("n1").label("n1", "disk", "ssd").with(ssd), NONE))).hasSize(1);
    }

    @Test
    @Verifies(value = "ORC-ORD-301", as = POSITIVE)
    void whileLabelsAreWithdrawnNoneIsSet(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("db").anchor("db", "db").running("db", "n1"), NONE)
                .vetoes("ORC-ORD-301", "relabel_all").approves();
    }

    @Test
    @Verifies(value = "ORC-ORD-301", as = NEGATIVE)
    void otherwiseTheyAreSet(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("db").anchor("db", "db").running("db", "n1"))
                .approves(new SetNodeLabel(id("n1"), "db", "true"));
    }

    @Test
    @Verifies(value = "ORC-ORD-301", as = BOUNDARY)
    void takingALabelIsNotSettingOne(RuleVerifier rules) {
        assertThat(isVetoed("ORC-ORD-301", rules.given(labelled(), NONE))).isFalse();
        rules.given(new Cluster().node("n1").with(new InventoryLabel("n1", "disk", "ssd")), NONE)
                .vetoes("ORC-ORD-301", "relabel_all");
    }

    @Test
    @Verifies(value = "ORC-ORD-302", as = POSITIVE)
    void whileDependentsArePausedTheyAreLeftAlone(RuleVerifier rules) {
        rules.given(displaced(), PAUSED).vetoes("ORC-ORD-302", "resume_dependents").aboutServices().approves();
    }

    @Test
    @Verifies(value = "ORC-ORD-302", as = NEGATIVE)
    void withoutThePauseTheyAreMoved(RuleVerifier rules) {
        rules.given(displaced()).aboutServices().approves(HOME);
    }

    @Test
    @Verifies(value = "ORC-ORD-302", as = BOUNDARY)
    void labelsAndServicesThatFollowNobodyAreNotPaused(RuleVerifier rules) {
        Proposal other = new Proposal("ORC-TST-201", new MoveService(id("other"), Set.of(id("n1"))), "cause", "a test");
        Firing firing = rules.given(displaced().service("other").running("other", "n2"), PAUSED, other);
        assertThat(firing.of(Veto.class)).extracting(veto -> veto.proposal().subject()).containsOnly(id("web"));
        assertThat(isVetoed("ORC-ORD-302", rules.given(new Cluster().node("n1").node("n2").service("other")
                .running("other", "n2"), PAUSED, other))).isFalse();
    }

    @Test
    @Verifies(value = "ORC-HLD-105", as = POSITIVE)
    void whileDependentsArePausedTheTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), PAUSED).concludes(new HeldByOperator(id("web")), held("web"));
    }

    @Test
    @Verifies(value = "ORC-HLD-105", as = NEGATIVE)
    void afterThePauseOfDependentsTheTimeGoesOn(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldByOperator.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-105", as = BOUNDARY)
    void whatFollowsNobodyIsNotTimed(RuleVerifier rules) {
        rules.given(displaced().service("other").running("other", "n2"), PAUSED).concludes(new HeldByOperator(id("web")))
                .doesNotConclude(new HeldByOperator(id("other")));
        rules.given(new Cluster().node("n1").service("other").running("other", "n1"), PAUSED).concludesNo(HeldByOperator.class);
    }
}
