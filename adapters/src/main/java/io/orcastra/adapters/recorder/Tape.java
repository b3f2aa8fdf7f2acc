package io.orcastra.adapters.recorder;

import io.orcastra.adapters.masking.Masking;
import io.orcastra.adapters.masking.Redaction;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.EntryEncoder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Entries one after the other into segments of bounded size and age. Used by one thread. */
final class Tape implements AutoCloseable {
    /** What is read from its beginning must not be long. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Segments segments;
    private SegmentWriter segment;
    private EntryEncoder encoder;
    private Instant begun;
    private Entry.Started started;

    Tape(Segments segments) {
        this.segments = segments;
    }

    /** @return bytes it took in the file */
    long write(Entry entry, RecorderSettings settings) throws IOException {
        if (entry instanceof Entry.Started now) {
            started = now;
            end();
        }
        if (segment != null && (segment.size() >= settings.segmentBytes()
                || Duration.between(begun, entry.at()).compareTo(LONGEST) >= 0)) {
            end();
        }
        long before = segment == null ? 0 : segment.size();
        if (segment == null) {
            begin(entry, settings);
        }
        if (entry != started) {
            segment.append(encoder.encode(entry));
        }
        return segment.size() - before;
    }

    void force() throws IOException {
        if (segment != null) {
            segment.force();
        }
    }

    @Override
    public void close() throws IOException {
        end();
    }

    private void begin(Entry first, RecorderSettings settings) throws IOException {
        segment = segments.begin(first.at());
        begun = first.at();
        encoder = new EntryEncoder(Masking::of, Redaction::of);
        if (started != null) {
            segment.append(encoder.encode(started));
        }
        segments.shrink(Math.max(0, settings.bytes() - settings.segmentBytes()));
    }

    /** Whatever happens to it, the next entry begins another. */
    private void end() throws IOException {
        SegmentWriter last = segment;
        segment = null;
        encoder = null;
        if (last != null) {
            last.close();
        }
    }

    /** Begins anew after a failure: differences to what may not have been written help nobody. */
    void giveUp() {
        try {
            end();
        } catch (IOException lost) {
            segment = null;
        }
    }
}
