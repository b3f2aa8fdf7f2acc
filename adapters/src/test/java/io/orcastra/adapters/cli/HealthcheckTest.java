package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.http.Health;
import io.orcastra.adapters.http.StatusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthcheckTest {

    @ParameterizedTest
    @CsvSource({"ok, 127.0.0.1:PORT, true", "degraded, 0.0.0.0:PORT, true", "failing, 127.0.0.1:PORT, false", "ok, 127.0.0.1:1, false"})
    void saysWhatTheDaemonSays(String status, String address, boolean healthy) throws IOException {
        Health health = new Health(status, List.of(), true, 1L, List.of(), "held", "n1", "ok");
        try (StatusServer server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> health,
                () -> "", "text/plain", Optional.empty())) {
            server.start();

            assertThat(Healthcheck.healthy(address.replace("PORT", "" + server.port()))).isEqualTo(healthy);
        }
    }
}
