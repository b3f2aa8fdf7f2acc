package io.orcastra.adapters.yaml;

import io.orcastra.engine.simulation.Behaviour;
import io.orcastra.engine.simulation.ExporterState;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.MemoryProfile;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.rules.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Values over virtual time into what befalls the swarm: only what changes from one step to the next does. */
final class SeriesReader {
    private static final String MEMORY = ".memory";

    private final StoryCluster cluster;
    private final Duration step;
    private final List<TimedFault> faults = new ArrayList<>();
    private int longest;

    SeriesReader(StoryCluster cluster, Duration step) {
        this.cluster = cluster;
        this.step = step;
    }

    List<TimedFault> faults() {
        return List.copyOf(faults);
    }

    /** When the last value of the longest series is over. */
    Duration length() {
        return step.multipliedBy(longest);
    }

    void read(Section.Entry entry) {
        String name = entry.name();
        String owner = name.endsWith(MEMORY) ? name.substring(0, name.length() - MEMORY.length()) : name;
        boolean node = cluster.hostnames().contains(owner);
        if (!node && !cluster.services().contains(owner)) {
            List<String> known = new ArrayList<>(cluster.hostnames());
            known.addAll(cluster.services());
            entry.key().error(Seen.quoted(owner) + " is no node and no service of the cluster", Spelling.nearest(owner, known)
                    .map(nearest -> "Maybe you meant " + nearest + ".").orElse("Maybe add it to the cluster."));
        } else if (!name.endsWith(MEMORY)) {
            states(entry.value(), node ? SeriesReader::ofNode : this::ofService, owner, node);
        } else if (node) {
            nodeMemory(entry.value(), owner);
        } else {
            serviceMemory(entry.value(), owner);
        }
    }

    private void nodeMemory(Value value, String node) {
        long total = cluster.machine(node).totalBytes();
        List<Optional<Long>> levels = new SeriesNotation(value).amounts(total);
        longest = Math.max(longest, levels.size());
        levels.stream().limit(1).flatMap(Optional::stream).forEach(level -> cluster.fill(node, level));
        Optional<Long> last = Optional.empty();
        boolean gap = false;
        for (int i = 0; i < levels.size(); i++) {
            Optional<Long> level = levels.get(i);
            if (level.isEmpty() != gap) {
                gap = level.isEmpty();
                at(i, new Fault.Exports(node, gap ? ExporterState.HANGING : ExporterState.HONEST));
            }
            if (level.isPresent() && !level.equals(last)) {
                at(i, new Fault.Filled(node, level.get()));
                last = level;
            }
        }
    }

    private void serviceMemory(Value value, String service) {
        List<Optional<Long>> levels = new SeriesNotation(value).amounts(0);
        longest = Math.max(longest, levels.size());
        Behaviour before = cluster.behaviourOf(service);
        Optional<Long> last = Optional.empty();
        for (int i = 0; i < levels.size(); i++) {
            Optional<Long> level = levels.get(i);
            if (level.isEmpty()) {
                value.error("a service's memory has no gaps", "Maybe let the exporter of its node fail: <node>.memory: _");
            } else if (!level.equals(last)) {
                Behaviour now = before.memory(MemoryProfile.steady(level.get()));
                at(i, new Fault.Behaves(service, now));
                if (i == 0) {
                    cluster.behaves(service, now);
                }
                last = level;
            }
        }
    }

    private void states(Value value, Function<String, Map<String, Function<String, Fault>>> meanings, String owner, boolean node) {
        Map<String, Function<String, Fault>> known = meanings.apply(owner);
        List<String> states = new SeriesNotation(value).words(known.keySet().stream().sorted().toList());
        longest = Math.max(longest, states.size());
        String last = node ? "up" : "running";
        for (int i = 0; i < states.size(); i++) {
            String state = states.get(i);
            if (!state.equals(last) || state.equals("crash")) {
                if (state.equals("up") && (last.equals("drained") || last.equals("paused"))) {
                    at(i, new Fault.Activated(owner));
                } else {
                    at(i, known.get(state).apply(owner));
                }
                if (state.equals("failing")) {
                    at(i, new Fault.Crash(owner));
                }
                last = state;
            }
        }
    }

    private static Map<String, Function<String, Fault>> ofNode(String node) {
        return Map.of("up", Fault.NodeBack::new, "down", Fault.NodeLost::new, "cut_off", Fault.NodeCutOff::new,
                "drained", Fault.Drained::new, "paused", Fault.NodePaused::new);
    }

    private Map<String, Function<String, Fault>> ofService(String service) {
        Behaviour well = cluster.behaviourOf(service);
        return Map.of("running", name -> new Fault.Behaves(name, well), "crash", Fault.Crash::new,
                "failing", name -> new Fault.Behaves(name, well.failingOn(cluster.nodeIds())));
    }

    private void at(int index, Fault fault) {
        faults.add(new TimedFault(step.multipliedBy(index), fault));
    }
}
