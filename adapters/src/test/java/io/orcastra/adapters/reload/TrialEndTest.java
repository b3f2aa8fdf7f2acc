package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrialEndTest {
    private static final RuleSet RULES = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package io.orcastra.rules")));
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Optional<Refusal> refusal(OptionalInt code, Duration computed) {
        return new TrialEnd(code, LIMIT, computed).refusal(RULES, RuleSet.builtIn(), false);
    }

    private static Refusal ended(int code) {
        return refusal(OptionalInt.of(code), Duration.ofSeconds(1)).orElseThrow();
    }

    @Test
    void aGoodEndRefusesNothing() {
        assertThat(refusal(OptionalInt.of(0), Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void rulesThatComputeForTheirWholeTimeAreToBlame() {
        Refusal refusal = refusal(OptionalInt.empty(), LIMIT.dividedBy(10)).orElseThrow();

        assertThat(refusal).isNotInstanceOf(TrialNotRun.class).hasMessageContaining("they came to no end within 30 s");
        assertThat(refusal.problems()).singleElement().asString().startsWith("mine.drl:").contains("Maybe ");
    }

    @Test
    void aProcessThatWasHardlyEverGivenAProcessorSaysNothingOfTheRules() {
        assertThat(refusal(OptionalInt.empty(), LIMIT.dividedBy(10).minusMillis(1)).orElseThrow())
                .isInstanceOf(TrialNotRun.class)
                .hasMessageContaining("in 30 s its process had 2 s of computing; maybe the machine has far too much to do");
    }

    @Test
    void aFullHeapAndAFailureWhileJudgingAreTheRules() {
        assertThat(ended(3)).isNotInstanceOf(TrialNotRun.class).hasMessageContaining("more memory than a trial has");
        assertThat(ended(TrialEnd.JUDGING_FAILED)).isNotInstanceOf(TrialNotRun.class).hasMessageContaining("failed");
    }

    @Test
    void whatDecidesAlreadyIsNotSuspectedBesideWhatWasEdited() {
        RuleSource other = new RuleSource("other.drl", "package io.orcastra.rules");
        RuleSet both = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package io.orcastra.rules"), other));
        TrialEnd full = new TrialEnd(OptionalInt.of(3), LIMIT, Duration.ofSeconds(1));

        assertThat(full.refusal(both, RULES, false).orElseThrow().problems()).singleElement().asString()
                .startsWith("other.drl: this file\n  Maybe ");
        assertThat(full.refusal(both, both, false).orElseThrow().problems()).as("nothing was edited: the swarm has grown").hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains(": one of these files\n  Maybe "));
    }

    @Test
    void aJavaThatDoesNotStartOrIsKilledSaysNothingOfThem() {
        assertThat(List.of(ended(1), ended(134), ended(137))).allSatisfy(refusal -> assertThat(refusal)
                .isInstanceOf(TrialNotRun.class).hasMessageContaining("before it could judge; maybe the machine has no memory"));
    }
}
