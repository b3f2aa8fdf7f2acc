package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop's own thread, with real time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ControlLoopTest {
    private static final EngineSettings QUICK = new EngineSettings(Duration.ofMinutes(10), Duration.ofSeconds(60),
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30),
            Budgets.DEFAULT, false);

    private final Clock clock = Clock.of(InstantSource.system(), System::nanoTime);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);
    private final BlockingQueue<DecisionRecord> records = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final Set<String> concludingThreads = ConcurrentHashMap.newKeySet();
    private final Set<String> concludedThreads = ConcurrentHashMap.newKeySet();
    private final EngineListener listener = new EngineListener() {
        @Override
        public void concluding(Set<Object> facts) {
            concludingThreads.add(Thread.currentThread().getName() + ", of facts: " + !facts.isEmpty());
        }

        @Override
        public void concluded() {
            concludedThreads.add(Thread.currentThread().getName());
        }

        @Override
        public void cycleCompleted(DecisionRecord record) {
            records.add(record);
        }

        @Override
        public void cycleFailed(String trigger, Throwable reason) {
            failures.add(reason);
        }
    };
    private ControlLoop loop;

    private ControlLoop loop(Observer observer) {
        Lease lease = new Lease(ledger, clock, "one", QUICK.leaseRenew(), QUICK.leaseFree());
        loop = new ControlLoop(new Ports(List.of(observer), executor, ledger, lease, clock, listener),
                RuleVerifier.pack(), QUICK, Set.of());
        return loop;
    }

    @AfterEach
    void end() {
        loop.stop(Duration.ofSeconds(5));
    }

    private static Set<Object> facts() {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1").label("n1", "db", "true")
                .service("shop_api").running("shop_api", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api").facts());
        Node pattern = (Node) new Cluster().node("m1").facts().get(0);
        facts.add(new Node(pattern.id(), "m1", NodeRole.MANAGER, Availability.DRAIN, NodeStatus.READY, "", "",
                Leadership.LEADER, pattern.platform(), pattern.resources(), pattern.engineVersion(), Map.of(), Set.of()));
        facts.add(new LocalEngine(pattern.id(), "1.41", "cluster"));
        return facts;
    }

    private Observer observer(Runnable before) {
        return new Observer() {
            @Override
            public String source() {
                return "docker";
            }

            @Override
            public Observation observe() {
                before.run();
                return new Observation("docker", clock.instant(), facts());
            }
        };
    }

    private DecisionRecord next() throws InterruptedException {
        return records.take();
    }

    @Test
    void itSettlesTakesTheLeaseActsAndStops() throws Exception {
        loop(observer(() -> { })).start();
        DecisionRecord record = next();
        while (!record.trigger().equals("outcome")) {
            record = next();
        }

        assertThat(executor.executed()).singleElement().satisfies(
                proposal -> assertThat(proposal.action()).isInstanceOf(MoveService.class));
        assertThat(loop.status().alive()).isTrue();
        assertThat(loop.status().leaseHeld()).isTrue();

        loop.stop(Duration.ofSeconds(5));

        assertThat(executor.stopped()).isTrue();
        assertThat(loop.status().alive()).isFalse();
        assertThat(ledger.read().get("lease").entries().get("lease")).startsWith("holder=;");
    }

    @Test
    void manyWishesToLookAreOneLookAndNeverTwoAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch wished = new CountDownLatch(1);
        loop(observer(() -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            first.countDown();
            await(wished);
            inside.decrementAndGet();
        })).start();
        await(first);
        for (int i = 0; i < 100; i++) {
            loop.look("event");
        }
        wished.countDown();

        assertThat(next().trigger()).isEqualTo("start");
        assertThat(next().trigger()).isEqualTo("event");
        assertThat(next().trigger()).isNotEqualTo("event");
        assertThat(most).hasValue(1);
    }

    @Test
    void itSurvivesWhatACycleThrows() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        loop(observer(() -> {
            if (looks.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
        })).start();

        assertThat(failures.take()).isInstanceOf(StackOverflowError.class);
        assertThat(next()).isNotNull();
        assertThat(loop.status().alive()).isTrue();
    }

    @Test
    void runOnceDecidesActsAndEnds() {
        assertThat(loop(observer(() -> { })).runOnce(Duration.ofSeconds(30), Duration.ofSeconds(30))).hasValueSatisfying(
                record -> assertThat(record.plan().execute()).hasSize(1));

        assertThat(executor.executed()).hasSize(1);
        assertThat(executor.stopped()).isTrue();
    }

    @Test
    void runOnceEndsCleanlyWhenItIsInterrupted() {
        ControlLoop loop = loop(observer(() -> Thread.currentThread().interrupt()));

        loop.runOnce(Duration.ofHours(1), Duration.ofSeconds(30));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(executor.stopped()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void rulesThatAreToTakeOverAreWatchedWhileTheirSessionIsFilled() throws Exception {
        loop(observer(() -> { })).start();
        next();
        loop.replaceRules(RuleVerifier.pack()).get();

        assertThat(concludingThreads).containsExactlyInAnyOrder("control-loop, of facts: true", "action, of facts: true");
        assertThat(concludedThreads).containsExactlyInAnyOrder("control-loop", "action");
    }
}
