package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of an edit. */
public sealed interface Written {

    /**
     * Written and verified.
     *
     * @param before the object as it was read for this write
     * @param spec   what its spec is now
     */
    record Changed(JsonNode before, JsonNode spec) implements Written {
    }

    /** Nothing was written, because nothing was left to do. */
    record Left(String reason) implements Written {
    }

    /** Nothing was written, because it must not be. */
    record Refused(String reason) implements Written {
    }
}
