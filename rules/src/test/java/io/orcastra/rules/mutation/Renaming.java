package io.orcastra.rules.mutation;

import io.orcastra.facts.cluster.Node;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes of facts the same facts about other nodes, services and tasks. */
final class Renaming {
    private static final Pattern NAMING = Pattern.compile(
            "id|\\w+Ids?|hostname|shortName|service|services|dependent|anchor|other|subject|failedTask|stack");
    private static final Set<String> NAMED = Set.of("Service", "Anchor");

    private final Set<String> names;
    private final String suffix;

    private Renaming(Set<String> names, String suffix) {
        this.names = names;
        this.suffix = suffix;
    }

    /** @param suffix that each name in these facts gets */
    static Renaming of(Collection<?> facts, String suffix) {
        return new Renaming(names(facts), suffix);
    }

    /** The same, but for nodes: other services and tasks, side by side with these. */
    static Renaming onTheSameNodes(Collection<?> facts, String suffix) {
        Set<String> names = names(facts);
        names.removeAll(names(facts.stream().filter(Node.class::isInstance).toList()));
        return new Renaming(names, suffix);
    }

    private static Set<String> names(Collection<?> facts) {
        var names = new HashSet<String>();
        facts.forEach(fact -> collect(fact, false, names));
        names.remove("");
        return names;
    }

    private static void collect(Object value, boolean naming, Set<String> names) {
        if (value instanceof Record fact) {
            String type = fact.getClass().getSimpleName();
            for (RecordComponent component : fact.getClass().getRecordComponents()) {
                collect(value(component, fact), NAMING.matcher(component.getName()).matches()
                        || component.getName().equals("name") && NAMED.contains(type), names);
            }
        } else if (value instanceof Collection<?> several) {
            several.forEach(each -> collect(each, naming, names));
        } else if (naming && value instanceof String name) {
            names.add(name);
        }
    }

    /** The fact with its names changed; itself when there are none in it. */
    Object of(Object value) {
        if (value instanceof String text) {
            return names.contains(text) ? text + suffix : text;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::of).toList();
        }
        if (value instanceof Set<?> set) {
            return set.stream().map(this::of).collect(Collectors.toUnmodifiableSet());
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().collect(Collectors.toUnmodifiableMap(
                    entry -> of(entry.getKey()), entry -> of(entry.getValue())));
        }
        return value instanceof Record fact ? renamed(fact) : value;
    }

    private Object renamed(Record fact) {
        RecordComponent[] components = fact.getClass().getRecordComponents();
        try {
            Constructor<?> constructor = fact.getClass().getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            Object copy = constructor.newInstance(
                    Arrays.stream(components).map(component -> of(value(component, fact))).toArray());
            return copy.equals(fact) ? fact : copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + fact, e);
        }
    }

    private static Object value(RecordComponent component, Record fact) {
        try {
            return component.getAccessor().invoke(fact);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + component.getName() + " in " + fact, e);
        }
    }
}
