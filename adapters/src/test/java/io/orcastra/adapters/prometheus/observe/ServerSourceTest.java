package io.orcastra.adapters.prometheus.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.adapters.prometheus.source.PrometheusServer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Prometheus server as far as these queries go: canned answers on a real socket. */
class ServerSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String TOTAL = "node_memory_MemTotal_bytes";
    private static final String AVAILABLE = "avg_over_time(node_memory_MemAvailable_bytes[300s])";
    private static final String AGE = "timestamp(node_memory_MemAvailable_bytes)";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String NONE = "[]";

    private final Map<String, String> answers = new HashMap<>();
    private final Fetcher fetcher = new Fetcher();
    private StubServer server;

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    @Test
    void nodesAndTasksAreAsOldAsTheirYoungestSample() throws FetchFailed {
        answers.put(TOTAL, "[" + series("instance", "10.0.0.1:9100", "1000") + "]");
        answers.put(AVAILABLE, "[" + series("instance", "10.0.0.1:9100", "250.7") + "]");
        answers.put(AGE, "[" + series("instance", "10.0.0.1:9100", "999988.5") + "]");
        answers.put("max by (container_label_com_docker_swarm_task_id) ", "[" + series("container_label_com_docker_swarm_task_id", "t", "999990") + "]");
        answers.put("max by (container_label_com_docker_swarm_task_id, ", "[" + series("container_label_com_docker_swarm_task_id", "t", "77") + "]");

        Readings readings = read();

        assertThat(readings.nodes()).containsExactly(
                new Readings.OfNode("10.0.0.1", 1000, 750, NOW.minus(WINDOW), NOW.minusMillis(11_500)));
        assertThat(readings.tasks()).containsExactly(new Readings.OfTask("t", "", 77, NOW.minusSeconds(10)));
    }

    @Test
    void theLastSampleOfAWindowIsOfOneMoment() throws FetchFailed {
        answers.put(TOTAL, "[" + series("instance", "a:1", "1000") + "]");
        answers.put("last_over_time(node_memory_MemAvailable_bytes[300s])", "[" + series("instance", "a:1", "250") + "]");
        answers.put(AGE, "[" + series("instance", "a:1", "999990") + "]");
        server = StubServer.replying(this::answer);

        assertThat(source("last").read(NOW, Duration.ofSeconds(100)).nodes())
                .containsExactly(new Readings.OfNode("a", 1000, 750, NOW.minusSeconds(10), NOW.minusSeconds(10)));
    }

    @Test
    void ofANodeThatSaysNonsenseNothingIsKnownAndTheOthersAre() throws FetchFailed {
        answers.put(TOTAL, "[" + series("instance", "a:1", "1000") + "," + series("instance", "b:1", "1000") + "]");
        answers.put(AVAILABLE, "[" + series("instance", "a:1", "NaN") + "," + series("instance", "b:1", "100") + "]");
        answers.put(AGE, "[" + series("instance", "a:1", "1000000") + "," + series("instance", "b:1", "1000000") + "]");

        assertThat(read().nodes()).containsExactly(new Readings.OfNode("b", 1000, 900, NOW.minus(WINDOW), NOW));
    }

    @Test
    void severalExportersOfOneMachineAreOneAndTheYoungestCountsFirst() throws FetchFailed {
        answers.put(TOTAL, "[" + series("instance", "a:1", "1000") + "," + series("instance", "a:2", "1000") + "]");
        answers.put(AVAILABLE, "[" + series("instance", "a:1", "100") + "," + series("instance", "a:2", "200") + "]");
        answers.put(AGE, "[" + series("instance", "a:1", "999990") + "," + series("instance", "a:2", "999995") + "]");

        assertThat(read().nodes()).containsExactly(
                new Readings.OfNode("a", 1000, 800, NOW.minus(WINDOW), NOW.minusSeconds(5)),
                new Readings.OfNode("a", 1000, 900, NOW.minus(WINDOW), NOW.minusSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({"a:1, 1001", "a:2, 1000"})
    void oneNameOfSeveralMachinesIsAFailure(String second, String size) {
        answers.put(TOTAL, "[" + series("instance", "a:2", "1000") + "," + series("instance", second, size) + "]");

        assertThatThrownBy(this::read).isInstanceOf(FetchFailed.class)
                .hasMessage("knows a twice: maybe another label names the node");
    }

    @Test
    void aServerThatAnswersWithoutEndIsGivenUp() {
        String many = Collections.nCopies(60_001, series("instance", "a:1", "1000")).toString();
        answers.put(TOTAL, many);

        assertThatThrownBy(this::read).isInstanceOf(FetchFailed.class)
                .hasMessage("answers with more than 60000 series: maybe it serves more than this swarm");
    }

    @Test
    void aLabelWithoutEndIsGivenUp() {
        answers.put(TOTAL, "[" + series("instance", "a".repeat(513), "1000") + "]");

        assertThatThrownBy(this::read).isInstanceOf(FetchFailed.class)
                .hasMessage("answers with a label instance of more than 512 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{}", "null", "{\"status\":\"error\",\"error\":\"parse error\"}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"x\"]}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[\"x\",\"1\"]}]}}"})
    void whatIsNoVectorIsAFailure(String body) {
        server = StubServer.with(StubServer.answer("200 OK", "", body));

        assertThatThrownBy(() -> source().read(NOW, Duration.ofSeconds(100))).isInstanceOf(FetchFailed.class)
                .hasMessageMatching("(does not answer|answers with|answers what) .*");
    }

    private Readings read() throws FetchFailed {
        server = StubServer.replying(this::answer);
        return source().read(NOW, Duration.ofSeconds(100));
    }

    private ServerSource source() {
        return source("avg");
    }

    private ServerSource source(String function) {
        return new ServerSource(new PrometheusServer(URI.create(server.url().toString().replace("/metrics", "/prom/")),
                function, WINDOW, "instance", Access.OPEN), fetcher);
    }

    private String answer(String request) {
        String path = request.split(" ")[1];
        assertThat(path).startsWith("/prom/api/v1/query?query=");
        String query = URLDecoder.decode(path.substring(path.indexOf('=') + 1), StandardCharsets.UTF_8);
        String result = List.copyOf(answers.keySet()).stream().filter(known -> query.equals(known)
                || known.startsWith("max by") && query.startsWith(known)).findFirst().map(answers::get).orElse(NONE);
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":" + result + "}}";
    }

    private static String series(String label, String value, String number) {
        return "{\"metric\":{\"" + label + "\":\"" + value + "\"},\"value\":[1000000,\"" + number + "\"]}";
    }
}
