package io.orcastra.adapters.cli;

import io.orcastra.adapters.masking.Masking;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.cycle.Examination;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be known best: a snapshot that was named, else what a running daemon knows, its timers and lessons included,
 * else a look of our own.
 *
 * @param remote a daemon elsewhere that was named
 */
record Knowledge(Surroundings surroundings, Optional<Path> snapshot, Optional<DaemonAddress> remote) {

    private static final String DAEMON = "daemon";

    /** @param source where it is from, in words */
    record Known(Examination examination, String source) {
    }

    /** @param failing hears of the rules that fail */
    Known examined(Basis basis, FailingRules failing) throws ObservationFailed, UnreadableSnapshot, DaemonUnreachable {
        Evaluation evaluation = basis.evaluation(failing);
        Optional<Snapshot> daemon = basis.known();
        if (daemon.isPresent()) {
            return new Known(evaluation.examine(daemon.get().facts(), daemon.get().background().orElseThrow(),
                    daemon.get().takenAt()), DAEMON);
        }
        return examined(evaluation, basis.file().orElseThrow());
    }

    private Known examined(Evaluation evaluation, Configuration configuration)
            throws ObservationFailed, UnreadableSnapshot, DaemonUnreachable {
        if (snapshot.isPresent()) {
            Snapshot read = SnapshotFile.read(snapshot.get(), surroundings);
            return known(evaluation, read, "snapshot " + snapshot.get(), configuration);
        }
        if (remote.isPresent()) {
            return known(evaluation, remote.get().daemon().snapshot(), "daemon " + remote.get().url(), configuration);
        }
        Optional<Snapshot> daemon = new DaemonHere(surroundings).snapshot();
        if (daemon.isPresent()) {
            return known(evaluation, daemon.get(), DAEMON, configuration);
        }
        LiveSwarm.Sight sight = new Look(surroundings, Optional.empty()).at(configuration);
        Observation observed = sight.observation();
        return new Known(evaluation.examine(
                with(observed.facts(), configuration.policies()), sight.timings(), observed.at()), observed.source());
    }

    /** A daemon's snapshot holds its settings and its past; one that was taken beside no daemon holds neither. */
    private static Known known(Evaluation evaluation, Snapshot snapshot, String source, Configuration configuration) {
        return new Known(snapshot.background().map(background ->
                        evaluation.examine(snapshot.facts(), background, snapshot.takenAt()))
                .orElseGet(() -> evaluation.examine(
                        with(snapshot.facts(), Masking.all(configuration.policies())), List.of(), snapshot.takenAt())), source);
    }

    private static Set<Object> with(Set<Object> facts, Set<Object> policies) {
        Set<Object> all = new HashSet<>(facts);
        all.addAll(policies);
        return all;
    }
}
