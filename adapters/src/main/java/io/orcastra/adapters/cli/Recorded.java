package io.orcastra.adapters.cli;

import io.orcastra.adapters.recorder.Recording;
import io.orcastra.adapters.recorder.Segments;
import io.orcastra.engine.recording.Entry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The flight record in the state folder, read for a command. */
final class Recorded {

    private Recorded() {
    }

    /**
     * What is damaged is told on standard error and left out.
     *
     * @return when the record begins; empty when nothing is kept
     */
    static Optional<Instant> read(Surroundings surroundings, Instant since, Consumer<Entry> entries, Recording.Progress progress) {
        Segments segments = new Segments(surroundings.stateFolder());
        if (!Files.isDirectory(segments.folder())) {
            throw new UserError(segments.folder() + ": there is no flight record\nMaybe the daemon runs elsewhere, or with "
                    + "another STATE_DIR: in a container, run this inside of it (docker exec).");
        }
        try {
            return new Recording(segments).read(since, entries, progress, damage -> {
                surroundings.err().println(damage);
                surroundings.err().flush();
            });
        } catch (AccessDeniedException e) {
            throw new UserError(e.getFile() + ": may not be read\nMaybe run this as the user of the daemon.", e);
        } catch (IOException e) {
            throw new UserError(segments.folder() + ": cannot be read: " + e.getMessage() + "\nMaybe its disk is broken.", e);
        }
    }
}
