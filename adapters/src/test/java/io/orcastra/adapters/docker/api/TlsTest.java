package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.orcastra.lab.RealTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine behind TLS")
class TlsTest {

    @TempDir
    Path folder;

    private HttpsServer engine;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.stop(0);
        }
    }

    @Test
    @DisplayName("is talked to with the client's certificate")
    void usesTheClientsCertificate() throws Exception {
        TestCertificates certificates = new TestCertificates();
        start(certificates.engine("127.0.0.1"));

        try (DockerApi api = api(certificates.client(folder))) {
            assertThat(api.version()).isEqualTo("1.41");
        }
    }

    @Test
    @DisplayName("of another authority is not trusted")
    void refusesAnotherAuthority() throws Exception {
        start(new TestCertificates().engine("127.0.0.1"));

        assertRefused(new TestCertificates().client(folder));
    }

    @Test
    @DisplayName("at another address than its certificate says is not trusted")
    void refusesAnotherAddress() throws Exception {
        TestCertificates certificates = new TestCertificates();
        start(certificates.engine("127.0.0.2"));

        assertRefused(certificates.client(folder));
    }

    @Test
    @DisplayName("is not tried with files that are no certificates")
    void refusesGarbage() throws Exception {
        start(new TestCertificates().engine("127.0.0.1"));
        Path certificates = new TestCertificates().client(folder);
        Files.writeString(certificates.resolve("key.pem"), "no key");

        assertThatThrownBy(() -> api(certificates).close()).isInstanceOf(InvalidEndpoint.class)
                .hasMessageContaining(certificates.toString()).hasMessageContaining("\nMaybe ");
    }

    private void assertRefused(Path certificates) {
        try (DockerApi api = api(certificates)) {
            assertThatThrownBy(api::version).isInstanceOf(DockerUnavailable.class)
                    .hasMessageContaining("\nMaybe the certificates");
        }
    }

    private DockerApi api(Path certificates) {
        String host = "tcp://127.0.0.1:" + engine.getAddress().getPort();
        return new DockerApi(DockerEndpoint.resolve(Map.of("DOCKER_HOST", host, "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", certificates.toString()), folder), ApiListener.NOOP, RealTime.CLOCK);
    }

    private void start(SSLContext context) throws IOException {
        engine = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters required = getSSLContext().getDefaultSSLParameters();
                required.setNeedClientAuth(true);
                parameters.setSSLParameters(required);
            }
        });
        engine.createContext("/version", exchange -> {
            byte[] answer = "{\"ApiVersion\":\"1.41\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        engine.start();
    }
}
