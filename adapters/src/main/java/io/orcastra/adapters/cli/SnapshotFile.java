package io.orcastra.adapters.cli;

import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A snapshot somebody named on the command line. */
final class SnapshotFile {

    private SnapshotFile() {
    }

    /** Warnings go to standard error. */
    static Snapshot read(Path file, Surroundings surroundings) throws UnreadableSnapshot {
        return new SnapshotFormat().read(file.toString(), text(file), warning -> {
            surroundings.err().println(warning);
            surroundings.err().flush();
        });
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError(file + ": is a folder\nMaybe name the snapshot in it, as in " + file.resolve("snapshot.json") + ".");
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UserError(file + ": does not exist\nMaybe take one first: orcastra snapshot " + file, e);
        } catch (MalformedInputException e) {
            throw new UserError(file + ": is not text in UTF-8\nMaybe it is compressed, or not a snapshot.", e);
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage() + "\nMaybe its permissions forbid it.", e);
        }
    }
}
