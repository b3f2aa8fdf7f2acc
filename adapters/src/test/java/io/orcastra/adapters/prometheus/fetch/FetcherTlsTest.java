package io.orcastra.adapters.prometheus.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.docker.api.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exporter behind TLS, whose certificate an authority of our own signed for 127.0.0.1. */
class FetcherTlsTest {

    @TempDir
    private Path folder;
    private Path authority;
    private TestCertificates certificates;
    private StubServer server;
    private final Fetcher fetcher = new Fetcher();

    @BeforeEach
    void listen() throws Exception {
        certificates = new TestCertificates();
        authority = certificates.client(folder).resolve("ca.pem");
        server = behind(certificates.engine("127.0.0.1"));
    }

    private static StubServer behind(SSLContext certificate) throws Exception {
        return StubServer.on(certificate.getServerSocketFactory()
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
        assertThatThrownBy(() -> get("127.0.0.1", Optional.empty())).isInstanceOf(FetchFailed.class).hasMessage(
                "cannot be trusted: its certificate is signed by nobody trusted here, maybe ca_file is missing or names others");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void isNotTrustedUnderAnotherName() {
        assertThatThrownBy(() -> get("localhost", Optional.of(authority))).isInstanceOf(FetchFailed.class).hasMessage(
                "cannot be trusted: its certificate is for another name than the one it is asked under");
    }

    @Test
    void isNotTrustedUnderAnotherAddress() throws Exception {
        StubServer other = behind(certificates.engine("127.0.0.2"));
        try (other) {
            assertThatThrownBy(() -> get("https://127.0.0.1:" + other.port(), Optional.of(authority)))
                    .isInstanceOf(FetchFailed.class).hasMessage(
                            "cannot be trusted: its certificate is for another name than the one it is asked under");
        }
    }

    @Test
    void isNotTrustedOnceItsCertificateHasExpired() throws Exception {
        StubServer old = behind(certificates.engine("127.0.0.1", Duration.ofMinutes(-5)));
        try (old) {
            assertThatThrownBy(() -> get("https://127.0.0.1:" + old.port(), Optional.of(authority)))
                    .isInstanceOf(FetchFailed.class).hasMessage("cannot be trusted: its certificate has expired");
        }
    }

    /** It finds no request in a handshake, and says so at once. */
    @Test
    void oneWithoutTlsIsToldFromOneThatIsNotTrusted() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Socket> served = CompletableFuture.supplyAsync(() -> refuse(plain));
            assertThatThrownBy(() -> get("https://127.0.0.1:" + plain.getLocalPort(), Optional.of(authority)))
                    .isInstanceOf(FetchFailed.class).hasMessage("does not speak TLS: maybe it wants http");
            served.get().close();
        }
    }

    private static Socket refuse(ServerSocket listener) {
        try {
            Socket socket = listener.accept();
            socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** As Java's own servers, and Go's, answer what is no TLS. */
    @Test
    void oneThatWantsTlsIsToldFromOneThatIsDown() {
        assertThatThrownBy(() -> get("http://127.0.0.1:" + server.port(), Optional.empty()))
                .isInstanceOf(FetchFailed.class).hasMessage("answers with something else than HTTP: maybe it wants https");
        try (StubServer go = StubServer.with(StubServer.answer("400 Bad Request", "",
                "Client sent an HTTP request to an HTTPS server.\n"))) {
            assertThatThrownBy(() -> get("http://127.0.0.1:" + go.port(), Optional.empty()))
                    .isInstanceOf(FetchFailed.class).hasMessage("answers with status 400: maybe it wants https");
        }
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
        return fetcher.get(URI.create((host.contains("://") ? host : "https://" + host + ":" + server.port()) + "/metrics"),
                new Access(trusted, new Access.Credentials.None()), "text/plain", Duration.ofSeconds(20),
                (type, body) -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
}
