package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orcastra.adapters.masking.Masking;
import io.orcastra.facts.cluster.MemoryUnknown;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The JSON document of a snapshot: {@code format}, {@code takenAt}, and under {@code facts} one sorted list for each
 * type of fact, so that two snapshots can be compared line by line. The one of a daemon has {@code daemon} as well: what
 * its decision rests on beside what was observed.
 */
public final class SnapshotFormat {

    static final int FORMAT = 1;

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(FactLists.class, new FactListsReader())
                    .addDeserializer(MemoryUnknown.class, new MemoryUnknownReader()))
            .addMixIn(MemoryUnknown.class, Sparse.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final DaemonPart daemon = new DaemonPart(json);

    /** The document as text, ending in a line break; label values and errors that look like secrets are masked. */
    public String write(Snapshot snapshot) {
        return write(snapshot, Masking::of);
    }

    /** The same with nothing masked, for a process of our own that judges by it: to be kept where nobody else reads it. */
    public String writeForOurselves(Snapshot snapshot) {
        return write(snapshot, UnaryOperator.identity());
    }

    private String write(Snapshot snapshot, UnaryOperator<Object> masking) {
        Map<String, List<?>> lists = FactLists.sorted(FactLists.TYPES, snapshot.facts(), masking);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("takenAt", snapshot.takenAt());
        document.put("facts", lists);
        snapshot.background().ifPresent(background -> document.put("daemon", daemon.write(snapshot.facts(), background, masking)));
        try {
            return json.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts cannot be written as JSON", e);
        }
    }

    /**
     * Reads a document. Unknown fields and types of facts are skipped.
     *
     * @param name     where the text is from, for messages
     * @param warnings told of everything that was skipped, one line each
     * @throws UnreadableSnapshot when it is no JSON, of another format, or a fact in it is incomplete or has a figure that
     *                            cannot be
     */
    public Snapshot read(String name, String text, Consumer<String> warnings) throws UnreadableSnapshot {
        if (text.isBlank()) {
            throw new UnreadableSnapshot(
                    name + ": the file is empty\nMaybe writing it failed: take it again with 'orcastra snapshot FILE'.", null);
        }
        try {
            Envelope envelope = json.readerFor(Envelope.class).withHandler(new UnknownFields(name, warnings)).readValue(text);
            if (envelope == null || envelope.format != FORMAT) {
                throw new UnreadableSnapshot(name + ": format is "
                        + (envelope == null ? "missing" : envelope.format) + ", this version reads " + FORMAT
                        + "\nMaybe another version wrote it: take the snapshot again with this one.", null);
            }
            Set<Object> facts = new HashSet<>(envelope.facts.facts());
            if (envelope.daemon == null) {
                return new Snapshot(envelope.takenAt, facts);
            }
            facts.addAll(daemon.facts(envelope.daemon));
            return new Snapshot(envelope.takenAt, facts, Optional.of(daemon.background(envelope.daemon)));
        } catch (UnreadablePart e) {
            throw UnreadableSnapshot.because(name, e.in(text), e);
        } catch (JsonProcessingException e) {
            throw UnreadableSnapshot.because(name, e);
        }
    }

    /** A moment that never was is not written. */
    private abstract static class Sparse {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Never.class)
        abstract Instant tooOldAt();
    }

    /** Equal to what is left out. */
    private static final class Never {
        @Override
        public boolean equals(Object value) {
            return MemoryUnknown.NEVER.equals(value);
        }

        @Override
        public int hashCode() {
            return MemoryUnknown.NEVER.hashCode();
        }
    }

    private static final class Envelope {
        private final int format;
        private final Instant takenAt;
        private final FactLists facts;
        /** Absent in the snapshot of a swarm that nobody looks after. */
        @JsonProperty
        private JsonNode daemon;

        @JsonCreator
        Envelope(@JsonProperty("format") int format, @JsonProperty("takenAt") Instant takenAt,
                @JsonProperty("facts") FactLists facts) {
            this.format = format;
            this.takenAt = takenAt;
            this.facts = facts;
        }
    }
}
