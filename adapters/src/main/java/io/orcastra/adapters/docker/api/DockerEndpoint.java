package io.orcastra.adapters.docker.api;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The address of one engine and how to prove who speaks.
 *
 * @param address {@code unix:///path} or {@code tcp://host:port}
 * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty means no TLS
 * @param origin where the address was found, for messages, such as {@code DOCKER_HOST}
 */
public record DockerEndpoint(URI address, Optional<Path> certificates, String origin) {

    private static final List<String> CERTIFICATE_FILES = List.of("ca.pem", "cert.pem", "key.pem");

    public DockerEndpoint {
        if (!"unix".equals(address.getScheme()) && !"tcp".equals(address.getScheme())) {
            throw new InvalidEndpoint(origin + " is \"" + address + "\", which is neither unix:// nor tcp://.",
                    "mount the engine's socket and use unix:///var/run/docker.sock.");
        }
        certificates.ifPresent(folder -> requireCertificates(folder, origin));
    }

    /**
     * The endpoint Docker's own client would use.
     *
     * @param environment the process's environment variables
     * @param home the user's home folder, in which {@code .docker} lies unless {@code DOCKER_CONFIG} says otherwise
     * @throws InvalidEndpoint if what is configured cannot be used
     */
    public static DockerEndpoint resolve(Map<String, String> environment, Path home) {
        return new EndpointResolver(environment, home).resolve();
    }

    /** Where Docker's own client keeps its settings, {@code DOCKER_CONFIG} or {@code .docker}; need not exist. */
    public static Path configFolder(Map<String, String> environment, Path home) {
        return new EndpointResolver(environment, home).configFolder();
    }

    /** The endpoint behind a socket file. */
    public static DockerEndpoint ofSocket(Path socket) {
        return new DockerEndpoint(URI.create("unix://" + socket.toAbsolutePath()), Optional.empty(), "the socket given");
    }

    /**
     * A transport to this endpoint; nothing is connected before the first request.
     *
     * @param silence how long a TCP peer may say nothing; a Unix socket knows no such limit
     */
    DockerHttpClient transport(Duration silence) {
        ApacheDockerHttpClient.Builder builder = new ApacheDockerHttpClient.Builder()
                .dockerHost(address)
                .connectionTimeout(Duration.ofSeconds(3))
                .responseTimeout(silence);
        certificates.ifPresent(folder -> builder.sslConfig(new LocalDirectorySSLConfig(folder.toString())));
        try {
            return builder.build();
        } catch (RuntimeException unreadable) {
            throw new InvalidEndpoint(
                    "The certificates in " + certificates.orElseThrow() + " cannot be used: " + unreadable.getMessage(),
                    "they are not PEM files, or the key does not belong to the certificate.", unreadable);
        }
    }

    /** Without this check the library would fall back to an unencrypted connection. */
    private static void requireCertificates(Path folder, String origin) {
        for (String name : CERTIFICATE_FILES) {
            if (!Files.isReadable(folder.resolve(name))) {
                throw new InvalidEndpoint(
                        "TLS is asked for (" + origin + "), but " + folder.resolve(name) + " is missing or unreadable.",
                        "DOCKER_CERT_PATH should name the folder that holds ca.pem, cert.pem and key.pem.");
            }
        }
    }

    @Override
    public String toString() {
        return address + (certificates.isPresent() ? " with TLS" : "") + " (" + origin + ")";
    }
}
