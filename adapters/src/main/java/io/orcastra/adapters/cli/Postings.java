package io.orcastra.adapters.cli;

import io.orcastra.adapters.http.Posting;
import io.orcastra.adapters.http.Reply;
import java.util.Map;
import java.util.function.Supplier;

/** What may be posted to a daemon, under the original's paths and with its answers. */
final class Postings {
    private static final String SYNC = "/sync";
    private static final String REFRESH_MODS = "/refresh_mods";

    private Postings() {
    }

    /**
     * What is done for each path.
     *
     * @param look        asks for a cycle as soon as possible
     * @param refreshMods begins a refresh of all mods
     */
    static Map<String, Posting> of(Runnable look, Supplier<Reply> refreshMods) {
        return Map.of(
                SYNC, body -> {
                    look.run();
                    return Reply.json(200, Map.of("status", "triggered"));
                },
                REFRESH_MODS, body -> refreshMods.get());
    }
}
