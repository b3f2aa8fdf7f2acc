package io.orcastra.adapters.prometheus.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests within a limit that holds from the reading of secrets, which a file system can hold up, to the last byte
 * of the body.
 *
 * <p>The client's own timeout ends with the headers, so each exchange runs on a thread of its own. At the limit that
 * thread is interrupted, which gives the request up, and its body is closed, which ends the connection. Redirects are
 * not followed: they would carry credentials elsewhere. Thread-safe.
 */
public final class Fetcher implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(Fetcher::thread);
    private final Map<Optional<Path>, HttpClient> clients = new ConcurrentHashMap<>();

    /** What is done with a good answer; runs on the exchange's thread, within the limit. */
    @FunctionalInterface
    public interface Reading<T> {
        /** @param contentType of the answer; empty when it has none */
        T read(String contentType, InputStream body) throws IOException, FetchFailed;
    }

    /** @throws FetchFailed when there is no answer in time, no status 200, or {@code reading} refuses it */
    public <T> T get(URI address, Access access, String accept, Duration limit, Reading<T> reading) throws FetchFailed {
        return send(HttpRequest.newBuilder(address).header("Accept", accept), access, limit, reading);
    }

    /**
     * A POST without a body.
     *
     * @throws FetchFailed when there is no answer in time, no status 200, or {@code reading} refuses it
     */
    public <T> T post(URI address, Access access, Duration limit, Reading<T> reading) throws FetchFailed {
        return send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()), access, limit, reading);
    }

    private <T> T send(HttpRequest.Builder request, Access access, Duration limit, Reading<T> reading) throws FetchFailed {
        request.timeout(limit);
        AtomicReference<InputStream> open = new AtomicReference<>();
        Future<T> answer = submit(() -> {
            Secrets.authorization(access.credentials()).ifPresent(secret -> request.header("Authorization", secret));
            return exchange(client(access.authority()), request.build(), open, reading);
        });
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failure(failed.getCause(), limit);
        } catch (TimeoutException late) {
            abort(answer, open.get());
            throw new FetchFailed(tooLate(limit), late);
        } catch (InterruptedException stopping) {
            abort(answer, open.get());
            Thread.currentThread().interrupt();
            throw new FetchFailed("was not waited for: Orcastra is stopping", stopping);
        }
    }

    /** Requests under way end with {@link FetchFailed}. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> T exchange(HttpClient client, HttpRequest request, AtomicReference<InputStream> open, Reading<T> reading)
            throws IOException, InterruptedException, FetchFailed {
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            open.set(body);
            if (response.statusCode() != 200) {
                throw new FetchFailed(status(response));
            }
            String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
            if (!encoding.equals("identity")) {
                throw new FetchFailed("answers compressed (" + Shown.briefly(encoding) + ") without being asked to");
            }
            return reading.read(response.headers().firstValue("Content-Type").orElse(""), body);
        }
    }

    private static String status(HttpResponse<?> response) {
        String answers = "answers with status " + response.statusCode();
        Optional<String> elsewhere = response.headers().firstValue("Location");
        boolean isPlain = "http".equals(response.uri().getScheme());
        return switch (response.statusCode()) {
            case 400 -> isPlain ? answers + ": maybe it wants https" : answers;
            case 401, 403 -> answers + ": it wants other credentials";
            case 404 -> answers + ": maybe the path is wrong";
            default -> elsewhere.isEmpty() ? answers : answers + ", pointing to " + Shown.briefly(elsewhere.get())
                    + ": redirects are not followed";
        };
    }

    private <T> Future<T> submit(Callable<T> exchange) throws FetchFailed {
        try {
            return threads.submit(exchange);
        } catch (RejectedExecutionException closed) {
            throw new FetchFailed("was not asked: Orcastra is stopping", closed);
        }
    }

    private static void abort(Future<?> answer, InputStream open) {
        answer.cancel(true);
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // it is what was wanted
            }
        }
    }

    private static FetchFailed failure(Throwable cause, Duration limit) {
        if (cause instanceof FetchFailed known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        boolean late = cause instanceof HttpTimeoutException;
        return new FetchFailed(late ? tooLate(limit) : Shown.connection(cause), cause);
    }

    private static String tooLate(Duration limit) {
        return "did not answer completely within " + limit.toString().substring(2).toLowerCase(Locale.ROOT).replace("s", " s");
    }

    /** One for each set of authorities, made when first needed: a client is a thread. */
    private HttpClient client(Optional<Path> authority) throws FetchFailed {
        HttpClient known = clients.get(authority);
        if (known != null) {
            return known;
        }
        HttpClient.Builder builder = builder();
        if (authority.isPresent()) {
            builder.sslContext(Authorities.trusting(authority.get()));
        }
        return clients.computeIfAbsent(authority, none -> builder.build());
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "memory-fetch");
        thread.setDaemon(true);
        return thread;
    }
}
