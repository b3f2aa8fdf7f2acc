package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A lab whose first node only manages, seen through the engine's own answers, with one instance that acts. */
final class Scene implements AutoCloseable {

    private static final Set<String> ENDED = Set.of("complete", "failed", "shutdown", "rejected", "orphaned");

    final SwarmLab lab;
    final LabServices services;
    final EngineApi api;
    final OpenIntents intents = new OpenIntents();
    private final List<ActingInstance> instances = new ArrayList<>();
    private final List<String> warming = new ArrayList<>();

    Scene(SwarmLab lab) {
        this.lab = lab;
        this.services = new LabServices(lab);
        this.api = lab.api(lab.node(1));
    }

    ActingInstance instance() {
        return instance(StepListener.NOOP);
    }

    ActingInstance instance(StepListener listener) {
        ActingInstance instance = new ActingInstance(lab.node(1), intents, listener);
        instances.add(instance);
        return instance;
    }

    /** A service on workers only, running with that many replicas. */
    String create(int replicas, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--constraint", "node.role==worker", "--replicas", "" + replicas));
        all.addAll(List.of(arguments));
        String name = services.create("svc", all.toArray(String[]::new));
        services.awaitRunning(name, replicas);
        return name;
    }

    /** A service of one task that runs on another node than this one and could run on this one as far as Swarm knows. */
    String elsewhere(LabNode node, String... options) {
        warm("lab/plain:1");
        String constraint = "node.id!=" + node.id();
        List<String> all = new ArrayList<>(List.of("--env", "NODE={{.Node.Hostname}}", "--constraint", constraint));
        all.addAll(List.of(options));
        all.add("lab/plain:1");
        String name = create(1, all.toArray(String[]::new));
        lab.docker(lab.node(1), "service", "update", "-d", "-q", "--constraint-rm", constraint, name);
        return name;
    }

    /** As {@link #elsewhere}; a move to this node is under way for as long as the test wants. */
    String neverHealthyOn(LabNode node, String... options) {
        List<String> all = new ArrayList<>(List.of("--health-cmd", "[ \"$NODE\" != " + node.name() + " ]", "--health-interval",
                "500ms", "--health-start-period", "300s"));
        all.addAll(List.of(options));
        return elsewhere(node, all.toArray(String[]::new));
    }

    String id(String service) {
        return api.service(service).path("ID").asText();
    }

    JsonNode spec(String service) {
        return api.service(service).path("Spec");
    }

    List<String> constraints(String service) {
        return Constraints.of(spec(service));
    }

    LabNode nodeOf(String service) {
        List<LabTask> running = services.awaitRunning(service, 1);
        return lab.nodeOfId(running.get(0).node());
    }

    Set<String> nodesOf(String service) {
        Set<String> nodes = new TreeSet<>();
        api.running(service).forEach(task -> nodes.add(task.node()));
        return nodes;
    }

    /** A worker other than these. */
    LabNode otherWorker(LabNode... than) {
        List<LabNode> all = new ArrayList<>(List.of(than));
        all.add(lab.node(1));
        return lab.nodesExcept(all.toArray(LabNode[]::new)).get(0);
    }

    Outcome move(String service, LabNode... home) {
        return instance().move(id(service), home);
    }

    Outcome execute(Action action) {
        return instance().execute(action);
    }

    /** Makes one image present on every worker, and known to be: the tasks that tell stay to the end of the test. */
    void warm(String image) {
        String name = services.create("warm", "--mode", "global", "--constraint", "node.role==worker", image);
        services.awaitRunning(name, lab.nodes().size() - 1);
        warming.add(name);
    }

    /** Nothing of ours on the service, nothing open in the ledger, no job. */
    void assertNoTrace(String service) {
        assertThat(constraints(service)).containsExactly("node.role==worker");
        assertThat(UpdatePolicy.isOn(spec(service))).as("our update configuration").isFalse();
        assertThat(intents.all()).as("open intents").isEmpty();
        assertThat(lab.docker(lab.node(1), "service", "ls", "-q", "--filter", "label=" + PullJob.LABEL)).isEmpty();
    }

    /** Waits until every task the service ever had, and there is one, has ended: some run for too short a time to be seen. */
    void awaitEnded(String service) {
        await().atMost(RealTime.PATIENCE).until(() -> api.tasks(service),
                tasks -> !tasks.isEmpty() && tasks.stream().allMatch(task -> ENDED.contains(task.state())));
    }

    void awaitSettled(String service) {
        await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> !new ServiceReading(api.service(service)).isBeingUpdated());
    }

    @Override
    public void close() {
        instances.forEach(ActingInstance::close);
        warming.forEach(name -> services.remove(name));
    }
}
