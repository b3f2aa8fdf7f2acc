package io.orcastra.adapters.shadow;

import io.orcastra.adapters.yaml.ConfigurationPlaces;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a candidate in the place of what is in force. What was there is kept beside it under a name that ends in
 * {@code .former}.
 *
 * @param rules  folder of the operator's rules; need not exist
 * @param config where its files are read from
 */
public record Promotion(ShadowFolder shadow, Path rules, ConfigurationPlaces config) {
    private static final String NEXT = ".next";
    private static final String FORMER = ".former";

    /**
     * The whole set at once where the folder can be renamed, else file by file, each at once. Nothing has changed when it
     * fails in the first step.
     *
     * @throws IOException with the file that could not be written
     */
    public void putRules() throws IOException {
        Path from = shadow.rules().orElseThrow();
        Path next = beside(rules, NEXT);
        try {
            remove(next);
            copy(from, next);
        } catch (IOException closed) {
            if (!Files.isWritable(rules)) {
                throw closed;
            }
            fillAnew(from);
            return;
        }
        exchange(from, next);
    }

    /** Files of the configuration that are not in force as they are in the candidate. */
    public List<Path> changedFiles() throws IOException {
        List<Path> changed = new ArrayList<>();
        for (Path file : shadow.files()) {
            Path target = config.of(file);
            if (!Files.isRegularFile(target) || Files.mismatch(file, target) >= 0) {
                changed.add(file);
            }
        }
        return List.copyOf(changed);
    }

    /** Each of these files at once, after {@link #keepFiles}. */
    public void putFiles(List<Path> changed) throws IOException {
        keepFiles(changed);
        for (Path file : changed) {
            replace(file, config.of(file));
        }
    }

    /** Keeps what is in force of these files, so that {@link #undoFiles} puts just that back. */
    public void keepFiles(List<Path> changed) throws IOException {
        for (Path file : changed) {
            Path target = config.of(file);
            Files.deleteIfExists(beside(target, FORMER));
            if (Files.exists(target)) {
                Files.copy(target, beside(target, FORMER));
            }
        }
    }

    /** Puts the former files in the place of these again; those that were new go. */
    public void undoFiles(List<Path> changed) throws IOException {
        for (Path file : changed) {
            Path target = config.of(file);
            Path former = beside(target, FORMER);
            if (Files.exists(former)) {
                replace(former, target);
            } else {
                Files.deleteIfExists(target);
            }
        }
    }

    /** Puts the former rules in the place of the candidate's again; without former ones, none. */
    public void undoRules() throws IOException {
        Files.createDirectories(formerRules());
        inPlace(formerRules());
    }

    /** Where the former rules are, if there were any. */
    public Path formerRules() {
        return beside(rules, FORMER);
    }

    /** Between the two steps there is no folder for less time than the daemon waits for an edit to come to rest. */
    private void exchange(Path from, Path next) throws IOException {
        remove(formerRules());
        if (Files.exists(rules)) {
            try {
                Files.move(rules, formerRules());
            } catch (FileSystemException mounted) {
                remove(next);
                fillAnew(from);
                return;
            }
        }
        try {
            Files.move(next, rules, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (Files.exists(formerRules())) {
                Files.move(formerRules(), rules);
            }
            throw failure;
        }
    }

    /** Nothing of the operator's is lost where the folder cannot be renamed either. */
    void keepFormer() throws IOException {
        remove(formerRules());
        copy(rules, formerRules());
    }

    private void fillAnew(Path from) throws IOException {
        keepFormer();
        try {
            inPlace(from);
        } catch (IOException halfWay) {
            undoRules();
            throw halfWay;
        }
    }

    private void inPlace(Path from) throws IOException {
        List<Path> files = files(from);
        for (Path file : files) {
            Path target = rules.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            replace(file, target);
        }
        Set<Path> kept = files.stream().map(file -> from.relativize(file)).collect(Collectors.toSet());
        for (Path old : files(rules)) {
            if (!kept.contains(rules.relativize(old))) {
                Files.delete(old);
            }
        }
    }

    private static void replace(Path from, Path target) throws IOException {
        Path next = beside(target, NEXT);
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
        try {
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException mounted) {
            Files.deleteIfExists(next);
            throw mounted;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static Path beside(Path path, String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }
}
