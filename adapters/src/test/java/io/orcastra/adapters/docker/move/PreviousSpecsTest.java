package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.InMemoryLedger;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreviousSpecsTest {
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Test
    @DisplayName("The previous specs of all moved services are told, and nothing of other pages")
    void tellsThoseOfMovedServices() throws Exception {
        ObjectNode one = new RandomSpec(new Random(1)).next();
        ObjectNode other = new RandomSpec(new Random(2)).next();
        MovedService.keep(ledger, "s1", one);
        MovedService.keep(ledger, "s2", other);
        ledger.write(LedgerPage.absent(ServicePage.name("s3")), Map.of("pin.1", "node.id==n1", "previous", "damaged!"));
        ledger.write(LedgerPage.absent("commands"), Map.of("previous", SpecCodec.encode(one)));

        assertThat(PreviousSpecs.of(ledger.read())).containsExactlyInAnyOrder(one, other);
    }
}
