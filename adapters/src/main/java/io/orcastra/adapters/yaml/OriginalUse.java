package io.orcastra.adapters.yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody who comes from the original should know of their configuration: nothing is wrong with it, but it has an
 * effect now that it had not, or none any more.
 */
public final class OriginalUse {
    /** Documented by the original and without effect in its code. */
    private static final List<Variable> NEVER_ACTED_ON = List.of(Variable.LOG_TO_FILE, Variable.EVENT_MODE,
            Variable.RESTART_DEPENDENTS, Variable.PRUNE_UNKNOWN_LABELS, Variable.BOOTSTRAP_MODE,
            Variable.LOOP_INTERVAL, Variable.AUTOHEAL_CHECK_INTERVAL, Variable.AUTOHEAL_GRACE_PERIOD);
    private static final String WITH_KEY = " where SSH_KEY_FILE can be read";
    private static final String WITH_AGENTS = " where an agent with --chores runs, and nowhere else";
    /** What it takes that a variable has its effect; nothing for the others. */
    private static final Map<Variable, String> CONDITIONS = Map.of(
            Variable.BOOTSTRAP_MODE, WITH_KEY, Variable.LOOP_INTERVAL, WITH_KEY,
            Variable.AUTOHEAL_CHECK_INTERVAL, WITH_AGENTS, Variable.AUTOHEAL_GRACE_PERIOD, WITH_AGENTS);
    private static final List<String> NEVER_READ =
            List.of("comonitor_interval_seconds", "node_exporter_nodes", "node_map", "services");
    private static final Map<String, String> FILES = Map.of(
            "node_exporter_deploy.yml", "the original did not find it; it takes effect now: node_exporter is deployed",
            "deploy_node_exporter.yml", "the original did not always find it; it takes effect now: node_exporter is deployed",
            "logrotate.d", "is read where an agent with --chores finds it and logrotate is installed; see docs/chores.md");
    private static final String STATE = "rebalance_state.json";
    private static final String DEPENDENCIES_FILE = "dependencies_file";
    private static final String ENDS = "environment:RUN_ONCE: the original never ended with it; the process ends now after one decision,"
            + " so that a service that restarts whatever ends runs again and again. Maybe set its restart condition to on-failure or none,"
            + " or start it from cron.";

    private final Map<String, String> environment;

    public OriginalUse(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Notes in a stable order, each one line.
     *
     * @param folder of the configuration
     * @param state  of what the instance keeps
     */
    public List<String> notes(Path folder, Path state) {
        List<String> notes = new ArrayList<>();
        neverActedOn(NEVER_ACTED_ON, notes);
        if (Flag.parse(environment.getOrDefault(Variable.RUN_ONCE.name(), "")).orElse(false)) {
            notes.add(ENDS);
        }
        root(FileKind.REBALANCE, folder).ifPresent(root -> {
            neverActedOn(RebalanceReader.VARIABLES, notes);
            neverActedOn(List.of(Variable.REBALANCE_MONITOR_INTERVAL_SECONDS), notes);
            NEVER_READ.stream().filter(key -> root.get(key).isPresent()).forEach(key -> notes.add(
                    FileKind.REBALANCE.fileName() + ": the original never read " + key + "; it takes effect now"));
            elsewhere(root).ifPresent(notes::add);
        });
        root(FileKind.SWARM, folder).or(() -> root(FileKind.NODES, folder)).map(OriginalUse::withoutRole)
                .filter(names -> !names.isEmpty()).ifPresent(names -> notes.add("nodes: the original made every node a manager;"
                        + " one without a role keeps the role it has now, and joins as a worker: " + String.join(", ", names)));
        FILES.keySet().stream().sorted().filter(name -> Files.exists(folder.resolve(name)))
                .forEach(name -> notes.add(folder.resolve(name) + ": " + FILES.get(name)));
        commandFile().ifPresent(notes::add);
        if (Files.exists(state.resolve(STATE))) {
            notes.add(state.resolve(STATE) + ": is obsolete: what must be remembered lies in the swarm now");
        }
        return notes;
    }

    private static Optional<String> elsewhere(Section root) {
        return root.section("default").get(DEPENDENCIES_FILE).map(value -> FileKind.REBALANCE.fileName() + ": default."
                + DEPENDENCIES_FILE + " has no effect: dependencies are those of " + FileKind.SWARM.fileName()
                + ", or of the file that the variable DEPENDENCIES_FILE names. Maybe remove it.");
    }

    /** A file that is named counts before it is there: it may be written at any time. */
    private Optional<String> commandFile() {
        String named = environment.getOrDefault(Variable.COMMAND_FILE.name(), "").strip();
        Path commands = Path.of(named.isEmpty() ? Variable.COMMAND_FILE.defaultValue : named);
        if (Files.exists(commands)) {
            return Optional.of(commands + ": the original never read it; all its commands are carried out once after each edit now, "
                    + "remove_all_labels included");
        }
        return named.isEmpty() ? Optional.empty() : Optional.of("environment:COMMAND_FILE: the original never read " + commands
                + "; there is none now, and once there is, all its commands are carried out, remove_all_labels included");
    }

    private void neverActedOn(List<Variable> variables, List<String> notes) {
        variables.stream().filter(variable -> !environment.getOrDefault(variable.name(), "").isEmpty())
                .forEach(variable -> notes.add("environment:" + variable
                        + ": the original never acted on it; it takes effect now"
                        + CONDITIONS.getOrDefault(variable, "") + ": " + variable.meaning));
    }

    /** Machines that can be reached, so that something may come of it. */
    private static List<String> withoutRole(Section root) {
        return root.section("nodes").entries().stream().filter(node -> !node.value().isNull()
                && node.value().section().filter(keys -> keys.get("ip").isPresent() && keys.get("role").isEmpty()).isPresent())
                .map(Section.Entry::name).toList();
    }

    private Optional<Section> root(FileKind kind, Path folder) {
        String named = environment.getOrDefault(kind.variable().name(), "");
        Path file = named.isEmpty() ? folder.resolve(kind.fileName()) : Path.of(named);
        return Files.isReadable(file) ? ConfigurationFile.read(kind, file).root(new Problems()) : Optional.empty();
    }
}
