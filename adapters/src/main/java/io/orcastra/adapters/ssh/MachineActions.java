package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.ssh.LeftContainers.Standing;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MachineAction;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.InventoryNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out actions on machines over SSH; what is done through the swarm is left to another. */
public final class MachineActions implements ActionExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(MachineActions.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** An engine is up within seconds of its restart, and its node within a heartbeat. */
    private static final Duration UNTIL_READY = Duration.ofSeconds(60);
    /** An engine takes a moment to kill what did not stop, and to say so. */
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(30);
    private static final String NOTHING_THERE = "its engine knows no container of it that ran, so nothing was stopped; maybe it was "
            + "removed there, or its image is still being fetched: `off: true` says that the machine has no power";
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private final ActionExecutor swarm;
    private final RemoteEngines engines;
    private final DockerApi docker;
    private final IntentLog intents;
    private final Supplier<? extends Collection<?>> policies;
    private final String holder;
    private final Consumer<String> changed;
    private final Clock clock;
    private final AdvertisedAddress advertised = new AdvertisedAddress(AdvertisedAddress.SYSTEM);
    private volatile boolean stopping;

    /**
     * @param swarm    carries out the actions on nodes and services
     * @param policies of the configuration in force, for the addresses of machines
     * @param holder   name of this instance, as in the lease
     * @param changed  is told the hostname of a machine on which something was stopped
     */
    public MachineActions(ActionExecutor swarm, RemoteEngines engines, DockerApi docker, IntentLog intents,
            Supplier<? extends Collection<?>> policies, String holder, Consumer<String> changed, Clock clock) {
        this.swarm = swarm;
        this.engines = engines;
        this.docker = docker;
        this.intents = intents;
        this.policies = policies;
        this.holder = holder;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        if (!(proposal.action() instanceof MachineAction action)) {
            return swarm.execute(proposal, targets);
        }
        Instant startedAt = clock.instant();
        Intent intent = new Intent(UUID.randomUUID().toString(), proposal.subject(), action.getClass().getSimpleName(),
                proposal.rule(), proposal.cause(), List.of(), "", holder, startedAt);
        try {
            if (stopping || !intents.begin(intent)) {
                return ended(proposal, Result.SKIPPED, "this instance does not hold the lease, or is stopping", startedAt);
            }
            return performed(proposal, action, startedAt, intent);
        } catch (LedgerUnavailable | DockerFailure | SshFailure broken) {
            return ended(proposal, Result.FAILED, SshMachines.safe(broken.getMessage()), startedAt);
        }
    }

    private Outcome performed(Proposal proposal, MachineAction action, Instant startedAt, Intent intent) throws SshFailure {
        try {
            return perform(proposal, action, startedAt);
        } finally {
            end(intent);
        }
    }

    /** What was done on the machine is done, whether the ledger answers afterwards or not. */
    private void end(Intent intent) {
        try {
            intents.end(intent.id());
        } catch (LedgerUnavailable unavailable) {
            LOG.warn("The intent of {} stays until an instance holds the lease again: {}", intent.action(), unavailable.getMessage());
        }
    }

    @Override
    public Outcome recover(Intent intent) {
        return swarm.recover(intent);
    }

    @Override
    public void fence(Set<String> serviceIds) {
        swarm.fence(serviceIds);
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        swarm.allow(starts);
    }

    @Override
    public void stop(Duration grace) {
        stopping = true;
        swarm.stop(grace);
    }

    /** Makes a swarm; needs no lease, because an engine makes one only once. */
    Outcome initialise(Proposal proposal, InitialiseSwarm action) {
        Instant startedAt = clock.instant();
        try {
            String host = address(action.hostname());
            if (!engines.info(host).path("ID").asText().equals(docker.get("/info").path("ID").asText("none"))) {
                return ended(proposal, Result.REFUSED, "the engine this instance talks to is not that of " + action.hostname()
                        + "; maybe run there, or name its engine in DOCKER_HOST", startedAt);
            }
            ObjectNode body = listening(action.address());
            body.putObject("Spec").putObject("Labels").put(MachineObserver.MANAGERS_LABEL,
                    String.join(",", action.managers().stream().sorted().toList()));
            return ended(proposal, engines.post(host, "/swarm/init", body), startedAt);
        } catch (SshFailure | DockerFailure broken) {
            return ended(proposal, Result.FAILED, SshMachines.safe(broken.getMessage()), startedAt);
        }
    }

    private Outcome perform(Proposal proposal, MachineAction action, Instant startedAt) throws SshFailure {
        if (action instanceof JoinSwarm join) {
            return ended(proposal, engines.post(address(join.hostname()), "/swarm/join", joining(join)), startedAt);
        }
        if (action instanceof InitialiseSwarm) {
            return ended(proposal, Result.SKIPPED, "there is a swarm by now", startedAt);
        }
        if (action instanceof CutOff cut) {
            return cutOff(proposal, cut, startedAt);
        }
        engines.restart(address(action.hostname()));
        return within(UNTIL_READY, () -> isReady(action.hostname()))
                ? ended(proposal, Result.SUCCEEDED, "", startedAt)
                : ended(proposal, Result.FAILED, "its node is not ready " + UNTIL_READY.toSeconds() + " s after the restart",
                        startedAt);
    }

    private Outcome cutOff(Proposal proposal, CutOff cut, Instant startedAt) throws SshFailure {
        LeftContainers left = new LeftContainers(engines);
        String host = address(cut.hostname());
        Duration limit = cut.grace().plus(BEYOND_GRACE);
        try {
            Optional<String> refusal = left.stop(host, cut.taskId(), cut.graceSeconds());
            if (refusal.isPresent()) {
                return ended(proposal, Result.FAILED, SshMachines.safe(refusal.get()), startedAt);
            }
            if (!within(limit, () -> left.standing(host, cut.taskId()) != Standing.RUNNING)) {
                return ended(proposal, Result.FAILED, "it has not ended " + limit.toSeconds() + " s after it was told to", startedAt);
            }
            return left.standing(host, cut.taskId()) == Standing.ENDED ? ended(proposal, Result.SUCCEEDED, "", startedAt)
                    : ended(proposal, Result.REFUSED, NOTHING_THERE, startedAt);
        } finally {
            changed.accept(cut.hostname());
        }
    }

    private ObjectNode listening(String address) {
        ObjectNode body = JSON.objectNode().put("ListenAddr", "0.0.0.0:2377");
        advertised.of(address).ifPresent(ip -> body.put("AdvertiseAddr", ip));
        return body;
    }

    private ObjectNode joining(JoinSwarm join) {
        ObjectNode body = listening(address(join.hostname()));
        ArrayNode managers = body.putArray("RemoteAddrs");
        docker.get("/nodes").forEach(node -> {
            JsonNode manager = node.path("ManagerStatus");
            if (manager.path("Reachability").asText("").equals("reachable")) {
                managers.add(manager.path("Addr").asText());
            }
        });
        String role = join.role() == NodeRole.MANAGER ? "Manager" : "Worker";
        return body.put("JoinToken", docker.get("/swarm").path("JoinTokens").path(role).asText());
    }

    private boolean within(Duration limit, Check check) throws SshFailure {
        long end = clock.nanos() + limit.toNanos();
        try {
            while (!check.holds()) {
                if (stopping || clock.nanos() - end >= 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isReady(String hostname) {
        for (JsonNode node : docker.get("/nodes")) {
            if (node.path("Description").path("Hostname").asText("").equals(hostname)
                    && node.path("Status").path("State").asText("").equals("ready")) {
                return true;
            }
        }
        return false;
    }

    private String address(String hostname) {
        return policies.get().stream().filter(fact -> fact instanceof InventoryNode node && node.hostname().equals(hostname))
                .map(fact -> ((InventoryNode) fact).address()).filter(address -> !address.isEmpty()).findFirst().orElse(hostname);
    }

    private interface Check {
        boolean holds() throws SshFailure;
    }

    private Outcome ended(Proposal proposal, EngineAnswer answer, Instant startedAt) {
        return answer.good() ? ended(proposal, Result.SUCCEEDED, "", startedAt)
                : ended(proposal, Result.FAILED, SshMachines.safe(answer.message()), startedAt);
    }

    private Outcome ended(Proposal proposal, Result result, String message, Instant startedAt) {
        return new Outcome(proposal, result, message, 0, startedAt, clock.instant());
    }
}
