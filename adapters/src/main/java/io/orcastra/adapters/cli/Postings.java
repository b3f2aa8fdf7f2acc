package io.orcastra.adapters.cli;

import io.orcastra.adapters.http.Posting;
import io.orcastra.adapters.http.Reply;
import java.util.Map;

/** What may be posted to a daemon, under the original's paths and with its answers. */
final class Postings {
    private static final String SYNC = "/sync";
    private static final String REFRESH_MODS = "/refresh_mods";

    private Postings() {
    }

    /** @param look asks for a cycle as soon as possible */
    static Map<String, Posting> of(Runnable look) {
        return Map.of(
                SYNC, body -> {
                    look.run();
                    return Reply.json(200, Map.of("status", "triggered"));
                },
                REFRESH_MODS, body -> Reply.error(501, "this version downloads no mods, so there is nothing to refresh",
                        "Maybe leave mods to the containers: LinuxServer's images fetch DOCKER_MODS when they start."));
    }
}
