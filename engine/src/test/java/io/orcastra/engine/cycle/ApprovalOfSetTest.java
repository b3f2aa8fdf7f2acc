package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.ApprovalPage;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The yes to the move of an anchor")
class ApprovalOfSetTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);
    private final VirtualLoop loop = loop();

    /** An anchor that an operator wants elsewhere, one that follows it, and a rule that asks first. */
    private VirtualLoop loop() {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2").label("n1", "db", "true")
                .service("shop_db").running("shop_db", "n1").service("shop_web").running("shop_web", "n1")
                .anchor("db", "shop_db").dependency("shop_db", "shop_web").facts());
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        return new VirtualLoop(clock, new ScriptedObserver("docker", clock).sees(facts), executor, ledger,
                RuleVerifier.pack(), EngineSettings.DEFAULT, Set.of(new RuleAutomation("ORC-REQ-201", AutomationLevel.ASK)), "one");
    }

    /** Approves of the move, which is begun and does not end; returns its id. */
    private String begun() throws LedgerUnavailable {
        RequestPage.ask(ledger, new MoveRequest("r1", "shop_db", Cluster.id("n2")), clock.instant().plus(Duration.ofHours(1)));
        loop.pass(Duration.ofSeconds(40));
        String reason = loop.last().plan().deferred().get(0).vetoes().get(0).reason();
        String plan = reason.substring(reason.lastIndexOf(' ') + 1);
        ApprovalPage.write(ledger, new Approval(plan, clock.instant().plus(QUARTER)), clock.instant());
        loop.hold();
        loop.pass(Duration.ofMinutes(1));
        assertThat(approvals()).containsOnlyKeys(with("shop_db"), with("shop_web"));
        return plan;
    }

    /** The request is gone by then, so that the same is not begun again at once. */
    private void ends(Result result) throws LedgerUnavailable {
        RequestPage.PAGE.withdraw(ledger, "r1");
        executor.answers(proposal -> executor.outcome(proposal, result, ""));
        loop.release();
        loop.look();
    }

    private Map<String, String> approvals() throws LedgerUnavailable {
        return ledger.read().get("approvals").entries();
    }

    private static String with(String service) {
        return "with." + Cluster.id(service) + "." + Cluster.id("n2");
    }

    @Test
    @DisplayName("lets nobody follow when the move came to nothing, and holds again itself")
    void nobodyFollowsWhatCameToNothing() throws LedgerUnavailable {
        String plan = begun();
        ends(Result.SKIPPED);

        assertThat(approvals()).containsOnlyKeys(plan);
    }

    @Test
    @DisplayName("lets nobody follow when the move was found impossible, and is spent")
    void nobodyFollowsWhatIsImpossible() throws LedgerUnavailable {
        begun();
        ends(Result.REFUSED);

        assertThat(approvals()).isEmpty();
    }

    @Test
    @DisplayName("lets the others follow, and all leave again, when the move was done or perhaps not undone")
    void othersFollowWhatWasDone() throws LedgerUnavailable {
        begun();
        ends(Result.FAILED);

        assertThat(approvals()).containsOnlyKeys(with("shop_db"), with("shop_web"));
    }

    @Test
    @DisplayName("takes nothing away that was given by another yes meanwhile")
    void whatAnotherYesGaveStays() throws LedgerUnavailable {
        String plan = begun();
        ApprovalPage.write(ledger, new Approval(with("shop_web"), clock.instant().plus(QUARTER)), clock.instant());
        ends(Result.SKIPPED);

        assertThat(approvals()).containsOnlyKeys(plan, with("shop_web"));
    }
}
