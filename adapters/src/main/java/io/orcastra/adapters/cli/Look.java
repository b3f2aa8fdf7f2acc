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
            return LiveSwarm.Sight.of(observer.observe(), List.of());
        }
        AskedOnce others = new AskedOnce(surroundings, configuration);
        try {
            LiveSwarm.Sight swarm = new LiveSwarm(surroundings, configuration.memory()).look();
            Told told = others.added(swarm.observation());
            return new LiveSwarm.Sight(told.seen(), swarm.timings(), told.notes(), Optional.empty());
        } catch (ObservationFailed failure) {
            Told told = others.withoutSwarm().orElseThrow(() -> failure);
            return new LiveSwarm.Sight(told.seen(), List.of(), told.notes(), Optional.of(failure));
        }
    }
}
