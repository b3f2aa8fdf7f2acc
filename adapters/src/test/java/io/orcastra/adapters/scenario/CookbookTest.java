package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.lint.RuleLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy of the cookbook is well-formed, listed, and does what its scenarios say, beside all the others. */
class CookbookTest {
    private static final Path COOKBOOK = Path.of("..", "config", "cookbook");
    private static final Path DOCUMENT = Path.of("..", "docs", "cookbook.md");

    /** All together, as in one folder. */
    private static RuleBook all;

    static Stream<Path> policies() throws IOException {
        try (Stream<Path> folders = Files.list(COOKBOOK)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        all = RuleBook.of(RuleSet.overlaid(own()).sources());
    }

    private static List<RuleSource> own() throws IOException {
        List<RuleSource> own = new ArrayList<>();
        for (Path policy : policies().toList()) {
            own.addAll(RulePack.in(policy));
        }
        return own;
    }

    private static Set<String> ids(List<RuleSource> sources) {
        Set<String> files = sources.stream().map(RuleSource::name).collect(Collectors.toSet());
        return all.known().stream().filter(rule -> files.contains(rule.file())).map(RuleDescription::id)
                .collect(Collectors.toSet());
    }

    @Test
    void checkFindsNothingInAllOfThemTogether() throws IOException {
        assertThat(new RuleLinter().lintWhole(RuleSet.overlaid(own()).sources())).isEmpty();
        assertThat(policies()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void itsScenariosComeTrueAndEachOfItsRulesTakesPart(Path policy) throws IOException {
        Set<String> its = ids(RulePack.in(policy));

        List<ScenarioResult> results = new ScenarioSuite(all, () -> 0).run(ScenarioFiles.in(List.of(policy)));

        assertThat(results).isNotEmpty();
        assertThat(results.stream().flatMap(result -> result.failures().stream())).isEmpty();
        assertThat(results.stream().flatMap(result -> result.performance().orElseThrow().fired().stream())
                .filter(its::contains).collect(Collectors.toSet())).isEqualTo(its);
    }

    @Test
    void allOfThemFitInOneFolder() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path policy : policies().toList()) {
            try (Stream<Path> files = Files.list(policy)) {
                files.map(file -> file.getFileName().toString()).forEach(names::add);
            }
        }
        assertThat(names).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isListedWithItsOwnWords(Path policy) throws IOException {
        String name = policy.getFileName().toString();
        String first = Files.readString(policy.resolve(name + ".drl")).lines().skip(1).findFirst().orElseThrow();

        assertThat(Files.readString(DOCUMENT))
                .contains("[" + name + "](../config/cookbook/" + name + "/" + name + ".drl)", first.substring(3));
    }
}
