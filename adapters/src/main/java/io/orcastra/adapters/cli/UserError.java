package io.orcastra.adapters.cli;

/** Something the user can mend; the message says what, where, and last a line that begins with {@code Maybe}. */
sealed class UserError extends RuntimeException permits NotTakenOver {

    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }

    UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
