package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {
    @TempDir
    private Path temporary;

    @Test
    void filesOfDifferentKindsAreOneConfiguration() {
        new Folder(temporary).with("my-nodes.yml", "nodes: { oak: { labels: [ db ] } }").with("dependencies.yml", "db: [ web ]");

        assertThat(check("my-nodes.yml", "dependencies.yml")).singleElement().extracting(Problem::message).asString()
                .contains("also the label of the anchor db");
    }

    @Test
    void filesOfOneKindAreCheckedEachAlone() {
        new Folder(temporary).with("old.yml", "dependencies: { db: web }").with("new.yml", "options: { settle_seconds: x }");

        assertThat(check("old.yml", "new.yml")).extracting(problem -> Path.of(problem.file()).getFileName().toString())
                .containsExactly("old.yml", "new.yml");
    }

    @Test
    void whatLiesBesideIsNotLookedAt() {
        new Folder(temporary).with("swarm.yml", "[").with("new.yml", "dependencies: { db: [ web ] }");

        assertThat(check("new.yml")).isEmpty();
    }

    @Test
    void whatIsNoFileIsAProblem() {
        List<Problem> problems = new ConfigurationCheck(Map.of(), Optional.empty())
                .files(List.of(Path.of("/dev/null"), temporary, temporary.resolve("missing")));

        assertThat(problems).extracting(Problem::message)
                .containsExactly("this is not a plain file", "this is a folder, not a file", "there is no such file");
    }

    @Test
    void theCommandFileIsCheckedBeside() throws IOException {
        new Folder(temporary).with("swarm.yml", "dependencies: { db: { stack: shop, services: [ web ] } }");
        Path commands = Files.writeString(temporary.resolve("commands.yml"),
                "- relabel_al\n- relabel_anchor:db\n- update_dependents:nosuch\n");

        String report = ProblemReport.of(new ConfigurationCheck(Map.of("COMMAND_FILE", commands.toString()), Optional.empty())
                .folder(temporary));

        assertThat(report).containsSubsequence(commands + ":1:3: error: \"relabel_al\" is no command", "Maybe you meant relabel_all.",
                commands + ":3:3: error: \"update_dependents:nosuch\": the configuration has no anchor \"nosuch\"",
                "Maybe one of db is meant.").doesNotContain(commands + ":2:");
    }

    private List<Problem> check(String... files) {
        return new ConfigurationCheck(Map.of(), Optional.empty()).files(List.of(files).stream().map(temporary::resolve).toList());
    }
}
