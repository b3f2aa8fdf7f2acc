package io.orcastra.adapters.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds scenarios: files whose name ends in {@value #ENDING}. */
public final class ScenarioFiles {
    public static final String ENDING = "_test.yml";
    private static final int DEEPEST = 16;

    private ScenarioFiles() {
    }

    /** The folder of the scenario, or the one above, if it holds rules. */
    public static Optional<Path> rulesBeside(Path scenario) {
        Path folder = scenario.toAbsolutePath().normalize().getParent();
        return Stream.iterate(folder, Objects::nonNull, Path::getParent).limit(2)
                .filter(ScenarioFiles::holdsRules).findFirst();
    }

    private static boolean holdsRules(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".drl"));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Those in folders, at any depth, and files named themselves, whatever they are called. Sorted; each once.
     *
     * @throws IOException when one does not exist or a folder cannot be read
     */
    public static List<Path> in(List<Path> places) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place, DEEPEST)) {
                    files.filter(file -> file.getFileName().toString().endsWith(ENDING)).forEach(found::add);
                }
            } else if (Files.exists(place)) {
                found.add(place);
            } else {
                throw new IOException(place + ": there is no such file or folder");
            }
        }
        return new ArrayList<>(found);
    }
}
