package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.engine.ledger.AskedPage;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.OperatorRequest;
import io.orcastra.facts.control.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators ask for, written into the swarm through the engine at hand. */
final class Requests implements AutoCloseable {
    private final DockerApi api;
    private final Ledger ledger;
    private final Surroundings surroundings;

    Requests(Surroundings surroundings) {
        this.surroundings = surroundings;
        api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock());
        ledger = new SwarmConfigLedger(api);
    }

    /** An id for a request, unlike all others. */
    static String freshId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** The services and nodes of the swarm. */
    Named named() throws ObservationFailed {
        return new Named(new DockerObserver(api, surroundings.clock(), service -> false).observe().facts());
    }

    /** @throws UserError when no instance holds the lease, so that nobody would see to it */
    void ask(OperatorRequest request, Instant until) throws LedgerUnavailable {
        requireHolder();
        RequestPage.ask(ledger, request, until);
    }

    /** @throws UserError as {@link #ask}, except for what holds without anybody seeing to it */
    void order(Order order) throws LedgerUnavailable {
        if (order.command() != Command.PAUSE_DEPENDENTS && order.command() != Command.RESUME_DEPENDENTS) {
            requireHolder();
        }
        OrderPage.ask(ledger, List.of(order), now());
    }

    private void requireHolder() throws LedgerUnavailable {
        if (LedgerFacts.holder(pages()).isEmpty()) {
            throw new UserError("no running instance of Orcastra holds the lease of this swarm: nobody would see to it\n"
                    + "Maybe start one with orcastra run, or wait half a minute for one that has just started; "
                    + "an instance in dry run takes no lease.");
        }
    }

    /** Follows what is asked for on that page; SIGINT and SIGTERM stop it from now on. */
    RequestWatch watch(AskedPage page) {
        RequestWatch watch = new RequestWatch(ledger, this::nameOf, page, surroundings);
        Signals.on("INT", watch::stop);
        Signals.on("TERM", watch::stop);
        return watch;
    }

    /** The id itself where the swarm does not say. */
    private String nameOf(String id) {
        try {
            return api.get("/services/" + id).path("Spec").path("Name").asText(id);
        } catch (DockerFailure noService) {
            return hostnameOf(id);
        }
    }

    private String hostnameOf(String id) {
        try {
            return api.get("/nodes/" + id).path("Description").path("Hostname").asText(id);
        } catch (DockerFailure unknown) {
            return id;
        }
    }

    /** Takes back what was asked of that node; false when nothing was. */
    boolean withdrawEvacuation(String nodeId) throws LedgerUnavailable {
        var standing = RequestPage.at(now(), pages()).stream()
                .filter(one -> one instanceof EvacuationRequest && one.nodeId().equals(nodeId)).toList();
        for (OperatorRequest one : standing) {
            RequestPage.PAGE.withdraw(ledger, one.id());
        }
        return !standing.isEmpty();
    }

    Map<String, LedgerPage> pages() throws LedgerUnavailable {
        return ledger.read();
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    @Override
    public void close() {
        api.close();
    }
}
