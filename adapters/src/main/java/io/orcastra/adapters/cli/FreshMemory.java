package io.orcastra.adapters.cli;

import io.orcastra.adapters.prometheus.observe.MemoryObserver;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;

/** Measures at every look and waits for it: for a process that decides once. */
record FreshMemory(MemoryObserver memory) implements Observer {

    @Override
    public String source() {
        return memory.source();
    }

    @Override
    public boolean showsMotion() {
        return memory.showsMotion();
    }

    @Override
    public Observation observe() {
        memory.measure();
        return memory.observe();
    }
}
