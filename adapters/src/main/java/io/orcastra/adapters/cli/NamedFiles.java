package io.orcastra.adapters.cli;

import io.orcastra.adapters.scenario.ScenarioFiles;
import io.orcastra.adapters.scenario.script.KnownRules;
import io.orcastra.adapters.yaml.ConfigurationCheck;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.NamedFile;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.ScriptReader;
import io.orcastra.adapters.yaml.StoryReader;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.SeenRules;
import io.orcastra.rules.lint.RuleLinter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files named to {@code orcastra check}, each judged as what it is. */
record NamedFiles(Map<Path, NamedFile> kinds) {

    static NamedFiles of(List<Path> files) {
        Map<Path, NamedFile> kinds = new LinkedHashMap<>();
        files.forEach(file -> kinds.put(file, NamedFile.of(file)));
        return new NamedFiles(kinds);
    }

    List<Path> all(NamedFile kind) {
        return kinds.entrySet().stream().filter(entry -> entry.getValue() == kind).map(Map.Entry::getKey).toList();
    }

    /**
     * Of all but files of rules.
     *
     * @param seen  the rules of the folder
     * @param rules the folder of rules that scenarios without any beside them are played with
     */
    List<Problem> problems(ConfigurationCheck check, SeenRules seen, Path folder, Optional<Path> rules) {
        List<Path> configuration = all(NamedFile.CONFIGURATION);
        return Stream.of(kinds.entrySet().stream().flatMap(entry -> entry.getValue().refusal(entry.getKey()).stream()),
                configuration.isEmpty() ? Stream.<Problem>empty() : check.files(configuration).stream(),
                all(NamedFile.COMMANDS).stream().flatMap(file -> check.commands(file, folder).stream()),
                all(NamedFile.SCENARIO).stream().flatMap(file -> scenario(file, seen, rules).stream()),
                all(NamedFile.STORY).stream().flatMap(file -> story(file).stream())).flatMap(some -> some).toList();
    }

    private static List<Problem> scenario(Path file, SeenRules seen, Optional<Path> rules) {
        try {
            ScriptReader.read(file, (named, policies) -> named.or(() -> rules).or(() -> ScenarioFiles.rulesBeside(file))
                    .map(NamedFiles::known).orElseGet(() -> known(seen)));
            return List.of();
        } catch (ConfigurationInvalid e) {
            return e.problems();
        }
    }

    private static List<Problem> story(Path file) {
        try {
            StoryReader.read(file, Instant.EPOCH);
            return List.of();
        } catch (ConfigurationInvalid e) {
            return e.problems();
        }
    }

    private static KnownRules known(Path folder) {
        try {
            return known(parsed(RuleSet.overlaid(folder).sources(), Set.of()));
        } catch (InvalidRules unreadable) {
            return known(parsed(RuleSet.overlaid(unreadable.readable()).sources(),
                    unreadable.problems().stream().map(problem -> problem.file()).collect(Collectors.toSet())));
        } catch (IOException e) {
            return known(parsed(RulePack.builtIn(), Set.of()));
        }
    }

    private static SeenRules parsed(List<RuleSource> sources, Set<String> noText) {
        return SeenRules.in(new RuleLinter().parsed(sources), noText);
    }

    private static KnownRules known(SeenRules seen) {
        Set<String> ids = new HashSet<>(seen.ids());
        seen.rules().stream().map(RuleDescription::id).forEach(ids::add);
        List.of(PlannerRule.values()).forEach(rule -> ids.add(rule.id()));
        Set<String> own = new HashSet<>(seen.policies());
        seen.rules().stream().map(RuleDescription::policy).forEach(own::add);
        RulePack.builtIn().stream().map(RuleSource::policy).forEach(own::remove);
        return new KnownRules(ids, own);
    }
}
