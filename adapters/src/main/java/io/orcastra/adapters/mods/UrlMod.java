package io.orcastra.adapters.mods;

import io.orcastra.adapters.prometheus.fetch.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file at an address, named as the last part of its path.
 *
 * @param digest what it has to be, when the address ends in {@code #sha256:...}
 */
record UrlMod(URI address, Optional<Sha256> digest, String file) implements Mod {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@=-]{0,180}");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LONGEST = 2000;

    static UrlMod parse(String text) throws ModFailed {
        URI uri = address(text);
        if (uri.getHost() == null || !SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
            throw ModFailed.forGood("is no address that begins with https:// or http://");
        }
        if (uri.getRawUserInfo() != null) {
            throw ModFailed.forGood("has a password in its address, which would stand in everybody's view");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (!NAME.matcher(file).matches()) {
            throw ModFailed.forGood("has an address that does not end in the name of a file");
        }
        return new UrlMod(withoutFragment(text), digest(uri), file);
    }

    @Override
    public String source() {
        return Shown.address(address);
    }

    @Override
    public String identity() {
        return address + digest.map(Sha256::toString).orElse("");
    }

    private static Optional<Sha256> digest(URI uri) throws ModFailed {
        if (uri.getRawFragment() == null) {
            return Optional.empty();
        }
        Optional<Sha256> digest = Sha256.parse(uri.getRawFragment().toLowerCase(Locale.ROOT));
        if (digest.isEmpty()) {
            throw ModFailed.forGood("has an address with # and no sha256: with 64 digits after it");
        }
        return digest;
    }

    private static URI withoutFragment(String text) throws ModFailed {
        return address(text.replaceFirst("#.*", ""));
    }

    private static URI address(String text) throws ModFailed {
        try {
            if (text.length() <= LONGEST) {
                return new URI(text);
            }
        } catch (URISyntaxException none) {
            // as said below
        }
        throw ModFailed.forGood("is no address");
    }
}
