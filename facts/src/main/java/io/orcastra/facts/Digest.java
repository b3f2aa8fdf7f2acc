package io.orcastra.facts;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A short name for a long identity: equal parts in equal order give equal digests, in every process. A part may be a text, a
 * number, a fact, or a list, set or map of such; the order in which a set or map tells what it holds makes no difference.
 *
 * @param text 36 characters, so that no two identities are ever the same by chance
 */
public record Digest(String text) {
    private static final int BRIEF = 8;

    public static Digest of(Object... parts) {
        var identity = new StringBuilder();
        for (Object part : parts) {
            String text = written(part);
            identity.append(text.length()).append(':').append(text);
        }
        return new Digest(UUID.nameUUIDFromBytes(identity.toString().getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** 8 characters of it, for where thousands are kept and a chance of one in four billion does no harm. */
    public String brief() {
        return text.substring(0, BRIEF);
    }

    private static String written(Object part) {
        if (part instanceof Record record) {
            return record.getClass().getSimpleName() + Arrays.stream(record.getClass().getRecordComponents())
                    .map(component -> component.getName() + "=" + written(value(record, component)))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (part instanceof Map<?, ?> map) {
            return sorted(map.entrySet().stream().map(entry -> written(entry.getKey()) + "=" + written(entry.getValue())));
        }
        if (part instanceof Set<?> set) {
            return sorted(set.stream().map(Digest::written));
        }
        return part instanceof Collection<?> list ? list.stream().map(Digest::written).toList().toString() : String.valueOf(part);
    }

    private static String sorted(Stream<String> texts) {
        List<String> all = texts.sorted().toList();
        return all.toString();
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("no component of a fact: " + component, impossible);
        }
    }
}
