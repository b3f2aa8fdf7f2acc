package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.ApprovalPage;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A label that asks first, and that the swarm never seems to get: the same wish comes again and again. */
class ApprovalTest {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);

    private VirtualLoop loop(Ledger ledger) {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2").facts());
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        return new VirtualLoop(clock, new ScriptedObserver("docker", clock).sees(facts), executor, ledger,
                RuleVerifier.pack(), EngineSettings.DEFAULT, Set.of(new InventoryLabel("n2", "ssd", "true"),
                new RuleAutomation("ORC-LBL-201", AutomationLevel.ASK)), "one");
    }

    private long labels() {
        return executor.executed().stream().map(Proposal::action).filter(SetNodeLabel.class::isInstance).count();
    }

    private static String asked(VirtualLoop loop) {
        String reason = loop.last().plan().deferred().stream().flatMap(refusal -> refusal.vetoes().stream())
                .filter(veto -> veto.rule().equals("ORC-PLN-032")).findFirst().orElseThrow().reason();
        return reason.substring(reason.lastIndexOf(' ') + 1);
    }

    private void approve(String plan) throws LedgerUnavailable {
        ApprovalPage.write(ledger, new Approval(plan, clock.instant().plus(Duration.ofHours(5))), clock.instant());
    }

    @Test
    void aYesIsForOnce() throws LedgerUnavailable {
        VirtualLoop loop = loop(ledger);
        loop.pass(Duration.ofSeconds(40));
        assertThat(labels()).isZero();
        String plan = asked(loop);

        approve(plan);
        loop.pass(Duration.ofMinutes(90));

        assertThat(labels()).isEqualTo(1);
        assertThat(asked(loop)).as("the same again").isEqualTo(plan);
        assertThat(ledger.read().get("approvals").entries()).isEmpty();
        approve(plan);
        loop.pass(Duration.ofMinutes(2));
        assertThat(labels()).isEqualTo(2);
    }

    @Test
    void aYesThatNobodyHasUsedYetIsForTheNextProcess() throws LedgerUnavailable {
        VirtualLoop first = loop(ledger);
        first.pass(Duration.ofSeconds(40));
        approve(asked(first));

        VirtualLoop next = loop(ledger);
        next.pass(Duration.ofMinutes(10));

        assertThat(labels()).isEqualTo(1);
    }

    @Test
    void aProcessThatDiesOfWhatItWasAllowedAsksAgain() throws LedgerUnavailable {
        VirtualLoop dying = loop(ledger);
        dying.pass(Duration.ofSeconds(40));
        String plan = asked(dying);
        approve(plan);
        dying.hold();
        dying.pass(Duration.ofMinutes(1));
        assertThat(ledger.read().get("approvals").entries()).as("spent before it begins").isEmpty();

        VirtualLoop next = loop(ledger);
        next.pass(Duration.ofMinutes(30));

        assertThat(labels()).isZero();
        assertThat(asked(next)).isEqualTo(plan);
    }

    /** An image that was pulled first, or a swarm that had moved on. */
    @Test
    void aYesIsForAnActAndNotForAnAttemptThatEndedBefore() throws LedgerUnavailable {
        VirtualLoop loop = loop(ledger);
        loop.pass(Duration.ofSeconds(40));
        String plan = asked(loop);
        ApprovalPage.write(ledger, new Approval(plan, clock.instant().plus(Duration.ofMinutes(15))), clock.instant());
        loop.hold();
        loop.pass(Duration.ofMinutes(20));
        executor.answers(proposal -> executor.outcome(proposal, Result.SKIPPED, ""));
        loop.release();
        assertThat(labels()).as("attempts").isEqualTo(1);
        executor.answers(proposal -> executor.outcome(proposal, Result.SUCCEEDED, ""));
        loop.pass(Duration.ofMinutes(1));
        assertThat(labels()).as("attempts, the time of the first one left out").isEqualTo(2);

        loop.pass(Duration.ofMinutes(10));
        assertThat(labels()).as("it was done").isEqualTo(2);
        assertThat(asked(loop)).isEqualTo(plan);
    }

    @Test
    void norForOneThatCouldNotBeBegun() throws LedgerUnavailable {
        VirtualLoop loop = loop(ledger);
        loop.pass(Duration.ofSeconds(40));
        approve(asked(loop));
        loop.reject(true);
        loop.pass(Duration.ofMinutes(1));
        assertThat(labels()).isZero();

        loop.reject(false);
        loop.pass(Duration.ofMinutes(5));
        assertThat(labels()).isEqualTo(1);
        assertThat(ledger.read().get("approvals").entries()).isEmpty();
    }

    /** An agent may go on with what this process does not wait for: what was approved once would be done twice. */
    @Test
    void whatEndsInVainWhileTheProcessStopsIsNotGivenBack() throws LedgerUnavailable {
        VirtualLoop loop = loop(ledger);
        loop.pass(Duration.ofSeconds(40));
        String plan = asked(loop);
        approve(plan);
        loop.hold();
        loop.pass(Duration.ofMinutes(1));
        executor.answers(proposal -> executor.outcome(proposal, Result.SKIPPED, ""));
        loop.release();
        loop.cycle.close();

        assertThat(ledger.read().get("approvals").entries()).isEmpty();
    }

    /** Whoever took it over has asked again by then. */
    @Test
    void withoutTheLeaseNothingIsGivenBack() throws LedgerUnavailable {
        Set<String> refused = new HashSet<>();
        VirtualLoop loop = loop(new Unwritable(ledger, refused));
        loop.pass(Duration.ofSeconds(40));
        approve(asked(loop));
        loop.hold();
        loop.pass(Duration.ofMinutes(1));
        refused.add("lease");
        loop.pass(Duration.ofMinutes(5));
        assertThat(loop.lease.held()).isFalse();

        executor.answers(proposal -> executor.outcome(proposal, Result.SKIPPED, ""));
        loop.release();
        loop.pass(Duration.ofSeconds(10));

        assertThat(labels()).as("attempts").isEqualTo(1);
        assertThat(loop.last().background().underWay()).as("what it does not know to have ended").isEmpty();
        assertThat(ledger.read().get("approvals").entries()).isEmpty();
    }

    @Test
    void ofTwoYesesForOneActTheLongerHolds() throws LedgerUnavailable {
        Approval given = new Approval("0123456789ab", clock.instant().plusMillis(500));
        Approval back = new Approval("0123456789ab", clock.instant());
        Approval longer = new Approval("0123456789ab", clock.instant().plusSeconds(1));
        ApprovalPage.write(ledger, given, clock.instant());

        ApprovalPage.giveBack(ledger, List.of(back), List.of());
        assertThat(ledger.read().get("approvals").entries()).containsValue(given.until().toString());
        ApprovalPage.giveBack(ledger, List.of(longer), List.of());
        assertThat(ledger.read().get("approvals").entries()).containsValue(longer.until().toString());
    }

    @Test
    void withoutTheLedgerNothingIsDoneForAYes() throws LedgerUnavailable {
        VirtualLoop loop = loop(new Unwritable(ledger, Set.of("approvals")));
        loop.pass(Duration.ofSeconds(40));

        approve(asked(loop));
        loop.pass(Duration.ofMinutes(2));

        assertThat(labels()).isZero();
    }

    @Test
    void aYesThatSomebodyElseSpentIsWorthNothing() throws LedgerUnavailable {
        LedgerPage page = LedgerPage.absent("approvals");

        assertThat(ApprovalPage.spend(ledger, page, Set.of("0123456789ab"), List.of())).isFalse();
    }

    @Test
    void aYesIsKeptWhileTheLedgerTakesNotDownWhatIsBegun() throws LedgerUnavailable {
        InMemorySwarm swarm = new InMemorySwarm(clock, new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1").service("shop_web").running("shop_web", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_web"));
        Set<String> refused = new HashSet<>(Set.of("cooldowns"));
        VirtualLoop loop = new VirtualLoop(clock, swarm, swarm, new Unwritable(ledger, refused), RuleVerifier.pack(),
                EngineSettings.DEFAULT, Set.of(new RuleAutomation("ORC-COL-201", AutomationLevel.ASK)), "one");
        loop.pass(Duration.ofSeconds(40));
        String plan = asked(loop);

        approve(plan);
        loop.pass(Duration.ofMinutes(2));
        assertThat(swarm.done()).doesNotContain("move shop_web to n1");
        assertThat(ledger.read().get("approvals").entries()).as("not spent for nothing").containsKey(plan);

        refused.clear();
        loop.pass(Duration.ofMinutes(2));
        assertThat(swarm.done()).containsOnlyOnce("move shop_web to n1");
        assertThat(ledger.read().get("approvals").entries()).isEmpty();
    }

    @Test
    void whatIsNotBegunForWantOfAYesIsNotRememberedAsBegun() throws LedgerUnavailable {
        InMemorySwarm swarm = new InMemorySwarm(clock, new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1").service("shop_web").running("shop_web", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_web"));
        VirtualLoop loop = new VirtualLoop(clock, swarm, swarm, new Unwritable(ledger, Set.of("approvals")),
                RuleVerifier.pack(), EngineSettings.DEFAULT,
                Set.of(new RuleAutomation("ORC-COL-201", AutomationLevel.ASK)), "one");
        loop.pass(Duration.ofSeconds(40));

        approve(asked(loop));
        loop.pass(Duration.ofMinutes(2));

        assertThat(swarm.done()).doesNotContain("move shop_web to n1");
        assertThat(loop.last().background().history()).isEmpty();
        assertThat(CooldownPage.of(ledger.read().get("cooldowns")).history()).isEmpty();
    }

    /** Takes no writes of these pages. */
    private record Unwritable(Ledger inner, Set<String> pages) implements Ledger {
        @Override
        public Map<String, LedgerPage> read() throws LedgerUnavailable {
            return inner.read();
        }

        @Override
        public LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerConflict, LedgerUnavailable {
            if (pages.contains(page.name())) {
                throw new LedgerUnavailable("the quorum is lost", null);
            }
            return inner.write(page, entries);
        }

        @Override
        public void remove(String page) throws LedgerUnavailable {
            inner.remove(page);
        }
    }
}
