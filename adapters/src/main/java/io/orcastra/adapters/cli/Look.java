package io.orcastra.adapters.cli;

import io.orcastra.adapters.cli.AskedOnce.Told;
import io.orcastra.adapters.snapshot.SnapshotObserver;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.port.ObservationFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One look at a swarm, its machines and agents, or at a snapshot of one. */
record Look(Surroundings surroundings, Optional<Path> snapshot) {

    /**
     * What a daemon would see.
     *
     * @throws ObservationFailed when there is no swarm, and no machine of an inventory to make one of
     */
    LiveSwarm.Sight at(Configuration configuration) throws ObservationFailed, UnreadableSnapshot {
        if (snapshot.isPresent()) {
            Path file = snapshot.get();
            var observer = new SnapshotObserver("snapshot " + file, SnapshotFile.read(file, surroundings));
            return new LiveSwarm.Sight(observer.observe(), List.of(), List.of(), Optional.empty());
        }
        try {
            return new LiveSwarm(surroundings, configuration).look();
        } catch (ObservationFailed failure) {
            Told told = new AskedOnce(surroundings, configuration).withoutSwarm().orElseThrow(() -> failure);
            return new LiveSwarm.Sight(told.seen(), List.of(), told.notes(), Optional.of(failure));
        }
    }
}
