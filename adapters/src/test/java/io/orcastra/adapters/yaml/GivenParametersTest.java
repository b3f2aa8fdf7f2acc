package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.SpanParameter;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.rules.ParameterForm;
import io.orcastra.rules.ReadParameter;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a policy whose rule needs a number and a span, and asks whether there is a text. */
class GivenParametersTest {
    private static final RuleDescription RULE = new RuleDescription("ORC-BIG-201", "propose a label", RuleFamily.PROPOSAL,
            "big-nodes.drl", 13, "big-nodes", List.of(new ReadParameter("least", ParameterForm.NUMBER, true),
                    new ReadParameter("patience", ParameterForm.SPAN, true), new ReadParameter("spared", ParameterForm.TEXT, false),
                    new ReadParameter("ruled", ParameterForm.NUMBER, false)));

    @TempDir
    private Path temporary;

    private Configuration configured(String parameters) {
        return new Folder(temporary).with("swarm.yml", "rules: {parameters: {" + parameters + "}}").load();
    }

    @Test
    void aValueIsTextAndWhateverElseItIs() {
        assertThat(configured("big-nodes: {least: 1.5 GiB, patience: 1h 30m, share: -0.25, hosts: [oak, 90s]}").policies()).isEqualTo(
                Set.of(new TextParameter("big-nodes", "least", "1.5 GiB"),
                        new NumberParameter("big-nodes", "least", "1.5 GiB", 1_610_612_736d),
                        new TextParameter("big-nodes", "patience", "1h 30m"),
                        new SpanParameter("big-nodes", "patience", "1h 30m", Duration.ofMinutes(90)),
                        new TextParameter("big-nodes", "share", "-0.25"), new NumberParameter("big-nodes", "share", "-0.25", -0.25),
                        new TextParameter("big-nodes", "hosts", "oak"), new TextParameter("big-nodes", "hosts", "90s"),
                        new SpanParameter("big-nodes", "hosts", "90s", Duration.ofSeconds(90))));
    }

    @Test
    void whatIsReadAndGivenIsNoProblem() {
        assertThat(configured("big-nodes: {least: 7, patience: 0s}").rules().problems(List.of(RULE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            big-nodes: {least: 7, patience: 1h, lest: 7}   | swarm.yml:1:58 | no rule of big-nodes reads lest, which has no effect | Maybe you meant least.
            big-nodes: {least: 7, patience: 1h}, bignodes: {x: 7} | swarm.yml:1:70 | no rule reads parameters of bignodes, so x has no effect | Maybe you meant big-nodes.
            big-nodes: {patience: 1h}                      | big-nodes.drl:13:1 | rule ORC-BIG-201 reads parameter least of big-nodes, which has no value | least: 7 GiB
            big-nodes: {least: 7, patience: 90}            | swarm.yml:1:44 | patience of big-nodes is not a span of time, as rule ORC-BIG-201 takes it for | Maybe write 1h 30m.
            big-nodes: {least: 7, patience: 1h, ruled: 7 GB} | swarm.yml:1:58 | ruled of big-nodes is not a number or a size | Maybe write 7 GiB.
            big-nodes: {least: [7, much], patience: 1h}    | swarm.yml:1:34 | least of big-nodes is not a number or a size | Maybe write 7 GiB.
            """)
    void whatIsNotReadOrMissingIsAWarningAtItsPlace(String parameters, String place, String message, String advice) {
        assertThat(configured(parameters).rules().problems(List.of(RULE))).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.place()).endsWith(place);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).startsWith("Maybe ").contains(advice);
        });
    }

    @Test
    void aVetoThatMissesItsValueIsAnError() {
        RuleDescription veto = new RuleDescription("ORC-BIG-301", "veto a label", RuleFamily.VETO, "big-nodes.drl", 30, "big-nodes",
                List.of(new ReadParameter("least", ParameterForm.NUMBER, true)));

        assertThat(configured("").rules().problems(List.of(veto))).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.message()).isEqualTo(
                    "rule ORC-BIG-301 reads parameter least of big-nodes, which has no value: it never matches");
        });
        assertThat(configured("big-nodes: {least: much}").rules().problems(List.of(veto))).singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isTrue());
        assertThat(configured("big-nodes: {least: 7}").rules().problems(List.of(veto))).isEmpty();
    }

    @Test
    void aRuleThatIsSwitchedOffNeedsNothing() {
        assertThat(new Folder(temporary).with("swarm.yml", "rules: {off: [ORC-BIG-201]}").load().rules().problems(List.of(RULE)))
                .isEmpty();
    }
}
