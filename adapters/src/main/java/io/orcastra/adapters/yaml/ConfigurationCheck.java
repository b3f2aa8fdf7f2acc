package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code orcastra check} finds in the configuration: all errors and warnings, and nothing put in force. */
public final class ConfigurationCheck {
    private final ConfigurationLoader loader = new ConfigurationLoader();
    private final Map<String, String> environment;

    public ConfigurationCheck(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Of the files that would be read from this folder. */
    public List<Problem> folder(Path folder) {
        try {
            return loader.load(folder, environment).warnings();
        } catch (ConfigurationInvalid e) {
            return e.problems();
        }
    }

    /** Of these files together; a name that is not one of the usual means the newest form. */
    public List<Problem> files(List<Path> files) {
        try {
            return loader.load(files, environment).warnings();
        } catch (ConfigurationInvalid e) {
            return e.problems();
        }
    }
}
