package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingRulesTest {
    private static final RuleBook BOOK = RuleBook.of(List.of());
    private static final RuleSet GOOD = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "good")));
    private static final RuleSet EDITED = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "edited")));
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
        return StartingRules.of(policies, lastGood, new Overruns(state), this::compile);
    }

    private RuleBook compile(RuleSet rules) {
        compiled.add(rules);
        if (rules.equals(BROKEN)) {
            throw new InvalidRules(List.of(new RuleProblem("mine.drl", 1, 1, "no rule", "Maybe delete it")));
        }
        return BOOK;
    }

    @Test
    void theFirstStartUsesTheFolder() {
        assertThat(start(GOOD)).isEqualTo(new StartingRules(GOOD, BOOK, Set.of(), ""));
    }

    @Test
    void whatWasInForceBeforeStartsAgain() {
        lastGood.keep(GOOD);
        assertThat(start(GOOD)).isEqualTo(new StartingRules(GOOD, BOOK, Set.of(), ""));
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

        assertThat(StartingRules.of(empty, lastGood, new Overruns(state), this::compile))
                .isEqualTo(new StartingRules(RuleSet.builtIn(), BOOK, Set.of(), ""));
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
    void aFolderThatCannotBeReadDoesNotStopAStart() {
        lastGood.keep(GOOD);
        PolicyFolder policies = new PolicyFolder(() -> {
            throw new IllegalStateException("not a folder");
        }, Optional::empty, new Overruns(state));

        StartingRules starting = StartingRules.of(policies, lastGood, new Overruns(state), this::compile);

        assertThat(starting.files()).isEqualTo(GOOD);
        assertThat(starting.instead()).contains("not a folder");
    }

    @Test
    void whoAsksForOneDecisionGetsTheFolder() {
        lastGood.keep(GOOD);
        PolicyFolder policies = new PolicyFolder(() -> BROKEN, Optional::empty, new Overruns(state));

        assertThatThrownBy(() -> StartingRules.asTheyAre(policies, this::compile)).isInstanceOf(InvalidRules.class);
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
