package io.orcastra.engine.recording;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The components of a type of records, as they are written down once before its first record. */
record Shape(int number, String name, List<RecordComponent> components, List<Kind> kinds) {
    /** Names are told without it; nothing outside of it is ever made from bytes. */
    static final String ROOT = "io.orcastra.";

    Shape {
        components = List.copyOf(components);
        kinds = List.copyOf(kinds);
    }

    static Shape of(Class<?> type, int number) {
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
        return new Shape(number, type.getName().substring(ROOT.length()), components,
                components.stream().map(component -> Kind.of(component.getType())).toList());
    }

    Object[] values(Object record) {
        Object[] values = new Object[components.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).getAccessor().invoke(record);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(name + " does not tell its components", e);
        }
        return values;
    }
}
