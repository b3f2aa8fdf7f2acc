package io.orcastra.adapters.reload;

import io.orcastra.adapters.scenario.ScenarioFiles;
import io.orcastra.adapters.scenario.Unread;
import io.orcastra.adapters.yaml.ScriptReader;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The operator's folder as it is now: rules, and the scenarios beside them. */
public final class PolicyFolder {
    private final Supplier<RuleSet> rules;
    private final Supplier<Optional<Path>> place;
    private final Overruns overruns;
    private final ScenarioStamps stamps;

    /**
     * @param rules what lies there over the pack built in; throws what it wants where it cannot be read
     * @param place empty when there is none
     */
    public PolicyFolder(Supplier<RuleSet> rules, Supplier<Optional<Path>> place, Overruns overruns) {
        this(rules, place, overruns, new ScenarioStamps(ScriptReader::configurationOf));
    }

    PolicyFolder(Supplier<RuleSet> rules, Supplier<Optional<Path>> place, Overruns overruns, ScenarioStamps stamps) {
        this.stamps = stamps;
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

    /** Whether there is a folder at all, be it empty. */
    boolean isThere() {
        return place.get().isPresent();
    }

    /** Names of the operator's own files; none when they cannot be read. */
    List<String> own() {
        try {
            return own(rules.get());
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Names of the files that are not built in. */
    static List<String> own(RuleSet all) {
        return all.files().stream().filter(one -> one.origin() != Origin.BUILT_IN).map(RuleFile::name).toList();
    }

    /** Names of the files that overran before; none when they cannot be read. */
    public List<String> leftOut() {
        try {
            return overruns.leftOut(rules.get());
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Rules of these files that might have forbidden something; none when the files cannot be read. */
    public Set<LeftOutRule> missing() {
        try {
            return overruns.missing(rules.get());
        } catch (RuntimeException unreadable) {
            return Set.of();
        }
    }

    /** All rules of these files. */
    public List<RuleDescription> rulesLeftOut() {
        try {
            RuleSet all = rules.get();
            List<String> files = overruns.leftOut(all);
            return files.isEmpty() ? List.of()
                    : all.descriptions().stream().filter(rule -> files.contains(rule.file())).toList();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** All rules there would be with the folder's, those that are left out as well; none when the files cannot be read. */
    public List<RuleDescription> descriptions() {
        try {
            return rules.get().descriptions();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Whether there is a file of this name that is not built in; true as well when nothing can be read, or is there. */
    boolean holds(String file) {
        try {
            return !isThere() || rules.get().file(file).filter(one -> one.origin() != Origin.BUILT_IN).isPresent();
        } catch (RuntimeException unreadable) {
            return true;
        }
    }

    /** Files of scenarios, at any depth. */
    List<Path> scenarios() throws IOException {
        return ScenarioFiles.in(place.get().filter(Files::isDirectory).stream().toList());
    }

    /** Files that look like rules or scenarios and are neither; none when the folder is away. */
    List<Unread> unread() {
        try {
            return place.get().filter(Files::isDirectory).map(Unread::inRules).orElse(List.of());
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Another one when a scenario, or whatever it is judged by, came, went or was written. Asked by one thread. */
    String stampOfScenarios() {
        try {
            return stamps.of(scenarios());
        } catch (IOException | UncheckedIOException unreadable) {
            return unreadable.toString();
        }
    }
}
