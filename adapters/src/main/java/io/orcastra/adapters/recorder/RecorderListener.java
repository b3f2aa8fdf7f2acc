package io.orcastra.adapters.recorder;

/** Told how recording goes; thread-safe. */
public interface RecorderListener {
    RecorderListener NOOP = new RecorderListener() { };

    /** @param bytes of the segment file that an entry took */
    default void written(long bytes) { }

    /** A cycle was not kept. */
    default void dropped() { }

    /** Nothing is kept until the next try. */
    default void failed(String reason) { }
}
