package io.orcastra.adapters.cli;

import io.orcastra.adapters.shadow.Promotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the files of a candidate in their places, or says what the operator can do where that is not possible. */
record Placing(Promotion promotion) {

    /** Nothing has changed where it fails. */
    void rules() {
        written(promotion::putRules, promotion.shadow().rules().orElseThrow(), promotion.rules());
    }

    void keep(List<Path> files) {
        written(() -> promotion.keepFiles(files), promotion.shadow().path(), promotion.config().folder());
    }

    void files(List<Path> files) {
        written(() -> promotion.putFiles(files), promotion.shadow().path(), promotion.config().folder());
    }

    /** Puts the former rules and files back. */
    void undo(List<Path> files) {
        written(() -> promotion.undoFiles(files), promotion.shadow().path(), promotion.config().folder());
        written(promotion::undoRules, promotion.formerRules(), promotion.rules());
    }

    private static void written(Writing writing, Path from, Path to) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UserError(to + ": cannot be written: " + e + "\n" + byHand(from, to), e);
        }
    }

    /** Configs of Docker are mounted read-only, and so may folders be: then it is done where they come from. */
    private static String byHand(Path from, Path to) {
        return "Maybe it is mounted read-only. Then put the candidate where the mount comes from.\n"
                + "A folder of the host:  cp -r HOST_FOLDER_OF(" + from + ")/. HOST_FOLDER_OF(" + to + ")/\n"
                + "Configs of Docker:     create a new one of each file, and put it in the place of the old one:\n"
                + names(from).map(name -> "  docker config create " + name.replace('.', '_') + "_NEXT " + name + "\n"
                + "  docker service update --config-rm OLD_CONFIG --config-add source=" + name.replace('.', '_')
                + "_NEXT,target=" + to.resolve(name) + " SERVICE").collect(Collectors.joining("\n"));
    }

    private static Stream<String> names(Path from) {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException unreadable) {
            return Stream.of("FILE");
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
