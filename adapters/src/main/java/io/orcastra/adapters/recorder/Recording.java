package io.orcastra.adapters.recorder;

import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.EntryDecoder;
import io.orcastra.engine.recording.UnreadableRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a flight recorder kept. */
public final class Recording {
    private final Segments segments;

    public Recording(Segments segments) {
        this.segments = segments;
    }

    /** How far reading has come. */
    public interface Progress {
        Progress NOOP = (done, all) -> { };

        /** @param done bytes, of {@code all} */
        void read(long done, long all);
    }

    /**
     * Reads the segments that hold entries since a moment, oldest first; some of them may be from before it. A segment
     * that ends in the middle, as a crash leaves it, ends there.
     *
     * @param damaged told of a segment that could not be read to its end, one line each
     * @return when the oldest segment that is kept was begun; empty when none is
     */
    public Optional<Instant> read(Instant since, Consumer<Entry> entries, Progress progress, Consumer<String> damaged)
            throws IOException {
        Optional<Instant> begun = segments.all().stream().map(Segments.Segment::begun).findFirst();
        List<Segments.Segment> wanted = since(since);
        long all = 0;
        for (Segments.Segment segment : wanted) {
            all += size(segment);
        }
        long done = 0;
        for (Segments.Segment segment : wanted) {
            long before = done;
            long whole = all;
            read(segment, entries, position -> progress.read(before + position, whole), damaged);
            done += size(segment);
            progress.read(done, all);
        }
        return begun;
    }

    /** The last segment begun before it, and all that follow. */
    private List<Segments.Segment> since(Instant since) throws IOException {
        List<Segments.Segment> wanted = new ArrayList<>();
        for (Segments.Segment segment : segments.all()) {
            if (!segment.begun().isAfter(since)) {
                wanted.clear();
            }
            wanted.add(segment);
        }
        return wanted;
    }

    private static long size(Segments.Segment segment) throws IOException {
        try {
            return Files.size(segment.path());
        } catch (NoSuchFileException removedMeanwhile) {
            return 0;
        }
    }

    private static void read(Segments.Segment segment, Consumer<Entry> entries, Consumer<Long> position,
            Consumer<String> damaged) throws IOException {
        EntryDecoder decoder = new EntryDecoder();
        try (SegmentReader reader = new SegmentReader(segment.path())) {
            for (Optional<byte[]> bytes = reader.next(); bytes.isPresent(); bytes = reader.next()) {
                entries.accept(decoder.decode(bytes.get()));
                position.accept(reader.position());
            }
        } catch (NoSuchFileException removedMeanwhile) {
            damaged.accept(segment.path() + ": was removed meanwhile, as the oldest");
        } catch (UnreadableRecording unreadable) {
            damaged.accept(segment.path() + ": the rest cannot be read: " + unreadable.getMessage());
        }
    }
}
