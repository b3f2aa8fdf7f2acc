package io.orcastra.adapters.scenario;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that somebody most likely takes for rules or for a scenario in force, and that nothing reads. What is set aside on
 * purpose, as {@code x.drl.off} or a hidden file, is none.
 *
 * @param why    what it looks like, and why it is not read
 * @param advice begins with {@code Maybe}
 */
public record Unread(Path file, String why, String advice) {
    private static final String RULES = ".drl";
    private static final Pattern LIKE_RULES = Pattern.compile("(.+)\\.drl(\\.txt)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIKE_SCENARIO = Pattern.compile("(.+)_tests?\\.ya?ml(\\.txt)?", Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 16;
    private static final Path SHADOW = Path.of("shadow");

    /** Those of a folder of rules: files with nearly the right name, and rules that lie deeper than anybody looks. */
    public static List<Unread> inRules(Path folder) {
        return files(folder).stream().flatMap(file -> misnamed(file).or(() -> tooDeep(file, folder)).stream()).toList();
    }

    /** Files at any depth with nearly the right name. */
    public static List<Unread> misnamedIn(Path folder) {
        return files(folder).stream().flatMap(file -> misnamed(file).stream()).toList();
    }

    /** That it looks like a file of rules and has another ending. */
    public static Optional<Unread> misnamedRules(Path file) {
        return misnamed(file, LIKE_RULES, RULES, "rules");
    }

    private static Optional<Unread> misnamed(Path file) {
        return misnamedRules(file).or(() -> misnamed(file, LIKE_SCENARIO, ScenarioFiles.ENDING, "a scenario"));
    }

    private static Optional<Unread> misnamed(Path file, Pattern like, String ending, String words) {
        String name = file.getFileName().toString();
        Matcher matcher = like.matcher(name);
        return name.endsWith(ending) || !matcher.matches() ? Optional.empty()
                : Optional.of(new Unread(file, "this looks like " + words + " and is not read, for its name does not end in " + ending,
                        "Maybe rename it to " + matcher.group(1) + ending + "."));
    }

    /** What waits in the shadow folder is read from there. */
    private static Optional<Unread> tooDeep(Path file, Path folder) {
        boolean deep = file.toString().endsWith(RULES) && folder.relativize(file).getNameCount() > 1;
        return !deep || folder.relativize(file).startsWith(SHADOW) ? Optional.empty()
                : Optional.of(new Unread(file, "these rules are not read, for they do not lie in " + folder + " itself",
                        "Maybe move the file to " + folder.resolve(file.getFileName()) + "."));
    }

    private static List<Path> files(Path folder) {
        Shown shown = new Shown(folder);
        try {
            Files.walkFileTree(folder, Set.of(), DEEPEST, shown);
        } catch (IOException unreadable) {
            return List.of();
        }
        return shown.files.stream().sorted().toList();
    }

    /** What is hidden is not even walked: a folder of a version control may be large, and a daemon looks again and again. */
    static final class Shown extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<Path> files = new ArrayList<>();

        Shown(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
            return isHidden(place) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && Files.isRegularFile(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** One folder that nobody may read, as {@code lost+found}, hides no other. */
        @Override
        public FileVisitResult visitFileFailed(Path place, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path place, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path place) {
            return !place.equals(folder) && place.getFileName().toString().startsWith(".");
        }
    }
}
