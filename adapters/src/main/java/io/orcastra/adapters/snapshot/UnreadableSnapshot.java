package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A snapshot that cannot be read; the message is for the user: what, where, and a last line of advice. */
public final class UnreadableSnapshot extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableSnapshot(String message, Throwable cause) {
        super(message, cause);
    }

    static UnreadableSnapshot because(String document, JsonProcessingException reason) {
        return because(document, reason.getLocation(), reason);
    }

    static UnreadableSnapshot because(String document, JsonLocation at, JsonProcessingException reason) {
        String place = at == null || at.getLineNr() < 1 ? document : document + ":" + at.getLineNr() + ":" + at.getColumnNr();
        String advice = reason instanceof JsonMappingException
                ? "Maybe it was edited by hand or written by another version: take the snapshot again with this one."
                : "Maybe the file is not a snapshot, or was cut short: take it again with 'orcastra snapshot FILE'.";
        return new UnreadableSnapshot(place + ": " + reason.getOriginalMessage() + "\n" + advice, reason);
    }
}
