package io.orcastra.engine.recording;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type as it was when its records were written, and how they are made today: what it has got since is empty, what it
 * has lost is skipped, and records of a type that is no more are nothing.
 */
final class ReadShape {
    /** Only values of these packages, which hold nothing but records without effect, are made from bytes. */
    private static final Set<String> PARTS = Set.of("facts.", "engine.plan.", "engine.record.", "engine.recording.", "engine.ledger.");

    private final String name;
    private final List<Kind> kinds;
    private final Constructor<?> constructor;
    private final RecordComponent[] components;
    /** By component of today, the place of its value among those written; -1 when there was none. */
    private final int[] places;

    private ReadShape(String name, List<Kind> kinds, Constructor<?> constructor, RecordComponent[] components, int[] places) {
        this.name = name;
        this.kinds = List.copyOf(kinds);
        this.constructor = constructor;
        this.components = components;
        this.places = places;
    }

    static ReadShape of(String name, List<String> written, List<Kind> kinds) throws UnreadableRecording {
        Optional<Class<?>> type = type(name);
        if (type.isEmpty()) {
            return new ReadShape(name, kinds, null, new RecordComponent[0], new int[0]);
        }
        RecordComponent[] components = type.get().getRecordComponents();
        int[] places = Arrays.stream(components).mapToInt(component -> written.indexOf(component.getName())).toArray();
        try {
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return new ReadShape(name, kinds, type.get().getDeclaredConstructor(types), components, places);
        } catch (NoSuchMethodException e) {
            throw new UnreadableRecording(name + " cannot be made", e);
        }
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** Null when the type is no more. */
    Object make(Object[] values) throws UnreadableRecording {
        if (constructor == null) {
            return null;
        }
        try {
            Object[] arguments = new Object[components.length];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> type = components[i].getType();
                arguments[i] = places[i] < 0 ? empty(type) : fitting(type, values[places[i]]);
            }
            return constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException | IllegalArgumentException e) {
            throw new UnreadableRecording("what was recorded is no " + name, e);
        }
    }

    private static Optional<Class<?>> type(String name) {
        if (PARTS.stream().noneMatch(name::startsWith)) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(Shape.ROOT + name, false, ReadShape.class.getClassLoader());
            return Optional.<Class<?>>of(type).filter(Class::isRecord);
        } catch (ClassNotFoundException | LinkageError gone) {
            return Optional.empty();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object fitting(Class<?> type, Object value) {
        if (type == int.class && value instanceof Long number) {
            return number.intValue();
        }
        return type.isEnum() && value instanceof String constant ? Enum.valueOf((Class) type, constant) : value;
    }

    private static Object empty(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        if (type == boolean.class) {
            return false;
        }
        return type == String.class ? "" : type == List.class ? List.of() : type == Set.class ? Set.of()
                : type == Map.class ? Map.of() : type == Duration.class ? Duration.ZERO : null;
    }
}
