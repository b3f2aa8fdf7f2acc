package io.orcastra.rules;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Set;

/**
 * The classes that compiled rules can name: facts, values, and what Drools' generated code needs. A wall behind the linter;
 * what is called of them is looked at once they are compiled.
 */
final class Sandbox extends ClassLoader {
    private static final List<String> PACKAGES = List.of("io.orcastra.facts.", "org.drools.model.", "org.drools.modelcompiler.consequence.",
            "org.drools.modelcompiler.dsl.pattern.", "org.drools.modelcompiler.util.", "org.drools.core.base.accumulators.",
            "org.drools.core.rule.consequence.", "org.drools.base.rule.consequence.", "org.drools.base.beliefsystem.",
            "org.kie.api.builder.model.", "org.kie.api.conf.", "org.kie.api.runtime.rule.", "java.time.", "java.math.", "java.lang.annotation.", "java.lang.constant.", "java.lang.invoke.",
            "java.util.function.", "java.util.regex.", "java.util.stream.");
    /** The compiler of rules, which lies among what compiled rules are made of. */
    private static final String COMPILER = "org.drools.model.codegen.";
    /** Of java.util itself, without what lies in packages below. */
    private static final String UTIL = "java.util.";
    private static final Set<String> UTIL_REFUSED =
            Set.of("Timer", "TimerTask", "Scanner", "ServiceLoader", "Formatter", "ResourceBundle", "Properties");
    private static final String LANG = "java.lang.";
    private static final Set<String> LANG_REFUSED = Set.of("System", "Runtime", "Process", "ProcessBuilder", "ProcessHandle",
            "Thread", "ThreadGroup", "ThreadLocal", "InheritableThreadLocal", "ClassLoader", "ModuleLayer", "SecurityManager",
            "StackWalker", "Compiler");
    /** Named by what Drools writes into every file of rules; which of their methods is looked at in {@link CompiledCalls}. */
    private static final Set<String> OF_DROOLS = Set.of("org.drools.compiler.kie.builder.MaterializedLambda",
            "org.drools.modelcompiler.CanonicalKieModuleModel", "org.drools.util.DateUtils", "org.drools.ecj.EclipseJavaCompiler",
            "org.kie.api.KieServices", "org.kie.api.builder.ReleaseId", "org.kie.api.internal.utils.KieService",
            "org.kie.api.runtime.KieContext", "org.kie.util.maven.support.ReleaseIdImpl");
    /** Of these the types of the language are made. */
    private static final Set<String> OTHERS = Set.of("java.io.Serializable", "java.io.Externalizable", "java.io.ObjectInput",
            "java.io.ObjectOutput", "java.io.IOException", "java.io.ObjectStreamException", "java.lang.reflect.Type",
            "java.lang.reflect.AnnotatedElement", "java.lang.reflect.GenericDeclaration");

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

    private static boolean allows(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        String outer = simple.contains("$") ? simple.substring(0, simple.indexOf('$')) : simple;
        if (name.startsWith(UTIL) && name.equals(UTIL + simple)) {
            return !UTIL_REFUSED.contains(outer);
        }
        if (name.startsWith(LANG) && name.equals(LANG + simple)) {
            return !LANG_REFUSED.contains(outer);
        }
        return OTHERS.contains(name) || OF_DROOLS.contains(name)
                || PACKAGES.stream().anyMatch(name::startsWith) && !name.startsWith(COMPILER);
    }
}
