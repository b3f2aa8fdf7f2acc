package io.orcastra.lab;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The address of this machine that is left to this process. A port that was chosen and freed on it is nobody else's a moment
 * later; on 127.0.0.1 any connection of any process may get it.
 */
public final class Loopback {

    private static final int FIRST = 64;

    private Loopback() {
    }

    /** One of 127.64.0.0 to 127.127.255.255, as process numbers have 22 bits at most. */
    public static InetAddress own() {
        int pid = (int) ProcessHandle.current().pid();
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) (FIRST | pid >> 16), (byte) (pid >> 8), (byte) pid});
        } catch (UnknownHostException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
