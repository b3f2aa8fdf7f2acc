package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Unmovable;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.ServiceWords;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is not moved, be it alone or with what it follows. */
@ExtendWith(VerifierExtension.class)
class UnmovableRulesTest {
    private static Cluster web(UnaryOperator<ServiceWords> words) {
        return swarm().service("web", words).running("web", "n1");
    }

    private static Cluster web() {
        return web(web -> web);
    }

    private static Unmovable unmovable(String reason) {
        return new Unmovable(id("web"), reason);
    }

    @Test
    @Verifies(value = "ORC-REB-104", as = POSITIVE)
    void dataKeepsAService(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.VOLUME, "data")).concludes(unmovable("web keeps data on its node"));
    }

    @Test
    @Verifies(value = "ORC-REB-104", as = NEGATIVE)
    void withoutDataNothingKeepsIt(RuleVerifier rules) {
        rules.given(web()).concludesNo(Unmovable.class);
    }

    @Test
    @Verifies(value = "ORC-REB-104", as = BOUNDARY)
    void itsOwnerMayLetTheDataBehind(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.VOLUME, "data"));
        rules.given(web().mount("web", MountType.VOLUME, "data").serviceLabel("web", "orchestration.movable", "true"))
                .concludesNo(Unmovable.class);
    }

    @Test
    @Verifies(value = "ORC-REB-105", as = POSITIVE)
    void itsOwnerKeepsAService(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.rebalance", "false"))
                .concludes(unmovable("web has opted out of rebalancing"));
    }

    @Test
    @Verifies(value = "ORC-REB-105", as = NEGATIVE)
    void withoutTheLabelItsOwnerDoesNot(RuleVerifier rules) {
        rules.given(web());
    }

    @Test
    @Verifies(value = "ORC-REB-105", as = BOUNDARY)
    void aGlobalServiceNeedsNoMove(RuleVerifier rules) {
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)).serviceLabel("web", "orchestration.rebalance", "false"));
        rules.given(web().serviceLabel("web", "orchestration.rebalance", "false"));
    }

    @Test
    @Verifies(value = "ORC-REB-106", as = POSITIVE)
    void aSlowStopKeepsAService(RuleVerifier rules) {
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMinutes(2))))
                .concludes(unmovable("stop_grace_period of web is above 55 s"));
    }

    @Test
    @Verifies(value = "ORC-REB-106", as = NEGATIVE)
    void aQuickStopDoesNot(RuleVerifier rules) {
        rules.given(web());
    }

    @Test
    @Verifies(value = "ORC-REB-106", as = BOUNDARY)
    void fiftyFiveSecondsAreQuick(RuleVerifier rules) {
        rules.given(web(web -> web.stopGracePeriod(Duration.ofSeconds(55))));
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMillis(55_001))));
    }

    @Test
    @Verifies(value = "ORC-REB-107", as = POSITIVE)
    void aWriterThatStartsFirstStays(RuleVerifier rules) {
        rules.given(web(web -> web.updateOrder(UpdateOrder.START_FIRST)).mount("web", MountType.CLUSTER, "shared"))
                .concludes(unmovable("web is a single writer with update order start-first"));
    }

    @Test
    @Verifies(value = "ORC-REB-107", as = NEGATIVE)
    void whatWritesNothingMayStartFirst(RuleVerifier rules) {
        rules.given(web(web -> web.updateOrder(UpdateOrder.START_FIRST)));
    }

    @Test
    @Verifies(value = "ORC-REB-107", as = NEGATIVE)
    void aGlobalWriterNeverRunsTwiceOnANode(RuleVerifier rules) {
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL).updateOrder(UpdateOrder.START_FIRST))
                .serviceLabel("web", "orchestration.single.writer", "true")).concludes(new SingleWriter(id("web")));
    }

    @Test
    @Verifies(value = "ORC-REB-107", as = BOUNDARY)
    void aWriterThatStopsFirstMoves(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.CLUSTER, "shared"));
        rules.given(web(web -> web.updateOrder(UpdateOrder.START_FIRST)).mount("web", MountType.CLUSTER, "shared"));
    }

    @Test
    @Verifies(value = "ORC-REB-108", as = POSITIVE)
    void anUpdateKeepsAService(RuleVerifier rules) {
        for (UpdateState state : List.of(UpdateState.UPDATING, UpdateState.PAUSED, UpdateState.ROLLBACK_PAUSED)) {
            rules.given(web(web -> web.updateState(state))).concludes(unmovable("an update of web is not over"));
        }
    }

    @Test
    @Verifies(value = "ORC-REB-108", as = NEGATIVE)
    void anUpdateThatIsOverDoesNot(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.COMPLETED)));
    }

    @Test
    @Verifies(value = "ORC-REB-108", as = BOUNDARY)
    void anUpdateOfOursIsNobodyElses(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.UPDATING)));
        rules.given(web(web -> web.updateState(UpdateState.UPDATING)), new InFlight(id("web"), "MoveService"));
    }

    @Test
    @Verifies(value = "ORC-REB-109", as = POSITIVE)
    void aPausedServiceStays(RuleVerifier rules) {
        rules.given(web(), new Paused("web", "night", null)).concludes(unmovable("web is paused"));
    }

    @Test
    @Verifies(value = "ORC-REB-109", as = NEGATIVE)
    void aPauseOfEverythingIsNotTheServices(RuleVerifier rules) {
        rules.given(web(), new Paused("", "night", null));
    }

    @Test
    @Verifies(value = "ORC-REB-109", as = BOUNDARY)
    void onlyThePausedServiceStays(RuleVerifier rules) {
        rules.given(web(), new Paused("db", "night", null));
        rules.given(web(), new Paused("web", "night", null));
    }

    @Test
    @Verifies(value = "ORC-REB-110", as = POSITIVE)
    void whatIsFoundByItsNodeStays(RuleVerifier rules) {
        rules.given(web(web -> web.hostPorts("80/tcp"))).concludes(unmovable("web publishes ports of its node"));
    }

    @Test
    @Verifies(value = "ORC-REB-110", as = NEGATIVE)
    void whatPublishesNothingMayMove(RuleVerifier rules) {
        rules.given(web());
    }

    @Test
    @Verifies(value = "ORC-REB-110", as = BOUNDARY)
    void itsOwnerMayLetTheAddressBehind(RuleVerifier rules) {
        rules.given(web(web -> web.hostPorts("80/tcp")));
        rules.given(web(web -> web.hostPorts("80/tcp")).serviceLabel("web", "orchestration.movable", "true"));
    }

    @Test
    @Verifies(value = "ORC-REB-308", as = POSITIVE)
    void aServiceThatStartsIsLeftAlone(RuleVerifier rules) {
        rules.given(web().task("web", "n2", TaskState.STARTING), wish(Goal.RELIEVE_MEMORY))
                .vetoes("ORC-REB-308", "web is starting");
    }

    @Test
    @Verifies(value = "ORC-REB-308", as = NEGATIVE)
    void aServiceThatRunsMayBeMoved(RuleVerifier rules) {
        rules.given(web(), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-REB-308", as = BOUNDARY)
    void whatIsStuckWhileItStartsIsMended(RuleVerifier rules) {
        rules.given(web().task("web", "n2", TaskState.STARTING), wish(Goal.SPREAD));
        rules.given(web().task("web", "n2", TaskState.STARTING), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-309", as = POSITIVE)
    void hostPortsKeepAServiceWhereItIs(RuleVerifier rules) {
        rules.given(web(web -> web.hostPorts("80/tcp")), wish(Goal.RELIEVE_MEMORY))
                .vetoes("ORC-REB-309", "orchestration.movable=true");
    }

    @Test
    @Verifies(value = "ORC-REB-309", as = NEGATIVE)
    void withoutHostPortsNothingKeepsIt(RuleVerifier rules) {
        rules.given(web(), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-REB-309", as = BOUNDARY)
    void aMovableServiceMayChangeItsAddress(RuleVerifier rules) {
        rules.given(web(web -> web.hostPorts("80/tcp")), wish(Goal.SPREAD));
        rules.given(web(web -> web.hostPorts("80/tcp")).serviceLabel("web", "orchestration.movable", "true"), wish(Goal.SPREAD));
    }
}
