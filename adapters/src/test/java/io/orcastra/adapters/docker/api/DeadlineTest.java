package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.RealTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that behave as a frozen machine does: the kernel takes the connection, nobody answers. */
@DisplayName("A deadline holds")
@Timeout(120)
class DeadlineTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final String ENDLESS = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n[";

    @TempDir
    Path folder;

    @Test
    @DisplayName("on a Unix socket that says nothing, and the connection is closed")
    void onASilentUnixSocket() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel frozen = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(UnixDomainSocketAddress.of(socket));
            provesDeadline(DockerEndpoint.ofSocket(socket), frozen, "");
        }
    }

    @Test
    @DisplayName("on a Unix socket that stops in mid-answer, and the connection is closed")
    void onAHalfAnswerOverUnix() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel frozen = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(UnixDomainSocketAddress.of(socket));
            provesDeadline(DockerEndpoint.ofSocket(socket), frozen, ENDLESS);
        }
    }

    @Test
    @DisplayName("on a TCP peer that stops in mid-answer, and the connection is closed")
    void onAHalfAnswerOverTcp() throws Exception {
        try (ServerSocketChannel frozen = ServerSocketChannel.open()) {
            frozen.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            provesDeadline(tcp(frozen), frozen, ENDLESS);
        }
    }

    @Test
    @DisplayName("on a TCP peer that says nothing, and the connection is closed")
    void onASilentTcpPeer() throws Exception {
        try (ServerSocketChannel frozen = ServerSocketChannel.open()) {
            frozen.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            provesDeadline(tcp(frozen), frozen, "");
        }
    }

    private static DockerEndpoint tcp(ServerSocketChannel server) throws IOException {
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new DockerEndpoint(URI.create("tcp://127.0.0.1:" + port), Optional.empty(), "a test");
    }

    private static void provesDeadline(DockerEndpoint endpoint, ServerSocketChannel frozen, String answer) {
        CompletableFuture<SocketChannel> peer = CompletableFuture.supplyAsync(() -> acceptAndSay(frozen, answer));
        try (DockerApi api = new DockerApi(endpoint, ApiListener.NOOP, RealTime.CLOCK, LIMIT, LIMIT.multipliedBy(2))) {
            // on a busy machine the limit may be over before there is a connection
            await().pollDelay(Duration.ZERO).atMost(SOON).until(() -> {
                assertThatThrownBy(() -> api.get("/nodes")).isInstanceOf(DockerUnavailable.class)
                        .hasMessageContaining("within 300 ms").hasMessageContaining("\nMaybe ");
                return peer.isDone();
            });
            await().atMost(SOON).until(() -> hasHungUp(peer.join()));
        }
    }

    private static SocketChannel acceptAndSay(ServerSocketChannel frozen, String answer) {
        try {
            SocketChannel peer = frozen.accept();
            peer.write(StandardCharsets.US_ASCII.encode(answer));
            peer.configureBlocking(false);
            return peer;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean hasHungUp(SocketChannel peer) throws IOException {
        try {
            return peer.read(ByteBuffer.allocate(4096)) < 0;
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
            return true;
        }
    }
}
