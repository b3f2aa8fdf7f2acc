package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators ask for, from the ledger to the answer beside it. */
class RequestTest {
    private static final MoveRequest MOVE = new MoveRequest("1a", "web", Cluster.id("n2"));
    private static final EvacuationRequest EMPTY = new EvacuationRequest("1a", Cluster.id("n1"));

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);
    private final ScriptedObserver observer = new ScriptedObserver("docker", clock);

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").service("web");
    }

    private ScriptedObserver seen(Cluster cluster) {
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        return observer.sees(facts);
    }

    private VirtualLoop loop(EngineSettings settings) {
        return new VirtualLoop(clock, observer, executor, ledger, RuleVerifier.pack(), settings, Set.of(), "one");
    }

    private void ask(OperatorRequest request) throws Exception {
        RequestPage.ask(ledger, request, clock.instant().plus(Duration.ofMinutes(30)));
    }

    private RequestAnswer answer() throws Exception {
        return RequestPage.PAGE.answer("1a", ledger.read()).orElseThrow();
    }

    private long moves() {
        return executor.executed().stream().map(Proposal::action).filter(MoveService.class::isInstance).count();
    }

    @Test
    void aMoveIsCarriedOutAndStruckOutWhenItIsDone() throws Exception {
        seen(shop().running("web", "n1"));
        ask(MOVE);
        VirtualLoop loop = loop(EngineSettings.DEFAULT);
        executor.answers(proposal -> {
            seen(shop().running("web", "n2"));
            return executor.outcome(proposal, Result.SUCCEEDED, "");
        });
        loop.pass(Duration.ofMinutes(2));

        assertThat(executor.executed()).extracting(Proposal::action).containsExactly(
                new MoveService(Cluster.id("web"), Set.of(Cluster.id("n2"))));
        assertThat(answer().state()).isEqualTo(State.DONE);
        assertThat(RequestPage.PAGE.stands("1a", ledger.read())).isFalse();
    }

    @Test
    void aMoveThatIsForbiddenIsAnsweredWithTheReason() throws Exception {
        seen(shop().running("web", "n1").mount("web", MountType.VOLUME, "data"));
        ask(MOVE);
        loop(EngineSettings.DEFAULT).pass(Duration.ofMinutes(2));

        assertThat(moves()).isZero();
        assertThat(answer().state()).isEqualTo(State.HELD);
        assertThat(answer().lines()).singleElement().asString().contains("web stays: web keeps data on its node", "(ORC-GRD-325)");
    }

    @Test
    void whatWasWithdrawnIsNotDone() throws Exception {
        seen(shop().running("web", "n1").mount("web", MountType.VOLUME, "data"));
        ask(MOVE);
        VirtualLoop loop = loop(EngineSettings.DEFAULT);
        loop.pass(Duration.ofMinutes(1));
        RequestPage.PAGE.withdraw(ledger, "1a");
        seen(shop().running("web", "n1"));
        loop.pass(Duration.ofMinutes(3));

        assertThat(moves()).isZero();
    }

    @Test
    void whatIsNotDoneInItsTimeIsOver() throws Exception {
        seen(shop().running("web", "n1").mount("web", MountType.VOLUME, "data"));
        ask(MOVE);
        VirtualLoop loop = loop(EngineSettings.DEFAULT);
        loop.pass(Duration.ofMinutes(35));

        assertThat(answer().state()).isEqualTo(State.OVER);
        assertThat(RequestPage.PAGE.stands("1a", ledger.read())).isFalse();
    }

    @Test
    void whatStaysOnANodeIsTold() throws Exception {
        seen(shop().service("agent", agent -> agent.mode(ServiceMode.GLOBAL)).running("agent", "n1").running("web", "n1")
                .mount("web", MountType.VOLUME, "data"));
        ask(EMPTY);
        loop(EngineSettings.DEFAULT).pass(Duration.ofMinutes(2));

        assertThat(answer().lines()).hasSize(2).anySatisfy(line -> assertThat(line).startsWith("web stays: "))
                .contains("agent stays: it is global: it belongs on every node");
    }

    @Test
    void aDryRunWritesNoAnswer() throws Exception {
        seen(shop().running("web", "n1"));
        ask(MOVE);
        EngineSettings usual = EngineSettings.DEFAULT;
        loop(new EngineSettings(usual.poll(), usual.settle(), usual.leaseRenew(), usual.leaseFree(), usual.cooldown(),
                usual.budgets(), true)).pass(Duration.ofMinutes(2));

        assertThat(moves()).isZero();
        assertThat(RequestPage.PAGE.answer("1a", ledger.read())).isEmpty();
    }
}
