package io.orcastra.adapters.yaml;

import io.orcastra.rules.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping whose keys are known: reports duplicates and unknown keys once, then hands out values. */
final class Section {
    /** A key as written, with its value. */
    record Entry(Value key, String name, Value value) {
    }

    /** Maps that keep rules from acting: one that is not understood must not stand. */
    private static final Set<String> LIMITING = Set.of("rules", "automation");

    private final String pattern;
    private final Keys keys;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Section(String pattern, Keys keys) {
        this.pattern = pattern;
        this.keys = keys;
    }

    /** A file of comments only. */
    static Section none(Keys keys) {
        return new Section("", keys);
    }

    /** What stands for a value that says nothing: all its defaults. */
    static Section standing(Value value) {
        return new Section(value.pattern(), value.keys());
    }

    static Section of(Value value, MappingNode mapping) {
        Section section = new Section(value.pattern(), value.keys());
        NodeTuple before = null;
        for (NodeTuple tuple : mapping.getValue()) {
            Optional<String> torn = before == null ? Optional.empty() : DecimalComma.advice(before, tuple);
            torn.ifPresentOrElse(advice -> torn(value, tuple, advice), () -> section.accept(value, tuple));
            before = tuple;
        }
        return section;
    }

    /** The value; absent also when nothing is written behind the colon, as when all below it is commented out. */
    Optional<Value> get(String name) {
        keys.get(within(pattern, name));
        return Optional.ofNullable(entries.get(name)).map(Entry::value).filter(value -> !value.isNull());
    }

    /** The map below a key; without entries when there is none. */
    Section section(String name) {
        return get(name).flatMap(Value::section).orElse(new Section(within(pattern, name), keys));
    }

    /** The key's default. */
    String standard(String name) {
        return keys.get(within(pattern, name)).defaultValue();
    }

    /** The number, or the key's default. */
    int number(String name) {
        Key key = keys.get(within(pattern, name));
        return get(name).flatMap(Value::whole).orElseGet(() -> Integer.valueOf(key.defaultValue()));
    }

    /** The number, or the key's default. */
    double decimal(String name) {
        Key key = keys.get(within(pattern, name));
        return get(name).flatMap(Value::decimal).orElseGet(() -> Double.valueOf(key.defaultValue()));
    }

    Optional<Boolean> flag(String name) {
        return get(name).flatMap(Value::flag);
    }

    /** All entries in the order of the file, whether a value follows or not. */
    Collection<Entry> entries() {
        return entries.values();
    }

    private void accept(Value owner, NodeTuple tuple) {
        Value key = new Value(owner.source(), tuple.getKeyNode(), owner.path(), owner.pattern(), keys);
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            key.error("a key must be a name", "Maybe a colon is missing, or {{ }} is left over from a template.");
            return;
        }
        String name = scalar.getValue();
        List<Key> known = keys.childrenOf(pattern);
        Optional<Key> declared = known.stream().filter(k -> k.isOpen() || k.name().equals(name)).findFirst();
        String path = within(owner.path(), Seen.printable(name, 64));
        if (declared.isEmpty()) {
            unknown(key, path, name, known);
            return;
        }
        Value value = new Value(owner.source(), tuple.getValueNode(), path, declared.get().path(), keys);
        Entry earlier = entries.putIfAbsent(name, new Entry(key, name, value));
        if (earlier != null) {
            key.error(path + " is written twice, first in line " + (earlier.key().node().getStartMark().getLine() + 1),
                    "Maybe merge the two, or remove one.");
        }
    }

    private static void torn(Value owner, NodeTuple tuple, String advice) {
        new Value(owner.source(), tuple.getKeyNode(), owner.path(), owner.pattern(), owner.keys()).error(
                Seen.quoted(((ScalarNode) tuple.getKeyNode()).getValue()) + " stands behind a comma, which ends the value before it",
                advice);
    }

    private static void unknown(Value key, String path, String name, List<Key> known) {
        List<String> names = known.stream().map(Key::name).toList();
        String advice = Spelling.nearest(name, names)
                .map(nearest -> "Maybe you meant " + nearest + ".")
                .orElse("Maybe remove it; known here: " + String.join(", ", names) + ".");
        if (LIMITING.contains(key.pattern())) {
            key.error(path + " is not a known key, and what it was to limit would act", advice);
        } else {
            key.warning(path + " is not a known key and has no effect", advice);
        }
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
