package io.orcastra.adapters.cli;

import io.orcastra.adapters.http.Posting;
import io.orcastra.adapters.orders.CommandFileWatch;
import io.orcastra.adapters.orders.OrdersOverHttp;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Order;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ways orders come to a daemon: its command file, signals and HTTP. */
final class OrdersInDaemon implements EngineListener, AutoCloseable {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "command-file");
        thread.setDaemon(true);
        return thread;
    });
    private final CommandFileWatch file;
    private final OrdersOverHttp http;
    private final Ledger ledger;
    private final Clock clock;
    private final Function<String, Optional<String>> machines;
    private final BooleanSupplier dryRun;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param worker   whether the engine at hand is a worker of a swarm now
     * @param dryRun   whether nothing is written
     * @param asked    called after something was ordered
     * @param machines asks all machines at once for the order of that id, without effect when it did so before; tells why
     *                 none can be asked
     */
    OrdersInDaemon(Path commandFile, Ledger ledger, Clock clock, BooleanSupplier worker, Supplier<Configuration> configuration,
            BooleanSupplier dryRun, Runnable asked, Function<String, Optional<String>> machines) {
        file = new CommandFileWatch(commandFile, ledger, clock, worker, () -> configuration.get().anchors(), dryRun, asked);
        http = new OrdersOverHttp(ledger, clock, () -> configuration.get().anchors(), dryRun, asked);
        this.ledger = ledger;
        this.clock = clock;
        this.machines = machines;
        this.dryRun = dryRun;
    }

    void start() {
        Signals.on("USR1", () -> scheduler.execute(file::readNow));
        file.start(scheduler);
    }

    Map<String, Posting> postings(Map<String, Posting> others) {
        Map<String, Posting> all = new HashMap<>(others);
        all.put(OrdersOverHttp.PATH, http);
        return all;
    }

    Map<String, Supplier<Optional<String>>> pages(Map<String, Supplier<Optional<String>>> others) {
        Map<String, Supplier<Optional<String>>> all = new HashMap<>(others);
        all.put(OrdersOverHttp.PATH, http::page);
        return all;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        if (record.facts().stream().noneMatch(NoLease.class::isInstance)) {
            file.swarmAnswers();
            record.facts().stream().filter(fact -> fact instanceof Order order && order.command() == Command.BOOTSTRAP_SWARM)
                    .map(fact -> ((Order) fact).id()).sorted()
                    .forEach(order -> machines.apply(order).filter(why -> !dryRun.getAsBoolean() && refused.add(order))
                            .ifPresent(why -> scheduler.execute(() -> refuse(order, why))));
        }
    }

    /** It would stand for an hour, and nobody could do anything about it. Beside the loop, which is in its cycle. */
    private void refuse(String order, String why) {
        try {
            OrderPage.PAGE.end(ledger, new RequestAnswer(order, State.HELD, List.of(why)), clock.instant());
        } catch (LedgerUnavailable later) {
            refused.remove(order);
        }
    }
}
