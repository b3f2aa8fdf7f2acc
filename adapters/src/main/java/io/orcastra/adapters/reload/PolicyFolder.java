package io.orcastra.adapters.reload;

import io.orcastra.adapters.scenario.ScenarioFiles;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The operator's folder as it is now: rules, and the scenarios beside them. */
public final class PolicyFolder {
    private final Supplier<RuleSet> rules;
    private final Supplier<Optional<Path>> place;
    private final Overruns overruns;

    /**
     * @param rules what lies there over the pack built in; throws what it wants where it cannot be read
     * @param place empty when there is none
     */
    public PolicyFolder(Supplier<RuleSet> rules, Supplier<Optional<Path>> place, Overruns overruns) {
        this.rules = rules;
        this.place = place;
        this.overruns = overruns;
    }

    /**
     * Without files that overran before.
     *
     * @throws RuntimeException when they cannot be read, or are no text
     */
    RuleSet rules() {
        return overruns.without(rules.get());
    }

    /** Names of the files that overran before; none when they cannot be read. */
    public List<String> leftOut() {
        try {
            return overruns.leftOut(rules.get());
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Files of scenarios, at any depth. */
    List<Path> scenarios() throws IOException {
        return ScenarioFiles.in(place.get().filter(Files::isDirectory).stream().toList());
    }

    /** Another one when a scenario came, went or was written. */
    String stampOfScenarios() {
        try {
            StringBuilder stamp = new StringBuilder();
            for (Path scenario : scenarios()) {
                stamp.append(scenario).append(' ').append(Files.size(scenario)).append(' ')
                        .append(Files.getLastModifiedTime(scenario)).append('\n');
            }
            return stamp.toString();
        } catch (IOException | UncheckedIOException unreadable) {
            return unreadable.toString();
        }
    }
}
