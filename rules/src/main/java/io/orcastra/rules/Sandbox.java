package io.orcastra.rules;

import java.io.InputStream;
import java.net.URL;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that compiled rules can name: facts, values, and what Drools' generated code needs; nothing is visible that no rule
 * has been seen to need. A wall behind the linter; what is called of them is looked at once they are compiled.
 */
final class Sandbox extends ClassLoader {
    /** Facts, and what Drools has one of for each number of facts, each operator and each function. */
    static final Set<String> FAMILIES = Set.of("io.orcastra.facts.cluster.", "io.orcastra.facts.condition.", "io.orcastra.facts.control.",
            "io.orcastra.facts.decision.", "io.orcastra.facts.policy.", "org.drools.core.base.accumulators.",
            "org.drools.model.consequences.", "org.drools.model.functions.", "org.drools.model.operators.");
    /** What conditions are made of: interfaces, and the classes that make them. */
    private static final Set<String> OF_CONDITIONS = in("org.drools.model", "AlphaIndex", "Argument", "BetaIndex", "Consequence", "DSL",
            "Declaration", "DeclarationSource", "DomainClassMetadata", "Drools", "DroolsEntryPoint", "EntryPoint", "Global", "Index",
            "Model", "NamedModelItem", "PatternDSL", "Query", "Rule", "RuleItem", "RuleItemBuilder", "TypeMetaData", "Variable",
            "Window", "impl.RuleBuilder", "view.ExprViewItem", "view.ViewItem", "view.ViewItemBuilder");
    /** Named by what Drools writes into every file of rules; which of their methods is looked at in {@link CompiledCalls}. */
    private static final Set<String> OF_DROOLS = Set.of("org.drools.base.beliefsystem.Mode",
            "org.drools.base.rule.consequence.ConsequenceContext", "org.drools.compiler.kie.builder.MaterializedLambda",
            "org.drools.core.rule.consequence.KnowledgeHelper", "org.drools.ecj.EclipseJavaCompiler",
            "org.drools.modelcompiler.CanonicalKieModuleModel", "org.drools.modelcompiler.consequence.DroolsImpl",
            "org.drools.modelcompiler.dsl.pattern.D", "org.drools.modelcompiler.util.EvaluationUtil", "org.drools.util.DateUtils",
            "org.kie.api.KieServices", "org.kie.api.builder.ReleaseId", "org.kie.api.builder.model.KieBaseModel",
            "org.kie.api.builder.model.KieModuleModel", "org.kie.api.conf.EventProcessingOption",
            "org.kie.api.conf.KieBaseMutabilityOption", "org.kie.api.internal.utils.KieService", "org.kie.api.runtime.KieContext",
            "org.kie.api.runtime.rule.EntryPoint", "org.kie.api.runtime.rule.FactHandle", "org.kie.api.runtime.rule.RuleContext",
            "org.kie.util.maven.support.ReleaseIdImpl");
    /** Values, and the types they are made of. */
    private static final Set<String> OF_LANGUAGE = in("java.lang", "Boolean", "CharSequence", "Class",
            "ClassNotFoundException", "CloneNotSupportedException", "Comparable", "Double", "Enum", "Error", "Exception",
            "IllegalArgumentException", "Integer", "Iterable", "Long", "Number", "Object", "Override", "Record", "RuntimeException",
            "String", "Throwable", "constant.Constable", "constant.ConstantDesc", "constant.DynamicConstantDesc",
            "reflect.AnnotatedElement", "reflect.GenericDeclaration", "reflect.Type");
    /** By these a condition becomes an object, and parts a text; the machine asks for them when the rule first runs. */
    private static final Set<String> OF_MACHINE = in("java.lang.invoke", "LambdaMetafactory", "MethodHandles", "StringConcatFactory",
            "TypeDescriptor");
    private static final Set<String> OF_LIBRARY = in("java", "io.Externalizable", "io.IOException", "io.ObjectStreamException",
            "io.Serializable", "time.Duration", "time.Instant", "time.format.DateTimeFormatter",
            "time.format.DateTimeFormatterBuilder", "time.temporal.Temporal", "time.temporal.TemporalAccessor",
            "time.temporal.TemporalAdjuster", "time.temporal.TemporalAmount", "util.Arrays", "util.Collection", "util.Collections",
            "util.List", "util.Locale", "util.Map", "util.Optional", "util.Set", "util.function.Supplier", "util.regex.MatchResult",
            "util.regex.Matcher", "util.regex.Pattern");
    /** Each by name, without the classes within it, which are visible as it is. */
    static final Set<String> NAMED = Stream.of(OF_CONDITIONS, OF_DROOLS, OF_LANGUAGE, OF_MACHINE, OF_LIBRARY).flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    Sandbox(ClassLoader outside) {
        super(outside);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!allows(name)) {
            throw new ClassNotFoundException(name + ": rules may not use it");
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        return hides(name) ? null : super.getResource(name);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return hides(name) ? null : super.getResourceAsStream(name);
    }

    private static boolean hides(String resource) {
        return resource.endsWith(".class")
                && !allows(resource.substring(0, resource.length() - ".class".length()).replace('/', '.'));
    }

    static boolean allows(String name) {
        return NAMED.contains(entry(name)) || FAMILIES.stream().anyMatch(name::startsWith);
    }

    /** As it is named here: what is within a class goes with it, and indexes are numbered. */
    static String entry(String name) {
        return name.replaceFirst("\\$.*", "").replaceFirst("(?<=\\.BetaIndex)(\\d|N)$", "");
    }

    private static Set<String> in(String where, String... names) {
        return Stream.of(names).map(name -> where + "." + name).collect(Collectors.toUnmodifiableSet());
    }
}
