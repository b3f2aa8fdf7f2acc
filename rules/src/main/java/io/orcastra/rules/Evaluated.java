package io.orcastra.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.model.functions.PredicateInformation;

/**
 * Which rules the classes of compiled conditions belong to, for somebody who sees them on a stack. Rules of several files
 * that ask the same have a class each, but share the node that is evaluated, by the class of any of them: what they ask
 * tells, not the class.
 */
final class Evaluated {
    private static final String CLASSES = RuleCompiler.PACKAGE + ".";
    private static final String CONDITION = "Lambda";

    /** By class what it asks. */
    private final Map<String, String> asked = new HashMap<>();
    /** By what is asked the rules that ask it; all of a file where it can only be told that one of them does. */
    private final Map<String, Set<RuleDescription>> asking = new HashMap<>();

    Evaluated(List<CompiledFile> files) {
        files.forEach(this::read);
    }

    private void read(CompiledFile file) {
        RuleClasses classes = new RuleClasses(List.of(file.module()), Evaluated.class.getClassLoader());
        for (String name : classes.names()) {
            if (isOfARule(name)) {
                try {
                    Class<?> type = classes.loadClass(name);
                    String content = content(type);
                    asked.put(name, content);
                    asking.computeIfAbsent(content, none -> new LinkedHashSet<>()).addAll(rules(file, type));
                } catch (ClassNotFoundException | LinkageError unreadable) {
                    asked.put(name, name);
                    asking.computeIfAbsent(name, none -> new LinkedHashSet<>()).addAll(file.rules());
                }
            }
        }
    }

    /**
     * For each set of rules that a thread was judging by, how often; looks at which it was in no condition do not count.
     */
    Map<Set<RuleDescription>, Long> in(Collection<StackTraceElement[]> stacks) {
        return stacks.stream().map(this::rules).filter(rules -> !rules.isEmpty())
                .collect(Collectors.groupingBy(rules -> rules, Collectors.counting()));
    }

    /** Of the innermost condition. */
    private Set<RuleDescription> rules(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName).filter(asked::containsKey).findFirst()
                .map(name -> Set.copyOf(asking.get(asked.get(name)))).orElse(Set.of());
    }

    private static boolean isOfARule(String className) {
        return className.startsWith(CLASSES) && className.startsWith(CONDITION, className.lastIndexOf('.') + 1);
    }

    private static String content(Class<?> type) {
        try {
            return (String) type.getField("EXPRESSION_HASH").get(null);
        } catch (ReflectiveOperationException | ClassCastException noCondition) {
            return type.getName();
        }
    }

    private static Collection<RuleDescription> rules(CompiledFile file, Class<?> type) {
        Set<String> named = names(type);
        List<RuleDescription> rules = new ArrayList<>(file.rules());
        rules.removeIf(rule -> !named.contains(rule.sentence()));
        return rules.isEmpty() ? file.rules() : rules;
    }

    /** Drools names the first few rules of a file that ask the same. */
    private static Set<String> names(Class<?> type) {
        try {
            var information = (PredicateInformation) type.getMethod("predicateInformation").invoke(type.getEnumConstants()[0]);
            return information.isMoreThanMaxRuleDefs() ? Set.of() : information.getRuleDefs().stream()
                    .map(PredicateInformation.RuleDef::getRuleName).collect(Collectors.toCollection(HashSet::new));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError noCondition) {
            return Set.of();
        }
    }
}
