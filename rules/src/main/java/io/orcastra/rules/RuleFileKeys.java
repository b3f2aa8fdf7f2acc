package io.orcastra.rules;

import io.orcastra.facts.cluster.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drools.base.util.Drools;

/** What a compiled file of rules depends on, as one digest: its text, the facts' classes and Drools. */
final class RuleFileKeys {
    private final MessageDigest digest = sha256();
    private final byte[] platform;

    /** @throws IOException when the classes of the facts cannot be read */
    RuleFileKeys() throws IOException {
        add(Drools.getFullVersion());
        addClassesOfFacts();
        platform = digest.digest();
    }

    /** Digest in hexadecimal. */
    String of(RuleSource source) {
        add(platform);
        add(source.name());
        add(source.text());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        digest.update(String.valueOf(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private void addClassesOfFacts() throws IOException {
        CodeSource source = Task.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("the place of the facts' classes is not known");
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(place)) {
                addClasses(place);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    addClasses(jar.getPath("/"));
                }
            }
        } catch (URISyntaxException | IllegalArgumentException | UncheckedIOException e) {
            throw new IOException("the facts' classes cannot be read from " + source.getLocation(), e);
        }
    }

    /** By name within the place, so that a jar and the folder it was made from are the same facts. */
    private void addClasses(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Map<String, Path> classes = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> classes.put(root.relativize(file).toString(), file));
            for (Map.Entry<String, Path> entry : classes.entrySet()) {
                add(entry.getKey());
                add(Files.readAllBytes(entry.getValue()));
            }
        }
    }
}
