package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is logged, and where to.
 *
 * @param debug whether details are logged too ({@code DEBUG}, false)
 * @param file  present when {@code LOG_TO_FILE} asks for a copy in a file
 */
public record LogSettings(boolean debug, Format format, Optional<Path> file) {
    public enum Format { TEXT, JSON }
}
