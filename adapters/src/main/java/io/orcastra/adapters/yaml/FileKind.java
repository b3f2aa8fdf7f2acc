package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.List;

/** The files a configuration may consist of, and the variable that gives each another path. */
public enum FileKind {
    SWARM(Variable.SWARM_FILE, "swarm.yml"),
    NODES(Variable.NODES_FILE, "nodes.yml"),
    DEPENDENCIES(Variable.DEPENDENCIES_FILE, "dependencies.yml"),
    REBALANCE(Variable.REBALANCE_CONFIG, "rebalance_config.yml"),
    EXPORTER(Variable.NODE_EXPORTER_FILE, "node_exporter_deploy.yml", "deploy_node_exporter.yml");

    private final Variable variable;
    private final List<String> fileNames;

    FileKind(Variable variable, String... fileNames) {
        this.variable = variable;
        this.fileNames = List.of(fileNames);
    }

    public String fileName() {
        return fileNames.get(0);
    }

    /** The first is the one that counts when several are there. */
    public List<String> fileNames() {
        return fileNames;
    }

    Variable variable() {
        return variable;
    }

    /** Guesses from a name the operator chose; anything unknown is taken for the newest form. */
    public static FileKind of(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.contains("rebalance")) {
            return REBALANCE;
        }
        if (name.contains("exporter")) {
            return EXPORTER;
        }
        if (name.contains("dependenc")) {
            return DEPENDENCIES;
        }
        return name.contains("nodes") ? NODES : SWARM;
    }
}
