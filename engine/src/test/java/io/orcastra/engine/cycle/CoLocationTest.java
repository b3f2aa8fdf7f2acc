package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
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
        VirtualLoop loop = VirtualLoop.of(clock, swarm);

        loop.pass(Duration.ofMinutes(5));

        assertThat(swarm.done()).containsExactlyInAnyOrder(
                "label n1 db", "move shop_api to n1", "move shop_web to n1");
        assertThat(loop.last().plan().execute()).isEmpty();
    }

    @Test
    void nothingIsDoneBeforeTwoEqualLooksASecondApart() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm);

        loop.pass(Duration.ofMillis(900));
        assertThat(swarm.done()).isEmpty();

        loop.pass(Duration.ofMillis(600));
        assertThat(swarm.done()).contains("label n1 db");
    }

    @Test
    void anUnchangedSwarmIsLeftAlone() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm);
        loop.pass(Duration.ofMinutes(5));
        int done = swarm.done().size();
        int looks = loop.records.size();

        loop.pass(Duration.ofHours(1));

        assertThat(swarm.done()).hasSize(done);
        assertThat(loop.records.size() - looks).as("one look per poll").isBetween(59, 62);
    }

    @Test
    void dependentsFollowTheirAnchorWhenItsNodeDies() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm);
        loop.pass(Duration.ofMinutes(5));

        swarm.kill("n1");
        loop.cycle.run("event");
        loop.pass(Duration.ofSeconds(10));

        String home = swarm.nodesOf("shop_db").get(0);
        assertThat(home).isNotEqualTo("n1");
        assertThat(swarm.nodesLabelled("db")).containsExactly(home);
        assertThat(swarm.nodesOf("shop_api")).containsExactly(home);
        assertThat(swarm.nodesOf("shop_web")).containsExactly(home);
    }

    @Test
    void tenKillsInARowAreFollowed() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm, within(new Budgets(5, 2, 100)));
        loop.pass(Duration.ofMinutes(1));

        for (int i = 0; i < 10; i++) {
            String home = swarm.nodesOf("shop_db").get(0);
            swarm.kill(home);
            loop.look();
            loop.pass(Duration.ofSeconds(30));
            String next = swarm.nodesOf("shop_db").get(0);
            assertThat(swarm.nodesOf("shop_api")).as("kill " + i).containsExactly(next);
            assertThat(swarm.nodesOf("shop_web")).as("kill " + i).containsExactly(next);
            swarm.revive(home);
            loop.pass(Duration.ofMinutes(2));
        }
    }

    @Test
    void anAnchorThatRestartsInPlaceTouchesNobody() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm);
        loop.pass(Duration.ofMinutes(5));
        int done = swarm.done().size();

        swarm.crash("shop_db");
        loop.pass(Duration.ofMinutes(5));

        assertThat(swarm.done()).hasSize(done);
    }

    @Test
    void dependentsRestartOnceInPlaceAfterTheirAnchorFailed() {
        Cluster cluster = new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1")
                .service("shop_api").running("shop_api", "n1")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api", true);
        InMemorySwarm swarm = new InMemorySwarm(clock, cluster);
        VirtualLoop loop = VirtualLoop.of(clock, swarm);
        loop.pass(Duration.ofMinutes(5));

        swarm.crash("shop_db");
        loop.pass(Duration.ofMinutes(20));

        assertThat(swarm.done()).containsExactly("label n1 db", "restart shop_api to n1");
    }

    @Test
    void nothingIsDoneWhileANodeIsUnknown() {
        InMemorySwarm swarm = new InMemorySwarm(clock, shop());
        VirtualLoop loop = VirtualLoop.of(clock, swarm);
        swarm.status("n2", NodeStatus.UNKNOWN);

        loop.pass(Duration.ofMinutes(3));

        assertThat(swarm.done()).isEmpty();
        assertThat(loop.last().plan().vetoed()).isNotEmpty();
    }

    @Test
    void theHourlyBudgetHoldsAndSaysUntilWhen() {
        InMemorySwarm swarm = new InMemorySwarm(clock, new Cluster().node("n1").node("n2").node("n3")
                .service("shop_db").running("shop_db", "n1")
                .service("shop_api").running("shop_api", "n2")
                .service("shop_web").running("shop_web", "n3")
                .anchor("db", "shop_db").with(patient("shop_api"), patient("shop_web")));
        VirtualLoop loop = VirtualLoop.of(clock, swarm, within(new Budgets(5, 2, 1)));

        loop.pass(Duration.ofMinutes(5));

        assertThat(swarm.done()).filteredOn(done -> done.startsWith("move")).hasSize(1);
        assertThat(loop.last().plan().deferred()).singleElement().satisfies(refusal ->
                assertThat(refusal.vetoes()).singleElement().satisfies(veto -> {
                    assertThat(veto.rule()).isEqualTo("ORC-PLN-006");
                    assertThat(veto.until()).isAfter(clock.instant());
                }));

        loop.pass(Duration.ofHours(1));
        assertThat(swarm.done()).filteredOn(done -> done.startsWith("move")).hasSize(2);
    }

    private static Dependency patient(String dependent) {
        return new Dependency("shop_db", dependent, false, List.of(Duration.ofMinutes(1)), Duration.ofHours(3));
    }

    private static EngineSettings within(Budgets budgets) {
        EngineSettings usual = EngineSettings.DEFAULT;
        return new EngineSettings(usual.poll(), usual.settle(), usual.leaseRenew(), usual.leaseFree(),
                usual.cooldown(), budgets, false);
    }
}
