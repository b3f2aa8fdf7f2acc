package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.MachinesAsked;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators order, from the ledger to the answer beside it. */
class OrderTest {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);
    private final ScriptedObserver observer = new ScriptedObserver("docker", clock);

    /** The web follows the database, which has its label. */
    private static Cluster shop(String webOn) {
        return new Cluster().node("n1").node("n2").service("db").service("web").anchor("db", "db").dependency("db", "web")
                .running("db", "n1").running("web", webOn);
    }

    private void seen(Cluster cluster, Object... more) {
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.addAll(List.of(more));
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        observer.sees(facts);
    }

    private VirtualLoop loop() {
        return new VirtualLoop(clock, observer, executor, ledger, RuleVerifier.pack(), EngineSettings.DEFAULT, Set.of(), "one");
    }

    private void order(Command command) throws Exception {
        OrderPage.ask(ledger, List.of(new Order("1a", command, "")), clock.instant());
    }

    private RequestAnswer answer() throws Exception {
        return OrderPage.PAGE.answer("1a", ledger.read()).orElseThrow();
    }

    private List<Action> done() {
        return executor.executed().stream().map(Proposal::action).toList();
    }

    @Test
    void nothingIsDoneAtOnce() throws Exception {
        seen(new Cluster().node("n1"));
        order(Command.NOOP);
        loop().pass(Duration.ofMinutes(1));

        assertThat(answer()).isEqualTo(new RequestAnswer("1a", State.DONE, List.of()));
        assertThat(OrderPage.PAGE.stands("1a", ledger.read())).isFalse();
        assertThat(done()).isEmpty();
    }

    @Test
    void dependentsAreMovedHomeAndTheOrderIsStruckOut() throws Exception {
        seen(shop("n2").label("n1", "db", "true"));
        order(Command.UPDATE_DEPENDENTS);
        executor.answers(proposal -> {
            seen(shop("n1").label("n1", "db", "true"));
            return executor.outcome(proposal, Result.SUCCEEDED, "");
        });
        loop().pass(Duration.ofMinutes(3));

        assertThat(done()).containsExactly(new MoveService(Cluster.id("web"), Set.of(Cluster.id("n1"))));
        assertThat(answer().state()).isEqualTo(State.DONE);
    }

    @Test
    void pausedDependentsStayAndTheOrderSaysWhy() throws Exception {
        seen(shop("n2").label("n1", "db", "true"));
        OrderPage.ask(ledger, List.of(new Order("0", Command.PAUSE_DEPENDENTS, "")), clock.instant());
        order(Command.UPDATE_DEPENDENTS);
        loop().pass(Duration.ofMinutes(3));

        assertThat(done()).isEmpty();
        assertThat(answer().state()).isEqualTo(State.HELD);
        assertThat(answer().lines()).singleElement().asString()
                .startsWith("web (an operator ordered web to its anchor) stays: dependents are paused").endsWith("(ORC-ORD-302)");
    }

    @Test
    void aNewHolderOfTheLeaseKeepsThePause() throws Exception {
        seen(shop("n2").label("n1", "db", "true"));
        OrderPage.ask(ledger, List.of(new Order("0", Command.PAUSE_DEPENDENTS, "")), clock.instant());
        loop().pass(Duration.ofMinutes(2));
        new VirtualLoop(clock, observer, executor, ledger, RuleVerifier.pack(), EngineSettings.DEFAULT, Set.of(), "two")
                .pass(Duration.ofMinutes(5));

        assertThat(done()).isEmpty();
    }

    @Test
    void labelsAreTakenOnceAndComeBackWithRelabelAll() throws Exception {
        seen(shop("n1").label("n1", "db", "true"));
        order(Command.REMOVE_ALL_LABELS);
        VirtualLoop loop = loop();
        executor.answers(proposal -> {
            seen(proposal.action() instanceof SetNodeLabel ? shop("n1").label("n1", "db", "true") : shop("n1"));
            return executor.outcome(proposal, Result.SUCCEEDED, "");
        });
        loop.pass(Duration.ofMinutes(5));
        assertThat(done()).containsExactly(new RemoveNodeLabel(Cluster.id("n1"), "db"));
        assertThat(answer().state()).isEqualTo(State.DONE);

        order(Command.RELABEL_ALL);
        loop.pass(Duration.ofMinutes(5));
        assertThat(done()).endsWith(new SetNodeLabel(Cluster.id("n1"), "db", "true")).hasSize(2);
        assertThat(answer().state()).isEqualTo(State.DONE);
    }

    @Test
    void aBootstrapWaitsUntilTheMachinesWereAskedForIt() throws Exception {
        seen(new Cluster().node("n1"), new MachinesAsked("another"));
        order(Command.BOOTSTRAP_SWARM);
        VirtualLoop loop = loop();
        loop.pass(Duration.ofMinutes(2));
        assertThat(answer().state()).as("who is away is waited for, for longer than what can never be").isEqualTo(State.WAITING);
        assertThat(answer().lines()).singleElement().asString().contains("SSH_KEY_FILE");

        seen(new Cluster().node("n1"), new MachinesAsked("1a"));
        loop.pass(Duration.ofMinutes(2));
        assertThat(answer().state()).isEqualTo(State.DONE);
    }
}
