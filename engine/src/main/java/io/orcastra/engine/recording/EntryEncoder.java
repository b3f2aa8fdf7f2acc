package io.orcastra.engine.recording;

import io.orcastra.engine.memory.FactKey;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.Background.RunningTimer;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Entries as bytes: of a cycle only what differs from the cycle before. The first cycle is whole, so one encoder makes
 * one segment that can be read by itself, from its beginning. Used by one thread.
 */
public final class EntryEncoder {
    static final int CYCLE = 0;
    static final int OTHER = 1;
    static final int FACTS = 1;
    static final int BACKGROUND = 2;
    static final int DECISION = 4;
    /** How exactly the beginning of a timer is told; a cycle that takes longer only moves it. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final UnaryOperator<Object> masking;
    private final ValueWriter out;
    private final Map<Object, Slot> slots = new HashMap<>();
    private final Map<Object, Slot> byIdentity = new IdentityHashMap<>();
    private int nextSlot;
    private long look;
    private Set<Object> facts = Set.of();
    private Map<Object, Kept> timers = Map.of();
    private Background background;
    private Decision decision;

    /**
     * @param masking   what of a fact, and of a record within one or a decision, may be kept; itself where nothing of it is secret
     * @param redaction what of a text may be kept
     */
    public EntryEncoder(UnaryOperator<Object> masking, UnaryOperator<String> redaction) {
        this.masking = masking;
        out = new ValueWriter(masking, redaction, Set.of(Proposal.class));
    }

    /** Bytes that an {@link EntryDecoder} reads after all that were encoded before. */
    public byte[] encode(Entry entry) {
        if (entry instanceof Entry.Cycle cycle) {
            out.octet(CYCLE);
            out.base(cycle.at());
            cycle(cycle);
        } else {
            out.octet(OTHER);
            out.base(entry.at());
            out.record(entry);
        }
        return out.take();
    }

    private void cycle(Entry.Cycle cycle) {
        Map<Object, Kept> kept = kept(cycle.background().timers(), cycle.at());
        Background rest = withoutTimers(cycle.background());
        Decision decided = new Decision(cycle.plan(), cycle.findings());
        boolean others = cycle.facts() != facts || !kept.equals(timers);
        out.octet((others ? FACTS : 0) | (rest.equals(background) ? 0 : BACKGROUND) | (decided.equals(decision) ? 0 : DECISION));
        out.number(cycle.number());
        out.text(cycle.trigger());
        out.span(Duration.ofMillis(cycle.took().toMillis()));
        out.number(cycle.dropped());
        if (others) {
            facts(cycle.facts(), kept);
        }
        if (!rest.equals(background)) {
            out.record(rest);
        }
        if (!decided.equals(decision)) {
            out.record(decided);
        }
        facts = cycle.facts();
        timers = kept;
        background = rest;
        decision = decided;
    }

    private void facts(Set<Object> now, Map<Object, Kept> kept) {
        look++;
        List<Slot> changed = new ArrayList<>();
        now.forEach(fact -> see(fact, changed));
        kept.values().forEach(timer -> see(timer, changed));
        List<Slot> gone = slots.values().stream().filter(slot -> slot.seen != look).toList();
        out.count(gone.size());
        for (Slot slot : gone) {
            out.count(slot.number);
            slots.remove(slot.key);
            byIdentity.remove(slot.fact);
        }
        out.count(changed.size());
        changed.forEach(this::write);
    }

    private void see(Object fact, List<Slot> changed) {
        Slot same = byIdentity.get(fact);
        if (same != null) {
            same.seen = look;
            return;
        }
        Object key = fact instanceof Kept timer ? List.of(timer.name(), timer.subject()) : FactKey.of(fact);
        Slot slot = slots.get(key);
        if (slot != null && slot.seen == look) {                        // two statements about one thing, of two sources
            key = new FactKey(fact.getClass(), fact);
            slot = slots.get(key);
        }
        if (slot == null) {
            slot = new Slot(key, nextSlot++);
            slots.put(key, slot);
        } else {
            byIdentity.remove(slot.fact);
        }
        slot.seen = look;
        if (!fact.equals(slot.fact)) {
            changed.add(slot);
        }
        slot.fact = fact;
        byIdentity.put(fact, slot);
    }

    private void write(Slot slot) {
        Object shown = slot.fact instanceof Kept ? slot.fact : masking.apply(slot.fact);
        out.count(slot.number);
        if (slot.shown == null) {
            out.record(shown);
        } else {
            out.difference(slot.shown, shown);
        }
        slot.shown = shown;
    }

    private Map<Object, Kept> kept(List<RunningTimer> running, Instant at) {
        Map<Object, Kept> kept = new HashMap<>();
        for (RunningTimer timer : running) {
            List<Object> key = List.of(timer.name(), timer.subject());
            Kept before = timers.get(key);
            boolean elapsed = timer.passed().compareTo(timer.lasting()) >= 0;
            boolean same = before != null && before.lasting().equals(timer.lasting()) && (elapsed
                    || Duration.between(before.since(), at).minus(timer.passed()).abs().compareTo(TOLERANCE) < 0);
            kept.put(key, same ? before : new Kept(timer.name(), timer.subject(), timer.lasting(), at.minus(timer.passed())));
        }
        return kept;
    }

    private static Background withoutTimers(Background all) {
        return new Background(all.firm(), List.of(), all.waiting(), all.underWay(), all.towards(), all.history(),
                all.moveSeconds(), all.budgets());
    }

    /** A place for statements about one thing, told by its number. */
    private static final class Slot {
        private final Object key;
        private final int number;
        private Object fact;
        private Object shown;
        private long seen;

        Slot(Object key, int number) {
            this.key = key;
            this.number = number;
        }
    }
}
