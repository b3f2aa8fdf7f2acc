package io.orcastra.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of each event: which of the original's metrics it changes, by how much, and that it leaves all others alone. */
class OriginalMetricsTest {
    private static final Set<String> NAMES = Set.of(
            "gc_prune_runs_total", "gc_prune_errors_total", "gc_prune_last_duration_seconds",
            "rebalance_attempts_total", "rebalance_success_total", "rebalance_failures_total", "rebalance_last_duration_seconds",
            "autoheal_attempts_total", "autoheal_success_total", "autoheal_failures_total",
            "anchor_updates_total", "dependent_updates_total", "anchor_sync_errors_total", "anchor_sync_last_duration_seconds",
            "swarm_orch_leader", "mod_downloads_total", "mod_download_errors_total", "mod_refresh_last_duration_seconds");
    private static final Action MOVE = new MoveService("s", Set.of("n"));
    private static final Action RESTART = new RestartService("s", Set.of());
    private static final Action SET = new SetNodeLabel("n", "db", "true");
    private static final Action TAKE = new RemoveNodeLabel("n", "db");
    private static final Map<String, Double> NOTHING = Map.of();

    private Metrics metrics;
    private EngineMetrics engine;

    @BeforeEach
    void begin() {
        metrics = new Metrics("1.2.3");
        engine = new EngineMetrics(metrics, new VirtualClock());
    }

    @Test
    void allAreThereFromTheBeginningAndNothingHasHappened() {
        assertThat(values()).containsOnlyKeys(NAMES).allSatisfy((name, value) -> assertThat(value).isZero());
    }

    @Test
    void anAnchorIsUpdatedWhenItsLabelIsWrittenAndByNothingElse() {
        for (String rule : List.of("ORC-ANC-201", "ORC-ANC-202", "ORC-ANC-203", "ORC-ORD-202")) {
            assertThat(changed(rule, rule.endsWith("201") ? SET : TAKE, Result.SUCCEEDED)).as(rule)
                    .isEqualTo(Map.of("anchor_updates_total", 1.0));
        }
        assertThat(changed("ORC-LBL-201", SET, Result.SUCCEEDED)).as("a label of the inventory").isEqualTo(NOTHING);
        assertThat(changed("ORC-PRN-201", TAKE, Result.SUCCEEDED)).as("a label nobody asks for").isEqualTo(NOTHING);
        assertThat(changed("ORC-ORD-203", TAKE, Result.SUCCEEDED)).as("one of the inventory, withdrawn").isEqualTo(NOTHING);
    }

    @Test
    void aDependentIsUpdatedBecauseOfItsAnchorOnly() {
        for (String rule : List.of("ORC-COL-201", "ORC-ORD-201")) {
            assertThat(changed(rule, MOVE, Result.SUCCEEDED)).as(rule).isEqualTo(Map.of("dependent_updates_total", 1.0));
            assertThat(changed(rule, MOVE, Result.FAILED)).as(rule + " failed").isEqualTo(NOTHING);
        }
        for (String rule : List.of("ORC-RST-203", "ORC-RST-204")) {
            assertThat(changed(rule, RESTART, Result.SUCCEEDED)).as(rule).isEqualTo(Map.of("dependent_updates_total", 1.0));
        }
        for (String rule : List.of("ORC-RST-201", "ORC-RST-202", "ORC-NGT-201")) {
            assertThat(changed(rule, RESTART, Result.SUCCEEDED)).as("restarted for its own sake by " + rule).isEqualTo(NOTHING);
        }
        for (String rule : List.of("ORC-REQ-201", "ORC-REQ-202", "ORC-REQ-203", "ORC-COL-203", "ORC-COL-204", "ORC-STK-201")) {
            assertThat(changed(rule, MOVE, Result.SUCCEEDED)).as("moved by " + rule).isEqualTo(NOTHING);
        }
        assertThat(changed("ORC-COL-202", new RestorePreviousSpec("s"), Result.SUCCEEDED)).isEqualTo(NOTHING);
    }

    /** A rule that gets another id or another meaning must not leave its metric for dead. */
    @Test
    void theRulesThatAreNamedAreThereAndSayWhatIsCounted() {
        Map<String, String> sentences = new TreeMap<>();
        for (RuleDescription rule : RuleBook.builtIn().rules()) {
            sentences.put(rule.id(), rule.sentence());
        }
        assertThat(Purpose.ANCHOR_LABEL.rules()).allSatisfy(rule -> assertThat(sentences.get(rule)).as(rule).contains("propose", "label"));
        assertThat(Purpose.DEPENDENT.rules()).allSatisfy(rule -> assertThat(sentences.get(rule)).as(rule)
                .contains("propose", "dependent"));
        for (Purpose policies : List.of(Purpose.REBALANCING, Purpose.HEALING)) {
            assertThat(policies.rules()).allSatisfy(policy -> assertThat(sentences).as(policy).anySatisfy((id, sentence) -> {
                assertThat(id).startsWith(policy);
                assertThat(sentence).contains("propose");
            }));
        }
    }

    @Test
    void anErrorOfTheSyncIsALookACycleOrALabel() {
        Map<String, Double> error = Map.of("anchor_sync_errors_total", 1.0);
        assertThat(changed(() -> engine.observationFailed("docker", "gone"))).isEqualTo(error);
        assertThat(changed(() -> engine.observationFailed("ledger", "gone"))).isEqualTo(error);
        assertThat(changed(() -> engine.cycleFailed("event", new IllegalStateException("broken")))).isEqualTo(error);
        for (String source : List.of("memory", "machines", "mods", "containers", "storage", "windows")) {
            assertThat(changed(() -> engine.observationFailed(source, "gone"))).as(source).isEqualTo(NOTHING);
        }
        for (String rule : List.of("ORC-ANC-201", "ORC-LBL-201")) {
            assertThat(changed(rule, SET, Result.FAILED)).as(rule).isEqualTo(error);
        }
        for (String rule : List.of("ORC-ANC-202", "ORC-PRN-201", "ORC-ORD-202")) {
            assertThat(changed(rule, TAKE, Result.FAILED)).as(rule).isEqualTo(error);
        }
        assertThat(changed("ORC-REQ-201", MOVE, Result.FAILED)).isEqualTo(NOTHING);
        assertThat(changed("ORC-RST-201", RESTART, Result.FAILED)).isEqualTo(NOTHING);
        assertThat(changed("ORC-BST-204", new ChangeRole("n", NodeRole.MANAGER), Result.FAILED)).isEqualTo(NOTHING);
        assertThat(changed("ORC-BST-206", new RestartEngine("n"), Result.FAILED)).isEqualTo(NOTHING);
        assertThat(changed(() -> engine.ruleIsolated("ORC-OWN-201", "it threw"))).isEqualTo(NOTHING);
    }

    @Test
    void rebalancedIsWhatRunsWellAndGetsABetterPlace() {
        for (String rule : List.of("ORC-MEM-201", "ORC-SPR-201", "ORC-PRF-201", "ORC-APT-201", "ORC-TIR-201")) {
            assertThat(changed(rule, MOVE, Result.SUCCEEDED)).as(rule).isEqualTo(
                    Map.of("rebalance_attempts_total", 1.0, "rebalance_success_total", 1.0, "rebalance_last_duration_seconds", 2.5));
            assertThat(changed(rule, MOVE, Result.FAILED)).as(rule).isEqualTo(
                    Map.of("rebalance_attempts_total", 1.0, "rebalance_failures_total", 1.0, "rebalance_last_duration_seconds", 2.5));
        }
        for (String rule : List.of("ORC-COL-203", "ORC-STK-201", "ORC-REQ-201", "ORC-REQ-203")) {
            assertThat(changed(rule, MOVE, Result.FAILED)).as(rule).isEqualTo(NOTHING);
        }
    }

    @Test
    void healedIsAContainerThatWasUnhealthy() {
        Action heal = new RestartContainer("n", "c");
        assertThat(changed("ORC-HEA-201", heal, Result.SUCCEEDED))
                .isEqualTo(Map.of("autoheal_attempts_total", 1.0, "autoheal_success_total", 1.0));
        assertThat(changed("ORC-HEA-201", heal, Result.FAILED))
                .isEqualTo(Map.of("autoheal_attempts_total", 1.0, "autoheal_failures_total", 1.0));
        assertThat(changed("ORC-OWN-201", heal, Result.FAILED)).as("restarted for another reason").isEqualTo(NOTHING);
    }

    @Test
    void prunedIsANode() {
        Action collect = new CollectGarbage("n", Set.of("volume v"));
        assertThat(changed("ORC-GCO-201", collect, Result.SUCCEEDED))
                .isEqualTo(Map.of("gc_prune_runs_total", 1.0, "gc_prune_last_duration_seconds", 2.5));
        assertThat(changed("ORC-GCO-201", collect, Result.FAILED)).isEqualTo(
                Map.of("gc_prune_runs_total", 1.0, "gc_prune_errors_total", 1.0, "gc_prune_last_duration_seconds", 2.5));
    }

    @Test
    void aModThatIsTheNewestWasLookedForAndNotDownloaded() {
        Action fetch = new FetchMod("n", "a.tar");
        assertThat(changed("ORC-MOD-201", fetch, Result.SUCCEEDED))
                .isEqualTo(Map.of("mod_downloads_total", 1.0, "mod_refresh_last_duration_seconds", 2.5));
        assertThat(changed("ORC-MOD-201", fetch, Result.FAILED))
                .isEqualTo(Map.of("mod_download_errors_total", 1.0, "mod_refresh_last_duration_seconds", 2.5));
        assertThat(changed("ORC-MOD-201", fetch, Result.SKIPPED)).isEqualTo(Map.of("mod_refresh_last_duration_seconds", 2.5));
    }

    @Test
    void whatWasNotTriedCountsNowhere() {
        for (Result result : List.of(Result.REFUSED, Result.SKIPPED)) {
            assertThat(changed("ORC-ANC-201", SET, result)).isEqualTo(NOTHING);
            assertThat(changed("ORC-COL-201", MOVE, result)).isEqualTo(NOTHING);
            assertThat(changed("ORC-RST-203", RESTART, result)).isEqualTo(NOTHING);
            assertThat(changed("ORC-MEM-201", MOVE, result)).isEqualTo(NOTHING);
            assertThat(changed("ORC-HEA-201", new RestartContainer("n", "c"), result)).isEqualTo(NOTHING);
            assertThat(changed("ORC-GCO-201", new CollectGarbage("n", Set.of()), result)).isEqualTo(NOTHING);
        }
        assertThat(changed("ORC-MOD-201", new FetchMod("n", "a.tar"), Result.REFUSED)).isEqualTo(NOTHING);
        assertThat(changed(() -> engine.actionStarted(new PlannedAction(
                new Proposal("ORC-MEM-201", MOVE, "c", "r"), Map.of(), 1)))).isEqualTo(NOTHING);
    }

    @Test
    void aCycleTellsHowLongItTookAndTheLeaseWhoLeads() {
        assertThat(changed(() -> engine.cycleCompleted(SampleDecision.record())))
                .isEqualTo(Map.of("anchor_sync_last_duration_seconds", 0.042));
        assertThat(changed(() -> engine.leaseChanged(false, "another"))).isEqualTo(NOTHING);
        assertThat(changed(() -> engine.leaseChanged(true, "n1"))).isEqualTo(Map.of("swarm_orch_leader", 1.0));
        assertThat(changed(() -> engine.leaseChanged(false, ""))).isEqualTo(Map.of("swarm_orch_leader", 0.0));
    }

    /** As the first thing that ever ended, so that what it takes is seen as well. */
    private Map<String, Double> changed(String rule, Action action, Result result) {
        begin();
        return changed(() -> engine.actionFinished(new Outcome(new Proposal(rule, action, "c", "r"), result, "", 0, SampleDecision.AT,
                SampleDecision.AT.plusMillis(2500))));
    }

    /** By how much each counter grew; of the others what they say now, if the event said anything of them. */
    private Map<String, Double> changed(Runnable event) {
        Map<String, Double> before = values();
        event.run();
        Map<String, Double> changed = new TreeMap<>();
        values().forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changed.put(name, name.endsWith("_total") ? value - before.get(name) : value);
            }
        });
        return changed;
    }

    private Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        metrics.exposition().lines().map(line -> line.split(" ")).filter(parts -> NAMES.contains(parts[0]))
                .forEach(parts -> values.put(parts[0], Double.parseDouble(parts[1])));
        return values;
    }
}
