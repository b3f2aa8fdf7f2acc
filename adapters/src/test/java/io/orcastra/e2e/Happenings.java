package io.orcastra.e2e;

import static org.awaitility.Awaitility.await;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws what happens next to a lab: creations, moves and failures in turn, everything about them by chance. */
final class Happenings {

    /** A service's name begins with this if things may happen to it. */
    static final String STEM = "varied";

    private static final Duration LIMIT = RealTime.PATIENCE;
    private static final String IMAGE = "lab/plain:1";

    private final SwarmLab lab;
    private final LabNode manager;
    private final LabServices services;
    private final Random random;
    private int drawn;

    Happenings(SwarmLab lab, Random random) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.services = new LabServices(lab);
        this.random = random;
    }

    /** Creates what a creation needs beforehand; {@link #next} then has it among the facts. */
    void prepare() {
        if (drawn % 2 == 0) {
            services.create(STEM, shape());
        }
    }

    Happening next(Set<Object> facts) {
        List<Service> present = facts.stream().filter(Service.class::isInstance).map(Service.class::cast)
                .filter(service -> service.name().startsWith(STEM)).toList();
        int kind = drawn++ % 8;
        return switch (kind) {
            case 1 -> placed(facts, present).stream().filter(service -> canMove(service, facts)).findFirst()
                    .map(service -> move(service, facts)).orElseGet(() -> crashOrGrow(present, facts));
            case 3 -> fail(facts);
            case 5 -> drain(facts);
            case 7 -> crashOrGrow(present, facts);
            default -> scale(present.stream().filter(service -> service.replicas() == 0).findFirst()
                    .orElseGet(() -> one(present)), 1 + random.nextInt(4));
        };
    }

    private Happening crashOrGrow(List<Service> present, Set<Object> facts) {
        List<Service> singles = placed(facts, present).stream().filter(service -> service.replicas() == 1).toList();
        return singles.isEmpty() ? scale(one(present), 1) : crash(one(singles), facts);
    }

    /** Replicas 0, so that the service can be seen before its tasks are placed. */
    private String[] shape() {
        List<String> shape = new ArrayList<>(List.of("--replicas", "0"));
        shape.addAll(switch (random.nextInt(7)) {
            case 0 -> List.of("--constraint", "node.role==worker");
            case 1 -> List.of("--constraint", "node.labels.disk==ssd");
            case 2 -> List.of("--constraint", "node.hostname!=" + one(lab.nodes()).name());
            case 3 -> List.of("--reserve-memory", 500 + 100 * random.nextInt(6) + "M");
            case 4 -> List.of("--replicas-max-per-node", "1");
            case 5 -> List.of("--publish", "mode=host,target=8080,published=" + (8000 + drawn));
            default -> List.of("--placement-pref", "spread=node.labels.zone");
        });
        shape.add(IMAGE);
        return shape.toArray(String[]::new);
    }

    private Happening scale(Service service, int more) {
        int replicas = service.replicas() + more;
        return new Happening(service.name() + " gets " + more + " more tasks",
                () -> docker("service", "scale", "-d", service.name() + "=" + replicas),
                facts -> Edits.scaled(facts, service, replicas),
                swarm -> swarm.scale(service.name(), replicas), () -> {});
    }

    private Happening move(Service service, Set<Object> facts) {
        String from = tasks(facts, service).get(0).nodeId();
        String pin = "node.hostname!=" + lab.nodeOfId(from).name();
        Set<String> home = lab.nodes().stream().map(LabNode::id).filter(id -> !id.equals(from)).collect(Collectors.toSet());
        Proposal proposal = new Proposal("ORC-TST-001", new MoveService(service.id(), home), "", "the test wants it");
        return new Happening(service.name() + " moves off " + lab.nodeOfId(from).name(),
                () -> {
                    docker("service", "update", "-d", "-q", "--constraint-add", pin, service.name());
                    await().atMost(LIMIT).until(() -> lab.api(manager).running(service.name()).stream()
                            .noneMatch(task -> task.node().equals(from)));
                },
                seen -> off(from, service, seen),
                swarm -> swarm.actions(new InMemoryIntents()).execute(proposal, Map.of()),
                () -> docker("service", "update", "-d", "-q", "--constraint-rm", pin, service.name()));
    }

    /** As the planner sees to: a move with a task that has nowhere to go would never end. */
    private boolean canMove(Service service, Set<Object> facts) {
        String from = tasks(facts, service).get(0).nodeId();
        ClusterView after = ClusterView.of(off(from, service, facts));
        int lacking = service.replicas() - after.placedTasks(service.id()).size();
        return new Placement(after).expectedNodes(service, lacking, after.nodes(), Room.of(after)).size() == lacking;
    }

    private static Set<Object> off(String node, Service service, Set<Object> facts) {
        Set<Object> after = Edits.without(facts, task -> task.serviceId().equals(service.id()) && task.nodeId().equals(node));
        after.add(new PlacementConstraint(service.id(), "node.id", ConstraintOperator.NOT_EQUAL, node));
        return after;
    }

    private Happening fail(Set<Object> facts) {
        LabNode victim = one(lab.nodesExcept(manager));
        return new Happening(victim.name() + " loses its power",
                () -> {
                    lab.kill(victim);
                    awaitState(victim, "down");
                },
                seen -> Edits.emptied(seen, node(facts, victim), Availability.ACTIVE, NodeStatus.DOWN),
                swarm -> swarm.lose(victim.name()),
                () -> {
                    lab.start(victim);
                    awaitState(victim, "ready");
                });
    }

    private Happening drain(Set<Object> facts) {
        LabNode victim = one(lab.nodes());
        return new Happening(victim.name() + " is drained",
                () -> docker("node", "update", "--availability", "drain", victim.id()),
                seen -> Edits.emptied(seen, node(facts, victim), Availability.DRAIN, NodeStatus.READY),
                swarm -> swarm.drain(victim.name()),
                () -> docker("node", "update", "--availability", "active", victim.id()));
    }

    private Happening crash(Service service, Set<Object> facts) {
        Task task = tasks(facts, service).get(0);
        LabNode node = lab.nodeOfId(task.nodeId());
        return new Happening("the container of " + service.name() + " crashes",
                () -> {
                    lab.docker(node, "kill", lab.docker(node, "ps", "-q", "--filter",
                            "label=com.docker.swarm.task.id=" + task.id()));
                    await().atMost(LIMIT).until(() -> lab.api(manager).tasks(service.name()).stream()
                            .noneMatch(seen -> seen.id().equals(task.id()) && seen.state().equals("running")));
                },
                seen -> Edits.without(seen, some -> some.id().equals(task.id())),
                swarm -> swarm.crash(service.name()), () -> {});
    }

    private void docker(String... arguments) {
        lab.docker(manager, arguments);
    }

    private void awaitState(LabNode node, String state) {
        await().atMost(LIMIT).until(() -> lab.api(manager).get("/nodes/" + node.id()).at("/Status/State").asText()
                .equals(state));
    }

    private static List<Service> placed(Set<Object> facts, List<Service> services) {
        return services.stream().filter(service -> !tasks(facts, service).isEmpty()).toList();
    }

    private static List<Task> tasks(Set<Object> facts, Service service) {
        return facts.stream().filter(Task.class::isInstance).map(Task.class::cast)
                .filter(task -> task.serviceId().equals(service.id()) && !task.nodeId().isEmpty())
                .sorted((one, other) -> Integer.compare(one.slot(), other.slot())).toList();
    }

    private static Node node(Set<Object> facts, LabNode node) {
        return facts.stream().filter(fact -> fact instanceof Node seen && seen.id().equals(node.id()))
                .map(Node.class::cast).findFirst().orElseThrow();
    }

    private <T> T one(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
