package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.orcastra.adapters.http.BearerToken;
import io.orcastra.adapters.http.Health;
import io.orcastra.adapters.http.Posting;
import io.orcastra.adapters.http.Reply;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.orders.OrdersOverHttp;
import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.status.RulesInForce;
import io.orcastra.adapters.status.Status;
import io.orcastra.adapters.status.StatusBoard;
import io.orcastra.adapters.status.StatusPages;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published document and the port are one: the same paths and methods, and answers as it describes them. */
class OpenApiTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "openapi.json");
    private static final String TOKEN = "Bearer s3cret";
    private static final Health HEALTH = new Health("ok", List.of(), true, 2L, List.of(), "held", "n1", "ok");
    private static final OrdersOverHttp ORDERS = new OrdersOverHttp(
            new InMemoryLedger(), new VirtualClock(), Set::of, () -> false, () -> { });
    private static final Map<String, Posting> POSTINGS = postings();

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StatusPages pages = new StatusPages(Clock.of(() -> SampleDecision.AT, () -> 0));
    private JsonNode document;
    private StatusServer server;

    @BeforeEach
    void start() throws IOException {
        document = json.readTree(PUBLISHED.toFile());
        StatusBoard board = new StatusBoard("1.2", SampleDecision.AT,
                () -> new RulesInForce("abc", List.of("anchors.drl"), 3, List.of("ORC-SPR-201"), SampleDecision.AT, null,
                        List.of("own.drl:3:1: too wide"), List.of(new RulesInForce.Quarantined("ORC-TST-401", "own.drl", 7, "it threw", SampleDecision.AT)),
                        new RulesInForce.Refused(SampleDecision.AT, "def", "they cannot be tried", List.of("the disk is full"), true)),
                new Status.ConfigurationInForce(List.of("swarm.yml"), "def", SampleDecision.AT));
        server = server(told(() -> board.status(HEALTH,
                new LoopStatus(true, 0, null, null, null, false, "", List.of(), 0, 0, 0, 0, 0), true),
                () -> Map.of("state", "none")), Optional.of(new BearerToken("s3cret")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Map<String, Posting> postings() {
        Map<String, Posting> all = new HashMap<>(
                Postings.of(() -> { }, () -> Reply.json(200, Map.of("status", "mod_refresh_triggered"))));
        all.put(OrdersOverHttp.PATH, ORDERS);
        return all;
    }

    private Map<String, Supplier<Optional<String>>> told(Supplier<Status> status, Supplier<?> shadow) {
        Map<String, Supplier<Optional<String>>> all = new HashMap<>(pages.pages(status, shadow));
        all.put(OrdersOverHttp.PATH, ORDERS::page);
        return all;
    }

    @Test
    void thePublishedDocumentIsTheOneThatIsServed() throws Exception {
        assertThat(send("GET", "/openapi.json", TOKEN).body()).isEqualTo(Files.readString(PUBLISHED));
    }

    @Test
    void everyPathIsDescribedAndThereIsNoOther() {
        Set<String> served = new TreeSet<>(Set.of("/healthz", "/metrics"));
        served.addAll(pages.pages(() -> null, () -> null).keySet());
        served.addAll(POSTINGS.keySet());

        assertThat(names(document.get("paths"))).isEqualTo(served);
    }

    @Test
    void everyAnswerIsAsDescribed() throws Exception {
        pages.cycleCompleted(SampleDecision.record());
        for (String path : names(document.get("paths"))) {
            for (String method : names(document.at("/paths").get(path))) {
                HttpResponse<String> answer = send(method.toUpperCase(Locale.ROOT), path, TOKEN);
                assertThat(answer.statusCode()).as(path).isIn(200, 400);
                assertDescribed(path, method, answer);
            }
        }
    }

    @Test
    void anOrderIsAnsweredAsDescribed() throws Exception {
        for (String command : List.of("noop", "no such")) {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + OrdersOverHttp.PATH))
                    .header("Authorization", TOKEN).POST(HttpRequest.BodyPublishers.ofString(command)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(command).isEqualTo(command.equals("noop") ? 202 : 400);
            assertDescribed(OrdersOverHttp.PATH, "post", answer);
        }
        assertThat(send("GET", OrdersOverHttp.PATH, TOKEN).body()).contains("noop");
    }

    @Test
    void whatIsNotDecidedYetIsAnsweredAsDescribed() throws Exception {
        for (String path : List.of("/plan", "/decision", "/decisions", "/facts", "/snapshot")) {
            HttpResponse<String> answer = send("GET", path, TOKEN);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertDescribed(path, "get", answer);
        }
    }

    @Test
    void everyPathThatIsNotOpenWantsTheToken() throws Exception {
        for (String path : names(document.get("paths"))) {
            for (String method : names(document.at("/paths").get(path))) {
                HttpResponse<String> answer = send(method.toUpperCase(Locale.ROOT), path, null);
                boolean open = document.at("/paths").get(path).get(method).has("security");
                assertThat(answer.statusCode()).as(path).isEqualTo(open ? 200 : 401);
                assertDescribed(path, method, answer);
            }
        }
    }

    private void assertDescribed(String path, String method, HttpResponse<String> answer) throws IOException {
        JsonNode described = document.at("/paths").get(path).get(method).get("responses")
                .path(String.valueOf(answer.statusCode())).path("content");
        JsonNode content = described.path("application/json");
        if (content.isMissingNode()) {
            assertThat(described.has("text/plain")).as(path + " " + answer).isTrue();
            return;
        }
        ObjectNode schema = json.createObjectNode();
        schema.set("allOf", json.createArrayNode().add(content.get("schema")));
        schema.set("components", document.get("components"));
        Validator validator = new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
        URI uri = validator.registerSchema(json.writeValueAsString(schema));
        Validator.Result result = validator.validate(uri, answer.body());
        assertThat(result.getErrors().stream().map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList()).as(path + " " + answer.body()).isEmpty();
    }

    private static StatusServer server(Map<String, Supplier<Optional<String>>> told, Optional<BearerToken> token)
            throws IOException {
        StatusServer server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> HEALTH,
                () -> "some_metric 1\n", "text/plain", token, new Routes(told, POSTINGS));
        server.start();
        return server;
    }

    private HttpResponse<String> send(String method, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        for (Iterator<String> each = node.fieldNames(); each.hasNext();) {
            names.add(each.next());
        }
        return names;
    }
}
