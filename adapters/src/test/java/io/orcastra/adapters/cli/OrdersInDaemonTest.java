package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Order;
import io.orcastra.rules.verify.RuleVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersInDaemonTest {
    private static final Order ORDER = new Order("1a", Command.BOOTSTRAP_SWARM, "");

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    private Path folder;

    private OrdersInDaemon orders(Optional<String> reason) {
        return orders(reason, false);
    }

    private OrdersInDaemon orders(Optional<String> reason, boolean dryRun) {
        return new OrdersInDaemon(folder.resolve("none"), ledger, clock, () -> false, () -> null, () -> dryRun, () -> { }, order -> {
            asked.incrementAndGet();
            return reason;
        });
    }

    private DecisionRecord decision(Object... more) {
        Set<Object> facts = new HashSet<>(List.of(more));
        facts.add(ORDER);
        return new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP).evaluate(facts, clock.instant());
    }

    @Test
    void anOrderThatAsksMachinesEndsAtOnceWithoutAKey() throws Exception {
        OrderPage.ask(ledger, List.of(ORDER), clock.instant());
        try (OrdersInDaemon orders = orders(Optional.of("there is no key"))) {
            orders.cycleCompleted(decision());
            await().atMost(Duration.ofSeconds(30)).until(() -> !OrderPage.PAGE.stands("1a", ledger.read()));
        }
        assertThat(OrderPage.PAGE.answer("1a", ledger.read())).contains(new RequestAnswer("1a", State.HELD, List.of("there is no key")));
        assertThat(OrderPage.at(clock.instant(), ledger.read())).isEmpty();
    }

    @Test
    void whoDoesNotActEndsNothing() throws Exception {
        OrderPage.ask(ledger, List.of(ORDER), clock.instant());
        try (OrdersInDaemon orders = orders(Optional.of("there is no key"))) {
            orders.cycleCompleted(decision(new NoLease("n2")));
        }
        assertThat(asked).hasValue(0);
        assertThat(OrderPage.PAGE.stands("1a", ledger.read())).isTrue();
    }

    @Test
    void whoRunsDryEndsNothing() throws Exception {
        OrderPage.ask(ledger, List.of(ORDER), clock.instant());
        try (OrdersInDaemon dry = orders(Optional.of("there is no key"), true);
                OrdersInDaemon acting = orders(Optional.of("there is no key"))) {
            dry.cycleCompleted(decision());
            acting.cycleCompleted(decision());
            await().atMost(Duration.ofSeconds(30)).until(() -> !OrderPage.PAGE.stands("1a", ledger.read()));
            OrderPage.ask(ledger, List.of(new Order("2b", Command.BOOTSTRAP_SWARM, "")), clock.instant());
            dry.cycleCompleted(decision(new Order("2b", Command.BOOTSTRAP_SWARM, "")));
        }
        assertThat(OrderPage.PAGE.stands("2b", ledger.read())).isTrue();
    }

    @Test
    void whatWasTakenBackMeanwhileIsNotAnswered() throws Exception {
        OrderPage.PAGE.end(ledger, new RequestAnswer("1a", State.HELD, List.of("why")), clock.instant());

        assertThat(OrderPage.PAGE.answer("1a", ledger.read())).isEmpty();
    }
}
