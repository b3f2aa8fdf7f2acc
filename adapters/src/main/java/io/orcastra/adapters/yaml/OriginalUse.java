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
            Variable.RESTART_DEPENDENTS, Variable.PRUNE_UNKNOWN_LABELS, Variable.REBALANCE_MONITOR_INTERVAL_SECONDS,
            Variable.REBALANCE_GLOBAL_COOLDOWN_MINUTES, Variable.REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT);
    private static final List<String> NEVER_READ =
            List.of("comonitor_interval_seconds", "node_exporter_nodes", "node_map", "services");
    private static final Map<String, String> FILES = Map.of(
            "node_exporter_deploy.yml", "the original did not find it; it takes effect now: node_exporter is deployed",
            "deploy_node_exporter.yml", "the original did not always find it; it takes effect now: node_exporter is deployed",
            "logrotate.d", "is read where an agent with --chores finds it and logrotate is installed; see docs/chores.md");
    private static final String STATE = "rebalance_state.json";

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
        NEVER_ACTED_ON.stream().filter(variable -> !environment.getOrDefault(variable.name(), "").isEmpty())
                .forEach(variable -> notes.add("environment:" + variable
                        + ": the original never acted on it; it takes effect now: " + variable.meaning));
        rebalancing(folder).ifPresent(root -> NEVER_READ.stream().filter(key -> root.get(key).isPresent())
                .forEach(key -> notes.add(FileKind.REBALANCE.fileName() + ": the original never read " + key
                        + "; it takes effect now")));
        FILES.keySet().stream().sorted().filter(name -> Files.exists(folder.resolve(name)))
                .forEach(name -> notes.add(folder.resolve(name) + ": " + FILES.get(name)));
        Path commands = Path.of(environment.getOrDefault(Variable.COMMAND_FILE.name(), Variable.COMMAND_FILE.defaultValue));
        if (Files.exists(commands)) {
            notes.add(commands + ": the original never read it; all its commands are carried out once after each edit now, "
                    + "remove_all_labels included");
        }
        if (Files.exists(state.resolve(STATE))) {
            notes.add(state.resolve(STATE) + ": is obsolete: what must be remembered lies in the swarm now");
        }
        return notes;
    }

    private Optional<Section> rebalancing(Path folder) {
        String named = environment.getOrDefault(FileKind.REBALANCE.variable().name(), "");
        Path file = named.isEmpty() ? folder.resolve(FileKind.REBALANCE.fileName()) : Path.of(named);
        return Files.isReadable(file) ? ConfigurationFile.read(FileKind.REBALANCE, file).root(new Problems()) : Optional.empty();
    }
}
