package io.orcastra.adapters.cli;

import io.orcastra.adapters.http.BearerToken;
import io.orcastra.adapters.http.HealthAnswer;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.yaml.HttpEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Binds the HTTP server, or says in words why that failed. */
final class HttpSetup {

    /**
     * Limits of the JDK's server, which it reads once: seconds for a whole request, for a whole answer and for an idle
     * connection, and the most connections at once (later JDKs only). A scrape takes milliseconds.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "10",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxReqHeaders", "50",
            "jdk.httpserver.maxConnections", "64");

    private HttpSetup() {
    }

    /**
     * @param routes   behind the token
     * @param variable names the file of the token
     */
    static StatusServer server(HttpEndpoint where, String variable, Supplier<? extends HealthAnswer> health, Supplier<String> metrics,
            Routes routes) {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        InetSocketAddress address = new InetSocketAddress(where.address(), where.port());
        try {
            return new StatusServer(address, health, metrics, Metrics.CONTENT_TYPE,
                    where.tokenFile().map(file -> token(file, variable)), routes);
        } catch (IOException e) {
            throw new UserError("HTTP_ADDRESS: cannot listen on " + where.address() + ":" + where.port() + ": " + e.getMessage()
                    + "\nMaybe another instance runs on this host: HTTP_ADDRESS names another address or port.", e);
        }
    }

    private static BearerToken token(Path file, String variable) {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserError(variable + ": " + file + " cannot be read: " + e.getMessage()
                    + "\nMaybe the secret is not mounted, or not readable for this user.", e);
        }
        return Optional.of(secret).filter(text -> !text.isEmpty()).map(BearerToken::new).orElseThrow(() -> new UserError(
                variable + ": " + file + " is empty\nMaybe make a token: openssl rand -hex 32"));
    }
}
