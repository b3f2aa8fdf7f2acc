package io.orcastra.adapters.recorder;

import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A state folder in which a daemon has recorded nine hours. */
public final class RecordedFolder {

    private RecordedFolder() {
    }

    public static void fill(Path state) throws IOException {
        fill(state, RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(9)));
    }

    /** The same with these entries. */
    public static void fill(Path state, List<Entry> entries) throws IOException {
        try (Tape tape = new Tape(new Segments(state))) {
            for (Entry entry : entries) {
                tape.write(entry, RecorderSettings.DEFAULT);
            }
        }
    }
}
