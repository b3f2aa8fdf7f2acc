package io.orcastra.adapters.ssh;

import io.orcastra.adapters.ssh.Bootstrap.Mode;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.MachineState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When which machine is asked next: at once when the swarm shows another state of its node, else the more seldom the
 * longer it stays as it is. Used by one thread.
 */
final class MachineSchedule {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private final Mode mode;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, Entry> entries = new HashMap<>();

    MachineSchedule(Bootstrap bootstrap, Clock clock) {
        mode = bootstrap.mode();
        interval = bootstrap.interval();
        this.clock = clock;
    }

    /** @param ready whether the swarm shows a ready node of that name */
    boolean due(String hostname, boolean ready) {
        Entry last = entries.get(hostname);
        if (last == null) {
            return true;
        }
        if (last.done) {
            return false;
        }
        return last.ready != ready || last.rest != null && clock.nanos() - last.at >= last.rest.toNanos();
    }

    void asked(String hostname, boolean ready, MachineState state) {
        Entry last = entries.get(hostname);
        boolean same = last != null && last.ready == ready && last.state == state;
        boolean well = ready && state == MachineState.IN_SWARM;
        Duration wait = well ? mode == Mode.LOOP ? interval : null : same ? longer(last.rest) : shorter(FIRST_WAIT);
        boolean done = mode == Mode.ONCE && state != MachineState.OUT_OF_SWARM;
        entries.put(hostname, new Entry(clock.nanos(), ready, state, wait, done));
    }

    /**
     * Whether what a machine said may not be true any more and nobody asks it again by itself: its node was ready then, or
     * since, and is not now.
     *
     * @param ready as in {@link #due}; asked for at every look
     */
    boolean stale(String hostname, boolean ready) {
        Entry last = entries.get(hostname);
        if (last == null || !last.done || last.ready == ready) {
            return false;
        }
        entries.put(hostname, new Entry(last.at, ready, last.state, last.rest, true));
        return !ready;
    }

    private Duration longer(Duration wait) {
        return wait == null ? shorter(FIRST_WAIT) : shorter(wait.multipliedBy(2));
    }

    private Duration shorter(Duration wait) {
        return wait.compareTo(interval) < 0 ? wait : interval;
    }

    /** @param rest null when only another state of the node brings the next question */
    private record Entry(long at, boolean ready, MachineState state, Duration rest, boolean done) {
    }
}
