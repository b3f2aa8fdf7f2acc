package io.orcastra.adapters.ssh;

/** A machine could not be asked; the message is one line and holds no secret. */
public final class SshFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What was in the way. */
    enum Kind { UNREACHABLE, UNTRUSTED, LOGIN_REFUSED, ENGINE_SILENT }

    private final Kind kind;

    SshFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
