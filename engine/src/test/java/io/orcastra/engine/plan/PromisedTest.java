package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nodes have 8 GiB; one of three tasks of api, 2 GiB each, has come to n2 so far. */
@DisplayName("Room that a move under way will take yet")
class PromisedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String API = Cluster.id("api");
    private static final String WEB = Cluster.id("web");
    private static final Set<String> FROM = Set.of(Cluster.id("n1"));
    private static final Set<String> HOME = Set.of(Cluster.id("n2"));

    private static Resources memory(int gibibytes) {
        return new Resources(0, (long) gibibytes << 30, Map.of());
    }

    private static Plan plan(PastAction.End end, Set<String> underWay, int gibibytes) {
        Cluster cluster = new Cluster().node("n1").node("n2")
                .service("api", api -> api.replicas(3).reservations(memory(2)))
                .running("api", "n1").running("api", "n1").running("api", "n2")
                .service("web", web -> web.reservations(memory(gibibytes))).running("web", "n1");
        PastAction move = new PastAction(NOW.minusSeconds(5), API, "MoveService", "cause", FROM, HOME, end);
        return new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", new MoveService(WEB, HOME), "cause", "why")), List.of(), underWay, List.of(),
                List.of(move), Budgets.DEFAULT, NOW));
    }

    @Test
    @DisplayName("is left to it")
    void isTaken() {
        assertThat(plan(PastAction.End.OPEN, Set.of(API), 3).vetoed()).singleElement().satisfies(refusal ->
                assertThat(refusal.vetoes().get(0).reason()).contains("n2 needs 3072 MiB of memory, 2048 MiB free"));
    }

    @Test
    @DisplayName("is all that it takes")
    void theRestIsFree() {
        assertThat(plan(PastAction.End.OPEN, Set.of(API), 2).execute()).hasSize(1);
    }

    /** n2 has a task of api and three of others, n3 has five of others: by tasks alone a service goes to n2. */
    @Test
    @DisplayName("is not taken for tasks that are there when it is foretold where Swarm places the next one")
    void nobodyIsThereYet() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("api", api -> api.replicas(3)).running("api", "n1")
                .running("api", "n1").running("api", "n2").service("web").running("web", "n1");
        for (int i = 0; i < 3; i++) {
            cluster = cluster.service("n2-" + i).running("n2-" + i, "n2").service("n3-" + i).running("n3-" + i, "n3");
        }
        cluster = cluster.service("n3-3").running("n3-3", "n3").service("n3-4").running("n3-4", "n3");
        PastAction move = new PastAction(NOW.minusSeconds(5), API, "MoveService", "cause", FROM, HOME, PastAction.End.OPEN);

        assertThat(new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", new MoveService(WEB, Set.of(Cluster.id("n2"), Cluster.id("n3"))), "cause", "why")),
                List.of(), Set.of(API), List.of(), List.of(move), Budgets.DEFAULT, NOW)).execute()).singleElement()
                .satisfies(planned -> assertThat(planned.targets()).containsValue(Cluster.id("n2")));
    }

    @Test
    @DisplayName("is free once it is over")
    void isFreeAfterwards() {
        assertThat(plan(PastAction.End.FAILED, Set.of(), 3).execute()).hasSize(1);
        assertThat(plan(PastAction.End.OPEN, Set.of(), 3).execute()).as("of an instance that died").hasSize(1);
    }
}
