package io.orcastra.adapters.cli;

import io.orcastra.adapters.snapshot.SnapshotObserver;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.port.ObservationFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One look at a swarm, or at a snapshot of one. */
record Look(Surroundings surroundings, Optional<Path> snapshot) {

    LiveSwarm.Sight at(Configuration configuration) throws ObservationFailed, UnreadableSnapshot {
        if (snapshot.isEmpty()) {
            return new LiveSwarm(surroundings, configuration.memory()).look();
        }
        Path file = snapshot.get();
        var observer = new SnapshotObserver("snapshot " + file, SnapshotFile.read(file, surroundings));
        return new LiveSwarm.Sight(observer.observe(), List.of());
    }
}
