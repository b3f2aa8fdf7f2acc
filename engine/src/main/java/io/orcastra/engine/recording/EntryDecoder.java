package io.orcastra.engine.recording;

import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.Background.RunningTimer;
import io.orcastra.engine.recording.ValueReader.Read;
import io.orcastra.facts.control.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the entries of one segment, from its beginning. Used by one thread. */
public final class EntryDecoder {
    private final ValueReader in = new ValueReader();
    private final Map<Integer, Read> slots = new HashMap<>();
    private Set<Object> facts = Set.of();
    private List<Kept> timers = List.of();
    private Background background;
    private Decision decision;

    /**
     * @param bytes of one entry, after those of all entries before it
     * @throws UnreadableRecording when they are something else; nothing after them can be read either
     */
    public Entry decode(byte[] bytes) throws UnreadableRecording {
        in.take(bytes);
        try {
            int kind = in.octet();
            Instant at = in.base();
            return kind == EntryEncoder.CYCLE ? cycle(at) : expect(Entry.class);
        } catch (RuntimeException senseless) {
            throw new UnreadableRecording("what was recorded makes no sense: " + senseless.getMessage(), senseless);
        }
    }

    private Entry cycle(Instant at) throws UnreadableRecording {
        int parts = in.octet();
        long number = in.number();
        String trigger = in.text();
        Duration took = in.span();
        long dropped = in.number();
        if ((parts & EntryEncoder.FACTS) != 0) {
            changeFacts();
        }
        if ((parts & EntryEncoder.BACKGROUND) != 0) {
            background = expect(Background.class);
        }
        if ((parts & EntryEncoder.DECISION) != 0) {
            decision = expect(Decision.class);
        }
        if (background == null || decision == null) {
            throw new UnreadableRecording("the first cycle is not whole");
        }
        return new Entry.Cycle(at, number, trigger, took, dropped, facts, withTimers(at), decision.plan(), decision.findings());
    }

    private void changeFacts() throws UnreadableRecording {
        for (int left = in.count(); left > 0; left--) {
            slots.remove(in.index());
        }
        for (int left = in.count(); left > 0; left--) {
            int slot = in.index();
            Read before = slots.get(slot);
            slots.put(slot, before == null ? in.record() : in.difference(before));
        }
        Set<Object> now = new HashSet<>();
        List<Kept> running = new ArrayList<>();
        for (Read read : slots.values()) {
            if (read.value() instanceof Kept timer) {
                running.add(timer);
            } else if (read.value() != null) {
                now.add(read.value());
            }
        }
        facts = Set.copyOf(now);
        running.sort(Comparator.comparing(Kept::name).thenComparing(timer -> timer.subject().toString()));
        timers = List.copyOf(running);
    }

    private Background withTimers(Instant at) {
        return new Background(background.firm(), timers.stream().map(timer -> running(timer, at)).toList(), background.waiting(),
                background.underWay(), background.towards(), background.history(), background.moveSeconds(),
                background.budgets());
    }

    /** Whether it had elapsed is told by what the rules were told. */
    private RunningTimer running(Kept timer, Instant at) {
        Duration passed = Duration.between(timer.since(), at);
        boolean elapsed = facts.contains(new Elapsed(timer.name(), timer.subject()));
        boolean shown = passed.compareTo(timer.lasting()) >= 0;
        Duration told = elapsed == shown ? passed : elapsed ? timer.lasting() : timer.lasting().minusNanos(1);
        return new RunningTimer(timer.name(), timer.subject(), told, timer.lasting());
    }

    private <T> T expect(Class<T> type) throws UnreadableRecording {
        Object value = in.record().value();
        if (!type.isInstance(value)) {
            throw new UnreadableRecording("a " + type.getSimpleName() + " was expected");
        }
        return type.cast(value);
    }
}
