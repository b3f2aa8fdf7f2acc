package io.orcastra.rules.lint;

import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.Spelling;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The types rules may name, by simple name, and what they can be asked. */
public final class FactTypes {
    static final List<String> PACKAGES = List.of("io.orcastra.facts.cluster", "io.orcastra.facts.condition",
            "io.orcastra.facts.control", "io.orcastra.facts.decision", "io.orcastra.facts.policy");
    static final Set<String> VALUES =
            Set.of("java.time.Duration", "java.time.Instant", "java.util.Set", "java.util.List");
    private static final Set<Class<?>> CONCLUSIONS =
            Set.of(Timer.class, HeldTimer.class, Recovered.class, Proposal.class, Veto.class, TargetVeto.class,
                    Finding.class);
    private static final Set<String> OF_OBJECT =
            Set.of("hashCode", "toString", "getClass", "notify", "notifyAll", "wait");

    private final ClassLoader loader;
    /** Rules name the same few types thousands of times, and a name that is none is sought in every package and jar. */
    private final Map<String, Optional<Class<?>>> named = new ConcurrentHashMap<>();
    private final Map<Class<?>, Map<String, Class<?>>> fields = new ConcurrentHashMap<>();
    private FactIndex index;

    public FactTypes(ClassLoader loader) {
        this.loader = loader;
    }

    /** The type with this name, an enumeration or interface as well. */
    public Optional<Class<?>> named(String simpleName) {
        return named.computeIfAbsent(simpleName,
                name -> PACKAGES.stream().flatMap(home -> load(home + "." + name).stream()).findFirst());
    }

    /** The package that has to be imported for this name; empty for what rules cannot name. */
    Optional<String> home(String simpleName) {
        return named(simpleName).map(Class::getPackageName).or(() -> VALUES.stream()
                .filter(value -> value.endsWith("." + simpleName)).map(value -> value.substring(0, value.lastIndexOf('.'))).findFirst());
    }

    /** What a field holds; empty when there is no such field. */
    Optional<Class<?>> fieldType(Class<?> type, String field) {
        return Optional.ofNullable(fields.computeIfAbsent(type, FactTypes::typesOfFields).get(field));
    }

    private static Map<String, Class<?>> typesOfFields(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getParameterCount() == 0)
                .collect(Collectors.toMap(Method::getName, Method::getReturnType, (first, bridge) -> first));
    }

    /** Names a pattern of this type can use, sorted. */
    Set<String> fields(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName).filter(name -> !OF_OBJECT.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The field of a field that somebody probably meant, as in {@code resources.memoryBytes}. */
    Optional<String> nearestBelow(Class<?> type, String field) {
        Map<String, String> paths = new TreeMap<>();
        fields(type).forEach(outer -> fieldType(type, outer).filter(Class::isRecord)
                .ifPresent(held -> fields(held).forEach(inner -> paths.putIfAbsent(inner, outer + "." + inner))));
        return Spelling.nearest(field, paths.keySet()).map(paths::get);
    }

    /** Whether rules may conclude facts of the type with this name. */
    boolean isConclusion(String simpleName) {
        return named(simpleName)
                .filter(type -> Condition.class.isAssignableFrom(type) || CONCLUSIONS.contains(type)).isPresent();
    }

    /** Whether some fact or action declares a method of this name, which is ours and does nothing but tell. */
    boolean isGetter(String name) {
        return index().getters().contains(name);
    }

    /** The type somebody probably meant. */
    Optional<String> nearest(String simpleName) {
        return Spelling.nearest(simpleName, index().types());
    }

    /** What rules may conclude, sorted. */
    Set<String> conclusions() {
        return index().types().stream().filter(this::isConclusion).collect(Collectors.toCollection(TreeSet::new));
    }

    private FactIndex index() {
        if (index == null) {
            index = FactIndex.of(this);
        }
        return index;
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
