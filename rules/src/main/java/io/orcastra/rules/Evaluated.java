package io.orcastra.rules;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.model.functions.PredicateInformation;

/**
 * Which rules a class of compiled conditions belongs to, for somebody who sees it on a stack. Rules of several files that
 * ask the same share one class.
 */
final class Evaluated {
    private static final String CLASSES = RuleCompiler.PACKAGE + ".";
    private static final String CONDITION = "Lambda";

    private Evaluated() {
    }

    /** Whether the class was made of a rule, by its name. */
    static boolean isOfARule(String className) {
        return className.startsWith(CLASSES) && className.startsWith(CONDITION, className.lastIndexOf('.') + 1);
    }

    /** Of each file the rules that ask it; all of the file where it can only be told that one of them does. */
    static List<RuleDescription> rules(String className, List<CompiledFile> files) {
        List<RuleDescription> rules = new ArrayList<>();
        for (CompiledFile file : files) {
            try {
                rules.addAll(rules(file, new RuleClasses(List.of(file.module()), Evaluated.class.getClassLoader())
                        .loadClass(className)));
            } catch (ClassNotFoundException ofAnother) {
                continue;
            }
        }
        return rules;
    }

    private static List<RuleDescription> rules(CompiledFile file, Class<?> type) {
        Set<String> named = names(type);
        List<RuleDescription> asking = file.rules().stream().filter(rule -> named.contains(rule.sentence())).toList();
        return asking.isEmpty() ? file.rules() : asking;
    }

    private static Set<String> names(Class<?> type) {
        try {
            Method information = type.getMethod("predicateInformation");
            Object instance = type.isEnum() ? type.getEnumConstants()[0] : type.getField("INSTANCE").get(null);
            return ((PredicateInformation) information.invoke(instance)).getRuleDefs().stream()
                    .map(PredicateInformation.RuleDef::getRuleName).collect(Collectors.toSet());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError noCondition) {
            return Set.of();
        }
    }

    /** Classes of rules among these frames, the innermost first. */
    static Stream<String> classes(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName).filter(Evaluated::isOfARule);
    }
}
