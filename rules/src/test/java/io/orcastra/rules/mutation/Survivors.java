package io.orcastra.rules.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mutants that are known to survive, each with its reason, as {@code docs/mutation.md} lists them. */
final class Survivors {
    private static final Path LIST = Path.of("..", "docs", "mutation.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(ORC-[^`]+)` \\| (.+?) \\|$");

    private Survivors() {
    }

    /** By name of the mutant: the reason. */
    static Map<String, String> listed() throws IOException {
        var reasons = new TreeMap<String, String>();
        Matcher row = ROW.matcher(Files.readString(LIST));
        while (row.find()) {
            reasons.put(row.group(1), row.group(2));
        }
        return reasons;
    }
}
