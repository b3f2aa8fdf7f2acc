package io.orcastra.adapters.cli;

import io.orcastra.rules.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the configuration is. Only the usual folder may be missing: who names one means what is in it. */
final class ConfigFolder {

    private static final String USUAL = "/etc/swarm-orchestration";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private Path folder = Path.of(USUAL);

    @Option(names = "--config", paramLabel = "DIR",
            description = "Folder of swarm.yml, or of nodes.yml and dependencies.yml (default: " + USUAL + ").")
    private void named(Path named) {
        if (Files.isRegularFile(named)) {
            throw refused(named + " is a file, not a folder", "Maybe its folder " + parent(named) + " is meant.");
        }
        if (!Files.isDirectory(named)) {
            throw refused("there is no folder " + named, near(named).map(near -> "Maybe " + near + " is meant.")
                    .orElse("Maybe a typing mistake, or the mount is missing."));
        }
        folder = named;
    }

    Path path() {
        return folder;
    }

    private ParameterException refused(String what, String advice) {
        return new ParameterException(command.commandLine(), "--config: " + what + "\n" + advice);
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(Path.of("."));
    }

    private static Optional<Path> near(Path missing) {
        try (Stream<Path> beside = Files.list(parent(missing))) {
            return Spelling.nearest(missing.getFileName().toString(), beside.filter(Files::isDirectory)
                    .map(one -> one.getFileName().toString()).toList()).map(missing::resolveSibling);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
