package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.engine.ledger.PausePage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.Paused;
import io.orcastra.rules.Spelling;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is paused on the swarm, read and written through the engine at hand. */
final class Pauses implements AutoCloseable {

    private final DockerApi api;
    private final SwarmConfigLedger ledger;
    private final Surroundings surroundings;

    Pauses(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock());
        this.ledger = new SwarmConfigLedger(api);
    }

    /** Full name of the service that is meant by its name, its name within its stack, or its id. */
    String service(String meant) throws ObservationFailed {
        List<Service> services = new DockerObserver(api, surroundings.clock(), name -> false).observe().facts().stream()
                .filter(Service.class::isInstance).map(Service.class::cast).toList();
        List<String> whole = services.stream().filter(one -> one.name().equals(meant) || one.id().equals(meant))
                .map(Service::name).toList();
        List<String> found = whole.isEmpty()
                ? services.stream().filter(one -> one.shortName().equals(meant)).map(Service::name).sorted().toList() : whole;
        if (found.size() > 1) {
            throw new UserError(meant + " is the name of more than one service\nMaybe say which: "
                    + String.join(", ", found));
        }
        return found.stream().findFirst().orElseThrow(() -> new UserError("the swarm has no service " + meant + "\n"
                + Spelling.nearest(meant, services.stream().flatMap(one -> Stream.of(one.name(), one.shortName())).toList())
                        .map(nearest -> "Maybe you meant " + nearest + ".").orElse("Maybe it has not been deployed yet.")));
    }

    void pause(Paused pause) throws LedgerUnavailable {
        PausePage.pause(ledger, pause, now());
    }

    void resume(String service) throws LedgerUnavailable {
        PausePage.resume(ledger, service);
    }

    /** What holds now: everything first, then services by name. */
    List<Paused> holding() throws LedgerUnavailable {
        return PausePage.at(now(), ledger.read()).stream()
                .sorted(Comparator.comparing(Paused::service)).toList();
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    @Override
    public void close() {
        api.close();
    }
}
