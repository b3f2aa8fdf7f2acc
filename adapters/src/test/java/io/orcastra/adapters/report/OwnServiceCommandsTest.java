package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.UpdateService;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnServiceCommandsTest {
    private static final String CONTAINER = "/TaskTemplate/ContainerSpec/";

    private final DockerCommands commands = new DockerCommands(new Names(List.of()), List.of());

    @Test
    void aServiceIsMadeByOneCommand() {
        assertThat(commands.of(new CreateService("e", Set.of(
                "/Labels {\"a\":\"b c\"}", CONTAINER + "Labels {\"l\":\"1\"}", CONTAINER + "Image \"e:1\"",
                CONTAINER + "Args [\"--all\",\"x y\"]", CONTAINER + "Env [\"TZ=UTC\"]", CONTAINER + "StopSignal null",
                CONTAINER + "Mounts [{\"ReadOnly\":true,\"Source\":\"/proc\",\"Target\":\"/host\",\"Type\":\"bind\"}]",
                CONTAINER + "StopGracePeriod 30000000000", CONTAINER + "Healthcheck {\"Retries\":5,\"Test\":[\"CMD-SHELL\",\"x y\"]}",
                "/TaskTemplate/RestartPolicy {\"Condition\":\"on-failure\",\"Delay\":5000000000,\"MaxAttempts\":2}",
                "/TaskTemplate/Placement/Constraints [\"node.platform.os == linux\"]",
                "/TaskTemplate/Networks [{\"Target\":\"net\"}]", "/TaskTemplate/LogDriver {\"Name\":\"none\",\"Options\":{\"o\":\"1\"}}",
                "/EndpointSpec {\"Mode\":\"vip\",\"Ports\":[{\"Protocol\":\"tcp\",\"PublishMode\":\"host\","
                        + "\"PublishedPort\":9100,\"TargetPort\":91}]}")))).containsExactly(
                "docker service create --mode global --name e --endpoint-mode vip"
                        + " --publish mode=host,published=9100,target=91,protocol=tcp --label 'a=b c' --env TZ=UTC"
                        + " --health-cmd 'x y' --health-retries 5 --container-label l=1"
                        + " --mount type=bind,source=/proc,target=/host,readonly --stop-grace-period 30000ms"
                        + " --log-driver none --log-opt o=1 --network net --constraint 'node.platform.os == linux'"
                        + " --restart-condition on-failure --restart-delay 5000ms --restart-max-attempts 2 e:1 --all 'x y'");
    }

    @Test
    void anUpdateSaysByOptionsWhatItCanAndTellsTheRest() {
        assertThat(commands.of(new UpdateService("s1", Set.of(CONTAINER + "Image \"e:2\"", CONTAINER + "Args [\"--all\"]"))))
                .containsExactly("# of s1: /TaskTemplate/ContainerSpec/Args becomes [\"--all\"]",
                        "docker service update --image e:2 s1");
    }

    @Test
    void wordsNameThePlaces() {
        assertThat(new ActionWords(new Names(List.of())).of(new UpdateService("s1",
                Set.of(CONTAINER + "Image \"e/f:2\"", "/EndpointSpec {\"Mode\":\"vip\"}")))).isEqualTo("update s1 in EndpointSpec, Image");
        assertThat(new ActionWords(new Names(List.of())).of(new CreateService("e", Set.of()))).isEqualTo("make service e");
    }
}
