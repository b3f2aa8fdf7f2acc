package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
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
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                expect(parser, context, JsonToken.START_OBJECT, name + "[" + i + "] is not an object");
                facts.add(possible(placed(parser, context, type.get(), i), context));
            }
        }
        return new FactLists(facts);
    }

    private static Record placed(JsonParser parser, DeserializationContext context, Class<? extends Record> type, int index)
            throws IOException {
        try {
            return context.readValue(parser, type);
        } catch (JsonMappingException wrong) {
            wrong.prependPath(FactLists.class, index);
            wrong.prependPath(FactLists.class, type.getSimpleName());
            throw wrong;
        }
    }

    private static Record possible(Record fact, DeserializationContext context) throws JsonMappingException {
        Optional<String> why = Figures.impossible(fact);
        if (why.isPresent()) {
            throw JsonMappingException.from(context, why.get());
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
