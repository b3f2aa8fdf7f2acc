package io.orcastra.adapters.yaml;

import java.nio.file.Path;

/** The files a configuration may consist of, and the variable that gives each another path. */
public enum FileKind {
    SWARM("swarm.yml", Variable.SWARM_FILE),
    NODES("nodes.yml", Variable.NODES_FILE),
    DEPENDENCIES("dependencies.yml", Variable.DEPENDENCIES_FILE),
    REBALANCE("rebalance_config.yml", Variable.REBALANCE_CONFIG);

    private final String fileName;
    private final Variable variable;

    FileKind(String fileName, Variable variable) {
        this.fileName = fileName;
        this.variable = variable;
    }

    public String fileName() {
        return fileName;
    }

    Variable variable() {
        return variable;
    }

    /** Guesses from a name the operator chose; anything unknown is taken for the newest form. */
    static FileKind of(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.contains("rebalance")) {
            return REBALANCE;
        }
        if (name.contains("dependenc")) {
            return DEPENDENCIES;
        }
        return name.contains("nodes") ? NODES : SWARM;
    }
}
