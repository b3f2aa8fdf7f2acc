package io.orcastra.engine.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Processor time of the measuring thread, which other work on the machine hardly lengthens. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Processor {
    public double millis;
    public double cycles;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    <T> T time(Supplier<T> cycle) {
        long began = threads.getCurrentThreadCpuTime();
        T result = cycle.get();
        millis += (threads.getCurrentThreadCpuTime() - began) / 1e6;
        cycles++;
        return result;
    }
}
