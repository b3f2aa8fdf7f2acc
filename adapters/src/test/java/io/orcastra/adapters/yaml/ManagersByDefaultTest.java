package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.Founding;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A swarm that Orcastra makes gets an odd number of managers by default, never every machine")
class ManagersByDefaultTest {
    @TempDir
    private Path temporary;

    private Set<String> managers(String leader, String nodes) {
        return new Folder(temporary).with("swarm.yml", "leader: " + leader + "\nnodes: { " + nodes + " }\n").load().policies().stream()
                .filter(Founding.class::isInstance).map(founding -> ((Founding) founding).managers()).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "of {0} machines without a role: {1}")
    @CsvSource(delimiter = '|', value = {
        "1 | m1",
        "2 | m1",
        "3 | m1 m2 m3",
        "4 | m1 m2 m3",
        "5 | m1 m2 m3",
        "8 | m1 m2 m3"})
    void whereNoRoleIsWritten(int machines, String managers) {
        String nodes = IntStream.rangeClosed(1, machines).mapToObj(number -> "m" + number + ": {}").collect(Collectors.joining(", "));

        assertThat(managers("m1", nodes)).containsExactlyInAnyOrder(managers.split(" "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "m1: {}, m2: {role: worker}, m3: {}, m4: {}, m5: {} | m1 m3 m4",
        "m1: {}, m2: {role: worker}, m3: {role: worker}, m4: {}, m5: {role: worker} | m1",
        "m1: {}, m2: {role: worker}, m3: {role: worker} | m1"})
    void aWrittenWorkerIsPassedOver(String nodes, String managers) {
        assertThat(managers("m1", nodes)).containsExactlyInAnyOrder(managers.split(" "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "m1: {role: manager}, m2: {}, m3: {}, m4: {}, m5: {} | m1",
        "m1: {role: manager}, m2: {}, m3: {}, m4: {role: manager}, m5: {role: manager} | m1 m4 m5",
        "m1: {}, m2: {role: manager}, m3: {role: manager}, m4: {}, m5: {} | m1 m2 m3"})
    void writtenManagersAreThoseAlone(String nodes, String managers) {
        assertThat(managers("m1", nodes)).containsExactlyInAnyOrder(managers.split(" "));
    }

    @Test
    void theLeaderNeedNotBeTheFirst() {
        assertThat(managers("m4", "m1: {}, m2: {}, m3: {}, m4: {}, m5: {}")).containsExactlyInAnyOrder("m4", "m1", "m2");
    }
}
