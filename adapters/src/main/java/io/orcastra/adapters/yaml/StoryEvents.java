package io.orcastra.adapters.yaml;

import io.orcastra.engine.simulation.ExporterState;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.TimedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What one entry of a story lets befall the swarm. */
final class StoryEvents {
    private static final List<String> STATES = List.of("honest", "hanging", "garbage", "stale", "lying", "absent");

    private final StoryCluster cluster;
    private final List<TimedFault> faults = new ArrayList<>();
    private Duration now = Duration.ZERO;

    StoryEvents(StoryCluster cluster) {
        this.cluster = cluster;
    }

    /** @param at when it happens, from the begin */
    List<TimedFault> read(Section section, Duration at) {
        now = at;
        nodeFaults(section);
        serviceFaults(section);
        swarmFaults(section);
        return List.copyOf(faults);
    }

    private void nodeFaults(Section section) {
        fault(section, "lose", cluster::hostname, Fault.NodeLost::new);
        fault(section, "cut_off", cluster::hostname, Fault.NodeCutOff::new);
        fault(section, "bring_back", cluster::hostname, Fault.NodeBack::new);
        fault(section, "drain", cluster::hostname, Fault.Drained::new);
        fault(section, "activate", cluster::hostname, Fault.Activated::new);
        fault(section, "pause", cluster::hostname, Fault.NodePaused::new);
        section.get("label").flatMap(Value::section).ifPresent(label -> {
            Optional<String> node = label.get("node").flatMap(cluster::hostname);
            label.get("set").flatMap(Value::text).ifPresent(set -> node.ifPresent(name -> add(labelled(name, set))));
            label.get("take").flatMap(Value::text).ifPresent(
                    key -> node.ifPresent(name -> add(new Fault.Unlabelled(name, key))));
        });
    }

    private void serviceFaults(Section section) {
        fault(section, "crash", cluster::service, Fault.Crash::new);
        fault(section, "deploy", cluster::service, service -> new Fault.OwnerUpdates(service, true));
        fault(section, "roll_back", cluster::service, Fault.OwnerRollsBack::new);
        section.get("scale").flatMap(Value::section).ifPresent(scale -> scale.get("service").flatMap(cluster::service)
                .ifPresent(service -> add(new Fault.OwnerScales(service, scale.number("replicas")))));
        section.get("behave").flatMap(Value::section).ifPresent(behave -> behave.get("service")
                .flatMap(cluster::service).ifPresent(service -> add(new Fault.Behaves(service,
                        cluster.behaviour(behave, cluster.behaviourOf(service))))));
    }

    private void swarmFaults(Section section) {
        section.flag("leader_change").filter(wanted -> wanted).ifPresent(wanted -> add(new Fault.LeaderChange()));
        fault(section, "silence", Amounts::span, Fault.Silence::new);
        section.get("exporter").flatMap(Value::section).ifPresent(exporter -> {
            Optional<String> node = exporter.get("node").flatMap(cluster::hostname);
            Optional<String> state = exporter.get("state").flatMap(value -> StoryCluster.choice(value, STATES));
            if (node.isPresent() && state.isPresent()) {
                add(new Fault.Exports(node.get(), ExporterState.valueOf(state.get().toUpperCase(Locale.ROOT))));
            }
        });
    }

    private <T> void fault(Section section, String key, Function<Value, Optional<T>> read, Function<T, Fault> fault) {
        section.get(key).flatMap(read).map(fault).ifPresent(this::add);
    }

    private static Fault labelled(String node, String label) {
        int equals = label.indexOf('=');
        return new Fault.Labelled(node, equals < 0 ? label : label.substring(0, equals),
                equals < 0 ? "true" : label.substring(equals + 1));
    }

    private void add(Fault fault) {
        faults.add(new TimedFault(now, fault));
    }
}
