package io.orcastra.adapters.docker.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the endpoint in the order of Docker's own client: {@code DOCKER_HOST}, else the context named by
 * {@code DOCKER_CONTEXT}, else the {@code currentContext} of {@code config.json}, else the local socket.
 *
 * <p>docker-java's own resolution is not used: it mixes the address of one source with the certificates of another
 * and takes the local engine when a context does not exist.
 */
final class EndpointResolver {

    private static final String LOCAL_SOCKET = "unix:///var/run/docker.sock";
    private static final String LOCAL_TLS = "tcp://localhost:2376";
    private static final String DEFAULT_CONTEXT = "default";
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    private final Map<String, String> environment;
    private final Path configFolder;

    EndpointResolver(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.configFolder = variable("DOCKER_CONFIG").map(Path::of).orElse(home.resolve(".docker"));
    }

    Path configFolder() {
        return configFolder;
    }

    DockerEndpoint resolve() {
        Optional<String> host = variable("DOCKER_HOST");
        if (host.isPresent()) {
            return withEnvironmentTls(host.get(), "DOCKER_HOST");
        }
        DockerContexts contexts = new DockerContexts(configFolder);
        Optional<DockerContexts.Choice> choice = variable("DOCKER_CONTEXT")
                .map(name -> new DockerContexts.Choice(name, "DOCKER_CONTEXT"))
                .or(contexts::current)
                .filter(chosen -> !chosen.name().equals(DEFAULT_CONTEXT));
        if (choice.isPresent()) {
            DockerContexts.Context context = contexts.read(choice.get());
            String origin = "context \"" + choice.get().name() + "\" of " + choice.get().origin();
            return endpoint(context.host(), context.certificates(), origin);
        }
        return withEnvironmentTls(tlsAsked() ? LOCAL_TLS : LOCAL_SOCKET, "default");
    }

    private DockerEndpoint withEnvironmentTls(String host, String origin) {
        Optional<Path> certificates = tlsAsked() && !host.startsWith("unix:")
                ? Optional.of(variable("DOCKER_CERT_PATH").map(Path::of).orElse(configFolder))
                : Optional.empty();
        return endpoint(host, certificates, origin);
    }

    /** Docker's own client takes any value but the empty one for yes. */
    private boolean tlsAsked() {
        if (variable("DOCKER_TLS_VERIFY").isPresent()) {
            return true;
        }
        variable("DOCKER_TLS").ifPresent(value -> {
            throw new InvalidEndpoint("DOCKER_TLS is \"" + value + "\": TLS without verifying the engine is not offered.",
                    "set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH instead.");
        });
        return false;
    }

    private static DockerEndpoint endpoint(String host, Optional<Path> certificates, String origin) {
        return new DockerEndpoint(address(host, certificates.isPresent(), origin), certificates, origin);
    }

    private static URI address(String host, boolean tls, String origin) {
        if (host.equals("unix://")) {
            return URI.create(LOCAL_SOCKET);
        }
        String text = host.contains("://") ? host : "tcp://" + host;
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException notAnAddress) {
            throw malformed(host, origin);
        }
        if ("ssh".equals(uri.getScheme())) {
            throw new InvalidEndpoint(origin + " is \"" + host + "\": engines are not reached over ssh.",
                    "run on a manager with its socket mounted, or forward the socket: ssh -L /tmp/engine.sock:/var/run/docker.sock.");
        }
        if ("unix".equals(uri.getScheme())) {
            return unixAddress(uri, host, origin);
        }
        return "tcp".equals(uri.getScheme()) ? tcpAddress(uri, tls, host, origin) : uri;
    }

    private static URI unixAddress(URI uri, String host, String origin) {
        if (uri.getAuthority() != null) {
            throw new InvalidEndpoint(origin + " is \"" + host + "\": the path of a socket starts with a slash.",
                    "a slash is missing: unix:///" + host.substring("unix://".length()) + ".");
        }
        return uri;
    }

    private static URI tcpAddress(URI uri, boolean tls, String host, String origin) {
        try {
            URI server = uri.parseServerAuthority();
            if (server.getHost() == null) {
                throw malformed(host, origin);
            }
            int port = server.getPort() >= 0 ? server.getPort() : tls ? TLS_PORT : PLAIN_PORT;
            String path = server.getPath() == null ? "" : server.getPath();
            return new URI("tcp", null, server.getHost(), port, path, null, null);
        } catch (URISyntaxException notAServer) {
            throw malformed(host, origin);
        }
    }

    private static InvalidEndpoint malformed(String host, String origin) {
        return new InvalidEndpoint(origin + " is \"" + host + "\", which is not an address.",
                "write it like unix:///var/run/docker.sock or tcp://10.0.0.5:2376.");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
