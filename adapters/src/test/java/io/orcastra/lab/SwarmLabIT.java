package io.orcastra.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 2, heartbeat = "1s")
@DisplayName("The lab as tests use it")
class SwarmLabIT {

    @Test
    @DisplayName("runs services, tells their tasks, and loses a node's power")
    void runsServices(SwarmLab lab) {
        LabNode manager = lab.node(1);
        LabServices services = new LabServices(lab);
        String name = services.create("plain", "--constraint", "node.hostname==" + lab.node(2).name(), "lab/plain:1");
        LabTask first = services.awaitRunning(name, 1).get(0);
        assertThat(first.node()).isEqualTo(lab.node(2).id());

        lab.kill(lab.node(2));
        await().atMost(RealTime.PATIENCE).until(() -> lab.api(manager).get("/nodes/" + lab.node(2).id())
                .path("Status").path("State").asText().equals("down"));
        lab.start(lab.node(2));
        await().atMost(RealTime.PATIENCE).until(() -> lab.api(manager).running(name).stream()
                .anyMatch(t -> !t.id().equals(first.id())));
    }

    @Test
    @DisplayName("holds an image that only one node has")
    void keepsAnImageOnOneNode(SwarmLab lab) {
        lab.localImage(lab.node(1), "lab/only-there:1");
        assertThat(lab.docker(lab.node(1), "images", "-q", "lab/only-there:1")).isNotEmpty();
        assertThatThrownBy(() -> lab.docker(lab.node(2), "pull", "-q", "lab/only-there:1"))
                .isInstanceOf(LabFailure.class);
    }

    @Test
    @DisplayName("can put a proxy before an engine that counts requests and goes away")
    void countsRequests(SwarmLab lab) {
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1))) {
            EngineApi api = new EngineApi(proxy.socket());
            api.get("/nodes");
            assertThat(proxy.requests()).extracting(SeenRequest::toString).containsExactly("GET /nodes");
            assertThat(docker(proxy, "node", "ls", "-q").lines()).hasSize(2);
            assertThat(proxy.writes()).isEmpty();
            docker(proxy, "node", "update", "--label-add", "a=b", lab.node(1).name());
            assertThat(proxy.writes()).extracting(SeenRequest::method).containsExactly("POST");

            proxy.cut();
            assertThatThrownBy(() -> api.get("/nodes")).hasRootCauseInstanceOf(IOException.class);
            proxy.restore();
            assertThat(api.get("/nodes")).hasSize(2);
        }
    }

    private static String docker(SocketProxy proxy, String... arguments) {
        return LabCommand.run(RealTime.PATIENCE, Map.of("DOCKER_HOST", proxy.dockerHost()),
                Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toList());
    }
}
