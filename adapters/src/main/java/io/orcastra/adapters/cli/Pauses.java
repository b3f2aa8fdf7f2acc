package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.PausePage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.Paused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
        return new Named(new DockerObserver(api, surroundings.clock(), name -> false).observe().facts()).service(meant).name();
    }

    void pause(Paused pause) throws LedgerUnavailable {
        PausePage.pause(ledger, pause, now());
    }

    void resume(String service) throws LedgerUnavailable {
        PausePage.resume(ledger, service);
    }

    PromotionPause whilePromoting(Instant end) {
        return new PromotionPause(ledger, surroundings.clock(), end);
    }

    /** What holds now: everything first, then services by name. */
    List<Paused> holding() throws LedgerUnavailable {
        return PausePage.at(now(), ledger.read()).stream()
                .sorted(Comparator.comparing(Paused::service)).toList();
    }

    /** All that holds now, a line for each. */
    List<String> lines() throws LedgerUnavailable {
        List<String> lines = new ArrayList<>(holding().stream().map(PauseWords::of).toList());
        if (OrderPage.at(now(), ledger.read()).contains(new DependentsPaused())) {
            lines.add("dependents are paused: orcastra command resume_dependents ends that");
        }
        return lines;
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    @Override
    public void close() {
        api.close();
    }
}
