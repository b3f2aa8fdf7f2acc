package io.orcastra.adapters.cli;

import io.orcastra.adapters.http.Posting;
import io.orcastra.adapters.orders.CommandFileWatch;
import io.orcastra.adapters.orders.OrdersOverHttp;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Order;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    private final Consumer<String> machines;

    /**
     * @param dryRun   whether nothing is written
     * @param asked    called after something was ordered
     * @param machines asks all machines at once for the order of that id; without effect when it did so before
     */
    OrdersInDaemon(Path commandFile, Ledger ledger, Clock clock, Supplier<Configuration> configuration, BooleanSupplier dryRun,
            Runnable asked, Consumer<String> machines) {
        file = new CommandFileWatch(commandFile, ledger, clock, () -> configuration.get().anchors(), dryRun, asked);
        http = new OrdersOverHttp(ledger, clock, () -> configuration.get().anchors(), dryRun, asked);
        this.machines = machines;
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
            record.facts().stream().filter(fact -> fact instanceof Order order && order.command() == Command.BOOTSTRAP_SWARM)
                    .map(fact -> ((Order) fact).id()).sorted().forEach(machines);
        }
    }
}
