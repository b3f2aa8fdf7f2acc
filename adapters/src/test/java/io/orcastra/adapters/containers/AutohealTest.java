package io.orcastra.adapters.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.agent.AgentHealth;
import io.orcastra.adapters.agent.Answer;
import io.orcastra.adapters.agent.Chores;
import io.orcastra.adapters.agent.DryRunRequests;
import io.orcastra.adapters.agent.FirstSeen;
import io.orcastra.adapters.agent.ModChores;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.http.BearerToken;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.SetNodeLabel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Daemon and agent together, over HTTP, beside an engine that plays answers back. */
class AutohealTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String NODE = "node1";
    private static final String ID = "c0ffee000001";
    private static final String RESTART = "POST /v1.41/containers/" + ID + "/restart";
    private static final String INSPECT = "GET /v1.41/containers/" + ID + "/json";
    private static final String UNHEALTHY = "{\"Config\": {\"Labels\": {}}, \"State\": {\"Health\": {\"Status\": \"unhealthy\"}}}";
    private static final String LIST = """
            [{"Id": "c0ffee000001", "Names": ["/proxy"], "Status": "Up 5 minutes (unhealthy)", "Labels": {"autoheal": "true"}},
             {"Id": "c0ffee000002", "Names": ["/cache"], "Status": "Up 2 seconds (health: starting)", "Labels": {}},
             {"Id": "c0ffee000003", "Names": ["/web.1.x"], "Status": "Up 1 hour (healthy)",
              "Labels": {"com.docker.swarm.task.id": "t1", "com.docker.swarm.service.name": "shop_web"}},
             {"Id": "c0ffee000004", "Names": ["/db.1.x"], "Status": "Up 1 hour (unhealthy)",
              "Labels": {"com.docker.swarm.task.id": "t2", "com.docker.swarm.service.name": "shop_db"}}]""";

    private final AtomicLong nanos = new AtomicLong();
    private final Clock clock = Clock.of(() -> NOW, nanos::get);
    private final RecordedEngine engine = RecordedEngine.start();
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock);
    private final Fetcher fetcher = new Fetcher();
    private final InMemoryIntents intents = new InMemoryIntents();

    @TempDir
    private Path folder;
    private Path token;
    private StatusServer server;
    private Agents agents;
    private ContainerObserver observer;
    private ContainerActions actions;

    @BeforeEach
    void start() throws IOException {
        engine.answer("GET /v1.41/info", 200, "{\"Swarm\": {\"NodeID\": \"" + NODE + "\"}}");
        engine.answer("GET /v1.41/containers/json", 200, LIST);
        engine.answer(INSPECT, 200, UNHEALTHY);
        engine.answer(RESTART, 204, "");
        Chores chores = new Chores(api, new FirstSeen(folder.resolve("seen"), clock), Duration.ZERO, Set.of(), clock);
        server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new AgentHealth("ok", List.of(), 0L), () -> "", "text/plain", Optional.of(new BearerToken("s3cret")),
                new Routes(Map.of(Chores.PATH, chores::report), Map.of(), chores));
        server.start();
        token = Files.writeString(folder.resolve("token"), "s3cret\n");
        AgentClient client = new AgentClient(fetcher, token);
        URI agent = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
        agents = new Agents(() -> Set.of(OneNode.named(NODE)), nodes -> List.of(agent), clock);
        observer = new ContainerObserver(agents, client, Duration.ofMillis(50), clock, () -> { });
        actions = new ContainerActions(new Unused(), observer, client, new Intended(intents, "me", clock));
    }

    @AfterEach
    void close() {
        observer.close();
        agents.close();
        fetcher.close();
        server.close();
        api.close();
        engine.close();
    }

    @Test
    void containersOutsideOfSwarmAreTold_ofTasksOnlyTheUnhealthy() {
        observer.start();
        awaitTold();

        assertThat(observer.observe().facts()).containsExactlyInAnyOrder(
                new Container(ID, NODE, "proxy", "", ContainerHealth.UNHEALTHY, "true"),
                new Container("c0ffee000002", NODE, "cache", "", ContainerHealth.STARTING, ""),
                new Container("c0ffee000004", NODE, "db.1.x", "shop_db", ContainerHealth.UNHEALTHY, ""));
        assertThat(engine.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void oneLookTellsThemToo() {
        observer.lookOnce();

        assertThat(observer.observe().facts()).hasSize(3);
        assertThat(observer.agent(NODE)).isPresent();
    }

    @Test
    void anUnhealthyOneIsRestartedUnderAnIntent() {
        observer.start();
        awaitTold();

        assertThat(restart().result()).isEqualTo(Result.SUCCEEDED);
        assertThat(engine.requests()).containsOnlyOnce(RESTART);
        assertThat(intents.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 20", "0, 0", "5, 5", "300, 20", "null, 10"})
    void aContainerIsWaitedForAsLongAsItWantsButNotForEver(String wanted, int granted) {
        observer.start();
        awaitTold();
        engine.answer(INSPECT, 200, UNHEALTHY.replace("{\"Labels\"", "{\"StopTimeout\": " + wanted + ", \"Labels\""));

        assertThat(restart().result()).isEqualTo(Result.SUCCEEDED);
        assertThat(engine.sent()).contains(RESTART + "?t=" + granted + " ");
    }

    @Test
    void anAgentInADryRunDoesNothingAndSaysSo() throws IOException {
        try (StatusServer dry = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new AgentHealth("ok", List.of(), 0L), () -> "", "text/plain", Optional.of(new BearerToken("s3cret")),
                new Routes(Map.of(), Map.of(), new DryRunRequests(Set.of(Chores.PATH, Chores.STORAGE, ModChores.PATH))))) {
            dry.start();
            AgentClient client = new AgentClient(fetcher, token);
            URI agent = URI.create("http://127.0.0.1:" + dry.port() + "/metrics");

            assertThat(client.restart(agent, ID)).isEqualTo(client.remove(agent, "container " + ID)).isEqualTo(client.fetch(agent, "a.tar"))
                    .isEqualTo(client.refresh(agent))
                    .isEqualTo(new Answer("failed", "this agent runs with DRY_RUN=true and does nothing"));
            assertThat(new DryRunRequests(Set.of(Chores.PATH)).done("/containersx")).isEmpty();
        } catch (FetchFailed failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void whatIsHealthyAgainOrGoneOrATasksIsLeftAlone() {
        observer.start();
        awaitTold();
        engine.answer(INSPECT, 200, UNHEALTHY.replace("unhealthy", "healthy"));
        assertThat(restart()).extracting(Outcome::result, Outcome::message)
                .containsExactly(Result.SKIPPED, "it is not unhealthy any more");
        engine.answer(INSPECT, 404, "{\"message\": \"No such container\"}");
        assertThat(restart().message()).isEqualTo("it is not there any more");
        engine.answer(INSPECT, 200, UNHEALTHY.replace("\"Labels\": {}", "\"Labels\": {\"com.docker.swarm.task.id\": \"t\"}"));
        assertThat(restart().message()).isEqualTo("it is a task's, which Swarm replaces");

        assertThat(engine.requests()).doesNotContain(RESTART);
    }

    @Test
    void anEngineThatRefusesIsAFailureWithItsWords() {
        observer.start();
        awaitTold();
        engine.answer(RESTART, 500, "{\"message\": \"cannot stop it\"}");

        assertThat(restart().result()).isEqualTo(Result.FAILED);
        assertThat(restart().message()).contains("cannot stop it");
        assertThat(intents.open()).isEmpty();
    }

    @Test
    void withAnotherSecretNothingIsToldAndNothingDone() throws IOException {
        Files.writeString(token, "guess");
        observer.start();
        await().atMost(SOON).until(() -> observer.observe().facts().isEmpty());

        assertThat(restart()).extracting(Outcome::result, Outcome::message)
                .containsExactly(Result.REFUSED, "no agent answers on its node");
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void ofANodeWhoseAgentIsSilentForThreeRoundsNothingIsKnown() {
        observer.start();
        awaitTold();
        server.close();
        engine.close();
        await().atMost(SOON).until(() -> {
            nanos.addAndGet(Duration.ofMillis(176).toNanos());
            return observer.observe().facts().isEmpty();
        });
        assertThat(observer.agent(NODE)).isEmpty();
    }

    @Test
    void anInterruptedRestartIsForgotten() throws Exception {
        Intent intent = new Intent("i1", ID, "RestartContainer", "ORC-HEA-201", "unhealthy", List.of(), "", "other", NOW);
        intents.begin(intent);

        assertThat(actions.recover(intent).result()).isEqualTo(Result.SKIPPED);
        assertThat(intents.open()).isEmpty();
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void allOtherActionsGoToTheSwarm() {
        Proposal label = new Proposal("ORC-TST-201", new SetNodeLabel(NODE, "a", "b"), "cause", "why");

        assertThat(actions.execute(label, Map.of()).message()).isEqualTo("of the swarm");
    }

    private void awaitTold() {
        await().atMost(SOON).until(() -> !observer.observe().facts().isEmpty());
    }

    private Outcome restart() {
        return actions.execute(new Proposal("ORC-HEA-201", new RestartContainer(NODE, ID), "unhealthy", "why"), Map.of());
    }

    /** The executor of the swarm, which says that it was asked. */
    private static final class Unused implements ActionExecutor {
        @Override
        public Outcome execute(Proposal proposal, Map<String, String> targets) {
            return new Outcome(proposal, Result.REFUSED, "of the swarm", 0, NOW, NOW);
        }

        @Override
        public Outcome recover(Intent intent) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void fence(Set<String> serviceIds) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void allow(Set<StartPatience> starts) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void stop(Duration grace) {
            throw new IllegalStateException("not asked for");
        }
    }
}
