package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.simulation.SimulatedSwarm;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@WithSwarmLab(nodes = 4, heartbeat = "1s")
@DisplayName("The nodes predicted for creations, moves and failures")
class PredictionIT {

    private static final int CASES = Integer.getInteger("orcastra.predictions", 15);
    private static final long SEED = Long.getLong("orcastra.seed", 7);
    private static final int SERVICES = 4;

    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;
    private final EngineApi api;
    private final LabServices services;
    private final List<String> misses = new ArrayList<>();
    private DockerApi docker;
    private DockerObserver observer;
    private int undetermined;

    PredictionIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        this.services = new LabServices(lab);
    }

    /** Nodes with labels, and with unlike numbers of tasks, so that few of them are equal to SwarmKit. */
    @BeforeEach
    void unlikeNodes() {
        docker = new DockerApi(DockerEndpoint.ofSocket(lab.node(1).socket()), ApiListener.NOOP, RealTime.CLOCK);
        observer = new DockerObserver(docker, InstantSource.system(), name -> false);
        for (LabNode node : lab.nodes()) {
            lab.docker(lab.node(1), "node", "update", "--label-add", "zone=" + (node.number() < 3 ? "a" : "b" + node.number()),
                    "--label-add", "disk=" + (node.number() % 2 == 0 ? "ssd" : "hdd"), node.id());
            services.create("ballast", Deployment.on(node, "--replicas", "" + (2 * node.number() - 1), "lab/plain:1"));
        }
        awaitRest();
    }

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    @DisplayName("are the actual ones in at least 95 % of the cases where SwarmKit's order is determined")
    void matchReality(TestReporter reporter) throws ObservationFailed {
        Happenings happenings = new Happenings(lab, new Random(SEED));
        int cases = 0;
        while (cases < CASES) {
            happenings.prepare();
            awaitRest();
            cases += tried(happenings, reporter) ? 1 : 0;
            assertThat(undetermined).as("undetermined cases, seed %s", SEED).isLessThanOrEqualTo(2 * CASES);
            removeOldest();
        }
        measurements.note("cases with a determined order", cases, "1");
        measurements.note("cases with an undetermined order", undetermined, "1");
        measurements.note("predictions that were wrong", misses.size(), "1");
        misses.forEach(miss -> measurements.note(miss.replaceAll("[,\n]", ";"), 1, "1"));
        assertThat(misses.size()).as("of %s cases, seed %s:%n%s", cases, SEED, String.join("\n", misses))
                .isLessThanOrEqualTo(cases / 20);
    }

    /** Whether SwarmKit's order was determined. */
    private boolean tried(Happenings happenings, TestReporter reporter) throws ObservationFailed {
        Set<Object> before = observer.observe().facts();
        Happening happening = happenings.next(before);
        Set<Object> after = happening.model().apply(before);
        Set<Arrangement> possible = new PossiblePlacements(after, waiting(after)).all();
        SimulatedSwarm swarm = SimulatedSwarm.of(before, SEED, Instant.now());
        happening.simulated().accept(swarm);
        swarm.advance(Duration.ofMinutes(2));

        happening.real().run();
        awaitRest();
        Arrangement actual = Arrangement.of(observer.observe().facts());
        happening.undone().run();

        reporter.publishEntry(happening.words(), possible.size() == 1 ? "determined" : possible.size() + " possible");
        if (possible.size() > 1) {
            undetermined++;
            return false;
        }
        compare("the placement model", possible.iterator().next(), actual, happening, after);
        compare("the simulation", Arrangement.of(swarm.facts()), actual, happening, after);
        return true;
    }

    private void compare(String what, Arrangement predicted, Arrangement actual, Happening happening, Set<Object> after) {
        if (!predicted.equals(actual)) {
            misses.add(happening.words() + ": " + what + " said " + predicted.differenceFrom(actual) + actual.differenceFrom(
                    predicted) + "; the others were " + Arrangement.of(after));
        }
    }

    /** Tasks that lack, of services which some node can take. */
    private static Map<String, Integer> waiting(Set<Object> facts) {
        ClusterView cluster = ClusterView.of(facts);
        Map<String, Integer> waiting = new TreeMap<>();
        for (Object fact : facts) {
            if (fact instanceof Service service && service.mode() == ServiceMode.REPLICATED) {
                int lacking = service.replicas() - cluster.placedTasks(service.id()).size();
                boolean possible = new Placement(cluster).expectedNode(service, cluster.nodes(), Room.of(cluster)).isPresent();
                if (lacking > 0 && possible) {
                    waiting.put(service.id(), lacking);
                }
            }
        }
        return waiting;
    }

    private void removeOldest() {
        List<String> present = lab.docker(lab.node(1), "service", "ls", "--format", "{{.Name}}").lines()
                .filter(name -> name.startsWith(Happenings.STEM))
                .sorted((one, other) -> Integer.compare(number(one), number(other))).toList();
        present.stream().limit(Math.max(0, present.size() - SERVICES)).forEach(services::remove);
    }

    private static int number(String name) {
        return Integer.parseInt(name.replaceAll("\\D", ""));
    }

    /** Every wanted task runs or has nowhere to go, every other one has ended, and no update is under way. */
    private void awaitRest() {
        await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(100)).until(this::motion, List::isEmpty);
    }

    private List<String> motion() {
        List<String> motion = new ArrayList<>();
        Map<String, Integer> lacking = new TreeMap<>();
        for (JsonNode service : api.get("/services")) {
            if (service.at("/UpdateStatus/State").asText().equals("updating")) {
                motion.add(service.at("/Spec/Name").asText() + " is being updated");
            }
            lacking.put(service.path("ID").asText(), service.at("/Spec/Mode/Replicated/Replicas").asInt());
        }
        for (JsonNode task : api.get("/tasks")) {
            if (!atRest(task)) {
                motion.add("task of " + task.path("ServiceID").asText() + ", wanted " + task.path("DesiredState").asText()
                        + " on " + task.path("NodeID").asText() + ": " + task.path("Status"));
            }
            boolean wanted = task.path("DesiredState").asText().equals("running");
            lacking.computeIfPresent(task.path("ServiceID").asText(), (id, some) -> wanted ? some - 1 : some);
        }
        lacking.values().removeIf(some -> some == 0);
        lacking.forEach((service, some) -> motion.add(service + " lacks " + some + " tasks"));
        return motion;
    }

    private boolean atRest(JsonNode task) {
        String state = task.at("/Status/State").asText();
        boolean waits = state.equals("pending") && task.at("/Status/Err").asText().startsWith("no suitable node");
        if (task.path("DesiredState").asText().equals("running")) {
            return waits || state.equals("running") && ready(task.path("NodeID").asText());
        }
        boolean there = Set.of("assigned", "accepted", "preparing", "ready", "starting", "running").contains(state);
        return !there || !ready(task.path("NodeID").asText());
    }

    private boolean ready(String node) {
        return !node.isEmpty() && api.get("/nodes/" + node).at("/Status/State").asText().equals("ready");
    }
}
