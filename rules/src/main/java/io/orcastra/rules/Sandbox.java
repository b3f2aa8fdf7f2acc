package io.orcastra.rules;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Set;

/**
 * The classes that compiled rules can name: facts, values, and what Drools' generated code needs. The second wall behind
 * the linter, against mistakes; no boundary against somebody hostile, who could as well edit this program.
 */
final class Sandbox extends ClassLoader {
    private static final List<String> PACKAGES = List.of("io.orcastra.facts.", "io.orcastra.rules.", "org.drools.", "org.kie.",
            "java.time.", "java.math.", "java.lang.annotation.", "java.lang.constant.", "java.lang.invoke.",
            "java.util.function.", "java.util.regex.", "java.util.stream.");
    /** Of java.util itself, without what lies in packages below. */
    private static final String UTIL = "java.util.";
    private static final Set<String> UTIL_REFUSED =
            Set.of("Timer", "TimerTask", "Scanner", "ServiceLoader", "Formatter", "ResourceBundle", "Properties");
    private static final String LANG = "java.lang.";
    private static final Set<String> LANG_REFUSED = Set.of("System", "Runtime", "Process", "ProcessBuilder", "ProcessHandle",
            "Thread", "ThreadGroup", "ThreadLocal", "InheritableThreadLocal", "ClassLoader", "ModuleLayer", "SecurityManager",
            "StackWalker", "Compiler");
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
        return OTHERS.contains(name) || PACKAGES.stream().anyMatch(name::startsWith);
    }
}
