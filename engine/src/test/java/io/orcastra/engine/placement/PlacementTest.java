package io.orcastra.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final long MIB = 1L << 20;

    private static Node node(String name, Resources resources) {
        return new Node(Cluster.id(name), name, NodeRole.WORKER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.7",
                Leadership.NONE, new Platform("linux", "x86_64"), resources, "20.10.24", Map.of("disk", "ssd"),
                Set.of("Volume/local", "Volume/netshare:latest"));
    }

    private static Service service(
            Resources reservations, Set<String> ports, List<Platform> platforms, Set<String> plugins) {
        return new Service(Cluster.id("web"), "web", "", ServiceMode.REPLICATED, 1, 0, "web:1", UpdateState.NONE,
                UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), RestartCondition.ANY, Duration.ofSeconds(5), 0,
                reservations, ports, platforms, plugins, "f");
    }

    private static final Service PLAIN = service(Resources.NONE, Set.of(), List.of(), Set.of());

    private static List<String> obstacles(Service service, Node node, Object... more) {
        List<Object> facts = new ArrayList<>(List.of(more));
        facts.add(service);
        facts.add(node);
        ClusterView cluster = ClusterView.of(facts);
        return new Placement(cluster).obstacles(service, node, Room.of(cluster));
    }

    @Test
    void aPlainServiceRunsAnywhere() {
        assertThat(obstacles(PLAIN, node("n1", Resources.NONE))).isEmpty();
    }

    @Test
    void aNodeThatIsDownOrDrainedTakesNothing() {
        Node down = (Node) new Cluster().node("n1", NodeStatus.DOWN).facts().get(0);
        assertThat(obstacles(PLAIN, down)).containsExactly("is down");

        Node ready = node("n1", Resources.NONE);
        Node drained = new Node(ready.id(), "n1", ready.role(), Availability.DRAIN, ready.status(), "", "", Leadership.NONE,
                ready.platform(), ready.resources(), "", Map.of(), Set.of());
        assertThat(obstacles(PLAIN, drained)).containsExactly("has availability drain");
    }

    @Test
    void aLackOfResourcesSaysByHowMuch() {
        Node small = node("n1", new Resources(1_000_000_000L, 512 * MIB, Map.of("gpu", 1L)));
        Service big = service(new Resources(1_500_000_000L, 768 * MIB, Map.of("gpu", 3L)), Set.of(), List.of(), Set.of());

        assertThat(obstacles(big, small)).containsExactly(
                "needs 1.5 of CPU, 1 free (0.5 short) and needs 768 MiB of memory, 512 MiB free (256 MiB short)"
                        + " and needs 3 of gpu, 1 free (2 short)");
    }

    @Test
    void whatAssignedTasksReserveIsTaken() {
        Node node = node("n1", new Resources(1_000_000_000L, 512 * MIB, Map.of()));
        Service service = service(new Resources(0, 300 * MIB, Map.of()), Set.of(), List.of(), Set.of());
        Object running = new Cluster().running("web", "n1").facts().get(0);

        assertThat(obstacles(service, node)).isEmpty();
        assertThat(obstacles(service, node, running))
                .containsExactly("needs 300 MiB of memory, 212 MiB free (88 MiB short)");
    }

    @Test
    void pluginsPlatformsAndHostPortsAreLookedAt() {
        Node node = node("n1", Resources.NONE);
        assertThat(obstacles(service(Resources.NONE, Set.of(), List.of(), Set.of("Volume/netshare")), node)).isEmpty();
        assertThat(obstacles(service(Resources.NONE, Set.of(), List.of(), Set.of("Volume/rexray")), node))
                .containsExactly("lacks the plugin Volume/rexray");
        assertThat(obstacles(service(Resources.NONE, Set.of(), List.of(new Platform("linux", "amd64")), Set.of()), node))
                .isEmpty();
        assertThat(obstacles(service(Resources.NONE, Set.of(), List.of(new Platform("linux", "arm64")), Set.of()), node))
                .containsExactly("is linux/x86_64, the image needs linux/arm64");
        Service published = service(Resources.NONE, Set.of("80/tcp"), List.of(), Set.of());
        assertThat(obstacles(published, node)).isEmpty();
        assertThat(obstacles(published, node, new Cluster().running("web", "n1").facts().get(0)))
                .containsExactly("has host port 80/tcp in use");
    }

    @Test
    void anEngineThatTellsOfNoLogDriverIsNotTakenToHaveNone() {
        Service logging = service(Resources.NONE, Set.of(), List.of(), Set.of("Log/journald"));
        Node telling = new Node(Cluster.id("n1"), "n1", NodeRole.WORKER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.7",
                Leadership.NONE, new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of("Log/json-file"));

        assertThat(obstacles(logging, node("n1", Resources.NONE))).isEmpty();
        assertThat(obstacles(logging, telling)).containsExactly("lacks the plugin Log/journald");
    }

    @Test
    void maxReplicasPerNodeIsLookedAt() {
        Cluster cluster = new Cluster().node("n1").service("web", words -> words.maxReplicasPerNode(1)).running("web", "n1");
        ClusterView view = ClusterView.of(cluster.facts());

        assertThat(new Placement(view).obstacles(view.service(Cluster.id("web")), view.nodes().get(0), Room.of(view)))
                .containsExactly("has 1 of at most 1 replicas per node");
    }

    @ParameterizedTest
    @CsvSource({
            "node.id,               EQUAL,     N1-ID,        true",
            "NODE.HOSTNAME,         EQUAL,     n1,           true",
            "node.hostname,         NOT_EQUAL, n1,           false",
            "node.role,             EQUAL,     worker,       true",
            "node.platform.os,      EQUAL,     Linux,        true",
            "node.platform.arch,    EQUAL,     x86_64,       true",
            "node.labels.db,        EQUAL,     TRUE,         true",
            "node.labels.DB,        EQUAL,     true,         false",
            "node.labels.none,      NOT_EQUAL, true,         true",
            "node.labels.none,      EQUAL,     true,         false",
            "engine.labels.disk,    EQUAL,     ssd,          true",
            "node.ip,               EQUAL,     10.0.0.7,     true",
            "node.ip,               EQUAL,     10.0.0.0/29,  true",
            "node.ip,               EQUAL,     10.0.0.8/29,  false",
            "node.ip,               NOT_EQUAL, 10.0.0.8/29,  true",
            "node.ip,               EQUAL,     fe80::/10,    false",
            "node.ip,               NOT_EQUAL, example.org,  false",
            "node.ip,               NOT_EQUAL, 10.0.0.0/40,  false",
            "node.platform.variant, NOT_EQUAL, v7,           false",
            "engine.version,        EQUAL,     20.10.24,     false",
            "node.labels.,          NOT_EQUAL, true,         false",
    })
    void constraintsAreReadAsSwarmKitReadsThem(String key, ConstraintOperator operator, String value, boolean satisfied) {
        Node node = node("n1", Resources.NONE);
        PlacementConstraint constraint = new PlacementConstraint(Cluster.id("web"), key, operator, value);

        assertThat(Constraints.satisfied(constraint, node, Map.of("db", "true"))).isEqualTo(satisfied);
        assertThat(obstacles(PLAIN, node, constraint, new NodeLabel(node.id(), "db", "true")).isEmpty())
                .isEqualTo(satisfied);
    }

    private static String expected(Cluster cluster) {
        ClusterView view = ClusterView.of(cluster.facts());
        return new Placement(view).expectedNode(view.service(Cluster.id("web")), view.nodes(), Room.of(view))
                .map(Node::hostname).orElse("none");
    }

    private static String expected(Cluster cluster, Map<String, Integer> failures) {
        ClusterView view = ClusterView.of(cluster.facts());
        return new Placement(view).expectedNodes(view.service(Cluster.id("web")), 1, view.nodes(), Room.of(view),
                node -> failures.getOrDefault(node.hostname(), 0)).get(0).hostname();
    }

    @Test
    void theNodeWithTheFewestTasksOfTheServiceComesFirstThenTheOneWithTheFewestTasks() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("web").service("db")
                .running("web", "n1").running("db", "n2").running("db", "n2");

        assertThat(expected(cluster)).isEqualTo("n3");
        assertThat(expected(cluster.running("web", "n3"))).isEqualTo("n2");
    }

    @Test
    void aNodeOnWhichTheServiceFailedOftenComesLast() {
        Cluster cluster = new Cluster().node("n1").node("n2").service("web").service("db").running("db", "n2");

        assertThat(expected(cluster, Map.of("n1", 4))).isEqualTo("n1");
        assertThat(expected(cluster, Map.of("n1", 5))).isEqualTo("n2");
    }

    @Test
    void spreadPreferencesChooseTheBranchBeforeTheNode() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("web").service("db")
                .label("n1", "zone", "a").label("n2", "zone", "a").label("n3", "zone", "b")
                .with(new SpreadPreference(Cluster.id("web"), "node.labels.zone", 0))
                .running("web", "n1").running("db", "n3").running("db", "n3");

        assertThat(expected(cluster)).isEqualTo("n3");
    }

    @Test
    void amongNodesWithManyFailuresTheOneWithFewestComesFirst() {
        Cluster cluster = new Cluster().node("n1").node("n2").service("web").service("db").running("db", "n2");

        assertThat(expected(cluster, Map.of("n1", 7, "n2", 6))).isEqualTo("n2");
        assertThat(expected(cluster, Map.of("n1", 6, "n2", 6))).isEqualTo("n1");
        assertThat(expected(cluster, Map.of("n1", 4, "n2", 1))).isEqualTo("n1");
    }

    @Test
    void tasksOnNodesThatCanTakeNoMoreCountInTheirBranch() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3")
                .service("web", words -> words.maxReplicasPerNode(1)).service("db")
                .label("n1", "zone", "a").label("n2", "zone", "a").label("n3", "zone", "b")
                .with(new SpreadPreference(Cluster.id("web"), "node.labels.zone", 0))
                .running("web", "n1").running("db", "n3");

        assertThat(expected(cluster)).isEqualTo("n3");
    }

    @Test
    void aPreferenceForAnythingButLabelsIsIgnored() {
        Cluster cluster = new Cluster().node("n1").node("n2").service("web").service("db")
                .with(new SpreadPreference(Cluster.id("web"), "node.id", 0)).running("db", "n1");

        assertThat(expected(cluster)).isEqualTo("n2");
    }

    @Test
    void tasksThatWaitTogetherFillNodesInTurn() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("web").service("db")
                .running("db", "n2").running("db", "n3").running("db", "n3");

        assertThat(expected(cluster, 4)).containsExactly("n1", "n2", "n3", "n1");
        assertThat(expected(cluster.running("web", "n1"), 3)).containsExactly("n2", "n3", "n1");
    }

    /** Choosing the best node three times over would put two on n1 again. */
    @Test
    void aNodeOfAGroupIsNotLookedAtAgainBeforeItsTurn() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("web").service("db")
                .running("web", "n1").running("web", "n2").running("web", "n3").running("web", "n3")
                .running("db", "n2").running("db", "n3").running("db", "n3").running("db", "n3");

        assertThat(expected(cluster, 3)).containsExactly("n1", "n2", "n2");
    }

    @Test
    void aGroupGoesOnWhereThereIsRoomAndTheRestWaits() {
        Cluster cluster = new Cluster().node("n1").node("n2")
                .service("web", words -> words.maxReplicasPerNode(2)).running("web", "n1");

        assertThat(expected(cluster, 5)).containsExactly("n2", "n2", "n1");
    }

    @Test
    void aGroupIsDividedAmongBranchesByTheirEvenShare() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").node("n4").service("web")
                .label("n1", "zone", "a").label("n2", "zone", "a").label("n3", "zone", "b").label("n4", "zone", "c")
                .with(new SpreadPreference(Cluster.id("web"), "node.labels.zone", 0));

        assertThat(expected(cluster, 3)).containsExactlyInAnyOrder("n1", "n3", "n4");
    }

    /** The emptiest zone is not sure to get the next task: any may that is below the even share. */
    @Test
    void whichOfTheBranchesBelowTheirShareComesFirstIsNotDetermined() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("web")
                .label("n1", "zone", "a").label("n2", "zone", "b").label("n3", "zone", "c")
                .with(new SpreadPreference(Cluster.id("web"), "node.labels.zone", 0)).running("web", "n2");
        for (int i = 0; i < 5; i++) {
            cluster.running("web", "n3");
        }
        ClusterView view = ClusterView.of(cluster.facts());
        Placement backwards = new Placement(view, Comparator.comparing(Node::id).reversed());

        assertThat(expected(cluster)).isEqualTo("n1");
        assertThat(backwards.expectedNode(view.service(Cluster.id("web")), view.nodes(), Room.of(view)))
                .map(Node::hostname).contains("n2");
    }

    private static List<String> expected(Cluster cluster, int tasks) {
        ClusterView view = ClusterView.of(cluster.facts());
        return new Placement(view).expectedNodes(view.service(Cluster.id("web")), tasks, view.nodes(), Room.of(view))
                .stream().map(Node::hostname).toList();
    }

    @Test
    void noNodeIsExpectedWhereAllRefuse() {
        Cluster cluster = new Cluster().node("n1").service("web").constraint("web", "node.labels.db", "true");
        ClusterView view = ClusterView.of(cluster.facts());

        assertThat(expected(cluster)).isEqualTo("none");
        assertThat(new Placement(view).explanation(view.service(Cluster.id("web")), view.nodes(), Room.of(view)))
                .isEqualTo("n1 does not satisfy node.labels.db==true");
    }
}
