package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.TaskMemory;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a simulation begins with and what befalls it.
 *
 * @param facts      of the cluster, as an observation has them; others are ignored. Tasks that services lack are created
 * @param machines   by node id; a node without one has a machine of its own with the memory it offers
 * @param behaviours by service id; {@link Behaviour#DEFAULT} for the others
 * @param holdings   what nodes hold besides tasks; without any, no agent tells anything
 * @param answers    of the machines that are asked over SSH; without any, none is
 */
public record Scenario(
        Instant start,
        Set<Object> facts,
        Map<String, Machine> machines,
        Map<String, Behaviour> behaviours,
        List<TimedFault> faults,
        SwarmTimes times,
        List<Holding> holdings,
        List<MachineAnswer> answers) {

    public Scenario {
        facts = Set.copyOf(facts);
        machines = Map.copyOf(machines);
        behaviours = Map.copyOf(behaviours);
        faults = List.copyOf(faults);
        holdings = List.copyOf(holdings);
        answers = List.copyOf(answers);
    }

    /** Of nodes that hold nothing besides tasks, and of no machines besides them. */
    public Scenario(Instant start, Set<Object> facts, Map<String, Machine> machines, Map<String, Behaviour> behaviours,
            List<TimedFault> faults, SwarmTimes times) {
        this(start, facts, machines, behaviours, faults, times, List.of(), List.of());
    }

    /**
     * The cluster as observed: each machine with the memory it had in use, each service with what its tasks used on
     * average, as long as that was measured.
     */
    public static Scenario of(Collection<?> facts, Instant start) {
        List<TaskMemory> measured = only(facts, TaskMemory.class);
        Map<String, Long> ofTasks = measured.stream().collect(
                Collectors.groupingBy(TaskMemory::nodeId, Collectors.summingLong(TaskMemory::workingSetBytes)));
        Map<String, Double> ofService = measured.stream().collect(
                Collectors.groupingBy(TaskMemory::serviceId, Collectors.averagingLong(TaskMemory::workingSetBytes)));
        Map<String, Behaviour> behaviours = new HashMap<>();
        for (Service service : only(facts, Service.class)) {
            long bytes = ofService.getOrDefault(service.id(), 0.0).longValue();
            behaviours.put(service.id(), Behaviour.DEFAULT.memory(MemoryProfile.steady(bytes)));
        }
        return new Scenario(start, Set.copyOf(facts), machines(only(facts, NodeMemory.class), ofTasks), behaviours, List.of(),
                SwarmTimes.DEFAULT);
    }

    public Scenario with(List<TimedFault> others) {
        return new Scenario(start, facts, machines, behaviours, others, times, holdings, answers);
    }

    /** With other behaviours, by service id. */
    public Scenario with(Map<String, Behaviour> others) {
        return new Scenario(start, facts, machines, others, faults, times, holdings, answers);
    }

    public Scenario with(SwarmTimes other) {
        return new Scenario(start, facts, machines, behaviours, faults, other, holdings, answers);
    }

    Machine machine(Node node) {
        Machine own = new Machine(node.id(), Math.max(1, node.resources().memoryBytes()), 0);
        return machines.getOrDefault(node.id(), own);
    }

    Behaviour behaviour(String serviceId) {
        return behaviours.getOrDefault(serviceId, Behaviour.DEFAULT);
    }

    /** Nodes of one host tell the same figures; what is in use there besides their tasks is counted once. */
    private static Map<String, Machine> machines(List<NodeMemory> measured, Map<String, Long> ofTasks) {
        Map<String, Long> ofHost = measured.stream().collect(Collectors.groupingBy(
                NodeMemory::host, Collectors.summingLong(memory -> ofTasks.getOrDefault(memory.nodeId(), 0L))));
        Set<String> counted = new HashSet<>();
        Map<String, Machine> machines = new HashMap<>();
        for (NodeMemory memory : measured) {
            long base = counted.add(memory.host()) ? memory.usedBytes() - ofHost.get(memory.host()) : 0;
            machines.put(memory.nodeId(), new Machine(memory.host(), memory.totalBytes(), Math.max(0, base)));
        }
        return machines;
    }

    private static <T> List<T> only(Collection<?> facts, Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
