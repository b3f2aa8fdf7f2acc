package io.orcastra.adapters.yaml;

import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.MachineAnswer;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.rules.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The machines of a scenario that are asked over SSH: reads {@code machines}, and the events about them. */
final class StoryMachines {
    private static final List<String> STATES = List.of("in_swarm", "out_of_swarm", "unreachable", "untrusted", "login_refused",
            "engine_silent", "swarm_broken");

    private final List<MachineAnswer> answers = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    StoryMachines(Section root, StoryCluster cluster) {
        for (Section.Entry entry : root.section("machines").entries()) {
            Section said = entry.value().isNull() ? Section.standing(entry.value())
                    : entry.value().section().orElseGet(() -> Section.standing(entry.value()));
            MachineState usual = cluster.hostnames().contains(entry.name()) ? MachineState.IN_SWARM : MachineState.OUT_OF_SWARM;
            names.add(entry.name());
            answers.add(new MachineAnswer(entry.name(), said.get("state").flatMap(StoryMachines::state).orElse(usual),
                    said.flag("curable").orElse(true)));
        }
    }

    List<MachineAnswer> answers() {
        return answers;
    }

    Set<String> names() {
        return names;
    }

    List<TimedFault> events(Section event, Duration at) {
        Optional<Section> section = event.get("machine").flatMap(Value::section);
        Optional<String> name = section.flatMap(machine -> machine.get("name")).flatMap(this::machine);
        Optional<MachineState> state = section.flatMap(machine -> machine.get("state")).flatMap(StoryMachines::state);
        return name.isPresent() && state.isPresent()
                ? List.of(new TimedFault(at, new Fault.MachineBecomes(name.get(), state.get()))) : List.of();
    }

    private Optional<String> machine(Value value) {
        return value.text().flatMap(name -> names.contains(name) ? Optional.of(name)
                : value.unexpected("a machine that is described", Spelling.nearest(name, List.copyOf(names))
                        .map(nearest -> "Maybe you meant " + nearest + ".")
                        .orElse("Maybe describe it under machines.")));
    }

    private static Optional<MachineState> state(Value value) {
        return StoryCluster.choice(value, STATES).map(text -> MachineState.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
