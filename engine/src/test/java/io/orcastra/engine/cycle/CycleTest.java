package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerIntents;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CycleTest {
    private static final Set<Object> SHOP = shop();

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);
    private final ScriptedObserver observer = new ScriptedObserver("docker", clock).sees(SHOP);

    private static Set<Object> shop() {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1").label("n1", "db", "true")
                .service("shop_api").running("shop_api", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api").facts());
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        return facts;
    }

    private VirtualLoop loop(String instance, Ledger ledger, EngineSettings settings) {
        return new VirtualLoop(clock, observer, executor, ledger, RuleVerifier.pack(), settings, Set.of(), instance);
    }

    private VirtualLoop loop(String instance) {
        return loop(instance, ledger, EngineSettings.DEFAULT);
    }

    private long moves() {
        return executor.executed().stream().filter(proposal -> proposal.action() instanceof MoveService).count();
    }

    private static List<String> vetoes(DecisionRecord record) {
        return record.plan().vetoed().stream().flatMap(refusal -> refusal.vetoes().stream()).map(Veto::rule).toList();
    }

    @Test
    void aFailedMoveIsTriedAgainAtThePaceOfItsIntervals() {
        executor.answers(proposal -> executor.outcome(proposal, Result.FAILED, "no"));
        VirtualLoop loop = loop("one");

        loop.pass(Duration.ofSeconds(85));
        assertThat(moves()).as("the lease is taken after 30 s").isEqualTo(1);
        loop.pass(Duration.ofSeconds(15));
        assertThat(moves()).isEqualTo(2);
        loop.pass(Duration.ofMinutes(4));
        assertThat(moves()).isEqualTo(2);
        loop.pass(Duration.ofMinutes(2));
        assertThat(moves()).isEqualTo(3);
    }

    @Test
    void backoffSurvivesARestartOfTheProcess() throws Exception {
        executor.answers(proposal -> executor.outcome(proposal, Result.FAILED, "no"));
        VirtualLoop before = loop("before");
        before.pass(Duration.ofSeconds(40));
        assertThat(moves()).isEqualTo(1);

        VirtualLoop after = loop("after");
        after.pass(Duration.ofSeconds(20));

        assertThat(after.lease.held()).isTrue();
        assertThat(moves()).isEqualTo(1);
        assertThat(vetoes(after.last())).contains("ORC-GRD-302");
        after.pass(Duration.ofSeconds(60));
        assertThat(moves()).isEqualTo(2);
    }

    @Test
    void whatWasGivenUpStaysGivenUpAfterARestartOfTheProcess() {
        executor.answers(proposal -> executor.outcome(proposal, Result.FAILED, "no"));
        VirtualLoop before = loop("before");
        before.pass(Duration.ofMinutes(12));
        assertThat(vetoes(before.last())).contains("ORC-COL-304");
        long done = moves();

        VirtualLoop after = loop("after");
        after.pass(Duration.ofHours(1));

        assertThat(after.lease.held()).isTrue();
        assertThat(vetoes(after.last())).contains("ORC-COL-304");
        assertThat(moves()).isEqualTo(done);
    }

    @Test
    void whatIsDisplacedIsGivenUpInTimeAlthoughItsAnchorRestartsInPlace() {
        executor.answers(proposal -> executor.outcome(proposal, Result.FAILED, "no"));
        Set<Object> restarting = new HashSet<>(SHOP);
        restarting.removeIf(fact -> fact instanceof Task task && task.serviceId().equals(Cluster.id("shop_db")));
        VirtualLoop loop = loop("one");
        loop.pass(Duration.ofMinutes(9));

        observer.sees(restarting).sees(SHOP);
        loop.look();
        assertThat(loop.last().conditions()).noneMatch(Displaced.class::isInstance);
        loop.pass(Duration.ofMinutes(3));

        assertThat(vetoes(loop.last())).contains("ORC-COL-304");
    }

    @Test
    void onlyTheHolderOfTheLeaseActs() {
        VirtualLoop holder = loop("holder");
        holder.pass(Duration.ofSeconds(40));
        long done = moves();
        observer.sees(elsewhere());
        VirtualLoop standby = loop("standby");

        standby.look();
        clock.advance(Duration.ofSeconds(2));
        DecisionRecord record = standby.look();

        assertThat(record.plan().execute()).isEmpty();
        assertThat(vetoes(record)).contains("ORC-GRD-304");
        assertThat(moves()).isEqualTo(done);
        assertThat(standby.cycle.status().leaseHolder()).isEqualTo("n1-id/holder");
    }

    private static Set<Object> elsewhere() {
        Set<Object> facts = new HashSet<>(SHOP);
        facts.removeIf(LocalEngine.class::isInstance);
        facts.add(new LocalEngine(Cluster.id("n2"), "1.41", "cluster"));
        return facts;
    }

    @Test
    void aDryRunDecidesLikeTheRealRunAndWritesNothing() throws Exception {
        EngineSettings usual = EngineSettings.DEFAULT;
        VirtualLoop loop = loop("dry", ledger, new EngineSettings(usual.poll(), usual.settle(), usual.leaseRenew(),
                usual.leaseFree(), usual.cooldown(), usual.budgets(), true));

        loop.pass(Duration.ofMinutes(5));

        assertThat(loop.last().plan().execute()).extracting(planned -> planned.proposal().action())
                .containsExactly(new MoveService(Cluster.id("shop_api"), Set.of(Cluster.id("n1"))));
        assertThat(executor.executed()).isEmpty();
        assertThat(ledger.read()).isEmpty();
    }

    @Test
    void whatAnEarlierInstanceLeftIsRecoveredBeforeAnythingNew() throws Exception {
        Lease dead = new Lease(ledger, clock, "dead", Duration.ofSeconds(20), Duration.ofSeconds(30));
        dead.tend(Map.of(), Cluster.id("n1"), true);
        new LedgerIntents(ledger, dead).begin(new Intent("i1", "other-id", "MoveService", "ORC-COL-201", "c", List.of(),
                "", "", Instant.EPOCH));
        VirtualLoop loop = loop("new");
        loop.hold();

        loop.pass(Duration.ofSeconds(10));
        assertThat(executor.executed()).isEmpty();
        assertThat(vetoes(loop.last())).containsOnly("ORC-GRD-306");

        loop.release();
        assertThat(executor.recovered()).extracting(Intent::id).containsExactly("i1");
        new LedgerIntents(ledger, loop.lease).end("i1");
        loop.pass(Duration.ofSeconds(10));
        assertThat(moves()).isEqualTo(1);
    }

    @Test
    void aFailedRecoveryIsTriedAgain() throws Exception {
        Lease dead = new Lease(ledger, clock, "dead", Duration.ofSeconds(20), Duration.ofSeconds(30));
        dead.tend(Map.of(), Cluster.id("n1"), true);
        new LedgerIntents(ledger, dead).begin(new Intent("i1", "other-id", "MoveService", "ORC-COL-201", "c", List.of(),
                "", "", Instant.EPOCH));
        VirtualLoop loop = loop("new");

        loop.pass(Duration.ofSeconds(10));

        assertThat(executor.recovered()).hasSizeBetween(2, 3);
    }

    @Test
    void aFailedLookDeletesNothingAndStopsEverything() {
        VirtualLoop loop = loop("one");
        loop.pass(Duration.ofSeconds(40));
        int known = loop.last().facts().size();
        observer.fails("connection refused");

        DecisionRecord record = loop.look();

        assertThat(record.facts()).hasSizeGreaterThanOrEqualTo(known);
        assertThat(record.plan().execute()).isEmpty();
        assertThat(loop.cycle.status().unsettled()).containsExactly("docker could not be observed: connection refused");
    }

    @Test
    void aLedgerThatDoesNotAnswerStopsEverything() {
        Ledger broken = new Ledger() {
            @Override
            public Map<String, LedgerPage> read() throws LedgerUnavailable {
                throw new LedgerUnavailable("no quorum", null);
            }

            @Override
            public LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerUnavailable {
                throw new LedgerUnavailable("no quorum", null);
            }

            @Override
            public void remove(String page) throws LedgerUnavailable {
                throw new LedgerUnavailable("no quorum", null);
            }
        };
        VirtualLoop loop = loop("one", broken, EngineSettings.DEFAULT);

        loop.pass(Duration.ofMinutes(3));

        assertThat(executor.executed()).isEmpty();
        assertThat(vetoes(loop.last())).contains("ORC-GRD-305", "ORC-GRD-307");
    }

    @Test
    void anExecutorThatThrowsHoldsNothingUp() {
        executor.answers(proposal -> {
            throw new IllegalStateException("broken promise");
        });
        VirtualLoop loop = loop("one");

        loop.pass(Duration.ofMinutes(2));

        assertThat(moves()).as("a broken promise is a failure, and waits").isBetween(1L, 3L);
        assertThat(loop.cycle.status().underWay()).isZero();
    }

    @Test
    void theSwarmIsWatchedCloselyAfterAChangeAndPolledAfterwards() {
        VirtualLoop loop = loop("one");
        loop.pass(Duration.ofMinutes(5));
        Set<Object> changed = new HashSet<>(SHOP);
        changed.add(new NodeLabel(Cluster.id("n2"), "zone", "a"));
        observer.sees(changed);
        loop.look();
        assertThat(loop.cycle.nextLook()).isEqualTo(Duration.ofMillis(200));

        int before = loop.records.size();
        loop.pass(Duration.ofSeconds(10));
        assertThat(loop.records.size() - before).isBetween(10, 20);

        loop.pass(Duration.ofMinutes(1));
        int calm = loop.records.size();
        loop.pass(Duration.ofMinutes(10));
        assertThat(loop.records.size() - calm).isBetween(9, 12);
    }

    @Test
    void anotherConfigurationIsInForceFromTheNextCycleOn() {
        VirtualLoop loop = loop("one");
        loop.pass(Duration.ofSeconds(40));
        assertThat(executor.executed()).extracting(Proposal::action).doesNotHaveAnyElementsOfTypes(SetNodeLabel.class);

        loop.cycle.configure(Set.of(new InventoryLabel("n2", "ssd", "true")), EngineSettings.DEFAULT);
        loop.look();

        assertThat(executor.executed()).extracting(Proposal::action)
                .contains(new SetNodeLabel(Cluster.id("n2"), "ssd", "true"));
    }

    @Test
    void everyConclusionHasEvidence() {
        VirtualLoop loop = loop("one");
        loop.pass(Duration.ofMinutes(1));

        for (DecisionRecord record : loop.records) {
            assertThat(record.evidence().keySet()).containsAll(record.conditions()).containsAll(record.findings());
            record.plan().execute().forEach(planned -> assertThat(record.evidence()).containsKey(planned.proposal()));
            record.plan().vetoed().forEach(refusal -> assertThat(record.evidence().keySet())
                    .contains(refusal.proposal()).containsAll(refusal.vetoes()));
        }
    }

    @Test
    void aBegunMoveIsInTheLedgerBeforeItBegins() throws Exception {
        VirtualLoop loop = loop("one");
        loop.hold();

        loop.pass(Duration.ofSeconds(40));

        assertThat(executor.executed()).as("the move waits to be carried out").isEmpty();
        assertThat(CooldownPage.of(ledger.read().get(CooldownPage.NAME)).history()).singleElement()
                .satisfies(past -> assertThat(past.end()).isEqualTo(PastAction.End.OPEN));
    }

    @Test
    void aMoveThatCannotBeWrittenDoesNotBegin() {
        Ledger withoutHistory = new Ledger() {
            @Override
            public Map<String, LedgerPage> read() throws LedgerUnavailable {
                return ledger.read();
            }

            @Override
            public LedgerPage write(LedgerPage page, Map<String, String> entries)
                    throws LedgerUnavailable, LedgerConflict {
                if (page.name().equals(CooldownPage.NAME)) {
                    throw new LedgerUnavailable("no quorum", null);
                }
                return ledger.write(page, entries);
            }

            @Override
            public void remove(String page) throws LedgerUnavailable {
                ledger.remove(page);
            }
        };
        VirtualLoop loop = loop("one", withoutHistory, EngineSettings.DEFAULT);

        loop.pass(Duration.ofMinutes(2));

        assertThat(loop.last().plan().execute()).isNotEmpty();
        assertThat(executor.executed()).isEmpty();
    }

    @Test
    void aWindowOpensAndClosesAtItsMomentAlthoughNothingIsLookedAtThen() {
        TimeWindow noon = new TimeWindow("noon", DayOfWeek.THURSDAY, Duration.ofSeconds(200), Duration.ofSeconds(300), "UTC");
        VirtualLoop loop = new VirtualLoop(
                clock, observer, executor, ledger, RuleVerifier.pack(), EngineSettings.DEFAULT, Set.of(noon), "one");
        Instant opens = VirtualClock.START.plusSeconds(200);

        loop.pass(Duration.ofSeconds(199));
        assertThat(loop.last().facts()).contains(new WindowClosed("noon", opens));
        loop.pass(Duration.ofSeconds(1));
        loop.pass(Duration.ofMillis(50));
        assertThat(loop.last().facts()).contains(new WindowOpen("noon", VirtualClock.START.plusSeconds(300)));
        assertThat(loop.last().at()).isBetween(opens, opens.plusMillis(50));
        loop.pass(Duration.ofSeconds(101));
        assertThat(loop.last().facts()).noneMatch(WindowOpen.class::isInstance);
    }
}
