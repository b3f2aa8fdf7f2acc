package io.orcastra.adapters.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as in a compose file: {@code $$} is a dollar, {@code $NAME} a variable; any other dollar stands for itself.
 * Remembers which texts hold the value of a variable, for that may be a secret.
 */
final class Interpolation {
    static final String HIDDEN = "***";
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private final EnvironmentReader environment;
    private final Map<String, String> withVariables = new HashMap<>();

    Interpolation(EnvironmentReader environment) {
        this.environment = environment;
    }

    Optional<String> text(Value value) {
        return value.text().map(text -> {
            String filled = replaced(text, name -> variable(name, value));
            String shown = replaced(text, name -> environment.named(name).filter(held -> !held.isEmpty()).map(held -> HIDDEN).orElse(""));
            if (!shown.equals(filled)) {
                withVariables.put(filled, shown);
            }
            return filled;
        });
    }

    /** A text that was read here, with {@code ***} for values of variables; any other as it is. */
    String shown(String text) {
        return withVariables.getOrDefault(text, text);
    }

    private static String replaced(String text, UnaryOperator<String> variable) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) != null ? "$"
                : variable.apply(found.group(2) == null ? found.group(3) : found.group(2))));
    }

    private String variable(String name, Value value) {
        return environment.named(name).orElseGet(() -> {
            value.warning("the variable " + Seen.printable(name, 64) + " is not set: nothing is put in its place",
                    "Maybe set it for Orcastra, or write $$" + Seen.printable(name, 64) + " if no variable was meant.");
            return "";
        });
    }
}
