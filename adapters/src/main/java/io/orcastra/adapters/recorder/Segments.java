package io.orcastra.adapters.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segments of a state folder, in {@code record/}; the name of each tells when it was begun. */
public final class Segments {
    private static final Set<PosixFilePermission> FOLDER_OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final Pattern NAME = Pattern.compile("segment-(\\d{13,15})-(\\d{4})\\.rec");

    private final Path folder;

    public Segments(Path stateFolder) {
        folder = stateFolder.resolve("record");
    }

    public Path folder() {
        return folder;
    }

    /** @param path  of the file
     *  @param begun when it was begun, to the millisecond
     *  @param number tells apart those of one millisecond */
    record Segment(Path path, Instant begun, int number) {
    }

    /** Oldest first; none when the folder is not there. */
    List<Segment> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Segment> segments = new ArrayList<>();
            files.forEach(path -> {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches()) {
                    segments.add(new Segment(path, Instant.ofEpochMilli(Long.parseLong(name.group(1))),
                            Integer.parseInt(name.group(2))));
                }
            });
            segments.sort(Comparator.comparing(Segment::begun).thenComparing(Segment::number));
            return segments;
        }
    }

    SegmentWriter begin(Instant now) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_OURS_ALONE));
        for (int number = 0;; number++) {
            Path path = folder.resolve(String.format("segment-%d-%04d.rec", Math.max(now.toEpochMilli(), 1_000_000_000_000L),
                    number));
            if (!Files.exists(path)) {
                return new SegmentWriter(path);
            }
        }
    }

    /** Removes the oldest until no more than so many bytes are left; the newest stays. */
    void shrink(long bytes) throws IOException {
        List<Segment> all = all();
        long sum = 0;
        for (Segment segment : all) {
            sum += Files.size(segment.path());
        }
        for (Segment segment : all.subList(0, Math.max(0, all.size() - 1))) {
            if (sum <= bytes) {
                return;
            }
            sum -= Files.size(segment.path());
            Files.deleteIfExists(segment.path());
        }
    }
}
