package io.orcastra.adapters.status;

import java.net.ConnectException;

/** No daemon answered, or not with what was asked for; the message is for the user and ends in a line of advice. */
public final class DaemonUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    DaemonUnreachable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether nobody is there at all; a daemon that is busy or does not know yet is there. */
    public boolean isNobody() {
        return getCause() instanceof ConnectException;
    }
}
