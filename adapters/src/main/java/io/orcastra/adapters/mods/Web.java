package io.orcastra.adapters.mods;

import io.orcastra.adapters.prometheus.fetch.Shown;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Gets what lies at addresses. Redirects are followed a few times, never from HTTPS to HTTP; a token goes to the host it
 * is for and to no other. Thread-safe.
 */
final class Web implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int NOT_AUTHORISED = 401;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final ScheduledExecutorService watches = Executors.newSingleThreadScheduledExecutor(Web::thread);
    private final Duration silence;
    private final Clock clock;

    /** @param silence after which a connection that sends nothing is given up */
    Web(Duration silence, Clock clock) {
        this.silence = silence;
        this.clock = clock;
    }

    /** An answer; its body is to be closed. */
    record Answer(int status, HttpHeaders headers, InputStream body) implements AutoCloseable {
        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException gone) {
                // nobody wants it any more
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** All of it, if it is no longer than that. */
        byte[] text(int longest, String what) throws ModFailed {
            try {
                byte[] text = body.readNBytes(longest + 1);
                if (text.length > longest) {
                    throw ModFailed.forGood("has " + what + " of more than " + longest + " bytes");
                }
                return text;
            } catch (IOException broken) {
                throw ModFailed.forNow("has " + what + " that broke off", broken);
            }
        }
    }

    /**
     * An answer that is no redirect, whatever its status.
     *
     * @param end by the clock's nanoseconds, when the body's time is over
     */
    Answer get(URI address, Map<String, String> headers, Tokens tokens, long end) throws ModFailed {
        URI at = address;
        boolean renewed = false;
        for (int redirects = 0; redirects <= MOST_REDIRECTS;) {
            Answer answer = send(at, headers, tokens, end);
            if (answer.status() == NOT_AUTHORISED && !renewed) {
                answer.close();
                if (!tokens.renewed(at, answer.headers(), end)) {
                    return answer;
                }
                renewed = true;
            } else if (REDIRECTS.contains(answer.status())) {
                answer.close();
                at = elsewhere(at, answer.header("Location"));
                renewed = false;
                redirects++;
            } else {
                return answer;
            }
        }
        throw ModFailed.forGood("is sent elsewhere more than " + MOST_REDIRECTS + " times");
    }

    /** The answer to a form that was filled in; redirects are not followed. */
    Answer post(URI address, String form, long end) throws ModFailed {
        return answered(HttpRequest.newBuilder(address).timeout(silence).setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("User-Agent", "orcastra").POST(HttpRequest.BodyPublishers.ofString(form)).build(), end);
    }

    /** Why another status than the one that was hoped for ends the matter. */
    static ModFailed refusal(Answer answer, URI address) {
        String message = "is answered with status " + answer.status() + " by " + address.getHost();
        int status = answer.status();
        boolean passing = status >= 500 || PASSING.contains(status);
        String why = switch (status) {
            case 401, 403 -> ": it wants credentials or other ones, or it does not exist";
            case 404, 410 -> ": there is no such thing";
            default -> "";
        };
        return passing ? ModFailed.forNow(message, null) : ModFailed.forGood(message + why);
    }

    @Override
    public void close() {
        watches.shutdownNow();
    }

    private Answer send(URI address, Map<String, String> headers, Tokens tokens, long end) throws ModFailed {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(silence);
        headers.forEach(request::setHeader);
        request.setHeader("Accept-Encoding", "identity").setHeader("User-Agent", "orcastra");
        tokens.of(address).ifPresent(token -> request.setHeader("Authorization", token));
        return answered(request.build(), end);
    }

    private Answer answered(HttpRequest request, long end) throws ModFailed {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return new Answer(response.statusCode(), response.headers(), new Guarded(response.body(), silence, end, clock, watches));
        } catch (IOException failure) {
            throw ModFailed.forNow("comes from a host, " + request.uri().getHost() + ", that does not answer: "
                    + Shown.briefly(String.valueOf(failure.getMessage() == null ? failure.getClass().getSimpleName()
                    : failure.getMessage())), failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ModFailed.forGood("was not waited for: the agent is stopping");
        }
    }

    private static URI elsewhere(URI from, String location) throws ModFailed {
        try {
            URI to = from.resolve(location);
            boolean safe = "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(from.getScheme());
            if (!location.isEmpty() && safe && to.getHost() != null) {
                return to;
            }
        } catch (IllegalArgumentException garbled) {
            // as said below
        }
        throw ModFailed.forGood("is sent by " + from.getHost() + " to where Orcastra does not follow: " + Mod.shown(location));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mod-watch");
        thread.setDaemon(true);
        return thread;
    }
}
