package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What of the environment counts before the configuration is read, or without one. A malformed value counts as none
 * here; reading the configuration reports it.
 */
public record EarlyVariables(Map<String, String> environment) {

    /** Folder of the process's own files where nobody names another. */
    public static final Path USUAL_STATE_FOLDER = Path.of(Variable.STATE_DIR.defaultValue);

    public EarlyVariables {
        environment = Map.copyOf(environment);
    }

    /** {@code STATE_DIR}; empty when it is not set. */
    public Optional<Path> stateFolder() {
        return reader().path(Variable.STATE_DIR);
    }

    /** {@code DEBUG}. */
    public boolean debug() {
        return reader().flag(Variable.DEBUG);
    }

    private EnvironmentReader reader() {
        return new EnvironmentReader(environment, new Problems());
    }
}
