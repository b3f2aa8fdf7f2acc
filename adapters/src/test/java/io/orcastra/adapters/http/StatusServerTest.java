package io.orcastra.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusServerTest {

    private static final Health OK = new Health("ok", List.of(), true, 2L, List.of(), "held", "n1", "ok");
    private static final Health FAILING = new Health("failing", List.of("x"), false, null, List.of(), "standby", "", "ok");

    private final HttpClient client = HttpClient.newHttpClient();
    private Health health = OK;
    private StatusServer server;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void healthIsOpenAndTruthful() throws Exception {
        start(Optional.empty());

        assertThat(get("/healthz", null).statusCode()).isEqualTo(200);
        health = FAILING;
        assertThat(get("/healthz", null)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"status\":\"failing\"").doesNotContain("observationAge");
        });
    }

    @Test
    void metricsAreOpen() throws Exception {
        start(Optional.empty());

        assertThat(get("/metrics", null)).satisfies(answer -> {
            assertThat(answer.body()).isEqualTo("some_metric 1\n");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plan", "/healthz/", "/metrics/x", "/healthz/../plan"})
    void everyOtherPathIsClosedWithoutATokenConfigured(String path) throws Exception {
        start(Optional.empty());

        assertThat(get(path, "Bearer anything").statusCode()).isEqualTo(403);
    }

    @Test
    void everyOtherPathWantsTheToken() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));

        assertThat(get("/plan", null).statusCode()).isEqualTo(401);
        assertThat(get("/plan", "Bearer s3cre").statusCode()).isEqualTo(401);
        assertThat(get("/plan", "Basic s3cret").statusCode()).isEqualTo(401);
        assertThat(get("/plan", "Bearer s3cret").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingCanBePosted() throws Exception {
        start(Optional.empty());
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics")).POST(HttpRequest.BodyPublishers.ofString("x")).build();

        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void whatIsPostedIsTaken() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));

        assertThat(post("/echo", "Bearer s3cret", "hello")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"said\":\"hello\"}\n");
        });
        assertThat(post("/echo", null, "hello").statusCode()).isEqualTo(401);
        assertThat(get("/echo", "Bearer s3cret").statusCode()).isEqualTo(405);
    }

    @Test
    void moreThanFourKibibytesAreRefused() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));

        assertThat(post("/echo", "Bearer s3cret", "x".repeat(4096)).statusCode()).isEqualTo(200);
        assertThat(post("/echo", "Bearer s3cret", "x".repeat(4097)).statusCode()).isEqualTo(413);
        assertThat(get("/" + "x".repeat(1023), "Bearer s3cret").statusCode()).isEqualTo(404);
        assertThat(get("/" + "x".repeat(1024), "Bearer s3cret").statusCode()).isEqualTo(414);
    }

    @Test
    void whoAsksTooOftenIsTurnedAwayAndHealthStaysOpen() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 200 && !statuses.contains(429); i++) {
            statuses.add(get("/echo", "Bearer guess").statusCode());
        }

        assertThat(statuses).hasSizeGreaterThan(20).contains(401).endsWith(429);
        assertThat(get("/healthz", null).statusCode()).isEqualTo(200);
    }

    @Test
    void whoGuessesTheTokenTooOftenIsNotHeardAnyMoreRightOrWrong() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));
        for (int i = 0; i < 50; i++) {
            assertThat(post("/chore", "Bearer s3cret", "").statusCode()).as("a daemon may ask as often as it likes").isEqualTo(200);
        }
        boolean unheard = false;
        for (int i = 0; i < 500 && !unheard; i++) {
            unheard = post("/chore", "Bearer guess", "").statusCode() == 429 && post("/chore", "Bearer s3cret", "").statusCode() == 429;
        }

        assertThat(unheard).isTrue();
    }

    @Test
    void theNameOfTheSchemeHasNoCase() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));

        assertThat(post("/echo", "bearer s3cret", "hello").statusCode()).isEqualTo(200);
        assertThat(post("/echo", "BEARER S3CRET", "hello").statusCode()).isEqualTo(401);
    }

    @Test
    void anEmptyPageSaysThatThereIsNothingToTell() throws Exception {
        start(Optional.of(new BearerToken("s3cret")));

        assertThat(get("/nothing", "Bearer s3cret")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("there is nothing to tell now", "Maybe ask again").doesNotContain("decided");
        });
    }

    @Test
    void connectionsThatCannotBeServedAreClosedAtOnce() throws Exception {
        start(Optional.empty());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 80; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                socket.setSoTimeout(5);
                socket.getOutputStream().write('G');
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> slow.stream().filter(StatusServerTest::isClosed).count() >= 16);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void errorsAreJsonAndEndWithAdvice() throws Exception {
        start(Optional.empty());

        assertThat(get("/status", null).body()).contains("\"error\":\"no token is configured").contains("\"advice\":\"Maybe ");
    }

    @Test
    void clientsThatSendByteByByteKeepNobodyWaiting() throws Exception {
        start(Optional.empty());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                socket.getOutputStream().write('G');
            }
            for (byte next : "ET /healthz HT".getBytes(StandardCharsets.US_ASCII)) {
                for (Socket socket : slow) {
                    socket.getOutputStream().write(next);
                }
                HttpRequest request = HttpRequest.newBuilder(uri("/healthz")).timeout(Duration.ofSeconds(30)).build();
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private void start(Optional<BearerToken> token) throws IOException {
        server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> health,
                () -> "some_metric 1\n", "text/plain", token, new Routes(Map.of("/nothing", Optional::empty),
                        Map.of("/echo", body -> Reply.json(200, Map.of("said", body))),
                        path -> path.equals("/chore") ? Optional.of("{}") : Optional.empty()));
        server.start();
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
