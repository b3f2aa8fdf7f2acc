package io.orcastra.adapters.yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where each file of a configuration is read from.
 *
 * @param folder      where they lie unless a variable says otherwise
 * @param environment the process's environment
 */
public record ConfigurationPlaces(Path folder, Map<String, String> environment) {
    public ConfigurationPlaces {
        environment = Map.copyOf(environment);
    }

    /** The place of the file of the same kind, whatever it is called there; it need not exist. */
    public Path of(Path file) {
        FileKind kind = FileKind.of(file);
        return new EnvironmentReader(environment, new Problems()).path(kind.variable())
                .or(() -> kind.fileNames().stream().map(folder::resolve).filter(Files::exists).findFirst())
                .orElseGet(() -> folder.resolve(file.getFileName()));
    }
}
