package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code orcastra check} finds in the configuration: all errors and warnings, and nothing put in force. */
public final class ConfigurationCheck {
    private final Map<String, String> environment;

    public ConfigurationCheck(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Of the files that would be read from this folder. */
    public List<Problem> folder(Path folder) {
        return judged(Reading.of(folder, environment));
    }

    /**
     * Of these files together, or of each alone when two are of one kind. A name that is not one of the usual means the
     * newest form.
     */
    public List<Problem> files(List<Path> files) {
        long kinds = files.stream().map(FileKind::of).distinct().count();
        return kinds == files.size()
                ? judged(Reading.of(files, environment))
                : files.stream().flatMap(file -> judged(Reading.of(List.of(file), environment)).stream()).distinct().toList();
    }

    private static List<Problem> judged(Reading reading) {
        try {
            return reading.configuration().warnings();
        } catch (ConfigurationInvalid e) {
            return e.problems();
        }
    }
}
