package io.orcastra.adapters.prometheus.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.docker.api.TestCertificates;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exporter behind TLS, whose certificate an authority of our own signed for 127.0.0.1. */
class FetcherTlsTest {

    @TempDir
    private Path folder;
    private Path authority;
    private StubServer server;
    private final Fetcher fetcher = new Fetcher();

    @BeforeEach
    void listen() throws Exception {
        TestCertificates certificates = new TestCertificates();
        authority = certificates.client(folder).resolve("ca.pem");
        server = StubServer.on(certificates.engine("127.0.0.1").getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByName("127.0.0.1")), StubServer.answer("200 OK", "", "a 1\n"));
    }

    @AfterEach
    void close() {
        server.close();
        fetcher.close();
    }

    @Test
    void isReadWithItsAuthority() throws FetchFailed {
        assertThat(get("127.0.0.1", Optional.of(authority))).isEqualTo("a 1\n");
    }

    @Test
    void isNotTrustedWithoutItsAuthority() {
        assertThatThrownBy(() -> get("127.0.0.1", Optional.empty())).isInstanceOf(FetchFailed.class)
                .hasMessageStartingWith("cannot be trusted: ");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void isNotTrustedUnderAnotherName() {
        assertThatThrownBy(() -> get("localhost", Optional.of(authority))).isInstanceOf(FetchFailed.class)
                .hasMessageStartingWith("cannot be trusted: ");
    }

    @Test
    void anAuthorityThatCannotBeReadIsAFailure() throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> get("127.0.0.1", Optional.of(missing))).isInstanceOf(FetchFailed.class)
                .hasMessage("the certificates in " + missing + " cannot be read");
        assertThatThrownBy(() -> get("127.0.0.1", Optional.of(empty))).isInstanceOf(FetchFailed.class);
        assertThatThrownBy(() -> get("127.0.0.1", Optional.of(garbage))).isInstanceOf(FetchFailed.class);
    }

    private String get(String host, Optional<Path> trusted) throws FetchFailed {
        return fetcher.get(URI.create("https://" + host + ":" + server.port() + "/metrics"),
                new Access(trusted, new Access.Credentials.None()), "text/plain", Duration.ofSeconds(20),
                (type, body) -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
}
