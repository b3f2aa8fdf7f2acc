package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Unix socket in front of an engine's socket. It records every request, and can be taken away as if the engine had
 * stopped. Answers, endless ones included, pass unread.
 */
public final class SocketProxy implements AutoCloseable {

    private final Path socket;
    private final Path engine;
    private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocketChannel listener;

    private SocketProxy(Path socket, Path engine) {
        this.socket = socket;
        this.engine = engine;
    }

    /** A proxy that listens at once. */
    public static SocketProxy inFrontOf(LabNode node) {
        try {
            Path folder = Files.createTempDirectory("proxy");
            SocketProxy proxy = new SocketProxy(folder.resolve("docker.sock"), node.socket());
            proxy.restore();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The socket's file. */
    public Path socket() {
        return socket;
    }

    /** The address as {@code DOCKER_HOST} takes it. */
    public String dockerHost() {
        return "unix://" + socket;
    }

    /** All requests so far, in the order they came. */
    public List<SeenRequest> requests() {
        return List.copyOf(seen);
    }

    /** Requests that came between the two moments. */
    public List<SeenRequest> requestsBetween(Instant from, Instant until) {
        return seen.stream().filter(r -> !r.at().isBefore(from) && r.at().isBefore(until)).toList();
    }

    /** Requests which may change something. */
    public List<SeenRequest> writes() {
        return seen.stream().filter(SeenRequest::writes).toList();
    }

    /** Takes the socket away: its file is gone and every open connection ends. */
    public void cut() {
        try {
            listener.close();
            Files.deleteIfExists(socket);
            for (Channel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the socket back. */
    public void restore() {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            listener = server;
            background(() -> acceptAll(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private void acceptAll(ServerSocketChannel server) throws IOException {
        while (server.isOpen()) {
            SocketChannel client = server.accept();
            open.add(client);
            background(() -> serve(client));
        }
    }

    private void serve(SocketChannel client) throws IOException {
        try (client; SocketChannel upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            open.add(upstream);
            background(() -> {
                new HttpRequests(client, upstream, this::record).passAll();
                // a client that has sent all may still be reading
                upstream.shutdownOutput();
            });
            passAnswers(upstream, client);
            open.remove(upstream);
        } finally {
            open.remove(client);
        }
    }

    private void record(String method, String target) {
        seen.add(new SeenRequest(Instant.now(), method, target));
    }

    private static void passAnswers(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        while (from.read(bytes) > 0) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            bytes.clear();
        }
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // either side went away, which is what a proxy is there to show
            }
        }, "socket-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
