package io.orcastra.engine.simulation;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.facts.cluster.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One random story, in parts that can be left out.
 *
 * @param nodes     managers first; the engine talks to the first
 * @param policy    facts of the configuration that speak of no service
 * @param faults    in the first part of the story
 * @param troubled  how long faults may come
 * @param calm      how long nothing comes after that
 * @param instances of the engine, one per manager
 */
record Trial(
        long seed,
        List<TrialNode> nodes,
        List<TrialService> services,
        Set<Object> policy,
        List<TimedFault> faults,
        List<EngineEnd> ends,
        EngineSettings settings,
        Duration troubled,
        Duration calm,
        int instances) {

    Trial {
        nodes = List.copyOf(nodes);
        services = List.copyOf(services);
        policy = Set.copyOf(policy);
        faults = List.copyOf(faults);
        ends = List.copyOf(ends);
    }

    Trial with(List<TrialNode> nodes, List<TrialService> services, List<TimedFault> faults, List<EngineEnd> ends) {
        return new Trial(seed, nodes, services, policy, faults, ends, settings, troubled, calm, instances);
    }

    Trial with(Duration troubled, Duration calm, int instances) {
        return new Trial(seed, nodes, services, policy, faults, ends, settings, troubled, calm, instances);
    }

    Trial without(Object fact) {
        return new Trial(seed, nodes, services, policy.stream().filter(other -> !other.equals(fact))
                .collect(Collectors.toSet()), faults, ends, settings, troubled, calm, instances);
    }

    /** @param facts the node and its labels */
    record TrialNode(String name, Set<Object> facts, Machine machine) {
    }

    /**
     * @param facts  the service and what belongs to it
     * @param policy facts of the configuration about it
     */
    record TrialService(Service service, Set<Object> facts, Set<Object> policy, Behaviour behaviour) {
        String name() {
            return service.name();
        }

        /** Whether its tasks come to rest when nothing befalls it. */
        boolean isSound() {
            return behaviour.livesFor().isZero() && behaviour.failsOn().isEmpty() && behaviour.pullRefused().isEmpty()
                    && behaviour.limitBytes() == 0 && behaviour.memory().isSteady();
        }
    }

    /** An instance of the engine is killed, and another one starts in its place a minute later. */
    record EngineEnd(Duration after, int instance, boolean inGoodOrder) {
    }

    Scenario scenario() {
        Set<Object> facts = new HashSet<>();
        nodes.forEach(node -> facts.addAll(node.facts()));
        services.forEach(service -> facts.addAll(service.facts()));
        services.forEach(service -> facts.add(service.service()));
        Map<String, Machine> machines = new HashMap<>();
        nodes.forEach(node -> machines.put(node.name() + "-id", node.machine()));
        Map<String, Behaviour> behaviours = new HashMap<>();
        services.forEach(service -> behaviours.put(service.service().id(), service.behaviour()));
        return new Scenario(VirtualClock.START, facts, machines, behaviours, faults, SwarmTimes.DEFAULT);
    }

    Set<Object> configuration() {
        Set<Object> all = new HashSet<>(policy);
        services.forEach(service -> all.addAll(service.policy()));
        return all;
    }
}
