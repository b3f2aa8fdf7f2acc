package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.InMemoryLedger;
import java.util.Map;
import java.util.Optional;

/** What the ledger holds of a service after a move. */
public final class MovedService {

    private MovedService() {
    }

    /** Notes the owner's own previous spec. */
    public static void keep(InMemoryLedger ledger, String serviceId, JsonNode previous) throws Exception {
        ledger.write(LedgerPage.absent(ServicePage.name(serviceId)),
                new ServicePage(Map.of()).withPrevious(Optional.of(previous)).entries());
    }
}
