package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where two JSON trees differ. Numbers are compared by value, members by presence: absent is not null and not empty.
 * Arrays are one place each, because what is added to a list of constraints has no path of its own.
 *
 * @param paths JSON pointers, empty when the trees are the same
 */
public record JsonDifference(SortedSet<String> paths) {

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    public static JsonDifference between(JsonNode before, JsonNode after) {
        SortedSet<String> paths = new TreeSet<>();
        collect(JsonPointer.empty(), before, after, paths);
        return new JsonDifference(paths);
    }

    /** The differences that lie neither at nor below one of these places. */
    public SortedSet<String> outside(Set<String> meant) {
        SortedSet<String> others = new TreeSet<>(paths);
        others.removeIf(path -> meant.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/")));
        return others;
    }

    private static void collect(JsonPointer at, JsonNode before, JsonNode after, Set<String> paths) {
        if (before.isObject() && after.isObject()) {
            for (String name : names(before, after)) {
                collect(at.appendProperty(name), before.path(name), after.path(name), paths);
            }
        } else if (isFilled(before) && isNothing(after)) {
            collect(at, before, JsonNodeFactory.instance.objectNode(), paths);
        } else if (isNothing(before) && isFilled(after)) {
            collect(at, JsonNodeFactory.instance.objectNode(), after, paths);
        } else if (!same(before, after)) {
            paths.add(at.toString());
        }
    }

    private static boolean isFilled(JsonNode node) {
        return node.isObject() && !node.isEmpty();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
