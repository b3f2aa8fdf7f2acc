package io.orcastra.rules;

import io.orcastra.rules.RuleFile.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of rules are in force: the pack built in, overlaid by the operator's. What a status shows and what two
 * instances compare.
 *
 * @param files those of the pack in its order, replaced or not, then the added ones by name
 */
public record RuleSet(List<RuleFile> files) {
    public RuleSet {
        files = List.copyOf(files);
    }

    /** The pack built in, nothing beside it. */
    public static RuleSet builtIn() {
        return overlaid(List.of());
    }

    /**
     * The pack overlaid by the {@code .drl} files of a folder.
     *
     * @throws IOException  when the folder cannot be read
     * @throws InvalidRules when one of them cannot be read or is no text
     */
    public static RuleSet overlaid(Path folder) throws IOException {
        return overlaid(RulePack.in(folder));
    }

    /** The pack overlaid by these: one of the same name replaces, any other adds. */
    public static RuleSet overlaid(List<RuleSource> own) {
        Map<String, RuleFile> files = new LinkedHashMap<>();
        RulePack.builtIn().forEach(source -> files.put(source.name(), new RuleFile(source, Origin.BUILT_IN)));
        for (RuleSource source : own) {
            files.merge(source.name(), new RuleFile(source, Origin.ADDED),
                    (shipped, mine) -> new RuleFile(mine.source(), Origin.REPLACED));
        }
        return new RuleSet(new ArrayList<>(files.values()));
    }

    /** What is compiled. */
    public List<RuleSource> sources() {
        return files.stream().map(RuleFile::source).toList();
    }

    /** Every rule, without compiling any; those of a file with a mistake are missing. */
    public List<RuleDescription> descriptions() {
        return files.stream().flatMap(file -> ParsedRules.of(file.source()).descriptions().stream()).toList();
    }

    /** Whether nothing of it is the operator's. */
    public boolean isBuiltIn() {
        return files.stream().allMatch(file -> file.origin() == Origin.BUILT_IN);
    }

    /** The file of this name. */
    public Optional<RuleFile> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** Hexadecimal SHA-256 of names and texts: equal hashes, equal rules. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (RuleFile file : files) {
                for (String part : List.of(file.name(), file.source().text())) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
