package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.ssh.LeftContainers.Standing;
import io.orcastra.adapters.ssh.SshFailure.Kind;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.lab.RealTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server and the real Docker client; the engine behind them plays back recorded answers. */
class RemoteEnginesTest {
    private static final String HOST = "127.0.0.1";
    private static final String TOKEN = "SWMTKN-1-secret";

    @TempDir
    Path folder;

    private RecordedEngine engine;
    private LoopbackSshd sshd;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        LoopbackSshd.assumeItCanRun();
        engine = RecordedEngine.start();
        engine.answer("GET /info", 200, RecordedEngine.recorded("info"));
        sshd = LoopbackSshd.start(folder, engine.endpoint().address().toString());
    }

    @AfterEach
    void stop() {
        if (sshd != null) {
            sshd.close();
            engine.close();
        }
    }

    @Test
    void anEngineIsAskedThroughTheDockerClientOfItsMachine() throws Exception {
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            assertThat(engines.info(HOST).at("/Swarm/LocalNodeState").asText()).isEqualTo("active");
        }
    }

    @Test
    void aTokenGoesIntoTheBodyAndNeitherIntoACommandNorIntoAMessage() throws Exception {
        engine.answer("POST /swarm/join", 400, "{\"message\":\"" + TOKEN + " is no valid join\\ntoken\"}");
        ObjectNode body = new ObjectMapper().createObjectNode().put("JoinToken", TOKEN);
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            EngineAnswer answer = engines.post(HOST, "/swarm/join", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(SshMachines.safe(answer.message())).isEqualTo("(token) is no valid join token");
        }
        assertThat(engine.requests()).contains("POST /swarm/join");
        await().atMost(RealTime.PATIENCE).until(() -> sshd.log().contains("session"));
        assertThat(sshd.log()).doesNotContain("SWMTKN");
    }

    @Test
    void whatIsLeftIsStoppedThroughTheEngineOfItsMachineAndLookedAtAfterwards() throws Exception {
        engine.answer("GET /containers/json", 200, container("exited"));
        engine.answerOnce("GET /containers/json", 200, container("running"));
        engine.answer("POST /containers/c1/stop", 204, "");
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            LeftContainers left = new LeftContainers(engines);
            assertThat(left.stop(HOST, "old", 180)).isEmpty();
            assertThat(engine.requests()).contains("POST /containers/c1/stop");
            assertThat(left.standing(HOST, "old")).isEqualTo(Standing.ENDED);
            assertThat(new LeftContainers(engines).endedTasks(HOST)).containsExactly("old");
        }
    }

    @Test
    void whatDoesNotEndIsTold() throws Exception {
        engine.answer("GET /containers/json", 200, container("running"));
        engine.answer("POST /containers/c1/stop", 500, "{\"message\": \"it does not want to\"}");
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            LeftContainers left = new LeftContainers(engines);
            assertThat(left.stop(HOST, "old", 10)).hasValue("its engine does not stop it: it does not want to");
            assertThat(left.standing(HOST, "old")).isEqualTo(Standing.RUNNING);
            assertThat(new LeftContainers(engines).endedTasks(HOST)).isEmpty();
        }
    }

    @Test
    void aStopIsFollowedForAsLongAsTheServiceAllows() throws Exception {
        engine.answer("POST /containers/c1/stop", 204, "");
        engine.answer("GET /containers/json", 200, container("running"));
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            assertThat(cutOff(engines)).extracting(Outcome::result, Outcome::message)
                    .containsExactly(Result.FAILED, "it has not ended 150 s after it was told to");
            engine.answer("GET /containers/json", 200, container("exited"));
            assertThat(cutOff(engines).result()).isEqualTo(Result.SUCCEEDED);
            engine.answer("POST /containers/c1/stop", 409, "{\"message\": \"not now\"}");
            engine.answer("GET /containers/json", 200, container("running"));
            assertThat(cutOff(engines).message()).isEqualTo("its engine does not stop it: not now");
        }
    }

    @Test
    void whereNothingOfItRanNothingWasStopped() throws Exception {
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            for (String nothing : List.of("[]", container("created"))) {
                engine.answer("GET /containers/json", 200, nothing);
                assertThat(cutOff(engines)).satisfies(outcome -> {
                    assertThat(outcome.result()).isEqualTo(Result.REFUSED);
                    assertThat(outcome.message()).startsWith("its engine knows no container of it that ran");
                });
                assertThat(new LeftContainers(engines).endedTasks(HOST)).isEmpty();
            }
            assertThat(engine.requests()).noneMatch(request -> request.startsWith("POST "));
        }
    }

    @Test
    void whatHasStoppedMeanwhileOrIsGoneIsNoRefusal() throws Exception {
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            for (int status : new int[] {304, 404}) {
                engine.answer("POST /containers/c1/stop", status, status == 304 ? "" : "{\"message\": \"No such container: c1\"}");
                engine.answerOnce("GET /containers/json", 200, container("running"));
                engine.answer("GET /containers/json", 200, container("exited"));
                assertThat(cutOff(engines).result()).as("%d", status).isEqualTo(Result.SUCCEEDED);
            }
        }
    }

    @Test
    void aMachineWrittenWithItsNameJoinsWithoutTheName() throws Exception {
        engine.answer("POST /swarm/join", 200, "");
        engine.answer("GET /v1.41/swarm", 200, "{\"JoinTokens\": {\"Worker\": \"" + TOKEN + "\"}}");
        Clock clock = Clock.of(Instant::now, System::nanoTime);
        try (RemoteEngines engines = new RemoteEngines(sshd.settings(folder.resolve("client"), folder.resolve("none"), true));
                DockerApi docker = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock)) {
            MachineActions actions = new MachineActions(null, engines, docker, new InMemoryIntents(),
                    () -> List.of(new InventoryNode("oak", "localhost")), "one", host -> { }, clock);
            Outcome outcome = actions.execute(new Proposal("ORC-BST-202", new JoinSwarm("oak", NodeRole.WORKER), "oak", "it is in none"),
                    Map.of());

            assertThat(outcome.result()).as(outcome.message()).isEqualTo(Result.SUCCEEDED);
        }
        assertThat(engine.sent()).filteredOn(request -> request.startsWith("POST /swarm/join")).singleElement().asString()
                .contains("\"ListenAddr\":\"0.0.0.0:2377\"").doesNotContain("localhost", "AdvertiseAddr");
    }

    /** In a time of which a minute passes with each look at the clock. */
    private static Outcome cutOff(RemoteEngines engines) {
        AtomicLong minutes = new AtomicLong();
        Clock clock = Clock.of(Instant::now, () -> Duration.ofMinutes(minutes.getAndIncrement()).toNanos());
        MachineActions actions = new MachineActions(null, engines, null, new InMemoryIntents(), List::of, "one", host -> { }, clock);
        CutOff action = new CutOff(HOST, "db", "old", Duration.ofMinutes(2));
        return actions.execute(new Proposal("ORC-FNC-201", action, "left old", "it may run"), Map.of());
    }

    private static String container(String state) {
        return """
                [{"Id": "c1", "State": "%s", "Labels": {"com.docker.swarm.task.id": "old"}}]""".formatted(state);
    }

    @Test
    void manyMachinesAreAskedAtOnceThoughFewerSessionsAreOpen() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (RemoteEngines engines = new RemoteEngines(sshd.settings())) {
            List<Callable<String>> questions = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(i -> () -> engines.info(HOST).at("/Swarm/NodeID").asText()).toList();
            for (Future<String> answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isNotEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anUnknownHostKeyIsRefusedUnlessFirstUseIsTrusted() throws Exception {
        Path none = folder.resolve("none");
        SshSettings strict = sshd.settings(folder.resolve("client"), none, false);
        assertThat(failure(strict).kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure(strict)).hasMessageContaining("not in " + none);
        assertThat(none).doesNotExist();

        try (RemoteEngines engines = new RemoteEngines(sshd.settings(folder.resolve("client"), none, true))) {
            engines.info(HOST);
        }
        String known = Files.readString(none);
        assertThat(known.lines()).hasSize(1);
        try (RemoteEngines engines = new RemoteEngines(strict)) {
            assertThat(engines.info(HOST).at("/Swarm/NodeID").asText()).isNotEmpty();
        }
        assertThat(Files.readString(none)).as("written once").isEqualTo(known);
    }

    @Test
    void inADryRunAnUnknownHostKeyIsTrustedWhereFirstUseIsAndWrittenNowhere() throws Exception {
        Path none = folder.resolve("none");
        for (int use = 0; use < 2; use++) {
            try (RemoteEngines engines = new RemoteEngines(sshd.settings(folder.resolve("client"), none, true), () -> true)) {
                assertThat(engines.info(HOST).at("/Swarm/LocalNodeState").asText()).isEqualTo("active");
            }
        }
        assertThat(none).doesNotExist();
        try (RemoteEngines engines = new RemoteEngines(sshd.settings(folder.resolve("client"), none, false), () -> true)) {
            assertThat(catchThrowableOfType(SshFailure.class, () -> engines.info(HOST)).kind()).isEqualTo(Kind.UNTRUSTED);
        }
    }

    @Test
    void aChangedHostKeyIsRefusedEvenWhenFirstUseIsTrusted() throws Exception {
        LoopbackSshd.keygen(folder.resolve("other"));
        Path wrong = sshd.known(folder.resolve("other.pub"));
        for (boolean trust : List.of(true, false)) {
            SshFailure failure = failure(sshd.settings(folder.resolve("client"), wrong, trust));
            assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
            assertThat(failure).hasMessageContaining("another host key");
        }
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void aKeyThatIsNotLetInIsTold() throws Exception {
        LoopbackSshd.keygen(folder.resolve("stranger"));
        SshFailure failure = failure(sshd.settings(folder.resolve("stranger"), sshd.known(folder.resolve("host.pub")), false));
        assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
    }

    @Test
    void aKeyFileThatIsNotThereIsTold() throws Exception {
        SshFailure failure = failure(sshd.settings(folder.resolve("nothing"), folder.resolve("none"), false));
        assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
    }

    @Test
    void aMachineWhoseEngineIsDownIsToldFromOneThatDoesNotAnswer() throws Exception {
        engine.close();
        assertThat(failure(sshd.settings()).kind()).isEqualTo(Kind.ENGINE_SILENT);
        SshSettings settings = sshd.settings();
        sshd.close();
        SshSettings closed = new SshSettings("root", 1, settings.keyFile(), settings.knownHosts(), false, Duration.ofSeconds(5), 1);
        assertThat(failure(closed).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aMachineThatSaysNothingIsGivenUp() throws Exception {
        SshSettings settings = sshd.settings();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            SshSettings hanging = new SshSettings("root", silent.getLocalPort(), settings.keyFile(), settings.knownHosts(),
                    false, Duration.ofSeconds(1), 1);
            assertThat(failure(hanging).kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void anEngineThatTakesAConnectionAndSaysNothingIsSilentAndItsMachineNotUnreachable() throws Exception {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getByName(HOST));
                LoopbackSshd machine = LoopbackSshd.start(Files.createDirectory(folder.resolve("frozen")),
                        "tcp://" + HOST + ":" + frozen.getLocalPort())) {
            SshFailure failure = failure(within(machine.settings(), Duration.ofSeconds(5)));
            assertThat(failure.kind()).isEqualTo(Kind.ENGINE_SILENT);
            assertThat(failure).hasMessageContaining("lets us in, its engine did not answer within 10 s");
        }
    }

    @Test
    void aMachineWithoutTheCommandIsNotTakenForOneWhoseEngineIsSilent() throws Exception {
        try (LoopbackSshd machine = LoopbackSshd.start(Files.createDirectory(folder.resolve("bare")), "none PATH=/nowhere")) {
            SshFailure failure = failure(machine.settings());
            assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
            assertThat(failure).hasMessageContaining("ended with 127: ");
        }
    }

    @Test
    void aKeyIsWrittenOnALineOfItsOwnThoughTheLastLineHasNoEnd() throws Exception {
        String other = "elsewhere " + Files.readString(folder.resolve("client.pub")).strip();
        Path open = Files.writeString(folder.resolve("open"), other);
        try (RemoteEngines engines = new RemoteEngines(sshd.settings(folder.resolve("client"), open, true))) {
            engines.info(HOST);
            engines.info(HOST);
        }
        assertThat(Files.readAllLines(open)).hasSize(2).first().isEqualTo(other);
    }

    @Test
    void knownHostsThatCannotBeWrittenAreTold() throws Exception {
        Path nowhere = Files.createFile(folder.resolve("file")).resolve("known_hosts");
        SshFailure failure = failure(sshd.settings(folder.resolve("client"), nowhere, true));
        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining("could not be written there: ").hasMessageContaining("Exception: ");
    }

    @Test
    void aQuestionDoesNotWaitForEverForASession() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName(HOST))) {
            SshSettings settings = sshd.settings();
            SshSettings slow = new SshSettings("root", silent.getLocalPort(), settings.keyFile(), settings.knownHosts(),
                    false, Duration.ofMinutes(5), 1);
            ExecutorService threads = Executors.newSingleThreadExecutor();
            try (SshMachines machines = new SshMachines(slow, () -> false)) {
                threads.submit(() -> machines.run(HOST, RemoteCommand.ENGINE_API, new byte[0], Duration.ofMinutes(5)));
                silent.accept();
                ThrowingCallable asking = () -> machines.run(HOST, RemoteCommand.ENGINE_API, new byte[0], Duration.ofSeconds(1));
                assertThat(catchThrowableOfType(SshFailure.class, asking)).hasMessageContaining("all 1 sessions were in use for 1 s");
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void anybodyButRootUsesSudoThatDoesNotAsk() {
        assertThat(RemoteCommand.ENGINE_API.text(true)).startsWith("sudo -n timeout ");
        assertThat(RemoteCommand.ENGINE_API.text(false)).startsWith("timeout ");
    }

    private static SshSettings within(SshSettings settings, Duration timeout) {
        return new SshSettings(settings.user(), settings.port(), settings.keyFile(), settings.knownHosts(),
                settings.trustOnFirstUse(), timeout, settings.sessions());
    }

    private static SshFailure failure(SshSettings settings) {
        try (RemoteEngines engines = new RemoteEngines(settings)) {
            ThrowingCallable asking = () -> engines.info(HOST);
            return catchThrowableOfType(SshFailure.class, asking);
        }
    }
}
