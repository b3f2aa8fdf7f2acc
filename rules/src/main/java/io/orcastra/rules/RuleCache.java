package io.orcastra.rules;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled files of rules in a folder of this process, so that a start costs a read instead of a compile (0.6 s against 3 to
 * 5 s). Each file begins with a digest of the rest. Whatever is wrong with one, the answer is that nothing is there.
 */
final class RuleCache {
    private static final Logger LOG = LoggerFactory.getLogger(RuleCache.class);
    private static final String PREFIX = "rules-";
    private static final String SUFFIX = ".bin";
    /** Some MiB. */
    private static final int MOST = 64;
    private static final int DIGEST_LENGTH = 32;
    private static final Set<PosixFilePermission> FOLDER_OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    RuleCache(Path folder) {
        this.folder = folder;
    }

    /** What was stored under this key, if it is there, unharmed and writable by nobody else. */
    Optional<CompiledFile> read(String key) {
        Path file = file(key);
        try {
            var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(OURS_ALONE);
            if (!others.isEmpty()) {
                LOG.warn("compiled rules not used: others may touch {} ({})", file, others);
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] body = Arrays.copyOfRange(bytes, Math.min(DIGEST_LENGTH, bytes.length), bytes.length);
            if (!Arrays.equals(digest(body), Arrays.copyOf(bytes, DIGEST_LENGTH))) {
                LOG.warn("compiled rules not used: {} is damaged", file);
                return Optional.empty();
            }
            return Optional.of(CompiledFile.of(body));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("compiled rules not used: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Stores a file under a key; a failure is only logged. */
    void write(String key, CompiledFile rules) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_OURS_ALONE));
            byte[] body = rules.toBytes();
            Path fresh = Files.createTempFile(folder, PREFIX, ".tmp", PosixFilePermissions.asFileAttribute(OURS_ALONE));
            try (var out = Files.newOutputStream(fresh)) {
                out.write(digest(body));
                out.write(body);
            }
            Files.move(fresh, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("compiled rules not stored in {}: {}", folder, e.toString());
        }
    }

    /**
     * Forgets the oldest until {@value #MOST} files are left: an edit is often taken back.
     *
     * @param inUse keys that are never forgotten
     */
    void prune(Collection<String> inUse) {
        List<Path> spared = inUse.stream().map(this::file).toList();
        try (DirectoryStream<Path> stored = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            Map<Path, FileTime> written = new HashMap<>();
            for (Path file : stored) {
                written.put(file, Files.getLastModifiedTime(file));
            }
            int most = Math.max(0, written.size() - MOST);
            written.keySet().removeAll(spared);
            List<Path> oldest = written.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
            for (Path file : oldest.subList(0, Math.min(most, oldest.size()))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("compiled rules not pruned in {}: {}", folder, e.toString());
        }
    }

    private Path file(String key) {
        return folder.resolve(PREFIX + key + SUFFIX);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
