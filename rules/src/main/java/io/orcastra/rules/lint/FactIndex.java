package io.orcastra.rules.lint;

import io.orcastra.facts.cluster.Task;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every type of fact there is, by listing the place of their classes: Java cannot be asked for the classes of a package.
 *
 * @param types   simple names
 * @param getters names of all they can be asked
 */
record FactIndex(Set<String> types, Set<String> getters) {

    static FactIndex of(FactTypes types) {
        Set<String> names = new TreeSet<>(names());
        names.removeIf(name -> types.named(name).isEmpty());
        Set<String> getters = names.stream().flatMap(name -> Arrays.stream(types.named(name).orElseThrow().getDeclaredMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers())).map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        return new FactIndex(names, getters);
    }

    private static Set<String> names() {
        try {
            URI place = Task.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return names(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return names(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            return Set.of();
        }
    }

    private static Set<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - ".class".length())).collect(Collectors.toSet());
        }
    }
}
