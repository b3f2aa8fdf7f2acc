package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.lint.RuleLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/policies.md tells a newcomer to write is good, and the mistake it shows is answered as it says. */
class FirstPolicyTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "policies.md");

    @TempDir
    private Path folder;

    private static String block(String language, String begin) throws IOException {
        Matcher matcher = Pattern.compile("```" + language + "\n(" + begin + ".*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void theRuleIsGoodAndItsScenarioComesTrue() throws IOException {
        Files.writeString(folder.resolve("big-nodes.drl"), block("drl", "/\\*"));
        Path scenario = Files.writeString(folder.resolve("big-nodes_test.yml"), block("yaml", "title:"));
        RuleSet rules = RuleSet.overlaid(folder);

        assertThat(new RuleLinter().lintWhole(rules.sources())).isEmpty();
        ScenarioResult result = played(rules, scenario);
        assertThat(result.failures()).isEmpty();
        assertThat(result.performance().orElseThrow().fired()).contains("ORC-BIG-201");
    }

    @Test
    @DisplayName("With the number from the configuration the rule is good, and labels by that number")
    void theRuleWithANumberOfItsOwnReadsIt() throws IOException {
        String[] edit = block("drl", "import io.orcastra.facts.policy").split("\\.\\.\\.\n");
        String rule = block("drl", "/\\*").replaceFirst("(?=import )", edit[0]);
        Files.writeString(folder.resolve("big-nodes.drl"), rule.substring(0, rule.indexOf("    Node( ")) + edit[1]);
        String given = inline("configuration: [{] swarm: [^`]*");
        String scenario = block("yaml", "title:").replaceFirst("(?m)^configuration: .*$", Matcher.quoteReplacement(given));
        RuleSet rules = RuleSet.overlaid(folder);

        assertThat(new RuleLinter().lintWhole(rules.sources())).isEmpty();
        assertThat(played(rules, Files.writeString(folder.resolve("big-nodes_test.yml"), scenario)).failures()).isEmpty();
        assertThat(played(rules, Files.writeString(folder.resolve("bigger-nodes_test.yml"), scenario.replace("7 GiB", "9 GiB")))
                .failures()).as("with nine instead of seven").singleElement().asString().contains("label oak big=true", "missing: label oak");
    }

    @Test
    @DisplayName("What a daemon's swarm.yml is to be given is what the rule needs, and the warning without its number is as shown")
    void allThatTheDaemonNeedsIsCopied() throws IOException, ConfigurationInvalid {
        String[] edit = block("drl", "import io.orcastra.facts.policy").split("\\.\\.\\.\n");
        String rule = block("drl", "/\\*").replaceFirst("(?=import )", edit[0]);
        Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("big-nodes.drl"),
                rule.substring(0, rule.indexOf("    Node( ")) + edit[1]);
        List<RuleDescription> rules = RuleSet.overlaid(folder.resolve("rules")).descriptions();
        String whole = block("yaml", "rules:\n  report: [^\n]*\n  parameters:");
        Path swarm = Files.writeString(folder.resolve("swarm.yml"), whole);

        assertThat(new ConfigurationLoader().load(folder, Map.of()).rules().problems(rules)).isEmpty();
        Files.writeString(swarm, whole.replaceFirst("(?s)  parameters:.*", ""));
        assertThat(new ConfigurationLoader().load(folder, Map.of()).rules().problems(rules)).singleElement().satisfies(problem ->
                assertThat(problem.message()).startsWith(inline("rule ORC-BIG-201 reads [^`]*")));
        assertThat(Files.readString(DOCUMENT)).contains(
                "Copy what stands below `rules:` in `/tmp/mine/swarm.yml`, which is `report` and, since the rule has a number of its own,\n"
                        + "`parameters` with it");
    }

    private static ScenarioResult played(RuleSet rules, Path scenario) {
        return new ScenarioSuite(RuleBook.of(rules.sources()), () -> 0).run(List.of(scenario)).get(0);
    }

    private static String inline(String text) throws IOException {
        Matcher matcher = Pattern.compile("`(" + text + ")`").matcher(Files.readString(DOCUMENT));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void theMistakeIsAnsweredAsShown() throws IOException {
        Files.writeString(folder.resolve("big-nodes.drl"),
                block("drl", "/\\*").replace("status == NodeStatus", "state == NodeStatus"));

        List<RuleProblem> problems = new RuleLinter().lint(RuleSet.overlaid(RulePack.in(folder)).sources());
        assertThat(problems).singleElement().satisfies(
                problem -> assertThat(Files.readString(DOCUMENT)).contains(problem.toString()));
    }
}
