package io.orcastra.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.drools.model.Model;
import org.drools.modelcompiler.CanonicalKieModule;

/**
 * The classes of files compiled alone. Drools names the class of a condition or consequence by its content, so what two
 * files have in common becomes one class, and their rules share nodes as if they had been compiled together.
 */
final class RuleClasses extends ClassLoader {
    private static final String CLASS = ".class";
    private static final String MODEL_FILE = "/" + CanonicalKieModule.MODEL_FILE_NAME;
    private static final String MODEL_VERSION = CanonicalKieModule.MODEL_VERSION;

    private final Map<String, byte[]> classes = new HashMap<>();
    private final Set<String> models = new LinkedHashSet<>();

    /**
     * @param modules each as {@link RuleCompiler#compile} gave it
     * @param outside all else the classes may name
     */
    RuleClasses(List<byte[]> modules, ClassLoader outside) {
        super(outside);
        try {
            for (byte[] module : modules) {
                add(module);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not compiled rules", e);
        }
    }

    private void add(byte[] module) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(module))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(MODEL_FILE)) {
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines()
                            .filter(line -> !line.isBlank() && !line.startsWith(MODEL_VERSION)).forEach(models::add);
                } else if (name.endsWith(CLASS)) {
                    classes.putIfAbsent(name.substring(0, name.length() - CLASS.length()).replace('/', '.'),
                            zip.readAllBytes());
                }
            }
        }
    }

    /** Names of the classes that were not loaded yet. */
    Set<String> names() {
        return Set.copyOf(classes.keySet());
    }

    /** What each file says, in their order; fresh ones each time. */
    List<Model> models() {
        return models.stream().map(this::model).toList();
    }

    private Model model(String name) {
        try {
            return (Model) loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled rules lack " + name, e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
