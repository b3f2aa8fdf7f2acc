package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code broken} is a policy that must not be put in force, and a daemon in the lab is given each of them; what is in
 * {@code mistaken}, and in {@code escaping}, where code hides that may not be seen, is refused by the same linter, which is asked
 * here only. The comment {@code expect: message | advice}
 * stands in the line that must be named.
 */
class BrokenPoliciesTest {
    private static final String EXPECT = "// expect: ";

    static Stream<RuleSource> policies() throws IOException, URISyntaxException {
        return Stream.concat(in("broken/salience.drl"), Stream.concat(in("mistaken/unit.drl"), in("escaping/groupby.drl")));
    }

    private static Stream<RuleSource> in(String one) throws IOException, URISyntaxException {
        return RulePack.in(Path.of(Objects.requireNonNull(RuleSource.class.getResource(one)).toURI()).getParent()).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policies")
    void isRefusedWithItsLineAndARemedy(RuleSource policy) {
        List<String> lines = policy.text().lines().toList();
        int line = lines.indexOf(lines.stream().filter(one -> one.contains(EXPECT)).findFirst().orElseThrow()) + 1;
        String[] expected = lines.get(line - 1).split(EXPECT)[1].split(" \\| ");

        List<RuleProblem> problems = new RuleLinter().lint(List.of(policy));

        assertThat(problems).as("%s", problems).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(policy.name());
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains(expected[0]);
            assertThat(problem.advice()).startsWith("Maybe ").contains(expected[1]);
            assertThat(problem.excerpt()).isEqualTo(lines.get(line - 1));
        });
    }

    @Test
    void thereAreManyKindsOfThem() throws IOException, URISyntaxException {
        assertThat(policies()).hasSizeGreaterThanOrEqualTo(121);
    }

    @Test
    void aRuleThatAsksForWhatNobodyConcludesNeverMatches() {
        List<RuleSource> withoutGuards = RulePack.builtIn().stream().filter(source -> !source.name().equals("guards-service.drl")).toList();

        assertThat(new RuleLinter().lintWhole(withoutGuards)).extracting(RuleProblem::message)
                .anyMatch(message -> message.matches("no rule concludes NodeBound, so \".*\" never matches"));
        assertThat(new RuleLinter().lintWhole(RulePack.builtIn())).isEmpty();
    }
}
