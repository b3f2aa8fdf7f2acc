package io.orcastra.rules;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that rules may call when they run: facts, what is harmless of values, and what Drools writes into every rule. */
final class CallsOfRules {
    private static final List<String> WHOLE = List.of("io/orcastra/facts/", "java/time/Duration.", "java/time/Instant.",
            "java/math/BigDecimal.", "java/math/BigInteger.", "org/drools/core/base/accumulators/", "org/drools/model/PatternDSL$",
            "org/drools/model/Index$ConstraintType.", "org/drools/model/DomainClassMetadata.", "org/drools/model/functions/",
            "org/drools/modelcompiler/util/EvaluationUtil.");
    private static final Set<String> OF_COLLECTIONS = Set.of("of", "copyOf", "size", "isEmpty", "contains", "containsAll");
    private static final Set<String> OF_NUMBERS = Set.of("valueOf", "TYPE", "intValue", "longValue", "doubleValue", "booleanValue",
            "compare", "compareTo", "equals");
    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            entry("java/lang/Object", Set.of("<init>", "equals", "hashCode")),
            entry("java/lang/String", Set.of("equals", "hashCode", "valueOf", "length", "isEmpty", "isBlank", "toLowerCase", "toUpperCase",
                    "trim", "strip", "startsWith", "endsWith", "contains", "compareTo")),
            entry("java/lang/StringBuilder", Set.of("<init>", "append", "toString")),
            entry("java/lang/Boolean", OF_NUMBERS), entry("java/lang/Integer", OF_NUMBERS), entry("java/lang/Long", OF_NUMBERS),
            entry("java/lang/Double", OF_NUMBERS), entry("java/lang/Number", OF_NUMBERS), entry("java/lang/Character", OF_NUMBERS),
            entry("java/lang/Enum", Set.of("<init>", "valueOf", "equals", "compareTo")),
            entry("java/lang/RuntimeException", Set.of("<init>")), entry("java/lang/IllegalArgumentException", Set.of("<init>")),
            entry("java/lang/System", Set.of("arraycopy")),
            entry("java/lang/invoke/LambdaMetafactory", Set.of("metafactory")),
            entry("java/lang/invoke/StringConcatFactory", Set.of("makeConcatWithConstants")),
            entry("java/time/format/DateTimeFormatterBuilder", Set.of("<init>", "appendPattern", "parseCaseInsensitive", "toFormatter")),
            entry("java/util/Arrays", Set.of("asList")), entry("java/util/Collections", Set.of("emptyList")),
            entry("java/util/Locale", Set.of("ENGLISH")),
            entry("java/util/Set", OF_COLLECTIONS), entry("java/util/List", OF_COLLECTIONS), entry("java/util/Collection", OF_COLLECTIONS),
            entry("java/util/Map", OF_COLLECTIONS),
            entry("java/util/regex/Pattern", Set.of("compile", "matcher")), entry("java/util/regex/Matcher", Set.of("matches")),
            entry("org/drools/core/rule/consequence/KnowledgeHelper", Set.of("insertLogical")),
            entry("org/drools/model/impl/RuleBuilder", Set.of("build", "metadata")),
            entry("org/drools/modelcompiler/consequence/DroolsImpl", Set.of("asKnowledgeHelper")),
            entry("org/drools/modelcompiler/dsl/pattern/D", Set.of("accFunction", "accumulate", "alphaIndexedBy", "and", "betaIndexedBy",
                    "declarationOf", "eval", "execute", "exists", "expr", "forall", "not", "on", "pattern", "reactOn", "rule")),
            entry("org/drools/util/DateUtils", Set.of("getDateFormatMask")),
            entry("org/kie/api/KieServices", Set.of("get", "newKieModuleModel")),
            entry("org/kie/api/builder/model/KieModuleModel", Set.of("newKieBaseModel")),
            entry("org/kie/api/builder/model/KieBaseModel", Set.of("setDefault", "setEventProcessingMode", "setMutability")),
            entry("org/kie/api/conf/EventProcessingOption", Set.of("CLOUD")),
            entry("org/kie/api/conf/KieBaseMutabilityOption", Set.of("ALLOWED")),
            entry("org/kie/util/maven/support/ReleaseIdImpl", Set.of("<init>")));
    private static final String OPERATORS = "org/drools/model/operators/";
    private static final String CONSEQUENCES = "org/drools/model/consequences/ConsequenceBuilder";

    private CallsOfRules() {
    }

    /** @param call as in a class file, such as {@code java/lang/String.length} */
    static boolean allows(String call) {
        String owner = call.substring(0, call.lastIndexOf('.'));
        String name = call.substring(owner.length() + 1);
        return WHOLE.stream().anyMatch(call::startsWith) || MEMBERS.getOrDefault(owner, Set.of()).contains(name)
                || owner.startsWith(OPERATORS) && name.equals("INSTANCE") || owner.startsWith(CONSEQUENCES) && name.equals("execute");
    }
}
