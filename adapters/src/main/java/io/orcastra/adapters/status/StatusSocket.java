package io.orcastra.adapters.status;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of a daemon on a Unix socket only its own user may open. It speaks as much HTTP/1.1 as a GET needs, so that
 * {@code curl --unix-socket} works: the JDK's server knows no Unix sockets, and one that does is a thousand times the
 * code. Each connection is one request, is cut off after ten seconds, and at most eight are served at once.
 */
public final class StatusSocket implements AutoCloseable {
    /** Name of the socket in the state folder. */
    public static final String NAME = "status.sock";

    private static final Logger LOG = LoggerFactory.getLogger(StatusSocket.class);
    private static final int THREADS = 8;
    private static final int BACKLOG = 16;
    private static final long DEADLINE_SECONDS = 10;
    private static final Set<PosixFilePermission> FOLDER_OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final ServerSocketChannel server;
    private final Map<String, Supplier<Optional<String>>> pages;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS,
            new SynchronousQueue<>(), StatusSocket::thread, new ThreadPoolExecutor.AbortPolicy());
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(StatusSocket::thread);

    private StatusSocket(Path path, ServerSocketChannel server, Map<String, Supplier<Optional<String>>> pages) {
        this.path = path;
        this.server = server;
        this.pages = Map.copyOf(pages);
    }

    /**
     * Listens from now on. A socket that a killed process left behind is replaced.
     *
     * @param folder the state folder, made when it is not there
     * @param pages  JSON by path; empty while there is nothing to tell
     * @throws IOException when it cannot be bound, or another process answers there
     */
    public static StatusSocket open(Path folder, Map<String, Supplier<Optional<String>>> pages) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_OURS_ALONE));
        Path path = folder.resolve(NAME);
        if (isAnswered(path)) {
            throw new IOException(path + " is in use by another instance");
        }
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, OURS_ALONE);
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
        StatusSocket socket = new StatusSocket(path, server, pages);
        thread(socket::accept).start();
        return socket;
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            LOG.debug("status socket not removed: {}", failure.toString());
        }
        deadlines.shutdownNow();
        workers.shutdownNow();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                serve(server.accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException | RuntimeException failure) {
                LOG.debug("status socket: a connection was dropped: {}", failure.toString());
            }
        }
    }

    private void serve(SocketChannel connection) throws IOException {
        try {
            deadlines.schedule(() -> quietlyClosed(connection), DEADLINE_SECONDS, TimeUnit.SECONDS);
            workers.execute(() -> {
                try (connection) {
                    new StatusExchange(pages).answer(connection);
                } catch (IOException | RuntimeException failure) {
                    LOG.debug("status socket: a request was dropped: {}", failure.toString());
                }
            });
        } catch (RuntimeException busy) {
            connection.close();
        }
    }

    private static void quietlyClosed(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException failure) {
            LOG.debug("status socket: {}", failure.toString());
        }
    }

    private static boolean isAnswered(Path path) {
        if (!Files.exists(path)) {
            return false;
        }
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return other.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "status-socket");
        thread.setDaemon(true);
        return thread;
    }
}
