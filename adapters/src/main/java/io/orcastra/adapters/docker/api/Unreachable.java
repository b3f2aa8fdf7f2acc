package io.orcastra.adapters.docker.api;

import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no answer came, in a sentence, and what to look at. */
final class Unreachable {

    private Unreachable() { }

    static String explain(Throwable failure) {
        Throwable root = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .reduce(failure, (outer, inner) -> inner);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message + ".\nMaybe " + advice(failure, message);
    }

    private static String advice(Throwable failure, String message) {
        if (causedBy(failure, SSLException.class)) {
            return "the certificates in DOCKER_CERT_PATH or the context are not those of this engine, or have expired.";
        }
        if (causedBy(failure, UnknownHostException.class)) {
            return "the host's name is misspelt.";
        }
        if (message.contains("Permission denied")) {
            return "this user is not in the group that owns the socket.";
        }
        if (message.contains("No such file")) {
            return "the engine is not running, or its socket is not mounted here.";
        }
        return "the engine is restarting, or does not listen there.";
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }
}
