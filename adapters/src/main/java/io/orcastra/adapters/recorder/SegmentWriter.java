package io.orcastra.adapters.recorder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * One file of entries, compressed together: after the magic word, of each entry the length of its compressed bytes, the
 * length of its bytes, the CRC-32C of the former, and those. Each is whole in the file before the next one. Used by one
 * thread.
 */
final class SegmentWriter implements AutoCloseable {
    static final byte[] MAGIC = "ORCREC01".getBytes(StandardCharsets.US_ASCII);
    static final int HEADER = 3 * Integer.BYTES;
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final int CHUNK = 8192;

    private final FileChannel file;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private long size;
    private boolean dirty;

    /** @throws IOException also when the file exists */
    SegmentWriter(Path path) throws IOException {
        file = FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OURS_ALONE));
        write(ByteBuffer.wrap(MAGIC));
    }

    void append(byte[] entry) throws IOException {
        byte[] compressed = compressed(entry);
        CRC32C sum = new CRC32C();
        sum.update(compressed);
        ByteBuffer block = ByteBuffer.allocate(HEADER + compressed.length);
        block.putInt(compressed.length).putInt(entry.length).putInt((int) sum.getValue()).put(compressed).flip();
        write(block);
    }

    long size() {
        return size;
    }

    /** What was appended survives a crash of the machine from now on. */
    void force() throws IOException {
        if (dirty) {
            file.force(false);
            dirty = false;
        }
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        try (file) {
            force();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        size += bytes.remaining();
        dirty = true;
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private byte[] compressed(byte[] entry) {
        deflater.setInput(entry);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        int length = chunk.length;
        while (length == chunk.length) {
            length = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, length);
        }
        return out.toByteArray();
    }
}
