package io.orcastra.adapters.reload;

import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.reading.Absentees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of rules in which a condition overran, kept in the state folder: they are left out at the next start, until
 * their text changes.
 */
public final class Overruns {
    static final String NAME = "overrun-rules";
    private static final Logger LOG = LoggerFactory.getLogger(Overruns.class);

    private final Path file;

    public Overruns(Path stateFolder) {
        file = stateFolder.resolve(NAME);
    }

    /** These files without those that overran; in the place of a replaced one stands the built-in one again. */
    public RuleSet without(RuleSet rules) {
        Set<String> known = known();
        if (known.isEmpty()) {
            return rules;
        }
        return RuleSet.overlaid(rules.files().stream().filter(one -> one.origin() != Origin.BUILT_IN)
                .map(RuleFile::source).filter(source -> !known.contains(line(source))).toList());
    }

    /** Names of the files {@link #without} leaves out. */
    public List<String> leftOut(RuleSet rules) {
        Set<String> known = known();
        return rules.files().stream().filter(one -> one.origin() != Origin.BUILT_IN && known.contains(line(one.source())))
                .map(RuleFile::name).toList();
    }

    /** Their rules that might have forbidden something. */
    public Set<LeftOutRule> missing(RuleSet rules) {
        List<String> files = leftOut(rules);
        if (files.isEmpty()) {
            return Set.of();
        }
        Absentees absentees = new Absentees(rules.sources());
        return rules.descriptions().stream().filter(rule -> files.contains(rule.file()))
                .map(rule -> absentees.leftOut(rule, "rules of this file came to no end in an earlier process"))
                .filter(LeftOutRule::holds).collect(Collectors.toSet());
    }

    void add(Collection<RuleFile> files) throws IOException {
        List<String> lines = new ArrayList<>(known());
        files.forEach(one -> lines.add(line(one.source())));
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    private Set<String> known() {
        try {
            return new HashSet<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return Set.of();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", file, unreadable.toString());
            return Set.of();
        }
    }

    private static String line(RuleSource source) {
        return UUID.nameUUIDFromBytes(source.text().getBytes(StandardCharsets.UTF_8)) + " " + source.name();
    }
}
