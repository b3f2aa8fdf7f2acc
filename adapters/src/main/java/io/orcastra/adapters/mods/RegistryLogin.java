package io.orcastra.adapters.mods;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a registry knows somebody by. Never shows what it holds. */
public sealed interface RegistryLogin {

    /** A name and a password, or an access token in the place of one. */
    record Password(String user, String password) implements RegistryLogin {

        /** The header {@code Authorization}. */
        String basic() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "password of " + user;
        }
    }

    /** What a registry gave at login to ask for tokens with. */
    record Identity(String token) implements RegistryLogin {
        @Override
        public String toString() {
            return "an identity token";
        }
    }
}
