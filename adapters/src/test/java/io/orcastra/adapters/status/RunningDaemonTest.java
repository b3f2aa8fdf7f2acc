package io.orcastra.adapters.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.orcastra.adapters.http.BearerToken;
import io.orcastra.adapters.http.Health;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningDaemonTest {
    private static final Health HEALTH = new Health("ok", List.of(), true, 2L, List.of(), "held", "n1", "ok");

    private final StatusPages pages = new StatusPages(Clock.of(() -> SampleDecision.AT, () -> 0));
    private final StatusBoard board = new StatusBoard("1.2", SampleDecision.AT,
            () -> new RulesInForce("abc", List.of("anchors.drl"), 3, List.of("ORC-SPR-201"), SampleDecision.AT, null, List.of(),
                    List.of(), null),
            new Status.ConfigurationInForce(List.of("swarm.yml"), "def", SampleDecision.AT));
    private final Map<String, Supplier<Optional<String>>> told = pages.pages(() -> board.status(HEALTH,
            new LoopStatus(
                    true, 0, null, null, null, false, "", List.of(), 0, 0, 0, 0, 0), true), () -> Map.of("state", "none"));

    @TempDir
    private Path folder;

    @Test
    void tellsThroughItsSocketWhatItIsKnowsAndDecided() throws Exception {
        pages.cycleCompleted(SampleDecision.record());
        try (StatusSocket socket = StatusSocket.open(folder, told)) {
            RunningDaemon daemon = RunningDaemon.in(folder);

            assertThat(daemon.status().at("/rules/hash").asText()).isEqualTo("abc");
            assertThat(daemon.status().has("lastCycle")).isFalse();
            assertThat(daemon.snapshot().facts()).isEqualTo(SampleDecision.record().facts());
            assertThat(daemon.snapshot().background()).contains(SampleDecision.record().background());
            assertThat(daemon.decision().get("execute")).isNotEmpty();
            assertThat(daemon.shadow().path("state").asText()).isEqualTo("none");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theSocketIsItsUsersAlone() throws Exception {
        Path state = folder.resolve("state");
        try (StatusSocket socket = StatusSocket.open(state, told)) {
            assertThat(mode(state)).isEqualTo("rwx------");
            assertThat(mode(state.resolve("status.sock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aSecondInstanceDoesNotTakeTheSocketAway() throws Exception {
        try (StatusSocket socket = StatusSocket.open(folder, told)) {
            assertThatIOException().isThrownBy(() -> StatusSocket.open(folder, told)).withMessageContaining("in use");
            assertThat(RunningDaemon.in(folder).status().get("version").asText()).isEqualTo("1.2");
        }
    }

    @Test
    void whatAKilledProcessLeftIsReplaced() throws Exception {
        Files.writeString(folder.resolve("status.sock"), "");

        try (StatusSocket socket = StatusSocket.open(folder, told)) {
            assertThat(RunningDaemon.in(folder).status().get("version").asText()).isEqualTo("1.2");
        }
    }

    @Test
    void beforeTheFirstDecisionThereIsNone() throws Exception {
        try (StatusSocket socket = StatusSocket.open(folder, told)) {
            assertThatExceptionOfType(DaemonUnreachable.class).isThrownBy(RunningDaemon.in(folder)::snapshot)
                    .withMessageContaining("503").withMessageContaining("\nMaybe ask again");
        }
    }

    @Test
    void nobodyThereIsSaidWithAdvice() {
        assertThatExceptionOfType(DaemonUnreachable.class).isThrownBy(RunningDaemon.in(folder)::status)
                .withMessageContaining("status.sock").withMessageContaining("\nMaybe ");
        assertThatExceptionOfType(DaemonUnreachable.class)
                .isThrownBy(RunningDaemon.at(URI.create("http://127.0.0.1:1"), Optional.empty())::status)
                .withMessageContaining("\nMaybe ");
    }

    @Test
    void theSameIsBehindTheTokenOnThePort() throws Exception {
        try (StatusServer server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> HEALTH, () -> "", "text/plain", Optional.of(new BearerToken("s3cret")), new Routes(told, Map.of()))) {
            server.start();
            URI base = URI.create("http://127.0.0.1:" + server.port());

            assertThat(RunningDaemon.at(base, Optional.of("s3cret")).status().get("version").asText()).isEqualTo("1.2");
            assertThatExceptionOfType(DaemonUnreachable.class)
                    .isThrownBy(RunningDaemon.at(base, Optional.of("guess"))::status).withMessageContaining("401");
        }
    }

    @Test
    void anythingButAGetOfAPageIsRefused() throws Exception {
        try (StatusSocket socket = StatusSocket.open(folder, told)) {
            assertThat(said("POST /status HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
            assertThat(said("GET /../status HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
            assertThat(said("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
            assertThat(said("hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(said("GET /status HTTP/1.1\r\nx: " + "y".repeat(5000))).startsWith("HTTP/1.1 400 ");
        }
    }

    private String said(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("status.sock")))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(12);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                continue;
            }
            return new String(answer.array(), StandardCharsets.US_ASCII) + " ";
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
