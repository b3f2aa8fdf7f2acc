package io.orcastra.adapters.recorder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a file of a {@link SegmentWriter}, also while it is written. What follows the first entry that is not whole, as
 * a crash leaves one, is not there. Used by one thread.
 */
final class SegmentReader implements AutoCloseable {
    /** Far above the first cycle of any swarm: no damaged length makes us reserve more. */
    private static final int LONGEST = 64 << 20;

    private final DataInputStream in;
    private final Inflater inflater = new Inflater(true);
    private final long size;
    private long position;
    private boolean ended;

    SegmentReader(Path path) throws IOException {
        size = Files.size(path);
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
        byte[] magic = in.readNBytes(SegmentWriter.MAGIC.length);
        position = magic.length;
        ended = !Arrays.equals(magic, SegmentWriter.MAGIC);
    }

    /** Empty at the end, and for ever after it. */
    Optional<byte[]> next() throws IOException {
        Optional<byte[]> entry = ended ? Optional.empty() : read();
        ended = entry.isEmpty();
        return entry;
    }

    /** Bytes of the file that were read. */
    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private Optional<byte[]> read() throws IOException {
        if (size - position < SegmentWriter.HEADER) {
            return Optional.empty();
        }
        int length = in.readInt();
        int whole = in.readInt();
        int sum = in.readInt();
        position += SegmentWriter.HEADER;
        if (length <= 0 || length > size - position || whole <= 0 || whole > LONGEST) {
            return Optional.empty();
        }
        byte[] compressed = in.readNBytes(length);
        position += compressed.length;
        CRC32C found = new CRC32C();
        found.update(compressed);
        return compressed.length == length && (int) found.getValue() == sum ? inflated(compressed, whole) : Optional.empty();
    }

    private Optional<byte[]> inflated(byte[] compressed, int whole) {
        byte[] entry = new byte[whole];
        try {
            inflater.setInput(compressed);
            int length = 0;
            while (length < whole) {
                int more = inflater.inflate(entry, length, whole - length);
                if (more == 0) {
                    return Optional.empty();
                }
                length += more;
            }
            inflater.inflate(new byte[1]);                              // takes in the end of the flush
            return Optional.of(entry);
        } catch (DataFormatException damaged) {
            return Optional.empty();
        }
    }
}
