package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.adapters.docker.write.NodeLabelEdits;
import io.orcastra.adapters.docker.write.NodeRoleEdit;
import io.orcastra.adapters.docker.write.OwnSpec;
import io.orcastra.adapters.docker.write.ServiceCreation;
import io.orcastra.adapters.docker.write.SpecEdit;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.adapters.docker.write.SpoiltWrite;
import io.orcastra.adapters.docker.write.SwarmObject;
import io.orcastra.adapters.docker.write.Written;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.MachineAction;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Carries out actions on a real swarm. */
public final class SwarmActions implements ActionExecutor {

    private final DockerApi docker;
    private final OwnWishes own;
    private final String holder;
    private final Clock clock;
    private final StepListener listener;
    private final Shutdown shutdown;
    private final Journal journal;
    private final SwarmReader reader;
    private final SpecWriter writer;
    private final MoveSettings settings;
    private final StartAllowances starting;
    private final PinnedUpdate pinnedUpdate;
    private final PinnedRollback pinnedRollback;
    private final Recovery recovery;
    private volatile Set<String> fenced = Set.of();

    /**
     * @param ledger in the swarm of that engine
     * @param wished with their values, the settings that actions tell digests of
     * @param holder name of this instance, as in the lease
     */
    public SwarmActions(
            DockerApi docker, IntentLog intents, Ledger ledger, Supplier<List<SpecSetting>> wished, String holder, Clock clock,
            RandomGenerator random, MoveSettings settings, StepListener listener) {
        this.docker = docker;
        this.own = new OwnWishes(docker, wished);
        this.holder = holder;
        this.clock = clock;
        this.listener = listener;
        this.settings = settings;
        this.starting = new StartAllowances(settings.startAllowance());
        this.shutdown = new Shutdown(clock);
        this.journal = new Journal(intents, ledger, new SwarmConfigLedger(docker)::page);
        this.reader = new SwarmReader(docker);
        this.writer = new SpecWriter(docker, random);
        ImageSupply images = new ImageSupply(docker, clock, shutdown, settings);
        Clearing clearing = new Clearing(writer, images, clock, shutdown);
        this.pinnedUpdate = new PinnedUpdate(reader, writer, images, clearing,
                new SourceReturn(reader, writer, clearing, starting, settings),
                plan -> watch(plan.service().id(), plan.seen()), serviceId -> fenced.contains(serviceId), starting,
                settings);
        this.pinnedRollback = new PinnedRollback(reader, writer, settings);
        this.recovery = new Recovery(reader, clearing, journal, clock, shutdown, settings);
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        Instant startedAt = clock.instant();
        return concluded(() -> perform(proposal, targets, startedAt)).of(proposal, startedAt, clock.instant());
    }

    @Override
    public Outcome recover(Intent intent) {
        Instant startedAt = clock.instant();
        Proposal proposal = new Proposal(intent.rule(), IntendedAction.of(intent), intent.cause(), "it was interrupted");
        return concluded(() -> isOnService(intent) ? recovery.recover(intent, listener) : ended(intent))
                .of(proposal, startedAt, clock.instant());
    }

    @Override
    public void fence(Set<String> serviceIds) {
        fenced = Set.copyOf(serviceIds);
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        starting.know(starts);
    }

    @Override
    public void stop(Duration grace) {
        shutdown.request(grace);
    }

    @FunctionalInterface
    private interface Performance {
        Ending end() throws Refusal, LedgerUnavailable;
    }

    private Ending concluded(Performance performance) {
        if (!shutdown.enter()) {
            return Ending.skipped("this instance is stopping");
        }
        try {
            return performance.end();
        } catch (Refusal refusal) {
            return refusal.ending();
        } catch (NotFound gone) {
            return Ending.skipped("it does not exist any more");
        } catch (DockerFailure | SpoiltWrite | LedgerUnavailable broken) {
            return Ending.failed(broken.getMessage(), 0);
        } finally {
            shutdown.leave();
        }
    }

    private Ending perform(Proposal proposal, Map<String, String> targets, Instant startedAt)
            throws Refusal, LedgerUnavailable {
        Action action = proposal.action();
        if (action instanceof SetNodeLabel set) {
            return label(proposal, NodeLabelEdits.set(set.key(), set.value()), startedAt);
        }
        if (action instanceof RemoveNodeLabel remove) {
            return label(proposal, new LabelRemoval(reader, remove.key()), startedAt);
        }
        if (action instanceof ChangeRole change) {
            return label(proposal, NodeRoleEdit.to(change.role()), startedAt);
        }
        if (action instanceof RemoveNode) {
            return removeNode(proposal, startedAt);
        }
        if (action instanceof CreateService create) {
            OwnSpec spec = own.of(create.settings());
            return recorded(proposal, startedAt, () -> new ServiceCreation(docker).create(create.name(), spec));
        }
        if (action instanceof UpdateService update) {
            SpecEdit edit = own.of(update.settings()).edit();
            return recorded(proposal, startedAt, () -> writer.write(SwarmObject.service(update.serviceId()), edit));
        }
        if (action instanceof MachineAction) {
            return Ending.refused("machines are not reached: there is no SSH key");
        }
        if (action instanceof RestorePreviousSpec) {
            return restore(proposal, startedAt);
        }
        SwarmView view = SwarmView.of(reader, action.subject());
        PinnedPlan plan = action instanceof MoveService move
                ? PinnedPlan.moving(view, move.home(), move.tasks(), targets)
                : PinnedPlan.restarting(view, ((RestartService) action).nodes());
        Undertaking undertaking = undertaking(proposal, plan.goal().pinning().pin().expressions(), startedAt);
        return undertaking.begin() ? pinnedUpdate.run(undertaking, plan) : taken();
    }

    private Ending label(Proposal proposal, SpecEdit edit, Instant startedAt) throws LedgerUnavailable {
        return recorded(proposal, startedAt, () -> writer.write(SwarmObject.node(proposal.subject()), edit));
    }

    private Ending recorded(Proposal proposal, Instant startedAt, Supplier<Written> write) throws LedgerUnavailable {
        Intent intent = intent(proposal, List.of(), startedAt);
        if (!journal.begin(intent)) {
            return taken();
        }
        try {
            Written written = write.get();
            if (written instanceof Written.Refused refused) {
                return Ending.refused(refused.reason());
            }
            return written instanceof Written.Left left ? Ending.skipped(left.reason()) : Ending.succeeded("", 0);
        } finally {
            journal.end(intent);
        }
    }

    /** Swarm refuses it for a node that is not down. */
    private Ending removeNode(Proposal proposal, Instant startedAt) throws LedgerUnavailable {
        Intent intent = intent(proposal, List.of(), startedAt);
        if (!journal.begin(intent)) {
            return taken();
        }
        try {
            docker.delete("/nodes/" + proposal.subject());
            return Ending.succeeded("", 0);
        } finally {
            journal.end(intent);
        }
    }

    private Ending restore(Proposal proposal, Instant startedAt) throws LedgerUnavailable {
        Undertaking undertaking = undertaking(proposal, List.of(), startedAt);
        if (!undertaking.begin()) {
            return taken();
        }
        try {
            return pinnedRollback.restore(undertaking, watch(proposal.subject(), Set.of()));
        } finally {
            undertaking.end();
        }
    }

    private Watch watch(String serviceId, Set<String> seen) {
        return new Watch(reader, clock, shutdown, settings, serviceId, seen);
    }

    private Undertaking undertaking(Proposal proposal, List<String> pins, Instant startedAt) {
        return new Undertaking(journal, listener, intent(proposal, pins, startedAt));
    }

    private Intent intent(Proposal proposal, List<String> pins, Instant startedAt) {
        return new Intent(UUID.randomUUID().toString(), proposal.subject(),
                proposal.action().getClass().getSimpleName(), proposal.rule(), proposal.cause(), pins, "", holder,
                startedAt);
    }

    private static Ending taken() {
        return Ending.skipped("this instance does not hold the lease, or an action on it is under way");
    }

    private Ending ended(Intent intent) {
        return journal.end(intent)
                ? Ending.skipped("an interrupted action was forgotten; it left nothing behind")
                : Ending.failed("the ledger does not answer", 0);
    }

    private static boolean isOnService(Intent intent) {
        return intent.action().equals(MoveService.class.getSimpleName())
                || intent.action().equals(RestartService.class.getSimpleName());
    }
}
