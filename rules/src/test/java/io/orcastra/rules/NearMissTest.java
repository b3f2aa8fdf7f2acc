package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.CALM;
import static io.orcastra.rules.Rebalanced.MEMORY;
import static io.orcastra.rules.Rebalanced.stable;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.condition.NodeUp;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What looks almost like what a rule of a better place asks for. */
@ExtendWith(VerifierExtension.class)
class NearMissTest {
    private static final String PREFERRED = "orchestration.preferred.node";
    private static final String SPREAD = "orchestration.spread";

    private static Cluster labelled(Cluster swarm, String key, String value) {
        return swarm.service("web").running("web", "n1").serviceLabel("web", key, value);
    }

    /** No rebalancing is configured. */
    private static Cluster plain() {
        return new Cluster().node("n1").node("n2");
    }

    private static Cluster pair(Cluster swarm, ServiceMode mode, int replicas) {
        return swarm.service("web", web -> web.mode(mode).replicas(replicas)).running("web", "n1").running("web", "n1");
    }

    @Test
    @Verifies(value = "ORC-PRF-101", as = NEGATIVE)
    void noNodeIsPreferredByAnotherLabelOrWithoutRebalancing(RuleVerifier rules) {
        rules.given(labelled(plain(), PREFERRED, "n2"));
        rules.given(labelled(swarm(), "rack", "n2"));
    }

    @Test
    @Verifies(value = "ORC-PRF-102", as = NEGATIVE)
    void noIdIsPreferredByAnotherLabelOrWithoutRebalancing(RuleVerifier rules) {
        rules.given(labelled(plain(), PREFERRED, id("n2")));
        rules.given(labelled(swarm(), "rack", id("n2")));
    }

    @Test
    @Verifies(value = "ORC-PRF-401", as = NEGATIVE)
    void nothingIsMissedForAnotherLabelOrWithoutRebalancing(RuleVerifier rules) {
        rules.given(labelled(plain(), PREFERRED, "n9"));
        rules.given(labelled(swarm(), "rack", "n9"));
    }

    @Test
    @Verifies(value = "ORC-PRF-201", as = POSITIVE)
    void whatAnotherPrefersIsNoReasonToStay(RuleVerifier rules) {
        rules.given(labelled(swarm(), PREFERRED, "n2").service("cache").serviceLabel("cache", PREFERRED, "n1"), stable("n2"));
    }

    @Test
    @Verifies(value = "ORC-PRF-201", as = NEGATIVE)
    void aGlobalServicePrefersNothing(RuleVerifier rules) {
        rules.given(swarm().service("web", web -> web.mode(ServiceMode.GLOBAL)).running("web", "n1")
                .serviceLabel("web", PREFERRED, "n2"), stable("n2"));
        rules.given(labelled(swarm(), PREFERRED, "n2").serviceLabel("web", PREFERRED, "n1"), stable("n2"));
    }

    @Test
    @Verifies(value = "ORC-SPR-101", as = POSITIVE)
    void anotherLabelIsNoReasonNotToSpread(RuleVerifier rules) {
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 2).serviceLabel("web", "rack", "false"), new SpreadRepair());
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 2).serviceLabel("web", SPREAD, "true"), new SpreadRepair());
    }

    @Test
    @Verifies(value = "ORC-SPR-101", as = NEGATIVE)
    void nobodySpreadsWhatIsGlobalOrOneOrOptedOut(RuleVerifier rules) {
        rules.given(pair(swarm(), ServiceMode.GLOBAL, 2), new SpreadRepair());
        rules.given(pair(swarm(), ServiceMode.REPLICATED_JOB, 2), new SpreadRepair());
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 1), new SpreadRepair());
        for (String value : List.of("false", "no", "off", "0")) {
            rules.given(pair(swarm(), ServiceMode.REPLICATED, 2).serviceLabel("web", SPREAD, value), new SpreadRepair());
        }
    }

    @Test
    @Verifies(value = "ORC-SPR-102", as = POSITIVE)
    void aLabelMaySayYesInManyWords(RuleVerifier rules) {
        for (String value : List.of("true", "yes", "on", "1")) {
            rules.given(pair(swarm(), ServiceMode.REPLICATED, 2).serviceLabel("web", SPREAD, value));
        }
    }

    @Test
    @Verifies(value = "ORC-SPR-102", as = NEGATIVE)
    void noLabelSpreadsWhatIsGlobalOrOneOrSaysNo(RuleVerifier rules) {
        rules.given(pair(swarm(), ServiceMode.GLOBAL, 2).serviceLabel("web", SPREAD, "true"));
        rules.given(pair(swarm(), ServiceMode.REPLICATED_JOB, 2).serviceLabel("web", SPREAD, "true"));
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 1).serviceLabel("web", SPREAD, "true"));
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 2).serviceLabel("web", SPREAD, "maybe"));
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 2).serviceLabel("web", "rack", "true"));
        rules.given(pair(plain(), ServiceMode.REPLICATED, 2).serviceLabel("web", SPREAD, "true"));
    }

    @Test
    @Verifies(value = "ORC-SPR-201", as = NEGATIVE)
    void threeAreNotTwo(RuleVerifier rules) {
        rules.given(pair(swarm(), ServiceMode.REPLICATED, 3).running("web", "n1"), new SpreadRepair(), stable("n2"));
    }

    @Test
    @Verifies(value = "ORC-APT-101", as = NEGATIVE)
    void aGlobalServiceKeepsApartFromNothing(RuleVerifier rules) {
        rules.given(swarm().service("web", web -> web.mode(ServiceMode.GLOBAL)), new KeptApart("web", "apart"));
    }

    @Test
    @Verifies(value = "ORC-APT-102", as = NEGATIVE)
    void noLabelKeepsApartWithoutRebalancing(RuleVerifier rules) {
        rules.given(labelled(plain(), "orchestration.anti.affinity", "db"));
        rules.given(labelled(swarm(), "rack", "db"));
    }

    private static Cluster tiers(String here, String key, String there) {
        return labelled(swarm(), "orchestration.tier", "large").with(new NodeTiers("tier")).label("n1", "tier", here)
                .label("n2", key, there);
    }

    @Test
    @Verifies(value = "ORC-TIR-201", as = NEGATIVE)
    void onlyAStableNodeOfTheTierIsBetter(RuleVerifier rules) {
        rules.given(tiers("small", "disk", "large"), stable("n2"));
        rules.given(tiers("small", "tier", "medium"), stable("n2"));
        rules.given(tiers("small", "tier", "large"), stable("n1"));
        rules.given(tiers("large", "tier", "small").node("n3").label("n3", "tier", "large"), stable("n3"));
        rules.given(tiers("large", "tier", "large").label("n1", "disk", "small"), stable("n2"));
        rules.given(labelled(swarm(), "rack", "large").with(new NodeTiers("tier")).label("n1", "tier", "small")
                .label("n2", "tier", "large"), stable("n2"));
        rules.given(swarm().service("web", web -> web.mode(ServiceMode.GLOBAL)).running("web", "n1")
                .serviceLabel("web", "orchestration.tier", "large").with(new NodeTiers("tier")).label("n1", "tier", "small")
                .label("n2", "tier", "large"), stable("n2"));
    }

    @Test
    @Verifies(value = "ORC-TIR-311", as = NEGATIVE)
    void anotherLabelIsNoTier(RuleVerifier rules) {
        rules.given(labelled(swarm(), "rack", "large").with(new NodeTiers("tier")).label("n2", "tier", "small"),
                wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-TIR-401", as = POSITIVE)
    void aNodeWithTheValueUnderAnotherKeyIsNotOfTheTier(RuleVerifier rules) {
        rules.given(labelled(swarm(), "orchestration.tier", "large").with(new NodeTiers("tier")).label("n2", "disk", "large"));
    }

    @Test
    @Verifies(value = "ORC-TIR-401", as = NEGATIVE)
    void noTierIsMissedForAnotherLabelOrBeforeTheSwarmWasSeen(RuleVerifier rules) {
        rules.given(labelled(swarm(), "rack", "large").with(new NodeTiers("tier")));
        rules.given(new Cluster().service("web").serviceLabel("web", "orchestration.tier", "large").with(new NodeTiers("tier")));
    }

    @Test
    @Verifies(value = "ORC-REB-101", as = NEGATIVE)
    void anotherLabelDoesNotOptOut(RuleVerifier rules) {
        rules.given(labelled(swarm(), "rack", "false"));
    }

    @Test
    @Verifies(value = "ORC-REB-103", as = NEGATIVE)
    void anotherTimerDoesNotMakeANodeStable(RuleVerifier rules) {
        rules.given(swarm(), new Elapsed("memory pressure", new NodeUp(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-REB-311", as = NEGATIVE)
    void aNodeThatRestsIsNoTargetOfItsOwnServices(RuleVerifier rules) {
        rules.given(labelled(swarm(), "rack", "r1"), wish(Goal.SPREAD), new Resting(id("n1"), Cluster.EPOCH));
    }

    @Test
    @Verifies(value = "ORC-REB-306", as = POSITIVE)
    void onlyTheServiceThatIsBeingMovedIsNamed(RuleVerifier rules) {
        assertThat(rules.given(labelled(swarm(), "rack", "r1").service("cache"), wish(Goal.SPREAD),
                new InFlight(id("cache"), "MoveService")).conclusions("ORC-REB-306")).hasSize(1);
    }

    @Test
    @Verifies(value = "ORC-REB-309", as = NEGATIVE)
    void whatIsStuckIsNotFoundByClientsAnyway(RuleVerifier rules) {
        rules.given(swarm().service("web", web -> web.hostPorts("53/udp")).running("web", "n1"), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-313", as = POSITIVE)
    void anotherStableNodeDoesNotHelp(RuleVerifier rules) {
        rules.given(labelled(swarm(), "rack", "r1"), wish(Goal.SPREAD), stable("n1"))
                .vetoesTargets("ORC-REB-313", "not been up", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-MEM-101", as = NEGATIVE)
    void anotherTimerOfTheNodeIsNoPressure(RuleVerifier rules) {
        rules.given(swarm(), new Elapsed("memory runs out", id("n1")));
    }

    @Test
    @Verifies(value = "ORC-MEM-502", as = NEGATIVE)
    void anotherTimerOfTheNodeDoesNotProlongPressure(RuleVerifier rules) {
        rules.given(swarm().memory("n1", 82), new Elapsed("memory runs out", id("n1")));
    }

    @Test
    @Verifies(value = "ORC-MEM-302", as = NEGATIVE)
    void anEmergencyDoesNotHoldTheWishesOfOthers(RuleVerifier rules) {
        rules.given(labelled(plain().with(MEMORY, CALM), "rack", "r1"), new Elapsed("memory runs out", id("n1")),
                new Elapsed("running out", new NodeRunningOutOfMemory(id("n1"))), wish(Goal.SPREAD));
    }

    @Test
    @Verifies(value = "ORC-MEM-312", as = NEGATIVE)
    void unknownMemoryIsNobodysBusinessWithoutPolicyOrOnTheSource(RuleVerifier rules) {
        rules.given(labelled(plain().with(CALM), "rack", "r1"), wish(Goal.SPREAD), new MemoryUnknown(id("n2"), "gone"));
        rules.given(labelled(swarm(), "rack", "r1"), wish(Goal.SPREAD), new MemoryUnknown(id("n1"), "gone"));
    }

    @Test
    @Verifies(value = "ORC-MEM-404", as = POSITIVE)
    void anotherNodeOfUnknownMemoryIsNoMeasure(RuleVerifier rules) {
        rules.given(swarm().node("n3").memory("n1", 10), new MemoryUnknown(id("n3"), "gone"));
    }

    @Test
    @Verifies(value = "ORC-MEM-103", as = NEGATIVE)
    void whatHasSettingsOfItsOwnIsJudgedByThem(RuleVerifier rules) {
        Cluster full = swarm().service("shop_web").running("shop_web", "n1");
        for (String name : List.of("shop_web", "web")) {
            rules.given(full, new Elapsed("memory pressure", id("n1")),
                    new ServiceRebalancing(name, Rebalanced.WINDOW, Rebalanced.WINDOW, 0, 0));
        }
    }

    @Test
    @Verifies(value = "ORC-REB-105", as = NEGATIVE)
    void nothingOptsOutWithoutRebalancing(RuleVerifier rules) {
        rules.given(labelled(plain(), "orchestration.rebalance", "false"));
    }

    @Test
    @Verifies(value = "ORC-REB-106", as = NEGATIVE)
    void nothingStopsTooSlowlyWithoutRebalancing(RuleVerifier rules) {
        rules.given(plain().service("web", web -> web.stopGracePeriod(Duration.ofMinutes(2))));
        rules.given(swarm().service("web", web -> web.mode(ServiceMode.GLOBAL).stopGracePeriod(Duration.ofMinutes(2))));
    }

    @Test
    @Verifies(value = "ORC-REB-107", as = NEGATIVE)
    void nothingWouldRunTwiceWithoutRebalancing(RuleVerifier rules) {
        rules.given(plain().service("web", web -> web.updateOrder(UpdateOrder.START_FIRST))
                .serviceLabel("web", "orchestration.single.writer", "true"));
    }

    @Test
    @Verifies(value = "ORC-REB-108", as = NEGATIVE)
    void noUpdateKeepsAServiceWithoutRebalancing(RuleVerifier rules) {
        rules.given(plain().service("web", web -> web.updateState(UpdateState.UPDATING)));
    }

    @Test
    @Verifies(value = "ORC-REB-108", as = POSITIVE)
    void aRollbackKeepsAService(RuleVerifier rules) {
        rules.given(swarm().service("web", web -> web.updateState(UpdateState.ROLLBACK_STARTED)));
    }

    @Test
    @Verifies(value = "ORC-REB-109", as = NEGATIVE)
    void noPauseKeepsAServiceWithoutRebalancing(RuleVerifier rules) {
        rules.given(plain().service("web"), new Paused("web", "a test", null));
    }

    @Test
    @Verifies(value = "ORC-REB-110", as = NEGATIVE)
    void noPortsKeepAServiceWithoutRebalancing(RuleVerifier rules) {
        rules.given(plain().service("web", web -> web.hostPorts("53/udp")));
        rules.given(swarm().service("web", web -> web.mode(ServiceMode.GLOBAL).hostPorts("53/udp")));
    }

    @Test
    @Verifies(value = "ORC-BST-107", as = NEGATIVE)
    void aMachineThatIsANodeOfAnotherNameSupersedesNone(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").node("n3").node("n2", NodeStatus.DOWN)
                .with(new Machine("n2", MachineState.IN_SWARM, Cluster.id("n3"), "", "why")));
    }
}
