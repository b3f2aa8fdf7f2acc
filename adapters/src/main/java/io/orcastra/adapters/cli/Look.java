package io.orcastra.adapters.cli;

import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.snapshot.SnapshotObserver;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.port.ObservationFailed;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One look at a swarm, or at a snapshot of one. */
record Look(Surroundings surroundings, Optional<Path> snapshot) {

    LiveSwarm.Sight at(Configuration configuration) throws ObservationFailed, UnreadableSnapshot {
        if (snapshot.isEmpty()) {
            return new LiveSwarm(surroundings, configuration.memory()).look();
        }
        return new LiveSwarm.Sight(new SnapshotObserver("snapshot " + snapshot.get(), read(snapshot.get())).observe(), List.of());
    }

    /** Warnings go to standard error. */
    Snapshot read(Path file) throws UnreadableSnapshot {
        return new SnapshotFormat().read(file.toString(), text(file), warning -> {
            surroundings.err().println(warning);
            surroundings.err().flush();
        });
    }

    private static String text(Path file) {
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
