package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a whole configuration, or says everything that is wrong with it. Stateless; reads each file once.
 *
 * <p>{@code swarm.yml} is the newest form. Without it {@code nodes.yml} and {@code dependencies.yml} hold the same in two
 * files; beside it they are left aside with a warning. Variables win over files, and an anchor's own keys over variables.
 */
public final class ConfigurationLoader {

    /**
     * @param folder      where the files lie unless a variable says otherwise; it need not exist
     * @param environment the process's environment
     * @return the configuration; without any policy file one that only observes
     * @throws ConfigurationInvalid with all problems of all files and variables; nothing else is thrown for bad input
     */
    public Configuration load(Path folder, Map<String, String> environment) throws ConfigurationInvalid {
        return Reading.of(folder, environment).configuration();
    }

    /** As {@link #load(Path, Map)}, of exactly these files; a name that is not one of the usual means the newest form. */
    public Configuration load(List<Path> files, Map<String, String> environment) throws ConfigurationInvalid {
        return Reading.of(files, environment).configuration();
    }
}
