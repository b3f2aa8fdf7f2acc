package io.orcastra.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.SetNodeLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ActionExecutor} promises; one test class per implementation extends it. */
public abstract class ActionExecutorContract {
    private static final String KEY = "contract";

    /** The intents the executor under test was given. */
    protected abstract InMemoryIntents intents();

    /** The executor under test, fresh for each test. */
    protected abstract ActionExecutor executor();

    /** Id of a node that is there. */
    protected abstract String nodeId();

    /** Value of a label of that node, as the swarm itself tells it. */
    protected abstract Optional<String> label(String key);

    private Outcome execute(Action action) {
        return executor().execute(new Proposal("ORC-TST-201", action, "a test", "a test wants it"), Map.of());
    }

    @Test
    void whatSucceedsIsDoneAndLeavesNoIntent() {
        assertThat(execute(new SetNodeLabel(nodeId(), KEY, "1")).result()).isEqualTo(Result.SUCCEEDED);
        assertThat(label(KEY)).contains("1");

        assertThat(execute(new RemoveNodeLabel(nodeId(), KEY)).result()).isEqualTo(Result.SUCCEEDED);
        assertThat(label(KEY)).isEmpty();
        assertThat(intents().open()).isEmpty();
    }

    @Test
    void whatIsDoneAlreadyIsSkipped() {
        assertThat(execute(new RemoveNodeLabel(nodeId(), "never-set")).result()).isEqualTo(Result.SKIPPED);
        assertThat(intents().open()).isEmpty();
    }

    @Test
    void anOutcomeNamesItsProposalAndItsTime() {
        Proposal proposal = new Proposal("ORC-TST-201", new RemoveNodeLabel(nodeId(), "never-set"), "cause", "why");

        Outcome outcome = executor().execute(proposal, Map.of());

        assertThat(outcome.proposal()).isEqualTo(proposal);
        assertThat(outcome.finishedAt()).isAfterOrEqualTo(outcome.startedAt());
    }

    @Test
    void nothingIsWrittenWithoutTheLease() {
        intents().loseTheLease();

        assertThat(execute(new SetNodeLabel(nodeId(), KEY, "1")).result()).isEqualTo(Result.SKIPPED);
        assertThat(label(KEY)).isEmpty();
    }

    @Test
    void nothingIsWrittenWhileTheLedgerDoesNotAnswer() {
        intents().stopAnswering();

        assertThat(execute(new SetNodeLabel(nodeId(), KEY, "1")).result()).isIn(Result.FAILED, Result.REFUSED);
        assertThat(label(KEY)).isEmpty();
    }

    @Test
    void whatIsNotThereIsAnsweredAndNotThrown() {
        for (Action action : List.of(new SetNodeLabel("gone", KEY, "1"), new RestartService("gone", Set.of()),
                new MoveService("gone", Set.of(nodeId())))) {
            assertThat(execute(action).result()).as("%s", action).isIn(Result.SKIPPED, Result.REFUSED);
        }
        assertThat(intents().open()).isEmpty();
    }

    @Test
    void whatWasLeftOfAServiceThatIsGoneIsForgotten() throws Exception {
        Intent left = new Intent("i1", "gone", "MoveService", "ORC-TST-201", "a test", List.of("node.id==gone"), "",
                "another", Instant.EPOCH);
        intents().begin(left);

        executor().recover(left);
        executor().recover(left);

        assertThat(intents().open()).isEmpty();
    }

    @Test
    void nothingBeginsAfterTheEnd() {
        executor().stop(Duration.ofSeconds(1));

        assertThat(execute(new SetNodeLabel(nodeId(), KEY, "1")).result()).isEqualTo(Result.SKIPPED);
        assertThat(label(KEY)).isEmpty();
    }
}
