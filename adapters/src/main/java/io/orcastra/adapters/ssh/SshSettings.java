package io.orcastra.adapters.ssh;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How machines are reached.
 *
 * @param user            who logs in; commands of anybody but root go through {@code sudo -n}
 * @param keyFile         private key, without a passphrase
 * @param knownHosts      host keys that are trusted
 * @param trustOnFirstUse whether a host without a known key is trusted and its key written into {@code knownHosts};
 *                        a host with another key than the known one never is
 * @param timeout         limit of a connection's making, and of an engine's answer
 * @param sessions        machines asked at once
 */
public record SshSettings(
        String user, int port, Path keyFile, Path knownHosts, boolean trustOnFirstUse, Duration timeout, int sessions) {

    /** Commands for the engine need its socket, and those for its service need root. */
    boolean needsSudo() {
        return !user.equals("root");
    }
}
