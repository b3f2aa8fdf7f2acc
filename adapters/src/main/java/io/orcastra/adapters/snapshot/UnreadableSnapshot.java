package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** A snapshot that cannot be read; the message is for the user: what, where, and a last line of advice. */
public final class UnreadableSnapshot extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableSnapshot(String message, Throwable cause) {
        super(message, cause);
    }

    static UnreadableSnapshot because(String document, JsonProcessingException reason) {
        return because(document, reason.getLocation(), WhatIsWrong.with(reason, ""), reason);
    }

    static UnreadableSnapshot because(String document, JsonLocation at, UnreadablePart reason) {
        return because(document, at, WhatIsWrong.with(reason.reason(), reason.path()), reason);
    }

    private static UnreadableSnapshot because(String document, JsonLocation at, WhatIsWrong wrong, JsonProcessingException reason) {
        String place = at == null || at.getLineNr() < 1 ? document : document + ":" + at.getLineNr() + ":" + at.getColumnNr();
        return new UnreadableSnapshot(place + ": " + wrong.what() + "\n" + wrong.advice(), reason);
    }
}
