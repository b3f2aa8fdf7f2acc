package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisedAddressTest {
    private static final Map<String, List<String>> KNOWN = Map.of("oak", List.of("127.0.1.1", "10.0.0.1"), "elm.lan", List.of("10.0.0.2"),
            "six", List.of("fe80:0:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:1"), "self", List.of("127.0.1.1"));

    private final AdvertisedAddress addresses = new AdvertisedAddress(AdvertisedAddressTest::found);

    private static List<InetAddress> found(String name) throws UnknownHostException {
        if (!KNOWN.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        return KNOWN.get(name).stream().map(AdvertisedAddressTest::ip).toList();
    }

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @ParameterizedTest
    @CsvSource({"oak, 10.0.0.1", "elm.lan, 10.0.0.2", "elm.lan:2377, 10.0.0.2:2377", "six, 2001:db8:0:0:0:0:0:1",
        "six:2377, [2001:db8:0:0:0:0:0:1]:2377"})
    void aNameIsLookedUp(String written, String sent) {
        assertThat(addresses.of(written)).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.1:2377", "127.0.0.1", "2001:db8::1", "[2001:db8::1]:2377", "::1", "eth0", "eth0:2377"})
    void anAddressOrAnInterfaceIsLeftAsItIs(String written) {
        assertThat(addresses.of(written)).contains(written);
    }

    @Test
    void theSystemsLookUpKnowsThisMachine() {
        assertThat(new AdvertisedAddress(AdvertisedAddress.SYSTEM).of("localhost")).isEmpty();
    }

    @Test
    void ofAMachineThatKnowsItselfOnlyTheEngineFindsTheAddress() {
        assertThat(addresses.of("self")).isEmpty();
    }
}
