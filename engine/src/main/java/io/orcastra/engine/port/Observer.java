package io.orcastra.engine.port;

/** One source of facts. Called by one thread at a time; every call has a deadline that holds. */
public interface Observer {

    /** Name of the source in explanations, logs and metrics, such as {@code docker}. */
    String source();

    /**
     * Looks once.
     *
     * @return the complete current facts of this source
     * @throws ObservationFailed when anything of it could not be had; half an answer is never returned
     */
    Observation observe() throws ObservationFailed;

    /** Whether a change of these facts shows a swarm that moves, which is then watched closely for a while. */
    default boolean showsMotion() {
        return true;
    }
}
