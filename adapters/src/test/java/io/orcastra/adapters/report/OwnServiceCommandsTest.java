package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.UpdateService;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnServiceCommandsTest {
    private static final String CONTAINER = "/TaskTemplate/ContainerSpec/";

    private final DockerCommands commands = new DockerCommands(new Names(List.of()), List.of(), GarbageWords.NONE);

    @Test
    void aServiceIsMadeByOneCommand() {
        assertThat(commands.of(new CreateService("e", Set.of(
                "/Labels d1 {\"a\":\"b c\"}", CONTAINER + "Labels d1 {\"l\":\"1\"}", CONTAINER + "Image d1 \"e:1\"",
                CONTAINER + "Args d1 [\"--all\",\"x y\"]", CONTAINER + "Env d1 [\"TZ=***\"]", CONTAINER + "StopSignal d1 null",
                CONTAINER + "Mounts d1 [{\"ReadOnly\":true,\"Source\":\"/proc\",\"Target\":\"/host\",\"Type\":\"bind\"}]",
                CONTAINER + "StopGracePeriod d1 30000000000", CONTAINER + "Healthcheck d1 {\"Retries\":5,\"Test\":[\"CMD-SHELL\",\"x y\"]}",
                "/TaskTemplate/RestartPolicy d1 {\"Condition\":\"on-failure\",\"Delay\":5000000000,\"MaxAttempts\":2}",
                "/TaskTemplate/Placement/Constraints d1 [\"node.platform.os == linux\"]",
                "/TaskTemplate/Networks d1 [{\"Target\":\"net\"}]", "/TaskTemplate/LogDriver d1 {\"Name\":\"none\",\"Options\":{\"o\":\"1\"}}",
                "/EndpointSpec d1 {\"Mode\":\"vip\",\"Ports\":[{\"Protocol\":\"tcp\",\"PublishMode\":\"host\","
                        + "\"PublishedPort\":9100,\"TargetPort\":91}]}")))).containsExactly(
                "docker service create --mode global --name e --endpoint-mode vip"
                        + " --publish mode=host,published=9100,target=91,protocol=tcp --label 'a=b c' --env 'TZ=***'"
                        + " --health-cmd 'x y' --health-retries 5 --container-label l=1"
                        + " --mount type=bind,source=/proc,target=/host,readonly --stop-grace-period 30000ms"
                        + " --log-driver none --log-opt o=1 --network net --constraint 'node.platform.os == linux'"
                        + " --restart-condition on-failure --restart-delay 5000ms --restart-max-attempts 2 e:1 --all 'x y'");
    }

    @Test
    void anUpdateSaysByOptionsWhatItCanAndTellsTheRest() {
        assertThat(commands.of(new UpdateService("s1", Set.of(CONTAINER + "Image d1 \"e:2\"", CONTAINER + "Args d1 [\"--all\"]"))))
                .containsExactly("# of s1: /TaskTemplate/ContainerSpec/Args becomes [\"--all\"]",
                        "docker service update --image e:2 s1");
    }

    @Test
    void wordsNameThePlaces() {
        assertThat(new ActionWords(new Names(List.of())).of(new UpdateService("s1",
                Set.of(CONTAINER + "Image d1 \"e/f:2\"", "/EndpointSpec d1 {\"Mode\":\"vip\"}")))).isEqualTo("update s1 in EndpointSpec, Image");
        assertThat(new ActionWords(new Names(List.of())).of(new CreateService("e", Set.of()))).isEqualTo("make service e");
    }
}
