package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside a whole shop in which all is well, a proposal is about what needs it, and names it. */
@ExtendWith(VerifierExtension.class)
class ProposalAimTest {

    private record Aim(String rule, Cluster need, Map<Action, String> proposed) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static Cluster shop() {
        return new Cluster().with(WellShop.facts()).node("n1").node("n2").service("db").service("web")
                .anchor("db", "db");
    }

    private static Cluster restarted(ServiceMode mode) {
        return shop().service("agent", agent -> agent.mode(mode)).label("n1", "db", "true").dependency("db", "agent", true)
                .task("agent", 1, "n1", TaskState.RUNNING, TaskState.RUNNING).ended("db", 1, "n1", TaskState.FAILED)
                .running("db", "n1").with(new RecentFailure("db.2", id("db")));
    }

    static Stream<Aim> aims() {
        return Stream.of(
                new Aim("ORC-ANC-201", shop().running("db", "n1").label("n2", "db", "true").label("n1", "disk", "true"), Map.of(
                        new SetNodeLabel(id("n1"), "db", "true"), "anchor db runs on this node")),
                new Aim("ORC-ANC-202", shop().running("db", "n1").label("n1", "db", "true").label("n2", "db", "true"), Map.of(
                        new RemoveNodeLabel(id("n2"), "db"), "anchor db runs elsewhere")),
                new Aim("ORC-ANC-203", shop().node("n3", NodeStatus.DOWN).label("n3", "db", "true").label("n1", "db", "true"),
                        Map.of(new RemoveNodeLabel(id("n3"), "db"),
                                "the node is down, so anchor db does not run there")),
                new Aim("ORC-COL-201", shop().dependency("db", "web").running("db", "n1").running("web", "n2"), Map.of(
                        new MoveService(id("web"), Set.of(id("n1"))), "a task of web runs away from its anchor")),
                new Aim("ORC-COL-202", shop().constraint("db", "node.id", "b9").constraint("web", "node.id", "n7")
                        .with(new KnownPin(id("web"), "node.id==n7")),
                        Map.of(new RestorePreviousSpec(id("web")),
                                "a rollback of web brought back a pin of an earlier move")),
                new Aim("ORC-LBL-201", shop().label("n2", "disk", "ssd").with(new InventoryLabel("n1", "disk", "ssd")), Map.of(
                        new SetNodeLabel(id("n1"), "disk", "ssd"), "the inventory gives n1 this label")),
                new Aim("ORC-PRN-201", shop().with(new LabelPruning(), new InventoryNode("n1", ""),
                        new InventoryLabel("b1", "old", "1"), new InventoryLabel("n1", "new", "1")).label("n1", "old", "1")
                        .label("n2", "old", "1"), Map.of(new RemoveNodeLabel(id("n1"), "old"),
                        "neither inventory nor anchor gives n1 this label")),
                new Aim("ORC-RST-201", shop().ended("db", 1, "n1", TaskState.FAILED), Map.of(
                        new RestartService(id("db"), Set.of()), "db has failed")),
                new Aim("ORC-RST-202", shop().mount("db", MountType.VOLUME, "data").ended("db", 1, "n1", TaskState.FAILED)
                        .ended("db", 2, "", TaskState.REJECTED), Map.of(new RestartService(id("db"), Set.of(id("n1"))),
                        "db has failed; its data is on the node where it ran last")),
                new Aim("ORC-RST-203", restarted(ServiceMode.REPLICATED), Map.of(
                        new RestartService(id("agent"), Set.of(id("n1"))), "an anchor of agent failed before it ran again")),
                new Aim("ORC-RST-204", restarted(ServiceMode.GLOBAL), Map.of(
                        new RestartService(id("agent"), Set.of()), "an anchor of agent failed before it ran again")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aims")
    void isAboutWhatNeedsIt(Aim aim, RuleVerifier rules) {
        Set<Map.Entry<Action, String>> proposed = rules.given(aim.need()).proposals().stream()
                .filter(proposal -> proposal.rule().equals(aim.rule()))
                .map(proposal -> Map.entry(proposal.action(), proposal.reason())).collect(toSet());

        assertThat(proposed).isEqualTo(aim.proposed().entrySet());
    }

    @Test
    void aShopInWhichAllIsWellNeedsNothing(RuleVerifier rules) {
        rules.given(new Cluster().with(WellShop.facts())).proposes();
    }
}
