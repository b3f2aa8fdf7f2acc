package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.Anchor;
import io.orcastra.rules.RuleDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code orcastra check} finds in the configuration: all errors and warnings, and nothing put in force. */
public final class ConfigurationCheck {
    private final Map<String, String> environment;
    private final Optional<List<RuleDescription>> rules;

    /** @param rules all there are; empty when they cannot be read, so that nothing is said of those a configuration names */
    public ConfigurationCheck(Map<String, String> environment, Optional<List<RuleDescription>> rules) {
        this.environment = Map.copyOf(environment);
        this.rules = rules;
    }

    /** Of the files that would be read from this folder, and of the command file. */
    public List<Problem> folder(Path folder) {
        return judged(Reading.of(folder, environment), ConfigurationCheck::commands);
    }

    private static Stream<Problem> commands(Configuration configuration) {
        Set<String> anchors = configuration.policies().stream().filter(Anchor.class::isInstance)
                .map(anchor -> ((Anchor) anchor).name()).collect(Collectors.toSet());
        return CommandFile.read(configuration.settings().commandFile()).stream()
                .flatMap(file -> file.content(anchors).problems().stream());
    }

    /**
     * Of these files together, or of each alone when two are of one kind. A name that is not one of the usual means the
     * newest form.
     */
    public List<Problem> files(List<Path> files) {
        long kinds = files.stream().map(FileKind::of).distinct().count();
        return kinds == files.size()
                ? judged(Reading.of(files, environment), configuration -> Stream.empty())
                : files.stream().flatMap(file -> judged(Reading.of(List.of(file), environment), configuration -> Stream.empty())
                        .stream()).distinct().toList();
    }

    private List<Problem> judged(Reading reading, Function<Configuration, Stream<Problem>> beside) {
        try {
            Configuration configuration = reading.configuration();
            return Stream.of(configuration.warnings().stream(),
                    rules.stream().flatMap(known -> configuration.rules().problems(known).stream()), beside.apply(configuration))
                    .<Problem>flatMap(some -> some).toList();
        } catch (ConfigurationInvalid e) {
            return e.problems();
        }
    }
}
