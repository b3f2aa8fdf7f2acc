package io.orcastra.adapters.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A fraction behind a comma, as most of Europe writes it. Within braces YAML takes the comma for the end of the value. */
final class DecimalComma {
    private static final Pattern FRACTION = Pattern.compile("([+-]?[0-9]{1,12}),([0-9]{1,9}(?: ?(?:[KMGT]iB|%))?)");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,12}");

    private DecimalComma() {
    }

    /** What the text is with a point; empty when there is no such comma in it. */
    static Optional<String> advice(String text) {
        Matcher fraction = FRACTION.matcher(text.strip());
        return fraction.matches() ? Optional.of("Maybe " + fraction.group(1) + "." + fraction.group(2)
                + " is meant: a point, not a comma.") : Optional.empty();
    }

    /** The same where a key is what stood behind the comma of the value before it. */
    static Optional<String> advice(NodeTuple before, NodeTuple key) {
        boolean torn = before.getValueNode() instanceof ScalarNode whole && WHOLE.matcher(whole.getValue()).matches()
                && key.getKeyNode() instanceof ScalarNode && key.getValueNode().getTag().equals(Tag.NULL)
                && key.getKeyNode().getStartMark().getIndex() == whole.getEndMark().getIndex() + 1;
        return torn ? advice(((ScalarNode) before.getValueNode()).getValue() + "," + ((ScalarNode) key.getKeyNode()).getValue())
                : Optional.empty();
    }
}
