package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.ScriptReader;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchTest {
    private static final RuleSet OLD = RuleSet.builtIn();
    private static final RuleSet HALF = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "pack")));
    private static final RuleSet WHOLE = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package")));

    private final List<RuleSet> judged = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Path> parsed = new ArrayList<>();
    private final Set<String> edits = new LinkedHashSet<>();
    private RuleSet seen = OLD;
    private boolean ready = true;
    private boolean readable = true;
    private String waiting = "";
    @TempDir
    private Path folder;
    private RuleWatch watch;
    private final RulesListener listener = new RulesListener() {
        @Override
        public void inForce(RuleSet files, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added) {
            throw new IllegalStateException("the watch does not judge");
        }

        @Override
        public void postponed(String hash, Passing why, Duration again) {
            throw new IllegalStateException("the watch does not judge");
        }

        @Override
        public void refused(String hash, Refusal why) {
            refused.add(why.getMessage());
        }
    };

    @BeforeEach
    void watched() {
        PolicyFolder watched = new PolicyFolder(this::read, () -> Optional.of(folder), new Overruns(folder), new ScenarioStamps(file -> {
            parsed.add(file);
            return ScriptReader.configurationOf(file);
        }));
        watch = new RuleWatch(watched, (files, edit) -> {
            edits.add(edit);
            return ready && judged.add(files);
        }, listener, OLD::hash, () -> waiting);
    }

    private RuleSet read() {
        if (readable) {
            return seen;
        }
        throw new UncheckedIOException(new IOException("gone"));
    }

    private void look(RuleSet there, int times) {
        seen = there;
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    @Test
    void whatWasThereAtTheStartIsNotJudged() {
        look(OLD, 3);
        assertThat(judged).isEmpty();
    }

    @Test
    void whatWasRefusedIsJudgedAgainWhenAsked() {
        look(WHOLE, 5);
        watch.again();
        look(WHOLE, 3);

        assertThat(judged).containsExactly(WHOLE, WHOLE);
    }

    @Test
    void scenariosThatChangeCountWhereTheRulesWereRefused() throws IOException {
        look(OLD, 2);
        Path scenario = Files.writeString(folder.resolve("mine_test.yml"), "name: one");
        look(OLD, 3);
        assertThat(judged).isEmpty();

        look(WHOLE, 3);
        Files.writeString(scenario, "name: another");
        look(WHOLE, 3);
        assertThat(judged).containsExactly(WHOLE, WHOLE);
    }

    @Test
    void soDoesWhatAScenarioIsJudgedBy(@TempDir Path elsewhere) throws IOException {
        Path golden = folder.resolve("mine_test.golden.md");
        Path swarm = Files.writeString(elsewhere.resolve("swarm.yml"), "nodes: {}");
        Files.writeString(folder.resolve("mine_test.yml"), "configuration: { swarm: " + swarm + " }\n");
        look(WHOLE, 3);
        Files.writeString(golden, "# as it is now");
        look(WHOLE, 3);
        Files.writeString(swarm, "nodes: { oak: { } }");
        look(WHOLE, 3);
        assertThat(judged).containsExactly(WHOLE, WHOLE, WHOLE);
        Files.delete(golden);
    }

    @Test
    void whileRulesAreRefusedAScenarioIsParsedOnlyWhenItChanged(@TempDir Path elsewhere) throws IOException {
        Path swarm = Files.writeString(elsewhere.resolve("swarm.yml"), "nodes: {}");
        Path mine = Files.writeString(folder.resolve("mine_test.yml"), "configuration: { swarm: " + swarm + " }\n");
        Path other = Files.writeString(folder.resolve("other_test.yml"), "name: one");
        look(OLD, 5);
        assertThat(parsed).as("nothing is refused").isEmpty();

        look(WHOLE, 20);
        assertThat(parsed).containsExactly(mine, other);

        Files.writeString(swarm, "nodes: { oak: { } }");
        Files.writeString(other, "name: another");
        look(WHOLE, 20);
        assertThat(parsed).containsExactly(mine, other, other);
        assertThat(judged).containsExactly(WHOLE, WHOLE);
    }

    @Test
    void anotherConfigurationOfAScenarioCounts(@TempDir Path elsewhere) throws IOException {
        Path mine = Files.writeString(folder.resolve("mine_test.yml"), "name: one\n");
        Path swarm = Files.writeString(elsewhere.resolve("swarm.yml"), "nodes: {}");
        look(WHOLE, 3);
        Files.writeString(mine, "configuration: { swarm: " + swarm + " }\n");
        look(WHOLE, 3);
        Files.delete(swarm);
        look(WHOLE, 3);

        assertThat(judged).containsExactly(WHOLE, WHOLE, WHOLE);
    }

    @Test
    void aConfigurationThatWaitsForOtherRulesCountsAsWell() {
        look(WHOLE, 3);
        waiting = "another";
        look(WHOLE, 3);
        assertThat(judged).containsExactly(WHOLE, WHOLE);

        look(OLD, 3);
        waiting = "";
        look(OLD, 3);
        assertThat(judged).containsExactly(WHOLE, WHOLE, OLD);
    }

    @Test
    void aChangeIsJudgedOnceAfterItCameToRest() {
        look(HALF, 1);
        look(WHOLE, 1);
        assertThat(judged).isEmpty();

        look(WHOLE, 3);
        assertThat(judged).containsExactly(WHOLE);

        look(OLD, 2);
        assertThat(judged).containsExactly(WHOLE, OLD);
    }

    @Test
    void whatCouldNotBeJudgedYetIsAskedAgain() {
        ready = false;
        look(WHOLE, 3);
        ready = true;
        look(WHOLE, 3);
        assertThat(judged).containsExactly(WHOLE);
    }

    @Test
    void anEditThatIsUndoneBeforeItCouldBeJudgedIsJudgedToo() {
        ready = false;
        look(WHOLE, 3);
        ready = true;
        look(OLD, 4);
        assertThat(judged).as("or somebody would wait for the other for ever").containsExactly(OLD);
    }

    @Test
    void rulesThatAreUndoneTogetherWithAnEditOfTheConfigurationAreJudgedToo() {
        look(WHOLE, 3);
        watch.again();
        look(OLD, 4);
        assertThat(judged).as("or the refusal would be told for ever").containsExactly(WHOLE, OLD);
    }

    @Test
    void whatRulesAreJudgedByMakesAnotherEditOfThem() throws IOException {
        ready = false;
        look(WHOLE, 5);
        assertThat(edits).hasSize(1);
        Files.writeString(folder.resolve("mine_test.yml"), "name: one");
        look(WHOLE, 5);
        assertThat(edits).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeReadIsRefusedOnce() {
        readable = false;
        look(OLD, 4);
        assertThat(refused).hasSize(1);

        readable = true;
        look(WHOLE, 2);
        assertThat(judged).containsExactly(WHOLE);
    }
}
