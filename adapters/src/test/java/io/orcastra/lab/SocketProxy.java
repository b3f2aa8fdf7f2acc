package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A Unix socket in front of an engine's socket. It records every request, and can be taken away as if the engine had
 * stopped, pretend another API version, or spoil the answers to one kind of request. Other answers, endless ones
 * included, pass unread.
 */
public final class SocketProxy implements AutoCloseable {

    private final Path socket;
    private final Path engine;
    private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private volatile ServerSocketChannel listener;
    private volatile String apiVersion = "";

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

    /** From now on requests for this path, as {@link SeenRequest#path()} has it, are taken and never answered. */
    public void silence(String path) {
        faults.put(path, Fault.SILENCE);
    }

    /** From now on answers to requests for this path end in their middle. */
    public void breakOff(String path) {
        faults.put(path, Fault.BREAK_OFF);
    }

    /** Ends {@link #silence} and {@link #breakOff}. */
    public void heal() {
        faults.clear();
    }

    /** From now on the engine answers that its newest API version is this one, of four characters as its own is. */
    public void pretend(String apiVersion) {
        this.apiVersion = apiVersion;
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
            AtomicReference<Fault> spoilt = new AtomicReference<>();
            Thread requests = background(() -> {
                new HttpRequests(client, upstream, (method, target) -> spoilt.set(record(method, target))).passAll();
                // a client that has sent all may still be reading
                upstream.shutdownOutput();
            });
            passAnswers(upstream, client, spoilt);
            if (spoilt.get() == Fault.SILENCE) {
                // until the client hangs up
                requests.join();
            }
            open.remove(upstream);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Fault record(String method, String target) {
        SeenRequest request = new SeenRequest(Instant.now(), method, target);
        seen.add(request);
        return faults.get(request.path());
    }

    /** What was read, with another API version of the same length in it where one is to be pretended. */
    private ByteBuffer pretending(ByteBuffer read) {
        if (apiVersion.isEmpty()) {
            return read;
        }
        String text = StandardCharsets.ISO_8859_1.decode(read).toString();
        return StandardCharsets.ISO_8859_1.encode(text.replaceAll("(?<=\"ApiVersion\":\")\\d\\.\\d\\d", apiVersion));
    }

    private void passAnswers(SocketChannel from, SocketChannel to, AtomicReference<Fault> spoilt) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        while (from.read(bytes) > 0) {
            ByteBuffer answer = pretending(bytes.flip());
            if (spoilt.get() == Fault.BREAK_OFF) {
                answer.limit(answer.limit() / 2);
                to.write(answer);
                return;
            }
            while (answer.hasRemaining() && spoilt.get() == null) {
                to.write(answer);
            }
            bytes.clear();
        }
    }

    private static Thread background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // either side went away, which is what a proxy is there to show
            }
        }, "socket-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private enum Fault { SILENCE, BREAK_OFF }

    private interface Work {
        void run() throws IOException;
    }
}
