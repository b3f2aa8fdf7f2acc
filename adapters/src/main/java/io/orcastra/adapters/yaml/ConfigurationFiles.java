package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** The files of one configuration, as they were at one moment. */
record ConfigurationFiles(List<ConfigurationFile> all) {

    /** Those that lie in the folder or where a variable says; which of them count is decided here. */
    static ConfigurationFiles in(Path folder, Function<Variable, Optional<Path>> named, Problems problems) {
        Map<FileKind, Path> present = new TreeMap<>();
        for (FileKind kind : FileKind.values()) {
            Optional<Path> asked = named.apply(kind.variable());
            Path path = asked.orElseGet(() -> usual(folder, kind, problems));
            if (Files.exists(path)) {
                present.put(kind, path);
            } else if (asked.isPresent()) {
                missing(kind, path, problems);
            }
        }
        leaveOlderAside(present, problems);
        if (present.isEmpty() && Files.isDirectory(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder))) {
            problems.add(Severity.ERROR, folder.toString(), "the folder may not be read by the user Orcastra runs as",
                    "Maybe chmod a+rx helps, or run Orcastra as the folder's owner.");
        } else if (present.isEmpty()) {
            problems.add(Severity.WARNING, folder.toString(),
                    "there is no configuration file: Orcastra observes and reports, and writes nothing",
                    "Maybe put a swarm.yml here, or name another folder with --config.");
        }
        return new ConfigurationFiles(present.entrySet().stream()
                .map(entry -> ConfigurationFile.read(entry.getKey(), entry.getValue())).toList());
    }

    /** Exactly these, whatever else lies beside them. */
    static ConfigurationFiles named(List<Path> paths) {
        return new ConfigurationFiles(paths.stream()
                .map(path -> ConfigurationFile.read(FileKind.of(path), path))
                .toList());
    }

    List<Path> policyFiles() {
        return all.stream().map(ConfigurationFile::path).toList();
    }

    /** The roots of all readable files, by kind. */
    Map<FileKind, Section> roots(Problems problems) {
        Map<FileKind, Section> roots = new TreeMap<>();
        for (ConfigurationFile file : all) {
            file.root(problems).ifPresent(root -> {
                if (roots.putIfAbsent(file.kind(), root) != null) {
                    problems.add(Severity.ERROR, file.path().toString(), "this is a second " + file.kind().fileName(),
                            "Maybe check the two one after the other.");
                }
            });
        }
        return roots;
    }

    /** Hexadecimal SHA-256 of all bytes and of the given variables. */
    String digest(Map<String, String> variables) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        new TreeMap<>(variables).forEach((name, value) -> update(digest, name, value));
        for (ConfigurationFile file : all) {
            update(digest, file.path().toString(), file.refusal().map(Record::toString).orElse(""));
            digest.update(file.bytes());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String... parts) {
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }

    private static Path usual(Path folder, FileKind kind, Problems problems) {
        List<Path> there = kind.fileNames().stream().map(folder::resolve).filter(Files::exists).toList();
        there.stream().skip(1).forEach(other -> leftAside(other, there.get(0), problems));
        return there.isEmpty() ? folder.resolve(kind.fileName()) : there.get(0);
    }

    private static void leftAside(Path path, Path newest, Problems problems) {
        problems.add(Severity.WARNING, path.toString(), "this file is left aside, because " + newest + " exists",
                "Maybe move what it says into that file and remove this one.");
    }

    private static void missing(FileKind kind, Path path, Problems problems) {
        Severity severity = kind == FileKind.SWARM ? Severity.ERROR : Severity.WARNING;
        problems.add(severity, "environment:" + kind.variable(),
                kind.variable() + " is " + Seen.quoted(path.toString()) + ", and there is no such file",
                "Maybe a typing mistake, or the mount is missing.");
    }

    private static void leaveOlderAside(Map<FileKind, Path> present, Problems problems) {
        Path newest = present.get(FileKind.SWARM);
        if (newest == null) {
            return;
        }
        Stream.of(FileKind.NODES, FileKind.DEPENDENCIES).map(present::remove).filter(path -> path != null)
                .forEach(path -> leftAside(path, newest, problems));
    }
}
