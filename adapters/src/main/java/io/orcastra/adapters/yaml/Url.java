package io.orcastra.adapters.yaml;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where something lies, on the network or on disk, checked before it is used. */
final class Url {

    private Url() {
    }

    static Optional<URI> checked(String text, Value place) {
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (url.getRawUserInfo() != null) {
                place.error(place.path() + " holds a user name or password",
                        "Maybe write it without, and name user and password_file under memory_sources.");
                return Optional.empty();
            }
            if (web && url.getHost() != null && url.getFragment() == null && url.getPort() <= 65_535) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        return place.unexpected("a URL", "Maybe write http://my-host:9100/metrics.");
    }

    /** @param addressOnly whether only {@code {address}} can be known */
    static Optional<String> template(Value value, boolean addressOnly) {
        return value.text().flatMap(text -> {
            String example = text.replace("{address}", "127.0.0.1");
            if (!addressOnly) {
                example = example.replace("{hostname}", "host").replace("{id}", "id");
            }
            if (example.equals(text)) {
                return value.unexpected("a URL with {address} in it", "Maybe write \"http://{address}:9100/metrics\".");
            }
            return checked(example, value).map(good -> text);
        });
    }

    static Optional<Path> path(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return value.unexpected("a path", "Maybe write an absolute path.");
            }
        });
    }
}
