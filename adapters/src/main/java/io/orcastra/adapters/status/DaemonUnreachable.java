package io.orcastra.adapters.status;

/** No daemon answered, or not with what was asked for; the message is for the user and ends in a line of advice. */
public final class DaemonUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    DaemonUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
