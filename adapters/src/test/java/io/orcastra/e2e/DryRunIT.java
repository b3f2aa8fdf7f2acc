package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("A dry run")
class DryRunIT {

    private static final String IMAGE = "lab/plain:1";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";

    private final SwarmLab lab;
    private Deployment stack;
    private String app;
    private String web;

    DryRunIT(SwarmLab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void twoDisplaced() {
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(2), IMAGE));
        app = stack.createDisplaced("app", lab.node(3), IMAGE);
        web = stack.createDisplaced("web", lab.node(1), IMAGE);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("writes nothing, and the real run then carries out the same plan")
    void plansWhatTheRunThenDoes() throws JsonProcessingException {
        Set<String> planned;
        Map<String, Set<String>> targets;
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1))) {
            OrcastraHome.Answer answer = stack.home(proxy.dockerHost()).command("dry-run", "--output", "json");
            assertThat(answer.exit()).as("exit code; errors: %s", answer.errors()).isEqualTo(3);
            JsonNode execute = new ObjectMapper().readTree(answer.out()).path("execute");
            planned = subjects(execute);
            targets = targets(execute);
            assertThat(proxy.requests()).isNotEmpty();
            assertThat(proxy.writes()).isEmpty();
        }
        assertThat(planned).containsExactlyInAnyOrder(
                "/nodes/" + lab.node(2).id(), "/services/" + id(app), "/services/" + id(web));
        assertThat(List.of(stack.tasks(app).size(), stack.tasks(web).size())).containsExactly(1, 1);

        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1));
                OrcastraProcess daemon = stack.home(proxy.dockerHost()).run()) {
            daemon.awaitTrue(RealTime.PATIENCE, "both dependents beside their anchor", () ->
                    beside(app) && beside(web) && LedgerView.intents(lab.api(lab.node(1))).isEmpty());
            daemon.awaitTrue(RealTime.PATIENCE, "all that was planned", () -> written(proxy).containsAll(planned));
            assertThat(written(proxy)).isEqualTo(planned);
            assertThat(targets).isEqualTo(Map.of(
                    "/services/" + id(app), Set.of(stack.nodeOf(app).name()),
                    "/services/" + id(web), Set.of(stack.nodeOf(web).name())));
            OrcastraHome.Answer after = stack.home(proxy.dockerHost()).command("dry-run", "--output", "json");
            assertThat(after.exit()).as("nothing is left to do: %s", after.out()).isZero();
        }
    }

    @Test
    @DisplayName("as a daemon goes on reporting, takes no lease and writes nothing")
    void reportsForEver() {
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1));
                OrcastraProcess daemon = stack.home(proxy.dockerHost()).with("DRY_RUN", "true")
                        .with("RELABEL_TIME", "1").run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, CYCLES, 5);
            daemon.awaitLog(RealTime.PATIENCE, app);
            assertThat(proxy.writes()).isEmpty();
            assertThat(daemon.terminate()).isZero();
            assertThat(proxy.writes()).isEmpty();
        }
        RealTime.throughout(Duration.ofSeconds(2), () ->
                assertThat(stack.tasks(app)).extracting(LabTask::node).containsExactly(lab.node(3).id()));
    }

    private boolean beside(String service) {
        return lab.api(lab.node(1)).running(service).stream().anyMatch(t -> t.node().equals(lab.node(2).id()));
    }

    private String id(String service) {
        return lab.api(lab.node(1)).service(service).path("ID").asText();
    }

    /** What the plan would write to, as paths of the API. */
    private static Set<String> subjects(JsonNode execute) {
        Set<String> subjects = new TreeSet<>();
        execute.forEach(step -> subjects.add(subject(step)));
        return subjects;
    }

    /** Where the plan would move tasks to, by what it would write to. */
    private static Map<String, Set<String>> targets(JsonNode execute) {
        Map<String, Set<String>> targets = new TreeMap<>();
        for (JsonNode step : execute) {
            step.path("replacements").forEach(replaced -> targets
                    .computeIfAbsent(subject(step), first -> new TreeSet<>()).add(replaced.path("to").asText()));
        }
        return targets;
    }

    private static String subject(JsonNode step) {
        String kind = step.at("/action/type").asText().contains("NodeLabel") ? "/nodes/" : "/services/";
        return kind + step.at("/action/subject/id").asText();
    }

    /** Services and nodes that were written to. */
    private static Set<String> written(SocketProxy proxy) {
        Set<String> paths = new TreeSet<>();
        for (SeenRequest request : proxy.writes()) {
            if (request.path().endsWith("/update") && !request.path().startsWith("/configs/")) {
                paths.add(request.path().replaceFirst("/update$", ""));
            }
        }
        return paths;
    }
}
