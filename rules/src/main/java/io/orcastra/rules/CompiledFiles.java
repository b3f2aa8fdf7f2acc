package io.orcastra.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds files of rules as they were compiled before, and compiles those that were not. */
final class CompiledFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledFiles.class);

    private final CompiledPack pack = CompiledPack.shipped();
    private final Optional<RuleFileKeys> keys = keys();
    private final Optional<RuleCache> cache;

    /** @param cache empty when nothing is kept */
    CompiledFiles(Optional<RuleCache> cache) {
        this.cache = cache;
    }

    /**
     * The book of these files.
     *
     * @throws InvalidRules naming every problem of every one
     */
    RuleBook book(List<RuleSource> sources) {
        try {
            return RuleBook.of(files(sources, true), sources);
        } catch (InvalidRules invalid) {
            throw invalid;
        } catch (RuntimeException | LinkageError unusable) {
            LOG.warn("compiled rules not used: {}", unusable.toString());
            return anew(sources);
        }
    }

    private RuleBook anew(List<RuleSource> sources) {
        List<CompiledFile> files = files(sources, false);
        try {
            return RuleBook.of(files, sources);
        } catch (RuntimeException | LinkageError failure) {
            throw new InvalidRules(new LoadFailure(sources, files).problems(failure));
        }
    }

    private List<CompiledFile> files(List<RuleSource> sources, boolean kept) {
        var files = new ArrayList<CompiledFile>();
        var problems = new ArrayList<RuleProblem>();
        for (RuleSource source : sources) {
            try {
                files.add((kept ? find(source) : Optional.<CompiledFile>empty()).orElseGet(() -> compiled(source)));
            } catch (InvalidRules invalid) {
                problems.addAll(invalid.problems());
            }
        }
        keys.ifPresent(all -> cache.ifPresent(folder -> folder.prune(sources.stream().map(all::of).toList())));
        problems.addAll(clashes(files));
        if (!problems.isEmpty()) {
            throw new InvalidRules(RuleProblem.shown(problems, sources));
        }
        return files;
    }

    private Optional<CompiledFile> find(RuleSource source) {
        return keys.map(all -> all.of(source))
                .flatMap(key -> pack.file(key).or(() -> cache.flatMap(folder -> folder.read(key))));
    }

    private CompiledFile compiled(RuleSource source) {
        CompiledFile file = CompiledFile.compiled(source);
        keys.ifPresent(all -> cache.ifPresent(folder -> folder.write(all.of(source), file)));
        return file;
    }

    /** The compiler sees one file at a time. */
    private static List<RuleProblem> clashes(List<CompiledFile> files) {
        Map<String, RuleDescription> seen = new HashMap<>();
        var problems = new ArrayList<RuleProblem>();
        for (CompiledFile file : files) {
            for (RuleDescription rule : file.rules()) {
                RuleDescription other = seen.putIfAbsent(rule.sentence(), rule);
                if (other != null) {
                    problems.add(new RuleProblem(rule.file(), rule.line(), 0, "rule name \"" + rule.sentence()
                            + "\" is already used at " + other.file() + ":" + other.line(),
                            "Maybe it was copied and not changed"));
                }
            }
        }
        return problems;
    }

    private static Optional<RuleFileKeys> keys() {
        try {
            return Optional.of(new RuleFileKeys());
        } catch (IOException e) {
            LOG.warn("compiled rules are not cached: {}", e.toString());
            return Optional.empty();
        }
    }
}
