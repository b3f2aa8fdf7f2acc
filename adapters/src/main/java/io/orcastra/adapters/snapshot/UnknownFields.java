package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Skips what this version does not know, and says so once for each field of a type. */
final class UnknownFields extends DeserializationProblemHandler {

    private final String document;
    private final Consumer<String> warnings;
    private final Set<String> said = new HashSet<>();

    UnknownFields(String document, Consumer<String> warnings) {
        this.document = document;
        this.warnings = warnings;
    }

    @Override
    public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser, JsonDeserializer<?> reader,
            Object owner, String field) throws IOException {
        Class<?> type = owner instanceof Class<?> named ? named : owner.getClass();
        int line = parser.currentTokenLocation().getLineNr();
        if (said.add(type.getSimpleName() + "." + field)) {
            warnings.accept(document + ":" + line + ": skipped unknown field '" + field + "'");
        }
        parser.skipChildren();
        return true;
    }
}
