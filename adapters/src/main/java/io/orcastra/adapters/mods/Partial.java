package io.orcastra.adapters.mods;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The beginning of a file, under a name nobody looks for, and beside it what it is the beginning of. Held by one process
 * at a time, with a lock that a killed one does not leave behind.
 */
final class Partial implements AutoCloseable {
    private final Path file;
    private final Path origin;
    private final FileChannel channel;

    private Partial(Path file, FileChannel channel) {
        this.file = file;
        this.origin = file.resolveSibling(file.getFileName() + ".of");
        this.channel = channel;
    }

    static Partial open(Path file) throws IOException, ModFailed {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw ModFailed.forGood("is being fetched by another process already");
        }
        return new Partial(file, channel);
    }

    /** How much of it is there. */
    long length() throws IOException {
        return channel.size();
    }

    /** Of what it is a beginning; empty when that is not known, and then it is of no use. */
    Optional<String> origin() throws IOException {
        return Files.isRegularFile(origin, LinkOption.NOFOLLOW_LINKS) ? Optional.of(Files.readString(origin)) : Optional.empty();
    }

    /** Throws away what there is, and begins something else. */
    void begin(String of) throws IOException {
        Files.deleteIfExists(origin);
        channel.truncate(0);
        Files.write(origin, of.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    }

    void append(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        long at = channel.size();
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    /** What is on the disk, which is all that counts. */
    Sha256 digest() throws IOException {
        return Sha256.of(file);
    }

    /** Bytes that are free where it lies. */
    long room() throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }

    void discard() throws IOException {
        Files.deleteIfExists(origin);
        channel.truncate(0);
    }

    /** Makes it that file, in one step and for good; whatever was there before, a link included, is replaced. */
    void become(Path whole) throws IOException {
        channel.force(true);
        Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(origin);
        synchronise(whole.getParent());
    }

    /** Writes a small file as {@link #become} does. */
    static void write(Path file, byte[] text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel out = FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text));
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void synchronise(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
