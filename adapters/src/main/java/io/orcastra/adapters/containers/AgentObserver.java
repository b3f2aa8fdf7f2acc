package io.orcastra.adapters.containers;

import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;

/** Tells what agents answered last; never waits for them, and never fails. */
public interface AgentObserver extends Observer, AutoCloseable {

    @Override
    Observation observe();

    /** Asks all of them now, and returns when they have answered or are given up. */
    void lookOnce();

    /** Asks again and again from now on, until closed. */
    void start();

    @Override
    void close();
}
