package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.report.DecisionLog;
import io.orcastra.adapters.ssh.Bootstrap;
import io.orcastra.adapters.ssh.FirstSwarm;
import io.orcastra.adapters.ssh.MachineActions;
import io.orcastra.adapters.ssh.MachineObserver;
import io.orcastra.adapters.ssh.RemoteEngines;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.rules.RuleBook;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked and done about machines over SSH; nothing without a key. */
final class MachineWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineWork.class);

    private final DockerApi docker;
    private final Supplier<? extends Collection<?>> policies;
    private final Clock clock;
    private final RemoteEngines engines;
    private final MachineObserver observer;
    private final BooleanSupplier dryRun;
    private FirstSwarm firstSwarm;

    private MachineWork(DockerApi docker, Supplier<? extends Collection<?>> policies, Clock clock, RemoteEngines engines,
            MachineObserver observer, BooleanSupplier dryRun) {
        this.docker = docker;
        this.policies = policies;
        this.clock = clock;
        this.engines = engines;
        this.observer = observer;
        this.dryRun = dryRun;
    }

    /**
     * @param swarm  facts of the swarm as last observed
     * @param dryRun whether nothing is written, host keys included
     */
    static MachineWork of(Bootstrap bootstrap, DockerApi docker, Supplier<? extends Collection<?>> policies,
            Supplier<Set<Object>> swarm, Clock clock, BooleanSupplier dryRun) {
        if (!bootstrap.inForce()) {
            return new MachineWork(docker, policies, clock, null, null, dryRun);
        }
        LOG.atInfo().addKeyValue("key", bootstrap.ssh().keyFile()).addKeyValue("mode", bootstrap.mode())
                .log("Machines of the inventory are asked over SSH");
        RemoteEngines engines = new RemoteEngines(bootstrap.ssh(), dryRun);
        return new MachineWork(docker, policies, clock, engines,
                new MachineObserver(bootstrap, engines, docker, policies, swarm, clock), dryRun);
    }

    Stream<Observer> observers() {
        return Stream.ofNullable(observer);
    }

    /**
     * Carries out actions on machines as well.
     *
     * @param swarm carries out all others
     * @param watch is told of the rules where they decide without a swarm
     */
    ActionExecutor actions(ActionExecutor swarm, IntentLog intents, String holder, Supplier<RuleBook> rules, EngineListener watch) {
        if (observer == null) {
            return swarm;
        }
        MachineActions actions = new MachineActions(swarm, engines, docker, intents, policies, holder, observer::changed, clock);
        firstSwarm = new FirstSwarm(docker, rules, policies, dryRun, actions,
                new DecisionLog(LoggerFactory.getLogger("io.orcastra.decisions")), watch, clock);
        return actions;
    }

    /** Asks machines from now on. */
    void start(Runnable changed) {
        if (observer != null) {
            observer.start(machines -> {
                firstSwarm.consider(machines);
                changed.run();
            });
        }
    }

    /**
     * Asks all of them at once for an order; nothing when that was done for it before.
     *
     * @return why none can be asked
     */
    Optional<String> ordered(String order) {
        if (observer == null) {
            return Optional.of("no machine can be asked: this daemon could read no key from SSH_KEY_FILE when it started");
        }
        observer.ordered(order);
        return Optional.empty();
    }

    /** Asks them once, for a daemon that decides once. */
    void once() {
        if (observer != null) {
            firstSwarm.consider(observer.look());
            observer.learnDefaults();
        }
    }

    /** What all of them answer now, and whom the swarm wants for managers; nothing while it does not say. */
    Set<Object> asked() {
        if (observer == null) {
            return Set.of();
        }
        observer.look();
        observer.learnDefaults();
        return observer.observe().facts();
    }

    /** The same where there is no swarm. */
    Set<Machine> askedWithoutSwarm() {
        return observer == null ? Set.of() : observer.look();
    }

    /** Whether the engine that is acted through is that machine's own. */
    boolean actsOn(String hostname) {
        return observer != null && observer.actsOn(hostname);
    }

    @Override
    public void close() {
        if (observer != null) {
            observer.close();
            engines.close();
        }
    }
}
