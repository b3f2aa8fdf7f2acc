package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.Anchor;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.SeenRules;
import io.orcastra.rules.lint.Circumstances;
import java.nio.file.Path;
import java.util.Collection;
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
    private final Optional<SeenRules> rules;

    /** @param rules all there are, as far as they can be read; empty where nothing is to be said of those that are named */
    public ConfigurationCheck(Map<String, String> environment, Optional<SeenRules> rules) {
        this.environment = Map.copyOf(environment);
        this.rules = rules;
    }

    /**
     * What the configuration says that decides what rules mean together, as far as it can be read.
     *
     * @param named of the folder's, if empty
     */
    public static Circumstances circumstances(Path folder, List<Path> named, Map<String, String> environment,
            Collection<RuleDescription> rules) {
        try {
            Reading reading = named.isEmpty() ? Reading.of(folder, environment) : Reading.of(named, environment);
            Configuration configuration = reading.configuration();
            return new Circumstances(configuration.rules().held(rules), configuration.policies());
        } catch (ConfigurationInvalid e) {
            return new Circumstances(e.rules().map(settings -> settings.held(rules)).orElse(Set.of()), Set.of());
        }
    }

    /** Of the files that would be read from this folder, and of the command file. */
    public List<Problem> folder(Path folder) {
        Reading reading = Reading.of(folder, environment);
        return judged(reading, configuration -> commands(reading.commandFile(), anchors(configuration)));
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

    /**
     * Of a file of commands that is named itself.
     *
     * @param folder whose anchors they may name
     */
    public List<Problem> commands(Path file, Path folder) {
        Optional<Configuration> configuration = Optional.empty();
        try {
            configuration = Optional.of(Reading.of(folder, environment).configuration());
        } catch (ConfigurationInvalid untold) {
            // it is not what was asked about: any anchor will do
        }
        return commands(file, anchors(configuration)).toList();
    }

    private static Stream<Problem> commands(Path file, Optional<Set<String>> anchors) {
        return CommandFile.read(file).stream().flatMap(commands -> commands.content(anchors).problems().stream());
    }

    private static Optional<Set<String>> anchors(Optional<Configuration> configuration) {
        return configuration.map(good -> good.policies().stream().filter(Anchor.class::isInstance)
                .map(anchor -> ((Anchor) anchor).name()).collect(Collectors.toSet()));
    }

    private List<Problem> judged(Reading reading, Function<Optional<Configuration>, Stream<Problem>> beside) {
        try {
            Configuration configuration = reading.configuration();
            return Stream.of(configuration.warnings().stream(), said(configuration.rules()), rules.stream()
                            .flatMap(seen -> configuration.rules().missing(seen.rules()).stream()),
                    beside.apply(Optional.of(configuration))).<Problem>flatMap(some -> some).toList();
        } catch (ConfigurationInvalid e) {
            return Stream.of(e.problems().stream(), e.rules().stream().flatMap(this::said), beside.apply(Optional.empty()))
                    .<Problem>flatMap(some -> some).distinct().toList();
        }
    }

    private Stream<Problem> said(RuleSettings settings) {
        return rules.stream().flatMap(seen -> settings.said(seen).stream());
    }
}
