package io.orcastra.adapters.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigFolder {

    @Option(names = "--config", paramLabel = "DIR", defaultValue = "/etc/swarm-orchestration",
            description = "Folder of swarm.yml, or of nodes.yml and dependencies.yml (default: ${DEFAULT-VALUE}).")
    private Path folder;

    Path path() {
        return folder;
    }
}
