package io.orcastra.adapters.status;

import io.orcastra.adapters.report.ActionWords;
import io.orcastra.adapters.report.Names;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The latest decisions in short, as {@code GET /decisions} answers them. Thread-safe. */
final class RecentDecisions {
    private static final int MOST = 100;

    private final Deque<Entry> entries = new ArrayDeque<>();

    void add(DecisionRecord record) {
        Entry entry = entry(record);
        synchronized (entries) {
            entries.addLast(entry);
            if (entries.size() > MOST) {
                entries.removeFirst();
            }
        }
    }

    List<Entry> newestFirst() {
        synchronized (entries) {
            List<Entry> list = new ArrayList<>(entries);
            Collections.reverse(list);
            return list;
        }
    }

    private static Entry entry(DecisionRecord record) {
        List<PlannedAction> execute = record.plan().execute();
        List<Planned> planned = List.of();
        if (!execute.isEmpty()) {
            Names names = new Names(record.facts());
            ActionWords words = new ActionWords(names);
            planned = execute.stream().map(action -> new Planned(action.proposal().rule(),
                    words.of(action), names.in(action.proposal().reason()))).toList();
        }
        return new Entry(record.cycle(), record.at(), record.trigger(), record.took().toMillis(), planned,
                record.plan().deferred().size(), record.plan().vetoed().size(), record.findings().size());
    }

    /** One decision; {@code cycle} counts from the start of the process. */
    record Entry(long cycle, Instant at, String trigger, long tookMillis, List<Planned> execute, int deferred, int vetoed,
            int findings) {
    }

    /** An action that was to be carried out; {@code action} is an imperative clause. */
    record Planned(String rule, String action, String reason) {
    }
}
