package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.MayRunOn;
import io.orcastra.facts.condition.ToBeFenced;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.facts.policy.PoweredOff;
import io.orcastra.facts.policy.ServiceFencing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a copy of a single writer may run on a node that is down, and what is done to know that it does not. */
@ExtendWith(VerifierExtension.class)
class FencingRulesTest {
    private static final Fencing WAIT = new Fencing(FencingMode.WAIT);
    private static final Fencing SSH = new Fencing(FencingMode.SSH);
    private static final MayRunOn MAY_RUN = new MayRunOn(id("db"), id("n2"));
    private static final CutOff CUT = new CutOff("n2", id("db"), "old", Duration.ofSeconds(10));
    private static final LeftTask LEFT = new LeftTask("old", id("db"), id("n2"));

    /** A single writer by its label. */
    private static Cluster writer() {
        return new Cluster().node("n1").service("db").serviceLabel("db", "orchestration.single.writer", "true");
    }

    private static Cluster shopWriter() {
        return new Cluster().service("shop_db").serviceLabel("shop_db", "orchestration.single.writer", "true");
    }

    /** The writer ran on n2, which is down, and Swarm has given it up there. */
    private static Cluster left() {
        return writer().node("n2", NodeStatus.DOWN).with(LEFT);
    }

    private static Machine machine(MachineState state) {
        return new Machine("n2", state, id("n2"), "", "");
    }

    @Test
    @Verifies(value = "ORC-FNC-101", as = POSITIVE)
    void anEntryOfItsOwn(RuleVerifier rules) {
        rules.given(writer().with(new ServiceFencing("db", FencingMode.SSH))).concludes(new ToBeFenced(id("db"), FencingMode.SSH));
    }

    @Test
    @Verifies(value = "ORC-FNC-101", as = NEGATIVE)
    void whatIsNoSingleWriterNeedsNoFence(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("db").with(new ServiceFencing("db", FencingMode.WAIT)))
                .concludesNo(ToBeFenced.class);
        rules.given(writer().with(new ServiceFencing("other", FencingMode.WAIT))).concludesNo(ToBeFenced.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-101", as = BOUNDARY)
    void anEntryOfOffIsNone(RuleVerifier rules) {
        rules.given(writer().with(new ServiceFencing("db", FencingMode.OFF), WAIT)).concludesNo(ToBeFenced.class);
        rules.given(writer().with(new ServiceFencing("db", FencingMode.WAIT), new Fencing(FencingMode.OFF)))
                .concludes(new ToBeFenced(id("db"), FencingMode.WAIT));
    }

    @Test
    @Verifies(value = "ORC-FNC-101", as = POSITIVE)
    void anEntryByEitherName(RuleVerifier rules) {
        for (String name : List.of("db", "shop_db")) {
            rules.given(shopWriter().with(new ServiceFencing(name, FencingMode.WAIT)))
                    .concludes(new ToBeFenced(id("shop_db"), FencingMode.WAIT));
        }
    }

    @Test
    @Verifies(value = "ORC-FNC-102", as = NEGATIVE)
    void anEntryByEitherNameStandsAlone(RuleVerifier rules) {
        for (String name : List.of("db", "shop_db")) {
            rules.given(shopWriter().with(WAIT, new ServiceFencing(name, FencingMode.OFF))).concludesNo(ToBeFenced.class);
        }
    }

    @Test
    @Verifies(value = "ORC-FNC-102", as = POSITIVE)
    void allAreFenced(RuleVerifier rules) {
        rules.given(writer().with(WAIT)).concludes(new ToBeFenced(id("db"), FencingMode.WAIT));
    }

    @Test
    @Verifies(value = "ORC-FNC-102", as = NEGATIVE)
    void noneIsFencedUnlessWished(RuleVerifier rules) {
        rules.given(writer().with(new Fencing(FencingMode.OFF))).concludesNo(ToBeFenced.class);
        rules.given(writer()).concludesNo(ToBeFenced.class);
        rules.given(new Cluster().node("n1").service("db").with(WAIT)).concludesNo(ToBeFenced.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-102", as = BOUNDARY)
    void whatHasAnEntryOfItsOwnIsFencedByThatAlone(RuleVerifier rules) {
        rules.given(writer().with(WAIT, new ServiceFencing("db", FencingMode.SSH)))
                .concludes(new ToBeFenced(id("db"), FencingMode.SSH)).doesNotConclude(new ToBeFenced(id("db"), FencingMode.WAIT));
        rules.given(writer().with(WAIT, new ServiceFencing("other", FencingMode.SSH)))
                .concludes(new ToBeFenced(id("db"), FencingMode.WAIT)).doesNotConclude(new ToBeFenced(id("db"), FencingMode.SSH));
    }

    @Test
    @Verifies(value = "ORC-FNC-103", as = POSITIVE)
    void whatSwarmGaveUpMayRun(RuleVerifier rules) {
        rules.given(left().with(WAIT)).concludes(MAY_RUN);
    }

    @Test
    @Verifies(value = "ORC-FNC-103", as = NEGATIVE)
    void onANodeWithoutPowerOrAfterItsEndNothingRuns(RuleVerifier rules) {
        rules.given(left().with(WAIT, new PoweredOff("n2"))).concludesNo(MayRunOn.class);
        rules.given(left().with(WAIT, new StoppedTask("old", id("n2")))).concludesNo(MayRunOn.class);
        rules.given(left()).concludesNo(MayRunOn.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-103", as = BOUNDARY)
    void theEndOfOneTaskIsNotThatOfAnother(RuleVerifier rules) {
        rules.given(writer().node("n2").with(LEFT, WAIT)).concludes(MAY_RUN);
        rules.given(left().with(WAIT, new LeftTask("older", id("db"), id("n2")), new StoppedTask("older", id("n2")),
                new PoweredOff("n1"))).concludes(MAY_RUN);
        rules.given(writer().node("n2", NodeStatus.DOWN).service("web").with(WAIT, new LeftTask("web.1", id("web"), id("n2"))))
                .concludesNo(MayRunOn.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-104", as = POSITIVE)
    void whatIsStillWantedOnANodeThatIsDownMayRun(RuleVerifier rules) {
        rules.given(writer().node("n2", NodeStatus.DOWN).running("db", "n2").with(WAIT)).concludes(MAY_RUN);
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "ACCEPTED", "PREPARING", "READY", "STARTING", "RUNNING"})
    @Verifies(value = "ORC-FNC-104", as = POSITIVE)
    void whatIsToStartThereMayRunAsWell(TaskState state, RuleVerifier rules) {
        rules.given(writer().node("n2", NodeStatus.DOWN).task("db", "n2", state).with(WAIT)).concludes(MAY_RUN);
    }

    @Test
    @Verifies(value = "ORC-FNC-104", as = NEGATIVE)
    void whatRunsOnAReadyNodeRunsThereAlone(RuleVerifier rules) {
        rules.given(writer().node("n2").running("db", "n2").with(WAIT)).concludesNo(MayRunOn.class);
        rules.given(writer().node("n2", NodeStatus.DOWN).running("db", "n1").with(WAIT)).concludesNo(MayRunOn.class);
        rules.given(writer().node("n2", NodeStatus.DOWN).running("db", "n2").with(WAIT, new PoweredOff("n2")))
                .concludesNo(MayRunOn.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-104", as = BOUNDARY)
    void whatIsOnlyAssignedMayStartThere(RuleVerifier rules) {
        rules.given(writer().node("n2", NodeStatus.DOWN).task("db", "n2", TaskState.ASSIGNED).with(WAIT))
                .concludes(MAY_RUN);
        rules.given(writer().node("n2", NodeStatus.DOWN).task("db", "n2", TaskState.FAILED).with(WAIT))
                .concludesNo(MayRunOn.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-201", as = POSITIVE)
    void whatAMachineStillRunsIsStopped(RuleVerifier rules) {
        rules.given(left().with(SSH, machine(MachineState.IN_SWARM))).proposes(CUT);
    }

    @Test
    @Verifies(value = "ORC-FNC-201", as = NEGATIVE)
    void onAMachineThatDoesNotAnswerOrInModeWaitNothingIsStopped(RuleVerifier rules) {
        rules.given(left().with(WAIT, machine(MachineState.IN_SWARM))).concludesNo(Proposal.class);
        rules.given(left().with(SSH, machine(MachineState.UNREACHABLE))).concludesNo(Proposal.class);
        rules.given(left().with(SSH, machine(MachineState.ENGINE_SILENT))).concludesNo(Proposal.class);
        rules.given(left().with(SSH, machine(MachineState.IN_SWARM), new StoppedTask("old", id("n2")))).concludesNo(Proposal.class);
        rules.given(left().with(SSH, new Machine("n2", MachineState.IN_SWARM, id("n3"), "", ""))).concludesNo(Proposal.class);
        rules.given(left().with(SSH, machine(MachineState.IN_SWARM), new PoweredOff("n2"))).concludesNo(Proposal.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-201", as = BOUNDARY)
    void onlyWhatSwarmHasGivenUpIsStopped(RuleVerifier rules) {
        rules.given(writer().node("n2", NodeStatus.READY).with(LEFT, SSH, machine(MachineState.IN_SWARM))).concludesNo(Proposal.class);
        rules.given(writer().node("n2", NodeStatus.DOWN).running("db", "n2").with(SSH, machine(MachineState.IN_SWARM)))
                .concludesNo(Proposal.class);
        rules.given(left().with(SSH, machine(MachineState.SWARM_BROKEN))).proposes(CUT);
    }

    @Test
    @Verifies(value = "ORC-FNC-201", as = BOUNDARY)
    void ofSeveralTasksThatWereLeftTheOnesThatMayRunAreStopped(RuleVerifier rules) {
        LeftTask older = new LeftTask("older", id("db"), id("n2"));
        rules.given(left().with(SSH, machine(MachineState.IN_SWARM), new StoppedTask("old", id("n2")))).concludesNo(Proposal.class);
        assertThat(rules.given(left().with(SSH, machine(MachineState.IN_SWARM), older, new StoppedTask("older", id("n2"))))
                .proposals()).extracting(Proposal::action).containsExactly(CUT);
        rules.given(new Cluster().node("n2", NodeStatus.DOWN).service("db", words -> words.stopGracePeriod(Duration.ofMinutes(3)))
                .serviceLabel("db", "orchestration.single.writer", "true").with(LEFT, SSH, machine(MachineState.IN_SWARM)))
                .proposes(new CutOff("n2", id("db"), "old", Duration.ofMinutes(3)));
    }

    @Test
    @Verifies(value = "ORC-FNC-401", as = POSITIVE)
    void aWriterThatMayRunIsReported(RuleVerifier rules) {
        rules.given(left().with(WAIT)).finds("ORC-FNC-401", "db may still run on n2");
    }

    @Test
    @Verifies(value = "ORC-FNC-401", as = NEGATIVE)
    void aWriterThatDoesNotRunTwiceIsNotReported(RuleVerifier rules) {
        rules.given(writer().node("n2").running("db", "n2").with(WAIT)).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-401", as = BOUNDARY)
    void aReportEndsWithTheKnowledge(RuleVerifier rules) {
        rules.given(left().with(WAIT, new StoppedTask("other", id("n2")))).finds("ORC-FNC-401", "db");
        rules.given(left().with(WAIT, new StoppedTask("old", id("n2")))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-402", as = POSITIVE)
    void aMachineWithoutPowerCannotBeReady(RuleVerifier rules) {
        rules.given(new Cluster().node("n2").with(new PoweredOff("n2"))).finds("ORC-FNC-402", "n2 has no power");
    }

    @Test
    @Verifies(value = "ORC-FNC-402", as = NEGATIVE)
    void aMachineWithoutPowerIsDown(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").node("n2", NodeStatus.DOWN).with(new PoweredOff("n2"))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-402", as = BOUNDARY)
    void aNodeThatIsDisconnectedIsNotReady(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").node("n2").with(new PoweredOff("n2"))).finds("ORC-FNC-402", "n2");
        rules.given(new Cluster().node("n2", NodeStatus.DISCONNECTED).with(new PoweredOff("n2"))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-FNC-403", as = POSITIVE)
    void anActionThatIsLeftAsItIsIsReported(RuleVerifier rules) {
        rules.given(left().with(WAIT, new InFlight(id("db"), "MoveService")))
                .finds("ORC-FNC-403", "a pin that an action leaves on db stays, for db may still run on n2");
        rules.given(left().with(WAIT, new InFlight(id("db"), "RestartService"))).finds("ORC-FNC-403", "db");
    }

    @Test
    @Verifies(value = "ORC-FNC-403", as = NEGATIVE)
    void whatIsUnderWayOnAnotherServiceIsNotReported(RuleVerifier rules) {
        rules.given(left().with(WAIT)).finds("ORC-FNC-401", "db");
        rules.given(left().service("web").with(WAIT, new InFlight(id("web"), "MoveService"))).finds("ORC-FNC-401", "db");
        rules.given(left().with(WAIT, new InFlight(id("db"), "RestorePreviousSpec"))).finds("ORC-FNC-401", "db");
    }

    @Test
    @Verifies(value = "ORC-FNC-403", as = BOUNDARY)
    void theReportOfWhatIsLeftEndsWithTheKnowledge(RuleVerifier rules) {
        rules.given(left().with(WAIT, new InFlight(id("db"), "MoveService"), new StoppedTask("other", id("n2"))))
                .finds("ORC-FNC-403", "db");
        rules.given(left().with(WAIT, new InFlight(id("db"), "MoveService"), new StoppedTask("old", id("n2"))))
                .concludesNo(Finding.class);
    }
}
