package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRulesTest {
    private static final RuleBook BOOK = RuleBook.builtIn();
    private static final Optional<Set<String>> ALL = Optional.empty();

    @TempDir
    private Path folder;
    private final List<List<String>> compiled = new ArrayList<>();

    @BeforeEach
    void twoPolicies() throws IOException {
        Files.writeString(folder.resolve("one.drl"), "good");
        Files.writeString(folder.resolve("other.drl"), "good");
    }

    private FolderRules rules() {
        return FolderRules.in(folder, this::compile);
    }

    private RuleBook compile(RuleSet files) {
        List<RuleFile> own = files.files().stream().filter(file -> file.origin() != RuleFile.Origin.BUILT_IN).toList();
        compiled.add(own.stream().map(RuleFile::name).toList());
        List<RuleProblem> problems = own.stream().filter(file -> file.source().text().equals("bad"))
                .map(file -> new RuleProblem(file.name(), 3, 5, "it is bad", "Maybe mend it")).toList();
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return BOOK;
    }

    private static Optional<Set<String>> only(String... policies) {
        return Optional.of(Set.of(policies));
    }

    @Test
    void goodRulesAreOneRuleBaseForAll() {
        FolderRules rules = rules();

        assertThat(rules.book(only("one"))).isSameAs(BOOK);
        rules.book(ALL);
        rules.book(only("other"));

        assertThat(compiled).containsExactly(List.of("one.drl", "other.drl"));
        assertThat(rules.books()).containsExactly(BOOK);
    }

    @Test
    void besideABadFileThoseCountThatAreNamed() throws IOException {
        Files.writeString(folder.resolve("other.drl"), "bad");
        FolderRules rules = rules();

        assertThat(rules.book(only("one"))).isSameAs(BOOK);
        assertThatThrownBy(() -> rules.book(ALL)).hasMessageStartingWith(folder.resolve("other.drl") + ":3:5: it is bad");
        assertThatThrownBy(() -> rules.book(only("other"))).hasMessageStartingWith(folder.resolve("other.drl") + ":3:5: it is bad");
    }

    @Test
    void whatIsBadIsNotCompiledAgainForEachScenario() throws IOException {
        Files.writeString(folder.resolve("other.drl"), "bad");
        FolderRules rules = rules();
        for (int i = 0; i < 3; i++) {
            rules.book(only("one"));
            assertThatThrownBy(() -> rules.book(ALL)).isInstanceOf(InvalidRules.class);
        }

        assertThat(compiled).containsExactly(List.of("one.drl", "other.drl"), List.of("one.drl"));
    }

    @Test
    void aFolderThatIsGoneIsBadRulesToo() {
        assertThatThrownBy(() -> FolderRules.in(folder.resolve("gone"), this::compile).book(only("one")))
                .isInstanceOf(InvalidRules.class).hasMessageStartingWith(folder.resolve("gone") + ": the folder cannot be read");
    }
}
