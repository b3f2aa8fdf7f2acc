package io.orcastra.adapters.prometheus.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A server on a real socket that answers every connection in one way, however rude. */
public final class StubServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What is done with a connection after its request was read. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private StubServer(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
        background(this::accept);
    }

    public static StubServer with(Behaviour behaviour) {
        try {
            return on(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StubServer on(ServerSocket listener, Behaviour behaviour) {
        return new StubServer(listener, behaviour);
    }

    /** Answers with that status line, those headers and that body, as often as asked. */
    public static Behaviour answer(String status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return (request, out) -> {
            out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
        };
    }

    /** Answers with good metrics. */
    public static StubServer metrics(String body) {
        return with(answer("200 OK", "Content-Type: text/plain; version=0.0.4\r\n", body));
    }

    /** Answers each request with that body. */
    public static StubServer replying(UnaryOperator<String> body) {
        return with((request, out) -> answer("200 OK", "", body.apply(request)).answer(request, out));
    }

    /** Says so much and then nothing, for ever. */
    public static StubServer hanging(String beginning) {
        return with((request, out) -> {
            out.write(beginning.getBytes(StandardCharsets.UTF_8));
            out.flush();
            new CountDownLatch(1).await();
        });
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/metrics");
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All requests so far, with their headers. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket socket = listener.accept();
            if (listener.isClosed()) {
                socket.close();                                // the kernel had it accepted while the listener was closed
                return;
            }
            open.add(socket);
            background(() -> {
                try (socket) {
                    String request = request(socket.getInputStream());
                    requests.add(request);
                    behaviour.answer(request, socket.getOutputStream());
                } finally {
                    open.remove(socket);
                }
            });
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the client left");
            }
            request.append((char) read);
        }
        return request.toString();
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException left) {
                // what a client that gave up looks like from here
            }
        }, "stub-server");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
