package io.orcastra.adapters.docker.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 1)
@DisplayName("A raw write")
class SpecWriterIT {

    private SwarmLab lab;
    private DockerApi docker;
    private SpecWriter writer;

    @BeforeEach
    void open(SwarmLab running) {
        lab = running;
        docker = new DockerApi(DockerEndpoint.ofSocket(lab.node(1).socket()), ApiListener.NOOP, RealTime.CLOCK);
        writer = new SpecWriter(docker, new Random(1));
    }

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    @DisplayName("decides again when somebody else wrote first")
    void decidesAgain() {
        String node = lab.node(1).id();
        AtomicInteger decisions = new AtomicInteger();

        Written written = writer.write(SwarmObject.node(node), object -> {
            if (decisions.incrementAndGet() == 1) {
                lab.docker(lab.node(1), "node", "update", "--label-add", "first=theirs", node);
            }
            return NodeLabelEdits.set("first", "ours").decide(object);
        });

        // Swarm writes nodes too
        assertThat(decisions).hasValueGreaterThanOrEqualTo(2);
        assertThat(((Written.Changed) written).before().at("/Spec/Labels/first").asText()).isEqualTo("theirs");
        assertThat(lab.api(lab.node(1)).nodeLabel(node, "first")).contains("ours");
    }

    @Test
    @DisplayName("is none when the conflict has made it needless")
    void isNoneAfterConflict() {
        String node = lab.node(1).id();

        Written written = writer.write(SwarmObject.node(node), object -> {
            SpecEdit.Decision decision = NodeLabelEdits.set("second", "x").decide(object);
            lab.docker(lab.node(1), "node", "update", "--label-add", "second=x", node);
            return decision;
        });

        assertThat(written).isInstanceOf(Written.Left.class);
    }

    @Test
    @DisplayName("loses nothing between many writers")
    void manyWriters() {
        String node = lab.node(1).id();

        List<CompletableFuture<Written>> all = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() ->
                        writer.write(SwarmObject.node(node), NodeLabelEdits.set("many" + number, "x"))))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Written.Changed.class));
        assertThat(lab.api(lab.node(1)).nodeLabels(node))
                .containsAll(IntStream.range(0, 8).mapToObj(number -> "many" + number).toList());
    }

    @Test
    @DisplayName("that touches more than was meant is refused and not sent")
    void refusesMore() {
        String name = new LabServices(lab).create("svc", "lab/plain:1");
        JsonNode before = lab.api(lab.node(1)).service(name);

        Written written = writer.write(SwarmObject.service(before.path("ID").asText()), object -> {
            ObjectNode spec = object.path("Spec").deepCopy();
            spec.withObjectProperty("Labels").put("meant", "x");
            spec.withObjectProperty("TaskTemplate").put("ForceUpdate", 9);
            return new SpecEdit.Change(spec, Set.of("/Labels/meant"));
        });

        assertThat(written).isInstanceOfSatisfying(Written.Refused.class,
                refused -> assertThat(refused.reason()).contains("/TaskTemplate/ForceUpdate"));
        assertThat(lab.api(lab.node(1)).service(name).path("Spec")).isEqualTo(before.path("Spec"));
    }
}
