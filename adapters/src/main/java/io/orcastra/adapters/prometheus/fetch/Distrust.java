package io.orcastra.adapters.prometheus.fetch;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why there is no TLS with somebody, as an operator would say it. */
final class Distrust {

    private Distrust() { }

    /** As a clause without its subject. */
    static String of(SSLException failure) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, one -> one != null, Throwable::getCause).limit(8).toList();
        if (any(causes, CertificateExpiredException.class)) {
            return "cannot be trusted: its certificate has expired";
        }
        if (any(causes, CertificateNotYetValidException.class)) {
            return "cannot be trusted: its certificate is not valid yet, maybe a clock is wrong";
        }
        if (any(causes, CertPathBuilderException.class)) {
            return "cannot be trusted: its certificate is signed by nobody trusted here, maybe ca_file is missing or names others";
        }
        String message = String.valueOf(failure.getMessage());
        if (any(causes, CertificateException.class) && isAboutItsName(message)) {
            return "cannot be trusted: its certificate is for another name than the one it is asked under";
        }
        if (message.contains("ecognized SSL message")) {                // the JDK has two sentences for it
            return "does not speak TLS: maybe it wants http";
        }
        return "cannot be trusted: " + Shown.briefly(message);
    }

    /** The JDK's check of names throws what is thrown for everything else, and tells names by these words alone. */
    private static boolean isAboutItsName(String message) {
        return message.contains("subject alternative") || message.contains("name matching");
    }

    private static boolean any(List<Throwable> causes, Class<?> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
