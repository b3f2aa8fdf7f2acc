package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.orcastra.facts.cluster.MemoryUnknown;
import java.io.IOException;
import java.time.Instant;

/** The one observed fact of which something may be absent: documents of earlier versions never hold it. */
final class MemoryUnknownReader extends StdDeserializer<MemoryUnknown> {
    private static final long serialVersionUID = 1L;

    MemoryUnknownReader() {
        super(MemoryUnknown.class);
    }

    @Override
    public MemoryUnknown deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String nodeId = null;
        String reason = null;
        Instant tooOldAt = MemoryUnknown.NEVER;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "nodeId" -> nodeId = context.readValue(parser, String.class);
                case "reason" -> reason = context.readValue(parser, String.class);
                case "tooOldAt" -> tooOldAt = context.readValue(parser, Instant.class);
                default -> context.handleUnknownProperty(parser, this, MemoryUnknown.class, name);
            }
        }
        return new MemoryUnknown(given(nodeId, "nodeId", context), given(reason, "reason", context), tooOldAt);
    }

    private static String given(String value, String property, DeserializationContext context) throws JsonMappingException {
        if (value == null) {
            throw JsonMappingException.from(context, "a MemoryUnknown has no " + property);
        }
        return value;
    }
}
