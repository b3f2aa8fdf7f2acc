package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.SetNodeLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody else wrote stays text, wherever the report shows it. */
class MarkdownReportTest {

    private static List<String> lines(String labelValue, String message) {
        DecisionRecord sample = SampleDecision.record();
        Proposal proposal = new Proposal("ORC-LBL-201", new SetNodeLabel("m1aaaaaaaaaaaaaaaaaaaaaaa", "note", labelValue), "c", "r");
        DecisionRecord record = new DecisionRecord(1, "request", sample.at(), sample.took(), sample.facts(), List.of(),
                List.of(new Finding("ORC-ANC-401", "x", message, "Maybe not.")),
                new Plan(List.of(new PlannedAction(proposal, Map.of(), 0)), List.of(), List.of()), Map.of());
        Report report = Reporter.report(record, "docker", sample.at(), sample.at(), Optional.empty());
        return new MarkdownReport(false).render(report).lines().toList();
    }

    @Test
    void aFenceIsLongerThanAnyInsideIt() {
        List<String> lines = lines("a ```` b\n```\n# gotcha", "m");

        assertThat(lines).containsOnlyOnce("   `````sh").containsOnlyOnce("   `````").contains("   ```");
        assertThat(lines).noneMatch(line -> line.startsWith("```") || line.startsWith("#") && line.contains("gotcha"));
    }

    @Test
    void aMessageOfSeveralLinesStaysInItsEntry() {
        assertThat(lines("v", "one\n\n```\ntwo")).anyMatch(line -> line.contains("one \\`\\`\\` two"));
    }
}
