package io.orcastra.engine.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of one ledger entry: {@code name=value; name=value}, readable with {@code docker config inspect}. What
 * would be read as a separator is percent-encoded.
 */
final class Fields {
    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    static Fields empty() {
        return new Fields(new LinkedHashMap<>());
    }

    static Fields parse(String text) {
        Fields fields = empty();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.values.put(part.substring(0, equals).strip(), decoded(part.substring(equals + 1)));
            }
        }
        return fields;
    }

    Fields with(String name, Object value) {
        values.put(name, String.valueOf(value));
        return this;
    }

    /** Value of a field, empty when it is not there. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text
                .append(text.isEmpty() ? "" : "; ").append(name).append('=').append(encoded(value)));
        return text.toString();
    }

    private static String encoded(String value) {
        return value.replace("%", "%25").replace(";", "%3B").replace("\n", "%0A").replace("\r", "%0D");
    }

    private static String decoded(String value) {
        return value.replace("%0D", "\r").replace("%0A", "\n").replace("%3B", ";").replace("%25", "%");
    }
}
