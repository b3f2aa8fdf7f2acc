package io.orcastra.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.SpanParameter;
import io.orcastra.facts.policy.TextParameter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CandidateTest {
    private static final NodeLabel OBSERVED = new NodeLabel("n1", "tier", "gold");
    private static final TextParameter RECORDED = new TextParameter("mine", "service", "web");
    private static final TextParameter CHANGED = new TextParameter("mine", "service", "shop");
    private static final SpanParameter NEW = new SpanParameter("mine", "patience", "2h", Duration.ofHours(2));

    @Test
    @DisplayName("Values of parameters count where none of their name was recorded, and nothing else beside what was")
    void addsWhatWasNotRecorded() {
        Candidate candidate = new Candidate(Optional.empty(), Optional.empty(), Set.of(CHANGED, NEW, new LabelPruning()));

        assertThat(candidate.facts(Set.of(OBSERVED, RECORDED))).containsExactlyInAnyOrder(OBSERVED, RECORDED, NEW);
        assertThat(candidate.facts(Set.of(OBSERVED))).containsExactlyInAnyOrder(OBSERVED, CHANGED, NEW);
    }

    @Test
    @DisplayName("Another configuration takes the place of the recorded one with its parameters")
    void replacesTheConfiguration() {
        NumberParameter most = new NumberParameter("mine", "most", "7", 7);

        assertThat(new Candidate(Optional.of(Set.of(most)), Optional.empty()).facts(Set.of(OBSERVED, RECORDED)))
                .containsExactlyInAnyOrder(OBSERVED, most);
        assertThat(Candidate.AS_RECORDED.facts(Set.of(OBSERVED, RECORDED))).containsExactlyInAnyOrder(OBSERVED, RECORDED);
    }
}
