package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The engine with its real rules on the simulated swarm. */
class SimulatedLoopTest {
    private final List<String> story = new ArrayList<>();
    private final List<DecisionRecord> decisions = new ArrayList<>();

    static Node manager(String name) {
        return new Node(Cluster.id(name), name, NodeRole.MANAGER, Availability.DRAIN, NodeStatus.READY, "", "10.0.0.9",
                Leadership.LEADER, new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8L << 30, Map.of()),
                "20.10.24", Map.of(), Set.of());
    }

    private static Set<Object> policy(Cluster cluster) {
        return cluster.facts().stream().filter(fact -> fact instanceof Anchor || fact instanceof Dependency)
                .collect(Collectors.toSet());
    }

    private SimulatedSwarm swarm(Cluster cluster) {
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.add(manager("m1"));
        SimulatedSwarm swarm = SimulatedSwarm.of(facts, 1, VirtualClock.START);
        swarm.listen(event -> story.add(event.kind() + " " + event.words()));
        return swarm;
    }

    private SimulatedLoop loop(SimulatedSwarm swarm, Cluster cluster) {
        return new SimulatedLoop(swarm, "m1", "one", RuleVerifier.pack(), EngineSettings.DEFAULT, policy(cluster),
                EngineListener.NOOP);
    }

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").node("n3")
                .service("shop_db").running("shop_db", "n1")
                .service("shop_api").running("shop_api", "n2")
                .service("shop_web").running("shop_web", "n3")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api").dependency("shop_db", "shop_web");
    }

    @Test
    void dependentsGatherAroundTheirAnchorAndStayThere() {
        SimulatedSwarm swarm = swarm(shop());
        SimulatedLoop loop = loop(swarm, shop());
        Map<String, Census.ServiceCensus> before = swarm.census().services();

        loop.advance(Duration.ofMinutes(2), decisions::add);
        int happened = story.size();
        loop.advance(Duration.ofHours(1), decisions::add);

        Map<String, Census.ServiceCensus> after = swarm.census().services();
        for (String service : List.of("shop_db", "shop_api", "shop_web")) {
            assertThat(after.get(service).nodes()).as(String.join("\n", story)).containsExactly("n1");
            assertThat(after.get(service).spec()).isEqualTo(before.get(service).spec());
        }
        assertThat(story).as("nothing more happens in an hour").hasSize(happened);
    }

    @Test
    void dependentsFollowTheirAnchorWhenItsNodeIsLost() {
        SimulatedSwarm swarm = swarm(shop());
        SimulatedLoop loop = loop(swarm, shop());
        loop.advance(Duration.ofMinutes(2));

        swarm.lose("n1");
        loop.advance(Duration.ofMinutes(3));

        String home = swarm.census().services().get("shop_db").nodes().get(0);
        assertThat(home).isNotEqualTo("n1");
        assertThat(swarm.census().services().get("shop_api").nodes()).as(String.join("\n", story)).containsExactly(home);
        assertThat(swarm.census().services().get("shop_web").nodes()).containsExactly(home);
    }

    @Test
    void anAnchorThatCrashesAgainAndAgainMovesNoLabel() {
        Cluster crashing = new Cluster().node("n1").node("n2").service("shop_db", words -> words.replicas(2))
                .running("shop_db", "n1").running("shop_db", "n2").anchor("db", "shop_db");
        SimulatedSwarm swarm = swarm(crashing);
        SimulatedLoop loop = loop(swarm, crashing);
        loop.advance(Duration.ofMinutes(2));
        assertThat(labels()).as("one for each node").hasSize(2);

        swarm.behave("shop_db", Behaviour.DEFAULT.livingFor(Duration.ofSeconds(3)));
        swarm.crash("shop_db");
        loop.advance(Duration.ofMinutes(3));

        assertThat(story.stream().filter(line -> line.startsWith(SwarmEvent.Kind.TASK_FAILED.name())).count())
                .as(String.join("\n", story)).isGreaterThan(10);
        assertThat(labels()).as(String.join("\n", story)).hasSize(2);
    }

    private List<String> labels() {
        return story.stream().filter(line -> line.startsWith(SwarmEvent.Kind.LABEL.name())).toList();
    }

    @Test
    void dozingLeavesOutOnlyLooksThatShowNothingNew() {
        List<String> awake = hourWithALostNode(false);
        int looks = decisions.size();
        decisions.clear();

        assertThat(hourWithALostNode(true)).isEqualTo(awake).isNotEmpty();
        assertThat(decisions).hasSizeLessThan(looks - 60);
    }

    /** What happened, and when. */
    private List<String> hourWithALostNode(boolean dozing) {
        SimulatedSwarm swarm = swarm(shop());
        List<String> happened = new ArrayList<>();
        swarm.listen(event -> happened.add(event.at() + " " + event.words()));
        SimulatedLoop loop = dozing ? loop(swarm, shop()).dozing() : loop(swarm, shop());
        loop.advance(Duration.ofMinutes(20), decisions::add);
        swarm.lose("n1");
        loop.advance(Duration.ofMinutes(20), decisions::add);
        swarm.bringBack("n1");
        loop.advance(Duration.ofMinutes(20), decisions::add);
        return happened;
    }
}
