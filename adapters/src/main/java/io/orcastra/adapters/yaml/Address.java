package io.orcastra.adapters.yaml;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a machine is reached: an IP address, or the name of a host. Nobody is asked whether there is one. */
final class Address {
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IP4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9_.-]+)?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){0,9}\\.?");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Pattern BRACKETS = Pattern.compile("\\[([0-9A-Fa-f:.]+)\\](:[0-9]{1,5})?");
    private static final String EXAMPLE = "Maybe write four numbers from 0 to 255, such as 10.20.0.11.";

    private Address() {
    }

    /** Or nothing, where nothing is written. */
    static Optional<String> host(Value value) {
        return value.text().flatMap(text -> text.isEmpty() || isHost(text) ? Optional.of(text)
                : value.unexpected("an address of a host", advice(text)));
    }

    /** As Docker takes it for the address that others reach a node at: also the name of a network interface, also with a port. */
    static Optional<String> advertised(Value value) {
        return value.text().flatMap(text -> text.isEmpty() || isHost(text) || isHost(PORT.matcher(text).replaceFirst(""))
                || isHost(BRACKETS.matcher(text).replaceFirst("$1")) ? Optional.of(text)
                : value.unexpected("an address of a host", advice(text)));
    }

    private static boolean isHost(String text) {
        return IP4.matcher(text).matches() || !NUMBERS.matcher(text).matches() && NAME.matcher(text).matches() || isIp6(text);
    }

    /** An address that is written out is not looked up. */
    private static boolean isIp6(String text) {
        try {
            return IP6.matcher(text).matches() && InetAddress.getByName(text.replaceFirst("%.*", "")) != null;
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    private static String advice(String text) {
        String bare = PORT.matcher(text.replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "")).replaceFirst("");
        return !bare.equals(text) && isHost(bare) ? "Maybe " + bare + " is meant, alone." : EXAMPLE;
    }
}
