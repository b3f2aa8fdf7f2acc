package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final Pattern ADDRESS_AND_PORT =
            Pattern.compile("(?:\\[(?<ipv6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9.-]*))(?::(?<port>[0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Of {@code host}, {@code host:port}, {@code :port}, {@code ::1} or {@code [::1]:port}; empty when it is neither. */
    static Optional<HttpEndpoint> parse(String text) {
        if (BARE_IPV6.matcher(text).matches()) {
            return Optional.of(new HttpEndpoint(text, DEFAULT.port, Optional.empty()));
        }
        Matcher matcher = ADDRESS_AND_PORT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group("port") == null ? DEFAULT.port : Integer.parseInt(matcher.group("port"));
        String host = matcher.group("ipv6") == null ? matcher.group("host") : matcher.group("ipv6");
        HttpEndpoint endpoint = new HttpEndpoint(host.isEmpty() ? DEFAULT.address : host, port, Optional.empty());
        return Optional.of(endpoint).filter(parsed -> parsed.port <= HIGHEST_PORT);
    }

    public HttpEndpoint withToken(Optional<Path> file) {
        return new HttpEndpoint(address, port, file);
    }
}
