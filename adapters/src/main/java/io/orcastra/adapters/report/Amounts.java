package io.orcastra.adapters.report;

import io.orcastra.engine.placement.Obstruction;
import io.orcastra.facts.cluster.MemoryUnknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** By how much a node does not suit: what it is short of, or how much too old its last sample is. */
final class Amounts {
    private final Collection<?> facts;
    private final Names names;
    private final Instant now;

    Amounts(Collection<?> facts, Names names, Instant now) {
        this.facts = facts;
        this.names = names;
        this.now = now;
    }

    /** Of a node whose memory is not known. */
    Optional<MemoryUnknown> unknown(String nodeId) {
        return facts.stream().filter(MemoryUnknown.class::isInstance).map(MemoryUnknown.class::cast)
                .filter(memory -> memory.nodeId().equals(nodeId)).findFirst();
    }

    /** Empty where no sample was taken, or none that is too old. */
    Optional<Quantity> tooOld(MemoryUnknown memory) {
        return Optional.of(memory.tooOldAt()).filter(at -> !at.isAfter(now))
                .map(at -> new Quantity(Duration.between(at, now).toSeconds(), "s"));
    }

    /** Such as {@code the memory of elm is not known: its exporter did not answer within 5 s (its last sample is 40 s too old)}. */
    String words(MemoryUnknown memory) {
        return "the memory of " + names.of(memory.nodeId()) + " is not known: " + names.in(memory.reason()) + late(tooOld(memory));
    }

    Optional<Quantity> of(String nodeId, Obstruction obstruction) {
        return obstruction.shortage().map(Quantity::of).or(() -> quoted(nodeId, obstruction).flatMap(this::tooOld));
    }

    /** The end of a sentence about the node, with the amount. */
    String words(String nodeId, Obstruction obstruction) {
        String words = names.in(obstruction.words());
        Optional<MemoryUnknown> unknown = quoted(nodeId, obstruction);
        if (unknown.isPresent()) {
            return words + late(tooOld(unknown.get()));
        }
        return words + obstruction.shortage().map(Quantity::of).filter(gap -> !words.contains("short"))
                .map(gap -> " (" + gap.difference() + " short)").orElse("");
    }

    private static String late(Optional<Quantity> amount) {
        return amount.map(late -> " (its last sample is " + late.text() + " too old)").orElse("");
    }

    /** Whichever rule it is that says so. */
    private Optional<MemoryUnknown> quoted(String nodeId, Obstruction obstruction) {
        return unknown(nodeId).filter(memory -> obstruction.words().endsWith(memory.reason()));
    }
}
