package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Loop, rules and planner together on a swarm in memory. */
class CoLocationTest {
    private final VirtualClock clock = new VirtualClock();

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").node("n3")
                .service("shop_db").running("shop_db", "n1")
                .service("shop_api").running("shop_api", "n2")
                .service("shop_web").running("shop_web", "n3")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api").dependency("shop_db", "shop_web");
    }

    @Test
    void theAnchorsNodeIsLabelledAndItsDependentsAreMovedOnce() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm, RuleVerifier.pack());

        loop.pass(Duration.ofMinutes(5));

        assertThat(swarm.done()).containsExactlyInAnyOrder(
                "label n1 db", "move shop_api to n1", "move shop_web to n1");
        assertThat(loop.last().plan().execute()).isEmpty();
    }
}
