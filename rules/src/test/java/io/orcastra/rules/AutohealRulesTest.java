package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.condition.ContainerUnhealthy;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.UnhealedContainer;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Unhealthy containers that Swarm does not own, and those it does. */
@ExtendWith(VerifierExtension.class)
class AutohealRulesTest {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Autoheal AUTOHEAL = new Autoheal(GRACE, false, 3);
    private static final Elapsed LONG = new Elapsed("unhealthy", "c1");
    private static final Elapsed WELL = new Elapsed("healthy again", "c1");
    private static final RestartContainer RESTART = new RestartContainer(id("n1"), "c1");

    private static Cluster beside(ContainerHealth health, String service, String label) {
        return new Cluster().node("n1").with(AUTOHEAL, container("c1", health, service, label));
    }

    private static Container container(String id, ContainerHealth health, String service, String label) {
        return new Container(id, id("n1"), "proxy", service, health, label);
    }

    private static Cluster unhealthy() {
        return beside(ContainerHealth.UNHEALTHY, "", "");
    }

    @Test
    @Verifies(value = "ORC-HEA-501", as = POSITIVE)
    void howLongItIsUnhealthyIsTimed(RuleVerifier rules) {
        rules.given(unhealthy()).concludes(new Timer("unhealthy", "c1", GRACE, true));
    }

    @Test
    @Verifies(value = "ORC-HEA-501", as = NEGATIVE)
    void neitherATaskNorWithoutThePolicyIsTimed(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.UNHEALTHY, "shop_web", ""));
        rules.given(new Cluster().node("n1").with(container("c1", ContainerHealth.UNHEALTHY, "", "")));
    }

    @Test
    @Verifies(value = "ORC-HEA-501", as = BOUNDARY)
    void theStartPeriodIsNotTimed(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.STARTING, "", ""));
        rules.given(beside(ContainerHealth.HEALTHY, "", ""));
        rules.given(unhealthy());
    }

    @Test
    @Verifies(value = "ORC-HEA-101", as = POSITIVE)
    void afterTheGracePeriodItIsUnhealthy(RuleVerifier rules) {
        rules.given(unhealthy(), LONG).concludes(new ContainerUnhealthy("c1", id("n1")));
    }

    @Test
    @Verifies(value = "ORC-HEA-101", as = NEGATIVE)
    void withinTheGracePeriodItIsNot(RuleVerifier rules) {
        rules.given(unhealthy()).concludesNo(ContainerUnhealthy.class);
        rules.given(unhealthy(), new Elapsed("unhealthy", "c2"));
        rules.given(unhealthy(), new Elapsed("starting", "c1"));
        rules.given(beside(ContainerHealth.UNHEALTHY, "shop_web", ""), LONG);
    }

    @Test
    @Verifies(value = "ORC-HEA-101", as = BOUNDARY)
    void onceItIsHealthyItIsNotUnhealthy(RuleVerifier rules) {
        rules.given(unhealthy(), LONG);
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), LONG);
    }

    @Test
    @Verifies(value = "ORC-HEA-502", as = POSITIVE)
    void howLongItIsHealthyAgainIsTimed(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), new Attempts("c1", "unhealthy", 1))
                .concludes(new Timer("healthy again", "c1", Duration.ofMinutes(10)));
    }

    @Test
    @Verifies(value = "ORC-HEA-502", as = NEGATIVE)
    void whatWasNeverRestartedIsNotTimed(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.HEALTHY, "", ""));
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), new Attempts("c2", "unhealthy", 1));
        rules.given(beside(ContainerHealth.HEALTHY, "shop_web", ""), new Attempts("c1", "unhealthy", 1));
    }

    @Test
    @Verifies(value = "ORC-HEA-502", as = BOUNDARY)
    void whatOnlyStartsIsNotHealthyAgain(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), new Attempts("c1", "unhealthy", 1));
        rules.given(beside(ContainerHealth.STARTING, "", ""), new Attempts("c1", "unhealthy", 1));
    }

    @Test
    @Verifies(value = "ORC-HEA-102", as = POSITIVE)
    void healthyForLongItHasRecovered(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), WELL).concludes(new Recovered("c1"));
    }

    @Test
    @Verifies(value = "ORC-HEA-102", as = NEGATIVE)
    void healthyForAMomentItHasNot(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.HEALTHY, "", "")).concludesNo(Recovered.class);
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), new Elapsed("healthy again", "c2"));
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), LONG);
        rules.given(beside(ContainerHealth.HEALTHY, "shop_web", ""), WELL);
    }

    @Test
    @Verifies(value = "ORC-HEA-102", as = BOUNDARY)
    void unhealthyOnceMoreItHasNotRecovered(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), WELL);
        rules.given(unhealthy(), WELL);
    }

    @Test
    @Verifies(value = "ORC-HEA-201", as = POSITIVE)
    void anUnhealthyContainerIsRestarted(RuleVerifier rules) {
        rules.given(unhealthy(), LONG).approves(RESTART);
        rules.given(beside(ContainerHealth.UNHEALTHY, "", "true"), LONG).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-HEA-201", as = NEGATIVE)
    void aTaskIsLeftToSwarm(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.UNHEALTHY, "shop_web", ""), LONG).proposes();
        rules.given(beside(ContainerHealth.HEALTHY, "", ""), LONG).proposes();
    }

    @Test
    @Verifies(value = "ORC-HEA-201", as = BOUNDARY)
    void nothingIsDoneWithinTheGracePeriod(RuleVerifier rules) {
        rules.given(unhealthy()).proposes();
        rules.given(unhealthy(), LONG).proposes(RESTART);
    }

    @Test
    @Verifies(value = "ORC-HEA-301", as = POSITIVE)
    void aLabelThatSaysNoForbidsIt(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.UNHEALTHY, "", "false"), LONG).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-301", as = NEGATIVE)
    void noLabelForbidsNothing(RuleVerifier rules) {
        rules.given(unhealthy(), LONG).approves(RESTART);
        rules.given(unhealthy().with(container("c2", ContainerHealth.UNHEALTHY, "", "false")), LONG).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-HEA-301", as = BOUNDARY)
    void onlyTheWordFalseSaysNo(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.UNHEALTHY, "", "perhaps"), LONG).approves(RESTART);
        rules.given(beside(ContainerHealth.UNHEALTHY, "", "false"), LONG).approves();
    }

    private static Cluster labelled(boolean only, String label) {
        return new Cluster().node("n1").with(new Autoheal(GRACE, only, 3), container("c1", ContainerHealth.UNHEALTHY, "", label));
    }

    @Test
    @Verifies(value = "ORC-HEA-302", as = POSITIVE)
    void whereALabelIsAskedForOneWithoutIsLeftAlone(RuleVerifier rules) {
        rules.given(labelled(true, ""), LONG).approves();
        rules.given(labelled(true, "perhaps"), LONG).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-302", as = NEGATIVE)
    void whereNoneIsAskedForOneWithoutIsRestarted(RuleVerifier rules) {
        rules.given(labelled(false, ""), LONG).approves(RESTART);
        rules.given(labelled(true, "false"), LONG).approves();
        rules.given(labelled(true, "true").with(container("c2", ContainerHealth.UNHEALTHY, "", "")), LONG).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-HEA-302", as = BOUNDARY)
    void withTheLabelItIsRestarted(RuleVerifier rules) {
        rules.given(labelled(true, "true"), LONG).approves(RESTART);
        rules.given(labelled(true, ""), LONG).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-303", as = POSITIVE)
    void anExcludedNameForbidsIt(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new UnhealedContainer("pro.*")).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-303", as = NEGATIVE)
    void anotherNameForbidsNothing(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new UnhealedContainer("db.*")).approves(RESTART);
        Container other = new Container("c2", id("n1"), "db", "", ContainerHealth.UNHEALTHY, "");
        rules.given(unhealthy().with(other), LONG, new UnhealedContainer("db.*")).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-HEA-303", as = BOUNDARY)
    void aPatternHasToMatchTheWholeName(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new UnhealedContainer("prox")).approves(RESTART);
        rules.given(unhealthy(), LONG, new UnhealedContainer("proxy")).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-304", as = POSITIVE)
    void afterTooManyAttemptsItIsLeftAlone(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new Attempts("c1", "unhealthy", 4)).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-304", as = NEGATIVE)
    void attemptsOfOthersDoNotCount(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new Attempts("c2", "unhealthy", 4)).approves(RESTART);
        rules.given(unhealthy(), LONG, new Attempts("c1", "something else", 4)).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-HEA-304", as = BOUNDARY)
    void theLastAttemptIsTheLimit(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new Attempts("c1", "unhealthy", 2)).approves(RESTART);
        rules.given(unhealthy(), LONG, new Attempts("c1", "unhealthy", 3)).approves();
    }

    @Test
    @Verifies(value = "ORC-HEA-401", as = POSITIVE)
    void anUnhealthyTaskIsReported(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.UNHEALTHY, "shop_web", "")).finds("ORC-HEA-401", "proxy of shop_web is unhealthy");
    }

    @Test
    @Verifies(value = "ORC-HEA-401", as = NEGATIVE)
    void aContainerOutsideOfSwarmIsNotReportedAsATask(RuleVerifier rules) {
        rules.given(unhealthy());
    }

    @Test
    @Verifies(value = "ORC-HEA-401", as = BOUNDARY)
    void aHealthyTaskIsNotReported(RuleVerifier rules) {
        rules.given(beside(ContainerHealth.UNHEALTHY, "shop_web", ""));
        rules.given(beside(ContainerHealth.STARTING, "shop_web", ""));
    }

    @Test
    @Verifies(value = "ORC-HEA-402", as = POSITIVE)
    void oneThatIsGivenUpIsReported(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new Attempts("c1", "unhealthy", 4)).finds("ORC-HEA-402", "unhealthy after 4 restarts");
    }

    @Test
    @Verifies(value = "ORC-HEA-402", as = NEGATIVE)
    void oneThatIsStillTriedIsNot(RuleVerifier rules) {
        rules.given(unhealthy(), LONG);
        rules.given(unhealthy(), LONG, new Attempts("c2", "unhealthy", 4));
        rules.given(unhealthy(), new Attempts("c1", "unhealthy", 4));
    }

    @Test
    @Verifies(value = "ORC-HEA-402", as = BOUNDARY)
    void beforeTheLastAttemptNothingIsReported(RuleVerifier rules) {
        rules.given(unhealthy(), LONG, new Attempts("c1", "unhealthy", 2));
        rules.given(unhealthy(), LONG, new Attempts("c1", "unhealthy", 3));
    }
}
