package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/rules.md is written from the rules; {@code -Dorcastra.update=true} writes it anew. */
class RulesReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "rules.md");
    private static final Pattern HEADER = Pattern.compile("/\\*\n \\* (.+?)\\.\n \\*\n(.*?)\n \\*/", Pattern.DOTALL);

    @Test
    void theReferenceIsThatOfTheRules() throws IOException {
        String reference = reference(RuleVerifier.pack());
        if (Boolean.getBoolean("orcastra.update")) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(REFERENCE).as("mvn test -pl rules -am -Dtest=RulesReferenceTest -Dorcastra.update=true writes it anew")
                .hasContent(reference);
    }

    private static String reference(RuleBook book) {
        var text = new StringBuilder("""
                # Rules

                Every rule of the policy pack, generated from it. The first letters of an id tell the policy, its hundreds the family:
                1 conditions, 2 proposals, 3 vetoes, 4 findings, 5 timers. Ids `ORC-PLN-nnn` are [refusals of the planner](planner.md).
                Any rule is switched off, only reported or made to ask first by its id in `swarm.yml`: `rules: { off: [ ORC-SPR-201 ] }`,
                `report` or `ask` ([how](configuration.md#which-rules-are-heard)). What a rule may read is told in [facts.md](facts.md).
                """);
        for (RuleSource source : RulePack.builtIn()) {
            Matcher header = HEADER.matcher(source.text());
            if (!header.find()) {
                throw new AssertionError(source.name() + " has no header");
            }
            text.append("\n## ").append(header.group(1)).append("\n\n[").append(source.name())
                    .append("](../rules/src/main/resources/io/orcastra/rules/").append(source.name()).append(")\n\n```text\n")
                    .append(header.group(2).replaceAll("(?m)^ \\* ", "")).append("\n```\n\n| id | rule | family |\n|---|---|---|\n");
            book.rules().stream().filter(rule -> rule.file().equals(source.name())).forEach(rule -> text.append("| ")
                    .append(rule.id()).append(" | ").append(rule.sentence()).append(" | ")
                    .append(rule.family().name().toLowerCase(Locale.ROOT)).append(" |\n"));
        }
        return text.toString();
    }
}
