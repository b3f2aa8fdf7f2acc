package io.orcastra.adapters.reload;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's rules that were in force last, kept in the state folder beneath a digest, so that a start need not try
 * an edit that was never found good. Losing them costs no more than that.
 */
public final class LastGood {
    static final String NAME = "last-good-rules";
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGEST_LENGTH = 32;
    private static final Set<PosixFilePermission> FOLDER_OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private String kept = "";

    public LastGood(Path stateFolder) {
        file = stateFolder.resolve(NAME);
    }

    /** Over the pack built in of today; empty when none are kept, or somebody else may have written them. */
    public Optional<RuleSet> read() {
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(OURS_ALONE);
            byte[] bytes = Files.readAllBytes(file);
            byte[] body = Arrays.copyOfRange(bytes, Math.min(DIGEST_LENGTH, bytes.length), bytes.length);
            if (!others.isEmpty() || !Arrays.equals(DigestUtils.sha256(body), Arrays.copyOf(bytes, DIGEST_LENGTH))) {
                LOG.warn("{} is not used: it is damaged, or others may write it", file);
                return Optional.empty();
            }
            return Optional.of(RuleSet.overlaid(JSON.readValue(body, new TypeReference<List<RuleSource>>() { })));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException unreadable) {
            LOG.warn("{} is not used: {}", file, unreadable.toString());
            return Optional.empty();
        }
    }

    /** These have proven themselves; a failure is only logged. */
    public synchronized void keep(RuleSet rules) {
        if (rules.hash().equals(kept)) {
            return;
        }
        try {
            byte[] body = JSON.writeValueAsBytes(rules.files().stream().filter(one -> one.origin() != Origin.BUILT_IN)
                    .map(RuleFile::source).toList());
            Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(FOLDER_OURS_ALONE));
            Path fresh = Files.createTempFile(file.getParent(), NAME, ".tmp",
                    PosixFilePermissions.asFileAttribute(OURS_ALONE));
            try (var out = Files.newOutputStream(fresh)) {
                out.write(DigestUtils.sha256(body));
                out.write(body);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept = rules.hash();
        } catch (IOException | UnsupportedOperationException failure) {
            LOG.warn("the rules in force could not be kept in {}: {}", file, failure.toString());
        }
    }
}
