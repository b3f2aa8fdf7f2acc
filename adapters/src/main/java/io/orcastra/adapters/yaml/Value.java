package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a file. Each reading returns what was asked for, or reports why not and returns nothing.
 *
 * @param path    where it stands, with the operator's own names, for messages
 * @param pattern the same as {@link Key#path} says it
 */
record Value(Source source, Node node, String path, String pattern, Keys keys) {
    private static final int LONGEST_NUMBER = 18;

    /** The same value, read by the rules of a key below it that was left out. */
    Value readAs(String key) {
        return new Value(source, node, path, pattern + "." + key, keys);
    }

    /** The same value, read as if a file of other keys held it and nothing else. */
    Optional<Section> rootOf(Keys others) {
        return new Value(source, node, "", "", others).section();
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    Optional<Section> section() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(Section.of(this, mapping));
        }
        return unexpected("a map of keys", "Maybe write each key on its own line, indented, followed by a colon.");
    }

    /** The entries; nothing at all inside a list is an error of its own and left out. */
    Optional<List<Value>> list() {
        if (!(node instanceof SequenceNode sequence)) {
            return unexpected("a list", "Maybe write [first, second], or each on its own line after a dash.");
        }
        List<Value> items = new ArrayList<>();
        int index = 0;
        for (Node child : sequence.getValue()) {
            Value item = new Value(source, child, path + "[" + index++ + "]", pattern + "[]", keys);
            if (item.isNull()) {
                item.error(item.path + " is empty", "Maybe remove the dash or comma.");
            } else {
                items.add(item);
            }
        }
        return Optional.of(items);
    }

    /** The text as written, whatever YAML would make of it: a host may be called {@code no} or {@code 42}. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return Optional.of(scalar.getValue());
        }
        return unexpected("text", "Maybe a bracket, a dash or a colon is too many.");
    }

    Optional<Boolean> flag() {
        Optional<Boolean> flag = node instanceof ScalarNode scalar ? Flag.parse(scalar.getValue()) : Optional.empty();
        return flag.or(() -> unexpected("true or false", "Maybe write " + name() + ": true."));
    }

    /** A whole number in the range declared for this key, or for the list it is an entry of. */
    Optional<Integer> whole() {
        String key = pattern.endsWith("[]") ? pattern.substring(0, pattern.length() - 2) : pattern;
        Range range = keys.get(key).range().orElseThrow();
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!text.matches("[+-]?[0-9]+")) {
            return unexpected("a whole number", DecimalComma.advice(text).orElse("Maybe write a number from " + range + "."));
        }
        long number = text.length() > LONGEST_NUMBER ? beyondAll(text) : Long.parseLong(text);
        if (!range.contains(number)) {
            return unexpected("in the range " + range, "Maybe write " + range.nearest(number) + ".");
        }
        return Optional.of((int) number);
    }

    /** A number, with a fraction or without, in the range declared for this key. */
    Optional<Double> decimal() {
        Range range = keys.get(pattern).range().orElseThrow();
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!text.matches("[+-]?[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return unexpected("a number", DecimalComma.advice(text)
                    .orElse("Maybe write a number from " + range + ", with a fraction or without."));
        }
        double number = Double.parseDouble(text);
        if (number < range.min() || number > range.max()) {
            return unexpected("in the range " + range, "Maybe write " + range.nearest((long) number) + ".");
        }
        return Optional.of(number);
    }

    private static long beyondAll(String number) {
        return number.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    void error(String message, String advice) {
        source.report(Severity.ERROR, node.getStartMark(), message, advice);
    }

    void warning(String message, String advice) {
        source.report(Severity.WARNING, node.getStartMark(), message, advice);
    }

    /** Last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    <T> Optional<T> unexpected(String wanted, String advice) {
        String subject = path.isEmpty() ? "the file" : path;
        error(subject + " is " + seen() + ", not " + wanted, advice);
        return Optional.empty();
    }

    private String seen() {
        if (node instanceof ScalarNode scalar) {
            return isNull() ? "empty" : Seen.quoted(scalar.getValue());
        }
        return isList() ? "a list" : "a map";
    }
}
