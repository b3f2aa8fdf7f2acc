package io.orcastra.adapters.prometheus.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.prometheus.fetch.Access.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against real sockets. The limit is short; that it holds is measured with room for a busy machine. */
class FetcherTest {

    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Duration MUCH_LATER = Duration.ofSeconds(30);
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final String ENDLESS = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    private final Fetcher fetcher = new Fetcher();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void handsTheBodyAndItsTypeOut() throws FetchFailed {
        try (StubServer server = StubServer.metrics("a 1\n")) {
            assertThat(get(server.url(), Access.OPEN, GENEROUS)).isEqualTo("text/plain; version=0.0.4|a 1\n");
            assertThat(server.requests()).singleElement().asString().startsWith("GET /metrics HTTP/1.1\r\n")
                    .contains("Accept: text/plain").doesNotContain("Upgrade", "Authorization");
        }
    }

    @Test
    void oneThatNeverAnswersEndsInTime() {
        endsInTime(StubServer.hanging(""));
    }

    @Test
    void oneThatStopsAfterTheHeadersEndsInTime() {
        endsInTime(StubServer.hanging(ENDLESS));
    }

    @Test
    void oneThatDripsEndsInTime() {
        endsInTime(StubServer.with((request, out) -> drip(ENDLESS, out)));
    }

    @Test
    void oneThatDripsItsHeadersEndsInTime() {
        endsInTime(StubServer.with((request, out) -> drip("HTTP/1.1 200 OK\r\nX: ", out)));
    }

    @Test
    void oneThatAcceptsNoConnectionEndsInTime() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")); Socket first = new Socket();
                Socket second = new Socket()) {
            // a backlog of one that nobody takes from: further connections get no answer at all
            first.connect(full.getLocalSocketAddress());
            second.connect(full.getLocalSocketAddress());

            isLate(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"));
        }
    }

    @Test
    void oneThatNeverFinishesTheHandshakeEndsInTime() {
        try (StubServer mute = StubServer.hanging("")) {
            isLate(URI.create("https://127.0.0.1:" + mute.port() + "/"));
        }
    }

    @ParameterizedTest
    @CsvSource({"401 Unauthorized,answers with status 401: it wants other credentials",
        "404 Not Found,answers with status 404: maybe the path is wrong", "500 Oops,answers with status 500"})
    void anotherStatusIsAFailure(String status, String expected) {
        try (StubServer server = StubServer.with(StubServer.answer(status, "", "a 1\n"))) {
            assertThatThrownBy(() -> get(server.url(), Access.OPEN, GENEROUS)).isInstanceOf(FetchFailed.class).hasMessage(expected);
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        try (StubServer other = StubServer.metrics("a 1\n");
                StubServer server = StubServer.with(StubServer.answer("302 Found", "Location: " + other.url() + "\r\n", ""))) {
            assertThatThrownBy(() -> get(server.url(), Access.OPEN, GENEROUS))
                    .hasMessage("answers with status 302, pointing to " + other.url() + ": redirects are not followed");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void whatIsCutOffIsAFailure() {
        try (StubServer server = StubServer.with((request, out) -> out.write((ENDLESS + "a 1\n").getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(() -> get(server.url(), Access.OPEN, GENEROUS)).isInstanceOf(FetchFailed.class)
                    .hasMessageStartingWith("broke off");
        }
    }

    @Test
    void whatIsNoHttpIsAFailure() {
        try (StubServer server = StubServer.with((request, out) -> out.write("SSH-2.0-x\r\n".getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(() -> get(server.url(), Access.OPEN, GENEROUS)).isInstanceOf(FetchFailed.class);
        }
    }

    @Test
    void aClosedPortAndAnUnknownNameAreFailures() throws IOException {
        // bound and not listened on, it is nobody else's meanwhile
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatThrownBy(() -> get(URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/"), Access.OPEN, GENEROUS))
                    .isInstanceOf(FetchFailed.class).hasMessageStartingWith("cannot be connected to");
        }
        assertThatThrownBy(() -> get(URI.create("http://no-such-host.invalid/"), Access.OPEN, GENEROUS))
                .isInstanceOf(FetchFailed.class).hasMessage("has a name that cannot be resolved");
    }

    @Test
    void secretsAreReadFromTheirFilesForEachRequestAndNeverShown() throws IOException, FetchFailed {
        Path secret = folder.resolve("secret");
        Access basic = new Access(Optional.empty(), new Credentials.Basic("me", secret));
        Access bearer = new Access(Optional.empty(), new Credentials.Bearer(secret));
        try (StubServer server = StubServer.metrics("a 1\n")) {
            Files.writeString(secret, "first\n");
            get(server.url(), basic, GENEROUS);
            Files.writeString(secret, "second\n");
            get(server.url(), bearer, GENEROUS);
            Files.writeString(secret, "two\nlines");

            assertThat(server.requests().get(0)).contains("Authorization: Basic bWU6Zmlyc3Q=");
            assertThat(server.requests().get(1)).contains("Authorization: Bearer second\r\n");
            assertThatThrownBy(() -> get(server.url(), bearer, GENEROUS)).isInstanceOf(FetchFailed.class)
                    .hasMessage("the secret in " + secret + " is empty, or no single line of text");
            Files.delete(secret);
            assertThatThrownBy(() -> get(server.url(), basic, GENEROUS)).hasMessage("the secret in " + secret + " cannot be read");
        }
    }

    @Test
    void aFileThatCannotBeReadInTimeKeepsNobodyWaiting() throws IOException, InterruptedException {
        Path mute = folder.resolve("mute");
        assertThat(new ProcessBuilder("mkfifo", mute.toString()).inheritIO().start().waitFor()).isZero();
        try (StubServer server = StubServer.metrics("a 1\n")) {
            isLate(server.url(), new Access(Optional.empty(), new Credentials.Bearer(mute)));
            isLate(server.url(), new Access(Optional.of(mute), new Credentials.None()));
            assertThat(server.requests()).isEmpty();
        } finally {
            Files.newByteChannel(mute, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
        }
    }

    private static void drip(String beginning, OutputStream out) throws IOException, InterruptedException {
        out.write(beginning.getBytes(StandardCharsets.UTF_8));
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(20, TimeUnit.MILLISECONDS)) {
            out.write('#');
            out.flush();
        }
    }

    private void endsInTime(StubServer rude) {
        try (rude) {
            isLate(rude.url());
            // the exchange is given up too, or exporters that hang would gather threads and connections
            await().atMost(MUCH_LATER).until(() -> exchanges() == 0);
        }
    }

    private void isLate(URI url) {
        isLate(url, Access.OPEN);
    }

    private void isLate(URI url, Access access) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> get(url, access, LIMIT)).isInstanceOf(FetchFailed.class)
                .hasMessage("did not answer completely within 0.4 s");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(LIMIT.dividedBy(2), MUCH_LATER);
    }

    private static long exchanges() {
        return Thread.getAllStackTraces().values().stream().filter(stack -> Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals(Fetcher.class.getName()) && frame.getMethodName().equals("exchange")))
                .count();
    }

    private String get(URI url, Access access, Duration limit) throws FetchFailed {
        return fetcher.get(url, access, "text/plain", limit,
                (type, body) -> type + "|" + new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
}
