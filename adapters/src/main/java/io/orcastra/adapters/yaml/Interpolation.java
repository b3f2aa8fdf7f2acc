package io.orcastra.adapters.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as in a compose file: {@code $$} is a dollar, {@code $NAME} a variable; any other dollar stands for itself. */
final class Interpolation {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private final EnvironmentReader environment;

    Interpolation(EnvironmentReader environment) {
        this.environment = environment;
    }

    Optional<String> text(Value value) {
        return value.text().map(text -> REFERENCE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) != null ? "$"
                        : variable(found.group(2) == null ? found.group(3) : found.group(2), value))));
    }

    private String variable(String name, Value value) {
        return environment.named(name).orElseGet(() -> {
            value.warning("the variable " + Seen.printable(name, 64) + " is not set: nothing is put in its place",
                    "Maybe set it for Orcastra, or write $$" + Seen.printable(name, 64) + " if no variable was meant.");
            return "";
        });
    }
}
