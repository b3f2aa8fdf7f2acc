package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One file that is there, read once: its bytes, or why they could not be had; or what stands for it in another file. */
record ConfigurationFile(FileKind kind, Path path, byte[] bytes, Optional<Refusal> refusal, Optional<Value> inline) {
    record Refusal(String message, String advice) {
    }

    static ConfigurationFile read(FileKind kind, Path path) {
        if (Files.isDirectory(path)) {
            return refused(kind, path, "this is a folder, not a file",
                    "Maybe the file was missing when it was mounted: Docker then makes a folder in its place.");
        }
        if (!Files.exists(path)) {
            return refused(kind, path, "there is no such file", "Maybe a typing mistake, or the mount is missing.");
        }
        if (!Files.isRegularFile(path)) {
            return refused(kind, path, "this is not a plain file", "Maybe another path was meant.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new ConfigurationFile(kind, path, in.readNBytes(YamlFile.LARGEST + 1), Optional.empty(),
                    Optional.empty());
        } catch (AccessDeniedException e) {
            return refused(kind, path, "the file may not be read by the user Orcastra runs as",
                    "Maybe chmod a+r helps, or run Orcastra as the file's owner.");
        } catch (IOException e) {
            return refused(kind, path, "the file cannot be read: " + Seen.printable(String.valueOf(e.getMessage()), 120),
                    "Maybe the disk or the mount has a fault.");
        }
    }

    /** What a value of another file says in place of a file of its own; its problems are that file's. */
    static ConfigurationFile inline(FileKind kind, Value value) {
        return new ConfigurationFile(kind, Path.of(value.source().file()), new byte[0], Optional.empty(), Optional.of(value));
    }

    /** A file that says nothing. */
    static ConfigurationFile empty(FileKind kind) {
        return new ConfigurationFile(kind, Path.of(kind.fileName()), "{}".getBytes(StandardCharsets.UTF_8), Optional.empty(),
                Optional.empty());
    }

    /** The root of the file; empty, with a problem, when it cannot be read. */
    Optional<Section> root(Problems problems) {
        return root(problems, Keys.of(kind));
    }

    /** As {@link #root(Problems)}, of a file with other keys than its kind has. */
    Optional<Section> root(Problems problems, Keys keys) {
        if (refusal.isPresent()) {
            problems.add(Severity.ERROR, path.toString(), refusal.get().message(), refusal.get().advice());
            return Optional.empty();
        }
        if (inline.isPresent()) {
            return inline.get().rootOf(keys);
        }
        return new YamlFile(path.toString(), problems).root(bytes, keys);
    }

    private static ConfigurationFile refused(FileKind kind, Path path, String message, String advice) {
        return new ConfigurationFile(kind, path, new byte[0], Optional.of(new Refusal(message, advice)), Optional.empty());
    }
}
