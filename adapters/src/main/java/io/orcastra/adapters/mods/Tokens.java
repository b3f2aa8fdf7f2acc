package io.orcastra.adapters.mods;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What lets us in. */
interface Tokens {
    /** None, for what is open to all. */
    Tokens NONE = at("", "");

    /** Always the same header, for one host and port. */
    static Tokens at(String authority, String header) {
        return new Tokens() {
            @Override
            public Optional<String> of(URI address) {
                return Optional.of(header).filter(known -> authority.equals(address.getAuthority()));
            }

            @Override
            public boolean renewed(URI address, HttpHeaders refusal, long end) {
                return false;
            }
        };
    }

    /** The header {@code Authorization} for that address, and for no other host. */
    Optional<String> of(URI address);

    /** Whether another request may fare better than the one that was refused. */
    boolean renewed(URI address, HttpHeaders refusal, long end) throws ModFailed;
}
