package io.orcastra.adapters.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.recording.Entry;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A candidate in a process of its own. */
class ShadowChildTest {
    private static final ShadowSet CANDIDATE = candidate(RuleSet.builtIn());

    @TempDir
    private Path state;

    @Test
    void judgesAndReports() throws ShadowFailed {
        try (Judging child = ShadowChild.start(state, CANDIDATE, Map.of(), Duration.ofMinutes(4))) {
            assertThat(child.rules()).isGreaterThan(100);
            assertThat(child.judge(Entry.Cycle.of(SampleDecision.record(), 2)).compared()).isEqualTo(1);
            assertThat(child.judge(Entry.Cycle.of(SampleDecision.record(), 0)).compared()).isEqualTo(2);
            assertThat(child.report().cycles()).isEqualTo(2);
            assertThat(child.report().notRecorded()).isEqualTo(2);
        }
    }

    @Test
    void saysWhyItDoesNotJudge() {
        ShadowSet broken = candidate(RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package io.orcastra.rules\nrule (\n"))));

        ShadowFailed why = catchThrowableOfType(ShadowFailed.class, () -> ShadowChild.start(state, broken, Map.of(), Duration.ofMinutes(4)));

        assertThat(why.problems().toString()).contains("mine.drl:2:");
    }

    @Test
    void isKilledWhenItOverruns() {
        ShadowFailed why = catchThrowableOfType(ShadowFailed.class, () -> ShadowChild.start(state, CANDIDATE, Map.of(), Duration.ofMillis(1)));

        assertThat(why).hasMessageContaining("came to no end within");
        assertThat(why.problems()).singleElement().asString().startsWith("Maybe ");
    }

    private static ShadowSet candidate(RuleSet rules) {
        return new ShadowSet(rules, new RuleSettings(Set.of(), 10, List.of(), GivenParameters.NONE), List.of(), false, rules.hash());
    }
}
