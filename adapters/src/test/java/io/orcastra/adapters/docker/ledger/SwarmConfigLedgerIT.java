package io.orcastra.adapters.docker.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerContract;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 2)
@DisplayName("The ledger in the swarm")
class SwarmConfigLedgerIT extends LedgerContract {

    private DockerApi api;
    private SwarmConfigLedger ledger;

    @BeforeEach
    void open(SwarmLab lab) throws LedgerUnavailable {
        api = new DockerApi(DockerEndpoint.ofSocket(lab.node(1).socket()), ApiListener.NOOP, RealTime.CLOCK);
        ledger = new SwarmConfigLedger(api);
        for (String page : ledger.read().keySet()) {
            ledger.remove(page);
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Test
    @DisplayName("gives one page by its name")
    void readsOnePage() throws Exception {
        LedgerPage lease = ledger.write(LedgerPage.absent("lease"), Map.of("k", "v"));

        assertThat(ledger.page("lease")).isEqualTo(lease);
        assertThat(ledger.page("leas")).isEqualTo(LedgerPage.absent("leas"));
    }

    @Test
    @DisplayName("lets other configs be")
    void letsOtherConfigsBe(SwarmLab lab) throws Exception {
        String own = lab.fresh("own");
        lab.exec(lab.node(1), "sh", "-c", "echo x | docker config create -l a=b " + own + " -");

        ledger.write(LedgerPage.absent("lease"), Map.of("k", "v"));

        assertThat(ledger.read()).containsOnlyKeys("lease");
        assertThat(lab.docker(lab.node(1), "config", "ls", "--format", "{{.Name}}").lines())
                .contains(own, "orcastra-ledger-lease");
    }

    @Test
    @DisplayName("takes pages of 200 KiB and refuses what raft should not carry")
    void limitsThePage() throws Exception {
        LedgerPage large = ledger.write(LedgerPage.absent("service-abc"), Map.of("spec", "x".repeat(200 * 1024)));

        assertThatThrownBy(() -> ledger.write(large, Map.of("spec", "x".repeat(257 * 1024))))
                .isInstanceOf(LedgerUnavailable.class).hasMessageContaining("service-abc").hasMessageContaining("\nMaybe ");
        assertThat(ledger.read()).containsEntry("service-abc", large);
    }

    @Test
    @DisplayName("is out of reach on a worker")
    void needsAManager(SwarmLab lab) {
        try (DockerApi worker = new DockerApi(DockerEndpoint.ofSocket(lab.node(2).socket()), ApiListener.NOOP, RealTime.CLOCK)) {
            assertThatThrownBy(() -> new SwarmConfigLedger(worker).read()).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("manager");
        }
    }
}
