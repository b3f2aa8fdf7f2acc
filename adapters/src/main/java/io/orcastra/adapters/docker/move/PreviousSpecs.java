package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.engine.port.LedgerPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The owners' own previous specs of services that were moved: Docker's is the one from before the pin came off. */
public final class PreviousSpecs {

    private PreviousSpecs() {
    }

    /** Of every service the ledger holds one of. */
    public static List<JsonNode> of(Map<String, LedgerPage> pages) {
        return pages.values().stream().filter(page -> ServicePage.serviceOf(page.name()).isPresent())
                .map(page -> ServicePage.of(page).previous()).flatMap(Optional::stream).toList();
    }
}
