package io.orcastra.adapters.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration folder of a test. */
record Folder(Path path) {
    Folder with(String file, String content) {
        return with(file, content.getBytes(StandardCharsets.UTF_8));
    }

    Folder with(String file, byte[] content) {
        try {
            Files.write(path.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Configuration load(Map<String, String> environment) {
        try {
            return new ConfigurationLoader().load(path, environment);
        } catch (ConfigurationInvalid e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    Configuration load() {
        return load(Map.of());
    }

    List<Problem> problems(Map<String, String> environment) {
        return new ConfigurationCheck(environment, Optional.empty()).folder(path);
    }

    /** As {@code orcastra check} prints them, without the folder's own name. */
    String report(Map<String, String> environment) {
        return ProblemReport.of(problems(environment)).replace(path + "/", "").replace(path.toString(), "DIR");
    }

    String report() {
        return report(Map.of());
    }
}
