package io.orcastra.rules.reading;

import io.orcastra.rules.lint.FactTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule concludes, as far as it can be told without running it.
 *
 * @param type      null when it cannot be told
 * @param arguments the texts in the brackets, in order
 */
record Conclusion(Class<?> type, List<String> arguments) {
    private static final Pattern CREATION = Pattern.compile("(?s).*?\\bnew\\s+(\\w+)\\s*\\(");

    static Conclusion read(String text, FactTypes types) {
        Matcher creation = CREATION.matcher(text);
        if (!creation.lookingAt()) {
            return new Conclusion(null, List.of());
        }
        return new Conclusion(types.named(creation.group(1)).orElse(null), arguments(text, creation.end()));
    }

    /** The argument for that component, which constructors with fewer parameters leave out at the end. */
    Optional<String> argument(String component) {
        if (type == null || type.getRecordComponents() == null) {
            return Optional.empty();
        }
        for (int i = 0; i < Math.min(arguments.size(), type.getRecordComponents().length); i++) {
            if (type.getRecordComponents()[i].getName().equals(component)) {
                return Optional.of(arguments.get(i));
            }
        }
        return Optional.empty();
    }

    private static List<String> arguments(String text, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = from;
        for (int i = from; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"') {
                i = endOfString(text, i);
            } else if (one == '(') {
                depth++;
            } else if (one == ')' && depth-- == 0) {
                arguments.add(text.substring(begin, i).strip());
                return List.copyOf(arguments);
            } else if (one == ',' && depth == 0) {
                arguments.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        return List.copyOf(arguments);
    }

    private static int endOfString(String text, int quote) {
        int i = quote + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
