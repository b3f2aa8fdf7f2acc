package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.orcastra.facts.cluster.NodeMemory;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code {"Node": [...], "Service": [...]}}; a list that is absent is empty. */
final class FactListsReader extends StdDeserializer<FactLists> {

    private static final long serialVersionUID = 1L;

    FactListsReader() {
        super(FactLists.class);
    }

    @Override
    public FactLists deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        expect(parser, context, JsonToken.START_OBJECT, "facts is not an object");
        Set<Object> facts = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Optional<Class<? extends Record>> type = FactLists.TYPES.stream()
                    .filter(known -> known.getSimpleName().equals(name)).findFirst();
            parser.nextToken();
            if (type.isEmpty()) {
                context.handleUnknownProperty(parser, this, FactLists.class, name);
                continue;
            }
            expect(parser, context, JsonToken.START_ARRAY, name + " is not a list");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser, context, JsonToken.START_OBJECT, name + " holds something that is not an object");
                facts.add(possible(context.readValue(parser, type.get()), context));
            }
        }
        return new FactLists(facts);
    }

    /** What no machine can have would be counted with as if it were so. */
    private static Record possible(Record fact, DeserializationContext context) throws JsonMappingException {
        if (fact instanceof NodeMemory memory) {
            if (memory.totalBytes() <= 0) {
                throw JsonMappingException.from(context, "totalBytes of the NodeMemory of node " + memory.nodeId() + " is "
                        + memory.totalBytes() + ", it is above zero on every machine");
            }
            if (memory.usedBytes() < 0 || memory.usedBytes() > memory.totalBytes()) {
                throw JsonMappingException.from(context, "usedBytes of the NodeMemory of node " + memory.nodeId() + " is "
                        + memory.usedBytes() + ", it is from 0 to its totalBytes, " + memory.totalBytes());
            }
        }
        return fact;
    }

    private static void expect(JsonParser parser, DeserializationContext context, JsonToken token, String otherwise)
            throws JsonMappingException {
        if (parser.currentToken() != token) {
            throw JsonMappingException.from(context, otherwise);
        }
    }
}
