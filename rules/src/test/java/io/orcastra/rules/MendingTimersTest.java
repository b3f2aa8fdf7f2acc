package io.orcastra.rules;

import static io.orcastra.rules.BootstrapWords.node;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a restarted engine must be well, and a former entry be left. */
@ExtendWith(VerifierExtension.class)
class MendingTimersTest {
    private static final HealedNode HEALED = new HealedNode("n2");
    private static final Attempts TRIED = new Attempts("n2", "down " + id("n2"), 1);
    private static final Elapsed WELL = new Elapsed("ready again", "n2");
    private static final Timer READY = new Timer("ready again", "n2", Duration.ofMinutes(10));
    private static final Timer LEFT = new Timer("superseded", "old", Duration.ofMinutes(1), true);

    private static Cluster swarm(NodeStatus status) {
        return new Cluster().node("n1").node("n2", status);
    }

    private static Cluster ready() {
        return swarm(NodeStatus.READY);
    }

    /** Machine n2 says that it is the node n2, and the swarm has a former entry of its name. */
    private static Cluster former(NodeStatus status) {
        return ready().with(new Machine("n2", MachineState.IN_SWARM, id("n2"), "", ""),
                node("old", "n2", NodeRole.WORKER, status));
    }

    @Test
    @Verifies(value = "ORC-BST-108", as = POSITIVE)
    void anEngineWhoseNodeStaysReadyHasRecovered(RuleVerifier rules) {
        rules.given(ready().with(HEALED, TRIED, WELL)).concludes(new Recovered("n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-108", as = NEGATIVE)
    void anEngineWhoseNodeIsDownHasNotRecovered(RuleVerifier rules) {
        rules.given(swarm(NodeStatus.DOWN).with(HEALED, TRIED, WELL)).concludesNo(Recovered.class);
        rules.given(ready().with(TRIED, WELL)).concludesNo(Recovered.class);
    }

    @Test
    @Verifies(value = "ORC-BST-108", as = BOUNDARY)
    void anEngineWhoseNodeIsReadyMayFailAgain(RuleVerifier rules) {
        rules.given(ready().with(HEALED, TRIED)).concludesNo(Recovered.class);
        rules.given(ready().with(HEALED, TRIED, new Elapsed("ready again", "n1"))).concludesNo(Recovered.class);
        rules.given(ready().with(HEALED, TRIED, new Elapsed("ready", "n2"))).concludesNo(Recovered.class);
        rules.given(ready().with(HEALED, TRIED, WELL)).concludes(new Recovered("n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-502", as = POSITIVE)
    void itIsTimedHowLongTheNodeOfARestartedEngineIsReady(RuleVerifier rules) {
        rules.given(ready().with(HEALED, TRIED)).concludes(READY);
    }

    @Test
    @Verifies(value = "ORC-BST-502", as = NEGATIVE)
    void whatWasNeverTriedHasNothingToRecoverFrom(RuleVerifier rules) {
        rules.given(ready().with(HEALED)).concludesNo(Timer.class);
        rules.given(ready().with(HEALED, new Attempts("n1", "c", 1))).concludesNo(Timer.class);
        rules.given(ready().with(TRIED)).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-BST-502", as = BOUNDARY)
    void theTimeBeginsAnewWhenTheNodeIsDownAgain(RuleVerifier rules) {
        rules.given(swarm(NodeStatus.DOWN).with(HEALED, TRIED)).concludesNo(Timer.class);
        rules.given(swarm(NodeStatus.DISCONNECTED).with(HEALED, TRIED)).concludesNo(Timer.class);
        rules.given(ready().with(HEALED, TRIED)).concludes(READY);
    }

    @Test
    @Verifies(value = "ORC-BST-503", as = POSITIVE)
    void itIsTimedHowLongAnEntryIsSuperseded(RuleVerifier rules) {
        rules.given(former(NodeStatus.DOWN)).concludes(LEFT);
    }

    @Test
    @Verifies(value = "ORC-BST-503", as = NEGATIVE)
    void theEntryOfALiveNodeIsNotTimed(RuleVerifier rules) {
        rules.given(former(NodeStatus.READY)).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-BST-503", as = BOUNDARY)
    void anEntryThatIsDisconnectedIsNotTimedYet(RuleVerifier rules) {
        rules.given(former(NodeStatus.DISCONNECTED)).concludesNo(Timer.class);
        rules.given(former(NodeStatus.DOWN)).concludes(LEFT);
    }
}
