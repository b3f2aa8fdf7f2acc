package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.OrderText.NoOrder;
import io.orcastra.adapters.yaml.Problem.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A command file as it was read once: a YAML list of orders.
 *
 * @param edit    tells this edit from all others: the same content written again is another edit
 * @param changed when the file was last written
 */
public record CommandFile(Path path, String edit, Instant changed, byte[] bytes) {
    private static final int MOST = 50;
    private static final int ID_BYTES = 6;

    /**
     * What a file orders; nothing when anything is wrong with it.
     *
     * @param problems each refuses the whole file
     */
    public record Content(List<OrderText> orders, List<Problem> problems) {
    }

    /** Empty when there is no file; one that cannot be read has a problem. */
    public static Optional<CommandFile> read(Path path) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        byte[] bytes = ConfigurationFile.read(FileKind.SWARM, path).bytes();
        Instant changed = changed(path);
        return Optional.of(new CommandFile(path, identity(changed, bytes), changed, bytes));
    }

    /** @param anchors names of all anchors of the configuration */
    public Content content(Set<String> anchors) {
        return content(Optional.of(anchors));
    }

    /** @param anchors names of all anchors; empty when they are not known, so that any will do */
    Content content(Optional<Set<String>> anchors) {
        Problems problems = new Problems();
        ConfigurationFile file = ConfigurationFile.read(FileKind.SWARM, path);
        file.refusal().ifPresent(why -> problems.add(Severity.ERROR, path.toString(), why.message(), why.advice()));
        List<OrderText> orders = new ArrayList<>();
        if (!new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            List<Value> values = new YamlFile(path.toString(), problems).list(bytes, "- relabel_all").orElse(List.of());
            values.forEach(value -> order(value, anchors).ifPresent(orders::add));
            if (values.size() > MOST) {
                values.get(MOST).error("more than " + MOST + " commands", "Maybe old ones can be removed: each edit runs all.");
            }
        }
        return new Content(problems.hasErrors() ? List.of() : List.copyOf(orders), problems.inReadingOrder());
    }

    private static Optional<OrderText> order(Value value, Optional<Set<String>> anchors) {
        if (value.isMapping() || value.isList()) {
            value.error("this is " + (value.isList() ? "a list" : "a map") + ", not a command",
                    "Maybe leave out the blank after the colon: update_dependents:db.");
            return Optional.empty();
        }
        try {
            return Optional.of(OrderText.of(value.text().orElse(""), anchors));
        } catch (NoOrder no) {
            value.error(no.getMessage(), no.advice());
            return Optional.empty();
        }
    }

    private static Instant changed(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    private static String identity(Instant changed, byte[] bytes) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(changed.getEpochSecond())
                .putInt(changed.getNano()).flip());
        return HexFormat.of().formatHex(digest.digest(bytes), 0, ID_BYTES);
    }
}
