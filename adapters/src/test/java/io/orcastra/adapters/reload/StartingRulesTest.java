package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingRulesTest {
    private static final RuleBook BOOK = RuleBook.of(List.of());
    private static final RuleSet GOOD = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "good")));
    private static final RuleSet EDITED = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "edited")));
    private static final RuleSet LAX = LaxRule.besideTheBuiltIn();
    private static final RuleSet BROKEN = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "broken")));

    @TempDir
    private Path state;
    private LastGood lastGood;
    private final List<RuleSet> compiled = new ArrayList<>();

    @BeforeEach
    void nothingKept() {
        lastGood = new LastGood(state);
    }

    private StartingRules start(RuleSet folder) {
        PolicyFolder policies = new PolicyFolder(() -> folder, Optional::empty, new Overruns(state));
        return StartingRules.of(policies, lastGood, new Overruns(state), compiling);
    }

    private final Compiling compiling = new Compiling() {
        @Override
        public List<RuleProblem> lint(RuleSet rules) {
            return List.of();
        }

        @Override
        public RuleBook compiled(RuleSet rules) {
            compiled.add(rules);
            if (rules.equals(BROKEN)) {
                throw new InvalidRules(List.of(new RuleProblem("mine.drl", 1, 1, "no rule", "Maybe delete it")));
            }
            return BOOK;
        }
    };

    /** With a linter and a compiler that look at the rules. */
    private StartingRules reallyStart(RuleSet folder) {
        PolicyFolder policies = new PolicyFolder(() -> folder, Optional::empty, new Overruns(state));
        return StartingRules.of(policies, lastGood, new Overruns(state), new CachedCompiling(state));
    }

    @Test
    void theFirstStartUsesTheFolder() {
        assertThat(start(GOOD)).isEqualTo(new StartingRules(GOOD, BOOK, Set.of(), "", List.of()));
    }

    @Test
    void whatWasInForceBeforeStartsAgain() {
        lastGood.keep(GOOD);
        assertThat(start(GOOD)).isEqualTo(new StartingRules(GOOD, BOOK, Set.of(), "", List.of()));
    }

    @Test
    void anEditThatWasNeverFoundGoodIsNotTried() {
        lastGood.keep(GOOD);
        StartingRules starting = start(EDITED);

        assertThat(starting.files()).isEqualTo(GOOD);
        assertThat(starting.instead()).isEqualTo("the last good ones: the folder holds others, which are judged first");
        assertThat(compiled).containsExactly(GOOD);
    }

    @Test
    void withoutRulesOfOnesOwnNoneAreBroughtBack() {
        lastGood.keep(GOOD);
        PolicyFolder empty = new PolicyFolder(RuleSet::builtIn, () -> Optional.of(state), new Overruns(state));

        assertThat(StartingRules.of(empty, lastGood, new Overruns(state), compiling))
                .isEqualTo(new StartingRules(RuleSet.builtIn(), BOOK, Set.of(), "", List.of()));
    }

    @Test
    void aFolderThatIsGoneTakesNoRulesOutOfForce() {
        lastGood.keep(GOOD);
        StartingRules starting = start(RuleSet.builtIn());

        assertThat(starting.files()).isEqualTo(GOOD);
        assertThat(starting.instead()).startsWith("the last good ones: there is no folder of rules any more");
    }

    @Test
    void brokenRulesDoNotStopAFirstStart() {
        StartingRules starting = start(BROKEN);

        assertThat(starting.files()).isEqualTo(RuleSet.builtIn());
        assertThat(starting.instead()).startsWith("the built-in ones: the folder's cannot be used: ").contains("mine.drl:1:1");
        assertThat(starting.missing()).as("what the broken file might forbid is held").singleElement().satisfies(rule -> {
            assertThat(rule.file()).isEqualTo("mine.drl");
            assertThat(rule.actions()).contains("MoveService", "RestartService", "SetNodeLabel", "RemoveNodeLabel");
        });
    }

    @Test
    void whereTheLastGoodOnesFitNoMoreTheBuiltInOnesStart() {
        lastGood.keep(BROKEN);
        assertThat(start(EDITED).files()).isEqualTo(RuleSet.builtIn());
        assertThat(compiled).containsExactly(BROKEN, RuleSet.builtIn());
    }

    @Test
    @DisplayName("what was in force before decides though lint refuses it by now, and what lint says is kept to be told")
    void whatLintRefusesByNow() {
        lastGood.keep(LAX);
        StartingRules starting = reallyStart(LAX);

        assertThat(starting.files()).isEqualTo(LAX);
        assertThat(starting.instead()).isEmpty();
        assertThat(starting.book().known()).extracting(RuleDescription::id).contains("ORC-TST-401");
        assertThat(starting.problems()).singleElement().asString().contains("lax.drl:9", LaxRule.PROBLEM, "Maybe ");
    }

    @Test
    @DisplayName("so do the last good ones beside an edit that was never found good")
    void whatLintRefusesByNowBesideAnEdit() {
        lastGood.keep(LAX);
        StartingRules starting = reallyStart(EDITED);

        assertThat(starting.files()).isEqualTo(LAX);
        assertThat(starting.instead()).startsWith("the last good ones: ");
        assertThat(starting.problems()).singleElement().asString().contains(LaxRule.PROBLEM);
    }

    @Test
    @DisplayName("what nobody found good before is linted strictly")
    void whatLintRefusesAndNobodyKnows() {
        StartingRules starting = reallyStart(LAX);

        assertThat(starting.files()).isEqualTo(RuleSet.builtIn());
        assertThat(starting.instead()).startsWith("the built-in ones: the folder's cannot be used: ").contains(LaxRule.PROBLEM);
        assertThat(starting.problems()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("what does not compile or calls what rules may not is not used, whatever was in force before")
    @ValueSource(strings = {"$task.getClass().getName()", "System.getProperty( \"user.name\" )", "$nobody", "$task.size()"})
    void whatIsForbidden(String called) {
        String text = LaxRule.TEXT.replace("$service, \"Maybe", called + ", \"Maybe");
        assertThat(text).isNotEqualTo(LaxRule.TEXT);
        RuleSet forbidden = RuleSet.overlaid(List.of(new RuleSource("mine.drl", text)));
        lastGood.keep(forbidden);
        StartingRules starting = reallyStart(forbidden);

        assertThat(starting.files()).isEqualTo(RuleSet.builtIn());
        assertThat(starting.instead()).startsWith("the built-in ones: the folder's cannot be used: ");
        assertThat(starting.missing()).singleElement().satisfies(rule -> assertThat(rule.file()).isEqualTo("mine.drl"));
    }

    @Test
    void aFolderThatCannotBeReadDoesNotStopAStart() {
        lastGood.keep(GOOD);
        PolicyFolder policies = new PolicyFolder(() -> {
            throw new IllegalStateException("not a folder");
        }, Optional::empty, new Overruns(state));

        StartingRules starting = StartingRules.of(policies, lastGood, new Overruns(state), compiling);

        assertThat(starting.files()).isEqualTo(GOOD);
        assertThat(starting.instead()).contains("not a folder");
    }

    @Test
    void whoAsksForOneDecisionGetsTheFolder() {
        lastGood.keep(GOOD);
        PolicyFolder policies = new PolicyFolder(() -> BROKEN, Optional::empty, new Overruns(state));

        assertThatThrownBy(() -> StartingRules.asTheyAre(policies, compiling)).isInstanceOf(InvalidRules.class);
    }

    @Test
    void whatIsKeptIsOursAlone() throws IOException {
        lastGood.keep(GOOD);
        Path file = state.resolve(LastGood.NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(new LastGood(state).read()).contains(GOOD);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(new LastGood(state).read()).isEmpty();
    }

    @Test
    void whatIsDamagedIsNotUsed() throws IOException {
        lastGood.keep(GOOD);
        Path file = state.resolve(LastGood.NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 1;
        Files.write(file, bytes);

        assertThat(new LastGood(state).read()).isEmpty();
    }
}
