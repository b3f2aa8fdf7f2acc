package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.TaskState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The image on a node")
class ImageSupplyTest {

    private static final String IMAGE = "lab/plain:1@sha256:aa";

    @Test
    @DisplayName("is there where a container of the same digest was created")
    void isThereAfterContainer() {
        assertThat(ImageSupply.nodesWith(IMAGE, List.of(
                task("one", IMAGE, "container"),
                task("two", IMAGE, ""),
                task("three", "lab/plain:1@sha256:bb", "container")))).containsExactly("one");
    }

    @Test
    @DisplayName("is never known to be there by a name without a digest")
    void namesProveNothing() {
        assertThat(ImageSupply.nodesWith("lab/plain:1", List.of(task("one", "lab/plain:1", "container")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARING, '', false", "REJECTED, '', false", "PENDING, '', false", "READY, '', true", "STARTING, '', true",
        "FAILED, '', true", "COMPLETE, '', true", "SHUTDOWN, c, true", "SHUTDOWN, '', false"})
    @DisplayName("is pulled as soon as a container could be created, even if it failed to start")
    void isPulled(TaskState state, String container, boolean pulled) {
        TaskReading task = new TaskReading("t", "n", TaskState.COMPLETE, state, IMAGE, container, "");

        assertThat(PullJob.isPulled(task)).isEqualTo(pulled);
    }

    @Test
    @DisplayName("is pulled by a job that has nothing but the image")
    void jobIsBare() {
        assertThat(new PullJob("name", "service", "plain:1", "node").spec()).hasToString("""
                {"Name":"name","Labels":{"orcastra.pull":"service"},"TaskTemplate":{"ContainerSpec":{\
                "Image":"plain:1","Command":["/orcastra-pulls-only"]},"RestartPolicy":{"Condition":"none"},\
                "Placement":{"Constraints":["node.id==node"]}},\
                "Mode":{"ReplicatedJob":{"MaxConcurrent":1,"TotalCompletions":1}}}""");
    }

    private static TaskReading task(String node, String image, String container) {
        return new TaskReading("t", node, TaskState.SHUTDOWN, TaskState.SHUTDOWN, image, container, "");
    }
}
