package io.orcastra.adapters.ssh;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Where a machine is reached by the other nodes, as an engine takes it: an IP address or the name of an interface, never
 * the name of a machine.
 */
final class AdvertisedAddress {
    private static final int LONGEST_SECONDS = 10;
    private static final Pattern IP = Pattern.compile("[0-9.]+|.*:.*:.*|\\[.*");

    /** Looks up names; may block for as long as it likes. */
    @FunctionalInterface
    interface Names {
        /** @throws UnknownHostException when there is no such name */
        List<InetAddress> of(String name) throws UnknownHostException;
    }

    /** The system's own look-up, which may hang on a name server: given up after ten seconds. */
    static final Names SYSTEM = name -> {
        FutureTask<List<InetAddress>> lookUp = new FutureTask<>(() -> List.of(InetAddress.getAllByName(name)));
        Thread thread = new Thread(lookUp, "look-up");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookUp.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unknown) {
            // as said below
        }
        throw new UnknownHostException(name);
    };

    private final Names names;

    AdvertisedAddress(Names names) {
        this.names = names;
    }

    /**
     * The address for the engine. What cannot be looked up is left as it is, for it may be an interface of that machine.
     *
     * @param written address or name, with or without a port
     * @return empty when that name is known here only as this machine itself: then the engine finds its own
     */
    Optional<String> of(String written) {
        int colon = IP.matcher(written).matches() ? -1 : written.indexOf(':');
        String host = colon < 0 ? written : written.substring(0, colon);
        if (IP.matcher(host).matches()) {
            return Optional.of(written);
        }
        try {
            return names.of(host).stream().filter(found -> !found.isLoopbackAddress() && !found.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress).findFirst()
                    .map(ip -> colon < 0 ? ip : (ip.contains(":") ? "[" + ip + "]" : ip) + written.substring(colon));
        } catch (UnknownHostException interfaceOrUnknown) {
            return Optional.of(written);
        }
    }
}
