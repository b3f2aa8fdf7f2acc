package io.orcastra.engine.plan;

import static io.orcastra.engine.plan.RelocationsTest.assertRefused;

import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.rules.verify.Cluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that will not do is named once, and what is in the way stands behind its name. */
class TargetWordsTest {
    private static final Resources HALF = new Resources(2_000_000_000L, 0, Map.of());

    @Test
    void aNodeWithRoomForSomeOfTheTasksSaysForHowMany() {
        Memories memories = new Memories().node("n1", 40).node("n2", 40);
        memories.cluster.service("api", words -> words.replicas(2).reservations(HALF))
                .service("other", words -> words.reservations(HALF)).running("other", "n2");
        memories.running("api", "n1", 5).running("api", "n1", 5).wish(Goal.EVACUATE, "api", "n1", 0, 2);

        assertRefused(memories.plan(), "ORC-PLN-023", "no node can take it: n2 could take only 1 more task of api:"
                + " then it needs 2 of CPU, 0 free (2 short)");
    }

    @Test
    void aNodeThatWouldNeedTheImagePulledSaysSo() {
        Memories memories = new Memories().node("n1", 92).node("n2", 40).alone("api", "n1", 15).relieve("n1", "api");
        memories.cluster.with(new LocalEngine(Cluster.id("n1"), "1.40", "cluster"));

        assertRefused(memories.plan(), "ORC-PLN-023", "no node would be better off: n2 has run no task of"
                + " registry.example/app:1@sha256:1, and this engine's API (1.40) has no jobs to pull it with;"
                + " maybe run a task of that digest there by hand, or update the engines");
    }

    /** What memory would say of a node that Swarm does not use is of no interest. */
    @Test
    void swarmsOwnReasonIsToldFirst() {
        Memories full = new Memories().node("n1", 92).node("n2", 85);
        full.cluster.node("n3", NodeStatus.DOWN);
        full.cluster.service("api", words -> words.reservations(new Resources(5_000_000_000L, 0, Map.of())));

        assertRefused(full.running("api", "n1", 15).relieve("n1", "api").plan(), "ORC-PLN-023",
                "no node would be better off: n2 needs 5 of CPU, 4 free (1 short); n3 is down and needs 5 of CPU, 4 free (1 short)");
    }

    @Test
    void aNodeThatSwarmDoesNotUseIsNoneWithTooLittleGain() {
        Memories memories = new Memories().node("n1", 92).node("n2", 60);
        memories.cluster.service("api", words -> words.reservations(new Resources(5_000_000_000L, 0, Map.of())));

        assertRefused(memories.running("api", "n1", 1).relieve("n1", "api").plan(), "ORC-PLN-023",
                "no node would be better off: n2 needs 5 of CPU, 4 free (1 short)");
    }
}
