package io.orcastra.adapters.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every command takes, so that one set of arguments suits all, where they have no effect. */
final class Unused {

    private Unused() {
    }

    static final class Config {
        @Option(names = "--config", paramLabel = "DIR", description = "Taken by every command; has no effect on this one.")
        private void ignore(Path folder) {
            // nothing of it is read
        }
    }

    static final class Rules {
        @Option(names = "--rules", paramLabel = "DIR", description = "Taken by every command; has no effect on this one.")
        private void ignore(Path folder) {
            // nothing of it is read
        }
    }
}
