package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.DockerUnavailable;
import io.orcastra.adapters.ssh.FirstSwarm;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.policy.Founding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a daemon asks beside the managers, asked once: machines of the inventory over SSH, agents for their chores. Reads
 * only, and writes no host key either.
 */
record AskedOnce(Surroundings surroundings, Configuration configuration) {

    /**
     * What was told.
     *
     * @param seen  with what was told before
     * @param notes what a reader should know of it, one sentence each
     */
    record Told(Observation seen, List<String> notes) {
    }

    /** The observation of a swarm with what machines and agents tell. */
    Told added(Observation swarm) {
        boolean asksAgents = configuration.settings().agents().tokenFile().isPresent();
        if (!asksAgents && !configuration.settings().bootstrap().inForce()) {
            return new Told(swarm, List.of());
        }
        Clock clock = surroundings.clock();
        Set<Object> facts = new HashSet<>(swarm.facts());
        List<String> notes = new ArrayList<>();
        String source = swarm.source();
        try (DockerApi api = api();
                MachineWork machines = MachineWork.of(configuration.settings().bootstrap(), api, configuration::policies, swarm::facts,
                        clock, () -> true);
                AgentWork agents = new AgentWork(configuration.settings().agents(), api, configuration::memory, swarm::facts, clock,
                        () -> { })) {
            facts.addAll(machines.asked());
            source += counted(count(facts), "machine", " over SSH");
            if (configuration.settings().bootstrap().inForce() && count(facts) == 0) {
                notes.add("No machine of the inventory told of itself: what is to be done over SSH is not known.");
            }
            if (asksAgents) {
                facts.addAll(agents.asked());
                List<Node> ready = ready(swarm);
                List<String> silent = ready.stream().filter(node -> !agents.tells(node.id())).map(Node::hostname).sorted().toList();
                source += counted(ready.size() - silent.size(), "agent", "");
                if (!silent.isEmpty()) {
                    notes.add("No agent told of its chores on " + String.join(", ", silent) + ": what is to be done there is not known.");
                }
            }
        }
        return new Told(new Observation(source, swarm.at(), facts), notes);
    }

    /**
     * The machines, where one of them is to make a swarm and the engine here is in none, or does not answer.
     *
     * @return empty where there is nothing to ask, or the engine is in a swarm
     */
    Optional<Told> withoutSwarm() {
        Optional<Founding> founding = configuration.policies().stream().filter(Founding.class::isInstance).map(Founding.class::cast)
                .findFirst();
        if (founding.isEmpty() || !configuration.settings().bootstrap().inForce()) {
            return Optional.empty();
        }
        try (DockerApi api = api();
                MachineWork machines = MachineWork.of(configuration.settings().bootstrap(), api, configuration::policies, Set::of,
                        surroundings.clock(), () -> true)) {
            boolean answers = answers(api);
            if (answers && !FirstSwarm.isWithout(api)) {
                return Optional.empty();
            }
            Set<Object> facts = new HashSet<>(machines.askedWithoutSwarm());
            String engine = "the engine at " + surroundings.engine().address();
            Observation seen = new Observation(engine + (answers ? ", which is in no swarm" : ", which does not answer")
                    + counted(count(facts), "machine", " over SSH"), surroundings.clock().instant(), facts);
            String leader = founding.get().leader();
            boolean theirs = facts.stream().anyMatch(fact -> fact instanceof Machine machine && machine.hostname().equals(leader)
                    && machine.state() == MachineState.OUT_OF_SWARM);
            return Optional.of(new Told(seen, theirs && !machines.actsOn(leader)
                    ? List.of("A swarm is made only where orcastra run acts through the engine of " + leader + ", and " + engine
                            + (answers ? " is another." : " does not answer.")) : List.of()));
        } catch (DockerFailure refused) {
            return Optional.empty();
        }
    }

    private DockerApi api() {
        return new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock());
    }

    private static boolean answers(DockerApi api) {
        try {
            api.get("/info");
            return true;
        } catch (DockerUnavailable away) {
            return false;
        }
    }

    private static int count(Set<Object> facts) {
        return (int) facts.stream().filter(Machine.class::isInstance).count();
    }

    private static List<Node> ready(Observation swarm) {
        return swarm.facts().stream().filter(fact -> fact instanceof Node node && node.status() == NodeStatus.READY)
                .map(Node.class::cast).collect(Collectors.toList());
    }

    private static String counted(int number, String what, String how) {
        return number == 0 ? "" : ", " + number + " " + what + (number == 1 ? "" : "s") + how;
    }
}
