package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Addresses")
class AddressTest {
    private Folder folder;

    @BeforeEach
    void aFolder(@TempDir Path temporary) {
        folder = new Folder(temporary);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nodes: { oak: { ip: 999.1.1.1 } }     | 1:21 | nodes.oak.ip is \"999.1.1.1\"     | Maybe write four numbers",
            "nodes: { oak: { ip: \"http://x\" } }    | 1:21 | nodes.oak.ip is \"http://x\"      | Maybe x is meant, alone.",
            "nodes: { oak: { ip: 10.0.0.1:22 } }   | 1:21 | nodes.oak.ip is \"10.0.0.1:22\"   | Maybe 10.0.0.1 is meant, alone.",
            "nodes: { oak: { ip: \"a b\" } }         | 1:21 | nodes.oak.ip is \"a b\"           | Maybe write four numbers",
            "nodes: { oak: { ip: \"fe80::g\" } }     | 1:21 | nodes.oak.ip is \"fe80::g\"       | Maybe write four numbers",
            "advertise_addr: 10.0.0                | 1:17 | advertise_addr is \"10.0.0\"      | Maybe write four numbers",
            "advertise_addr: tcp://10.0.0.1:2377/  | 1:17 | advertise_addr is \"tcp://10.0.0.1:2377/\" | Maybe 10.0.0.1 is meant, alone."})
    void whatIsNoAddressIsAnError(String text, String place, String what, String advice) {
        folder.with("swarm.yml", text + "\n");

        assertThat(ProblemReport.of(folder.problems(Map.of()))).contains("swarm.yml:" + place + ": error: " + what
                + ", not an address of a host", advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes: { oak: { ip: 10.0.0.255 } }", "nodes: { oak: { ip: oak.example.org } }", "nodes: { oak: { ip: b } }",
            "nodes: { oak: { ip: \"fd00::1\" } }", "nodes: { oak: { ip: my_host-1 } }", "nodes: { oak: { ip: } }", "advertise_addr: eth0",
            "advertise_addr: eth0:2377", "advertise_addr: 10.0.0.1:2377", "advertise_addr: \"\"", "nodes: { oak: { ip: \"\" } }",
            "advertise_addr: \"[fd00::1]:2377\"", "advertise_addr: 3com"})
    void addressesNamesAndForTheSwarmInterfacesAreTaken(String text) {
        folder.with("swarm.yml", text + "\n");

        assertThat(ProblemReport.of(folder.problems(Map.of()))).doesNotContain("address of a host");
    }
}
