package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where HTTP listens.
 *
 * @param address   name or number of an interface; {@code 127.0.0.1} unless {@code HTTP_ADDRESS} says otherwise
 * @param port      6060 by default; 0 lets the system choose
 * @param tokenFile file with the bearer token of every path but {@code /healthz} and {@code /metrics}; without one those
 *                  paths refuse everybody
 */
public record HttpEndpoint(String address, int port, Optional<Path> tokenFile) {
    public static final HttpEndpoint DEFAULT = new HttpEndpoint("127.0.0.1", 6060, Optional.empty());
}
