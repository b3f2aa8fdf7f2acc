package io.orcastra.adapters.prometheus.fetch;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What came from outside or from the JDK, in words that can be shown. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() { }

    /** Short, on one line, unable to move a terminal's cursor. */
    public static String briefly(String text) {
        String visible = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "\u2026" : text;
        return visible.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "\ufffd");
    }

    /** Without a query, which may hold a secret. */
    public static String address(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    /** Why a connection failed, as a clause. */
    static String connection(Throwable failure) {
        for (Throwable cause : Stream.iterate(failure, one -> one != null, Throwable::getCause).limit(8).toList()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "has a name that cannot be resolved";
            }
            if (cause instanceof SSLException tls) {
                return Distrust.of(tls);
            }
            if (cause instanceof ProtocolException) {
                return "answers with something else than HTTP: maybe it wants https";
            }
        }
        String message = failure.getMessage() == null ? "" : ": " + briefly(failure.getMessage());
        return failure instanceof ConnectException ? "cannot be connected to" + message
                : "broke off (" + failure.getClass().getSimpleName() + message + ")";
    }
}
