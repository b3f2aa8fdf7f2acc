package io.orcastra.adapters.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Signals of the operating system. The JDK offers no supported way to be told of SIGHUP, and a shutdown hook cannot
 * end with exit code 0, so this one class uses the unsupported one.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {
    }

    /** Calls back on a thread of the JVM whenever the signal arrives; a platform without it is left as it is. */
    static void on(String name, Runnable handler) {
        try {
            Signal.handle(new Signal(name), signal -> handler.run());
        } catch (IllegalArgumentException unknownOrTaken) {
            LOG.debug("signal {} cannot be handled here", name, unknownOrTaken);
        }
    }
}
