package io.orcastra.rules.reading;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads fields of facts by their names in rules. Used by one thread. */
final class Accessors {
    private final Map<List<Object>, Method> known = new HashMap<>();

    /** @throws Unreadable when there is no such field */
    Object read(Object target, String field) {
        try {
            return known.computeIfAbsent(List.of(target.getClass(), field), key -> find(target.getClass(), field))
                    .invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new Unreadable(target.getClass().getSimpleName() + "." + field + " cannot be read: " + e.getCause());
        }
    }

    private static Method find(Class<?> type, String field) {
        String capital = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
        for (String name : List.of(field, "is" + capital, "get" + capital)) {
            Method method = accessible(type, name);
            if (method != null) {
                return method;
            }
        }
        throw new Unreadable(type.getSimpleName() + " has no field " + field);
    }

    /** Collections of the JDK are of classes that may not be called; their interfaces may. */
    private static Method accessible(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> face : each.getInterfaces()) {
                Method inherited = accessible(face, name);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        try {
            Method method = type.getMethod(name);
            return java.lang.reflect.Modifier.isPublic(method.getDeclaringClass().getModifiers()) ? method : null;
        } catch (NoSuchMethodException none) {
            return null;
        }
    }
}
