package io.orcastra.engine.placement;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address or a CIDR network, as the constraint {@code node.ip} takes them. */
record IpRange(byte[] network, int prefix) {
    private static final Pattern OCTETS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Empty when the text is neither. Never asks a name server. */
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(bytes -> new IpRange(bytes, bytes.length * Byte.SIZE));
        }
        String bits = text.substring(slash + 1);
        return address.filter(bytes -> bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= bytes.length * Byte.SIZE)
                .map(bytes -> new IpRange(bytes, Integer.parseInt(bits)));
    }

    boolean contains(String nodeAddress) {
        return address(nodeAddress).filter(this::contains).isPresent();
    }

    private boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((address[bit / Byte.SIZE] & mask) != (network[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        if (!OCTETS.matcher(text).matches() && !COLONS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
