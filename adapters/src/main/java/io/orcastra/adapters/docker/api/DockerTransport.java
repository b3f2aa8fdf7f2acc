package io.orcastra.adapters.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request at a time per call, each on a connection of its own that is closed whatever happens, each within a limit
 * that holds.
 *
 * <p>A socket's own read timeout does not exist for Unix sockets, so the exchange runs on a thread of its own. At the
 * limit the thread is interrupted, which closes a Unix channel, and the response is closed, which closes a TCP socket;
 * a TCP peer that says nothing at all is covered by the transport's own timeout.
 */
final class DockerTransport implements AutoCloseable {

    private final DockerEndpoint endpoint;
    private final DockerHttpClient client;
    private final ExecutorService threads;

    /** @param silence how long a TCP peer may say nothing */
    DockerTransport(DockerEndpoint endpoint, String threadName, Duration silence) {
        this.endpoint = endpoint;
        this.client = endpoint.transport(silence);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done with an answer; runs on the exchange's thread, within the limit. */
    @FunctionalInterface
    interface Reading<T> {
        T read(DockerHttpClient.Response response) throws IOException;
    }

    /**
     * @throws DockerUnavailable if the engine cannot be reached or the limit passes
     * @throws DockerFailure     as thrown by {@code reading}
     */
    <T> T exchange(DockerHttpClient.Request request, Duration limit, Reading<T> reading) {
        String what = request.method() + " " + request.path().replaceFirst("\\?.*", "");
        AtomicReference<DockerHttpClient.Response> open = new AtomicReference<>();
        Future<T> answer = submit(what, () -> {
            try (DockerHttpClient.Response response = client.execute(request)) {
                open.set(response);
                return reading.read(response);
            }
        });
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failure(what, failed.getCause());
        } catch (TimeoutException late) {
            abort(answer, open.get());
            throw new DockerUnavailable(what + ": no complete answer from " + endpoint + " within " + limit.toMillis()
                    + " ms.\nMaybe the engine is frozen or the swarm has lost its quorum.", late);
        } catch (InterruptedException stopping) {
            abort(answer, open.get());
            Thread.currentThread().interrupt();
            throw new DockerUnavailable(what + ": interrupted while waiting for " + endpoint + ".", stopping);
        }
    }

    private <T> Future<T> submit(String what, Callable<T> exchange) {
        try {
            return threads.submit(exchange);
        } catch (RejectedExecutionException closed) {
            throw new DockerUnavailable(what + ": the connection to " + endpoint + " was closed here.", closed);
        }
    }

    private static void abort(Future<?> answer, DockerHttpClient.Response open) {
        answer.cancel(true);
        if (open != null) {
            open.close();
        }
    }

    private DockerFailure failure(String what, Throwable cause) {
        if (cause instanceof DockerFailure known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new DockerUnavailable(what + ": " + endpoint + " does not answer: " + Unreachable.explain(cause), cause);
    }

    /** Open exchanges end with {@link DockerUnavailable}. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            client.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}
