package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.adapters.docker.api.SwarmEvents;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.move.MoveSettings;
import io.orcastra.adapters.docker.move.SwarmActions;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.metrics.DockerMetrics;
import io.orcastra.adapters.metrics.EngineMetrics;
import io.orcastra.adapters.metrics.MemoryMetrics;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.metrics.RecorderMetrics;
import io.orcastra.adapters.overrun.Stretch;
import io.orcastra.adapters.prometheus.observe.Addresses;
import io.orcastra.adapters.prometheus.observe.MemoryObserver;
import io.orcastra.adapters.recorder.FlightRecorder;
import io.orcastra.adapters.recorder.Segments;
import io.orcastra.adapters.reload.ChildTrial;
import io.orcastra.adapters.reload.Compiling;
import io.orcastra.adapters.reload.Configurations;
import io.orcastra.adapters.reload.Culprits;
import io.orcastra.adapters.reload.LastGood;
import io.orcastra.adapters.reload.OverrunWatch;
import io.orcastra.adapters.reload.Overruns;
import io.orcastra.adapters.reload.PolicyFolder;
import io.orcastra.adapters.reload.Retry;
import io.orcastra.adapters.reload.RulesInDaemon;
import io.orcastra.adapters.reload.RulesOnRecord;
import io.orcastra.adapters.reload.StartingRules;
import io.orcastra.adapters.reload.UnreadFiles;
import io.orcastra.adapters.report.DecisionLog;
import io.orcastra.adapters.shadow.Shadow;
import io.orcastra.adapters.shadow.ShadowFolder;
import io.orcastra.adapters.status.Status.ConfigurationInForce;
import io.orcastra.adapters.status.StatusBoard;
import io.orcastra.adapters.status.StatusPages;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationWatch;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.Settings;
import io.orcastra.engine.cycle.ControlLoop;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.Ports;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerIntents;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running daemon: everything wired together, from the first cycle to the clean end. */
final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    /** Below the stop grace period of the stack file, which is 30 s, with time left to give back the lease. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    /** A swarm settles within a minute of its leader's change, and a free lease is taken within another. */
    private static final Duration ONCE_PATIENCE = Duration.ofSeconds(150);
    /** A trial takes a second, most of it the start of its process; ten on a machine with ten times too much to do. */
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(30);
    /** A health check gives up a loop that stands still after some four minutes, of which concluding took the first. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(60);

    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(work -> thread(work, "configuration-watch"));
    private final ScheduledExecutorService ruleScheduler =
            Executors.newSingleThreadScheduledExecutor(work -> thread(work, "rules-watch"));
    private final ScheduledExecutorService overrunScheduler =
            Executors.newSingleThreadScheduledExecutor(work -> thread(work, "overrun-watch"));
    private final Settings settings;
    private final DockerEndpoint engine;
    private final Metrics metrics = new Metrics(Version.text());
    private final HealthMonitor health;
    private final DockerApi api;
    private final MemoryObserver memory;
    private final AgentWork agents;
    private final RulesInDaemon rules;
    private final OverrunWatch overrunWatch;
    private final Overruns overruns;
    private final ControlLoop loop;
    private final ConfigurationWatch watch;
    private final ConfigurationNews news;
    private final Configurations configurations;
    private final Clock clock;
    private final StatusPages pages;
    private final FlightRecorder recorder;
    private final StatusBoard board;
    private final Shadow shadow;
    private MachineWork machines;
    private OrdersInDaemon orders;
    private final Path stateFolder;
    private final PolicyFolder folder;
    private final String instance = UUID.randomUUID().toString();
    private volatile Set<String> interesting;
    private volatile EngineSettings inForce;
    private volatile Configuration present;

    Daemon(Surroundings surroundings, Inputs inputs, ShadowFolder candidate, Configuration configuration)
            throws ConfigurationInvalid {
        settings = configuration.settings();
        LOG.atInfo().addKeyValue("version", Version.text()).addKeyValue("java", Runtime.version()).log("Starting");
        interesting = services(configuration);
        inForce = settings.engine();
        present = configuration;
        clock = surroundings.clock();
        engine = surroundings.engine();
        pages = new StatusPages(clock);
        stateFolder = surroundings.stateFolder();
        recorder = new FlightRecorder(new Segments(stateFolder), settings.recorder(), clock, new RecorderMetrics(metrics));
        api = new DockerApi(engine, new DockerMetrics(metrics), clock);
        SeenSwarm swarm = new SeenSwarm(new DockerObserver(api, clock, service -> interesting.contains(service), () -> present.fences()));
        memory = new MemoryObserver(configuration.memory(), swarm::facts, clock, Addresses.SYSTEM, new MemoryMetrics(metrics),
                this::memoryMeasured);
        agents = new AgentWork(settings.agents(), api, () -> present.memory(), swarm::facts, clock, this::containersTold);
        overruns = new Overruns(stateFolder);
        folder = new PolicyFolder(inputs::rules, inputs::rulesFolder, overruns);
        LastGood lastGood = new LastGood(stateFolder);
        StartingRules starting = starting(surroundings, lastGood);
        RuleBook book = heard(starting, configuration);
        rules = new RulesInDaemon(starting, book, configuration.rules(), folder, lastGood,
                new RulesOnRecord(recorder, instance, Version.text()), clock, metrics.registry());
        overrunWatch = overrunWatch(surroundings, inputs);
        board = new StatusBoard(Version.text(), clock.instant(), rules::status, inForce(configuration));
        shadow = new Shadow(candidate, rules::files, () -> present, surroundings.environment(), stateFolder, clock,
                metrics.registry());
        loop = loop(swarm, starting.files(), book, configuration);
        health = new HealthMonitor(loop::status, clock, () -> inForce);
        news = new ConfigurationNews(health, metrics, engine);
        Retry retry = new Retry(clock);
        EditedConfiguration edited = new EditedConfiguration(() -> rules.known(rules.rules()), now -> rules.tryOut(present, now),
                news, retry, this::take);
        watch = new ConfigurationWatch(inputs.configFolder(), surroundings.environment(), configuration, edited::isTaken,
                news::refused, retry::isDue);
        configurations = new ConfigurationHere(inputs.configFolder(), surroundings.environment(), () -> present, this::take,
                () -> rules.known(rules.rules()), news::warned, watch::again);
        news.inForce(configuration, inForce.dryRun());
    }

    private OverrunWatch overrunWatch(Surroundings surroundings, Inputs inputs) {
        ChildTrial alone = new ChildTrial(stateFolder, LONGEST_TRIAL, new PolicyFolder(inputs::rules, Optional::empty, overruns),
                rules::files);
        return new OverrunWatch(clock, surroundings.computed(), Stretch.LONGEST_CONCLUSION, overruns,
                new Culprits(rules::suspectedRules, rules::suspectedFiles, rules::newest, pages::last, alone, LONGEST_SEARCH, clock),
                () -> Runtime.getRuntime().halt(ExitCode.FAILURE));
    }

    private StartingRules starting(Surroundings surroundings, LastGood lastGood) {
        Compiling compiling = Inputs.compiling(surroundings);
        return settings.runOnce() ? StartingRules.asTheyAre(folder, compiling)
                : StartingRules.of(folder, lastGood, overruns, compiling);
    }

    /** Without the rules that are switched off; one that is named and gone counts only where the folder's rules start. */
    private RuleBook heard(StartingRules starting, Configuration configuration) throws ConfigurationInvalid {
        List<Problem> problems = configuration.rules().problems(
                Stream.concat(starting.book().known().stream(), folder.rulesLeftOut().stream()).toList());
        if (starting.instead().isEmpty() && problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigurationInvalid(problems);
        }
        List<RuleDescription> next = starting.instead().isEmpty() ? List.of() : folder.descriptions();
        ConfigurationNews.atStart(problems, next.isEmpty() ? problems : configuration.rules().problems(next));
        Set<String> off = configuration.rules().off();
        return starting.book().without(off).missing(starting.missing().stream()
                .filter(rule -> !off.contains(rule.rule())).collect(Collectors.toSet()));
    }

    private ControlLoop loop(SeenSwarm swarm, RuleSet ruleSet, RuleBook book, Configuration configuration) {
        Ledger ledger = new SwarmConfigLedger(api);
        orders = new OrdersInDaemon(settings.commandFile(), ledger, clock, () -> DockerObserver.isWorker(api), () -> present,
                () -> inForce.dryRun(), () -> loop.look("command"), order -> machines.ordered(order));
        EngineListener listener = EngineListener.all(List.of(
                new DecisionLog(LoggerFactory.getLogger("io.orcastra.decisions")), new EngineMetrics(metrics, clock),
                pages, rules, overrunWatch, recorder, shadow, orders));
        EngineSettings engineSettings = settings.engine();
        recorder.started(instance, Version.text(), ruleSet.hash());
        Lease lease = new Lease(ledger, clock, instance, engineSettings.leaseRenew(), engineSettings.leaseFree());
        IntentLog intents = new LedgerIntents(ledger, lease);
        ActionExecutor onNodes = agents.around(new SwarmActions(api, intents, ledger, () -> present.wished(), instance, clock,
                new Random(), MoveSettings.DEFAULT, KillSeam.of(System.getProperty(KillSeam.PROPERTY))), intents, instance,
                () -> inForce.dryRun() || lease.held());
        machines = MachineWork.of(settings.bootstrap(), api, () -> present.policies(), swarm::facts, clock, () -> inForce.dryRun());
        ActionExecutor executor = machines.actions(onNodes, intents, instance, rules::rules,
                EngineListener.all(List.of(rules, overrunWatch)));
        List<Observer> observers = Stream.concat(agents.beside(swarm, settings.runOnce() ? new FreshMemory(memory) : memory).stream(),
                machines.observers()).toList();
        return new ControlLoop(new Ports(observers, executor, ledger, lease, clock, listener), book, engineSettings,
                configuration.policies());
    }

    /** Runs until a signal asks for the end, or through one decision with {@code RUN_ONCE}. */
    int run() {
        recorder.start();
        overrunWatch.start(overrunScheduler);
        if (settings.runOnce()) {
            return once(Thread.currentThread());
        }
        Signals.on("TERM", stopRequested::countDown);
        Signals.on("INT", stopRequested::countDown);
        Signals.on("HUP", this::hangUp);
        Map<String, Supplier<Optional<String>>> told = orders.pages(pages.pages(
                () -> board.status(health.health(), loop.status(), inForce.dryRun()), shadow::status));
        try (StatusServer http = HttpSetup.server(settings.http(), "HTTP_TOKEN_FILE", health::health, metrics::exposition,
                        new Routes(told, orders.postings(Postings.of(() -> loop.look("sync"),
                                () -> agents.refreshMods(inForce.dryRun())))));
                StatusSocket socket = socket(told)) {
            http.start();
            return untilStopped();
        }
    }

    /** Null when there can be none: the daemon does its work without. */
    private StatusSocket socket(Map<String, Supplier<Optional<String>>> told) {
        try {
            return StatusSocket.open(stateFolder, told);
        } catch (IOException | RuntimeException failure) {
            LOG.atWarn().addKeyValue("folder", stateFolder).addKeyValue("reason", failure.getMessage())
                    .addKeyValue("advice", "Maybe STATE_DIR should name a folder of its own, with a path below 90 characters")
                    .log("No status socket: orcastra explain and others need --url");
            return null;
        }
    }

    private int once(Thread deciding) {
        Signals.on("TERM", deciding::interrupt);
        Signals.on("INT", deciding::interrupt);
        machines.once();
        long began = clock.nanos();
        Optional<DecisionRecord> decision = loop.runOnce(ONCE_PATIENCE, STOP_GRACE);
        if (decision.isEmpty()) {
            LOG.error(new Undecided(Duration.ofNanos(clock.nanos() - began), deciding.isInterrupted(), loop.status(), inForce.dryRun())
                    .text());
            return ExitCode.FAILURE;
        }
        LOG.atInfo().addKeyValue("planned", decision.get().plan().execute().size())
                .addKeyValue("deferred", decision.get().plan().deferred().size())
                .addKeyValue("vetoed", decision.get().plan().vetoed().size()).log("Decided once");
        return ExitCode.GOOD;
    }

    private int untilStopped() {
        watch.start(scheduler);
        orders.start();
        memory.start();
        agents.start();
        loop.start();
        machines.start(() -> loop.look("machines"));
        rules.start(stateFolder, loop::replaceRules, new ChildTrial(stateFolder, LONGEST_TRIAL, folder, rules::files), pages::last,
                health, configurations, ruleScheduler);
        new UnreadFiles(folder).start(ruleScheduler);
        shadow.start();
        try (SwarmEvents events = settings.eventMode() ? listen() : null) {
            stopRequested.await();
            LOG.info("Stopping: moves under way are finished or undone");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        loop.stop(STOP_GRACE);
        LOG.info("Stopped");
        return ExitCode.GOOD;
    }

    private void hangUp() {
        watch.reload();
        loop.look("hangup");
    }

    private SwarmEvents listen() {
        return SwarmEvents.listen(engine, clock, () -> loop.look("event"));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        ruleScheduler.shutdownNow();
        overrunScheduler.shutdownNow();
        shadow.close();
        memory.close();
        agents.close();
        machines.close();
        orders.close();
        recorder.close();
        api.close();
    }

    private void containersTold() {
        loop.look("containers");
    }

    private void memoryMeasured() {
        if (!settings.runOnce()) {
            loop.look("memory");
        }
    }

    /** On the thread of the configuration's watch, or on that of the rules it comes into force with. */
    private synchronized void take(Configuration configuration) {
        health.configuration(HealthMonitor.Edit.TAKEN);
        interesting = services(configuration);
        memory.configure(configuration.memory());
        inForce = configuration.settings().engine();
        present = configuration;
        board.configuration(inForce(configuration));
        recorder.configure(configuration.settings().recorder());
        loop.reconfigure(configuration.policies(), configuration.settings().engine());
        rules.configured(configuration.rules());
        news.inForce(configuration, inForce.dryRun());
        NeedsRestart.of(settings.engine(), inForce).forEach(key -> LOG.atWarn().addKeyValue("key", key)
                .addKeyValue("advice", "Maybe restart this instance now, or leave it: the former value stays in force")
                .log("This key takes effect at the next start"));
    }

    private ConfigurationInForce inForce(Configuration configuration) {
        return new ConfigurationInForce(
                configuration.files().stream().map(Path::toString).toList(), configuration.hash(), clock.instant());
    }

    /** Anchors and dependents: of these ended tasks are looked at from the start. */
    private static Set<String> services(Configuration configuration) {
        Set<String> names = new HashSet<>();
        for (Object policy : configuration.policies()) {
            if (policy instanceof Anchor anchor) {
                names.add(anchor.service());
            } else if (policy instanceof Dependency dependency) {
                names.add(dependency.dependent());
            }
        }
        return Set.copyOf(names);
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
