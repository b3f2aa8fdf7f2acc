package io.orcastra.engine.recording;

/** Bytes that no encoder of this or an earlier version wrote. */
public final class UnreadableRecording extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableRecording(String message) {
        super(message);
    }

    public UnreadableRecording(String message, Throwable cause) {
        super(message, cause);
    }
}
