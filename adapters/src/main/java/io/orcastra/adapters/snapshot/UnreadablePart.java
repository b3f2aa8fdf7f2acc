package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/** Something in the part of a daemon cannot be read. That part is read as a tree, which does not know its lines. */
final class UnreadablePart extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    private final transient JsonPointer where;
    private final JsonProcessingException reason;

    /** @param where in the part, such as {@code /history} */
    UnreadablePart(String where, JsonProcessingException reason) {
        super(null, reason.getOriginalMessage(), reason);
        this.where = JsonPointer.compile("/daemon" + where);
        this.reason = reason;
    }

    JsonProcessingException reason() {
        return reason;
    }

    /** As in {@code daemon.history[3]}. */
    String path() {
        return WhatIsWrong.dotted(where.toString());
    }

    /** Where what cannot be read begins in the text of the document; null when it cannot be found. */
    JsonLocation in(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().pathAsPointer().equals(where)) {
                    return parser.currentTokenLocation();
                }
            }
            return null;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
