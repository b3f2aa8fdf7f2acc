package io.orcastra.adapters.docker.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.docker.observe.Networks;
import io.orcastra.adapters.docker.observe.SpecSetting;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written to a service of our own, and what is not. */
class OwnSpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Networks NETWORKS = new Networks(Map.of("monitor-net", "n1"));
    private static final String IMAGE = "/TaskTemplate/ContainerSpec/Image \"exporter:2\"";
    private static final String LABELS = "/Labels {\"a\":\"1\",\"orchestration.deployed.by\":\"orcastra\"}";
    private static final String ATTACHED = "/TaskTemplate/Networks [{\"Target\":\"monitor-net\"}]";
    private static final String CONSTRAINTS = "/TaskTemplate/Placement/Constraints [\"node.role == worker\"]";
    private static final String NO_ARGS = "/TaskTemplate/ContainerSpec/Args null";

    /** A service of ours; in the text {@code '} stands for quotation marks. */
    private static JsonNode service(String image, String more) {
        return json("{'ID': 's1', 'Spec': {'Name': 'e', 'Labels': {'orchestration.deployed.by': 'orcastra', 'a': '1'}, "
                + "'TaskTemplate': {'ContainerSpec': {'Image': '" + image + "'" + more + "}, 'ForceUpdate': 3}}}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static OwnSpec wanted(String... settings) {
        return wanted(NETWORKS, settings);
    }

    private static OwnSpec wanted(Networks networks, String... settings) {
        return new OwnSpec(Stream.of(settings).map(SpecSetting::parse).toList(), networks);
    }

    private static SpecEdit.Decision decision(JsonNode service, String... settings) {
        return wanted(settings).edit().decide(service);
    }

    @Test
    void whatIsAsWantedIsLeftAlone() {
        assertThat(decision(service("exporter:2", ""), IMAGE, LABELS, NO_ARGS)).isInstanceOf(SpecEdit.Leave.class);
        assertThat(decision(service("exporter:2@sha256:1", ""), IMAGE)).isInstanceOf(SpecEdit.Leave.class);
    }

    @Test
    void anImageWantedWithItsDigestIsNotOneWithout() {
        String pinned = "/TaskTemplate/ContainerSpec/Image \"exporter:2@sha256:1\"";

        assertThat(decision(service("exporter:2@sha256:1", ""), pinned)).isInstanceOf(SpecEdit.Leave.class);
        assertThat(decision(service("exporter:2@sha256:2", ""), pinned)).isInstanceOf(SpecEdit.Change.class);
        assertThat(decision(service("exporter:2", ""), pinned)).isInstanceOf(SpecEdit.Change.class);
    }

    @Test
    void onlyWhatDiffersIsWritten() {
        JsonNode service = service("exporter:1", ", 'Args': ['x'], 'Hostname': 'h'");

        SpecEdit.Change change = (SpecEdit.Change) decision(service, IMAGE, LABELS, NO_ARGS, CONSTRAINTS, ATTACHED);

        assertThat(change.meant()).isEqualTo(Set.of("/TaskTemplate/ContainerSpec/Image", "/TaskTemplate/ContainerSpec/Args",
                "/TaskTemplate/Placement/Constraints", "/TaskTemplate/Networks"));
        assertThat(change.spec()).isEqualTo(json("{'Name': 'e', 'Labels': {'orchestration.deployed.by': 'orcastra', 'a': '1'}, "
                + "'TaskTemplate': {'ContainerSpec': {'Image': 'exporter:2', 'Hostname': 'h'}, 'ForceUpdate': 3, "
                + "'Placement': {'Constraints': ['node.role == worker']}, 'Networks': [{'Target': 'n1'}]}}"));
        assertThat(JsonDifference.between(service.path("Spec"), change.spec()).outside(change.meant())).isEmpty();
    }

    @Test
    void whatTheEngineLeavesOutIsNoDifference() {
        String mounts = "/TaskTemplate/ContainerSpec/Mounts "
                + "[{\"ReadOnly\":false,\"Type\":\"bind\",\"Target\":\"/t\",\"Source\":\"/s\"}]";

        assertThat(decision(service("exporter:2", ", 'Mounts': [{'Type': 'bind', 'Source': '/s', 'Target': '/t'}]"), mounts))
                .isInstanceOf(SpecEdit.Leave.class);
    }

    @Test
    void aServiceOfSomebodyElseIsRefused() {
        JsonNode foreign = json("{'ID': 's1', 'Spec': {'Name': 'e', 'Labels': {'a': '1'}, 'TaskTemplate': {}}}");

        assertThat(decision(foreign, IMAGE)).isEqualTo(new SpecEdit.Refuse("it was made by somebody else"));
    }

    @Test
    void aNewServiceIsGlobalAndHasAllThatIsWanted() {
        JsonNode spec = wanted(IMAGE, LABELS, ATTACHED, NO_ARGS).created("e");

        assertThat(spec).isEqualTo(json("{'Name': 'e', 'Mode': {'Global': {}}, "
                + "'Labels': {'a': '1', 'orchestration.deployed.by': 'orcastra'}, "
                + "'TaskTemplate': {'ContainerSpec': {'Image': 'exporter:2'}, 'Networks': [{'Target': 'n1'}]}}"));
    }

    @Test
    void aNetworkThatIsNotThereIsTold() {
        assertThat(wanted(ATTACHED).missingNetwork()).isEmpty();
        assertThat(wanted(Networks.NONE, ATTACHED).missingNetwork()).contains("monitor-net");
    }
}
