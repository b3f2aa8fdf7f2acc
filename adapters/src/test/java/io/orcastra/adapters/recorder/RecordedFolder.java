package io.orcastra.adapters.recorder;

import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A state folder in which a daemon has recorded nine hours. */
public final class RecordedFolder {

    private RecordedFolder() {
    }

    public static void fill(Path state) throws IOException {
        try (Tape tape = new Tape(new Segments(state))) {
            for (Entry entry : RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(9))) {
                tape.write(entry, RecorderSettings.DEFAULT);
            }
        }
    }
}
