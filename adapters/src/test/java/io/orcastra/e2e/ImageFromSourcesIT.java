package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 1, options = "--no-mem-limit")
@EnabledIfSystemProperty(named = "orcastra.sources", matches = "true", disabledReason = "only in -Pcampaign")
@DisplayName("The whole Dockerfile")
class ImageFromSourcesIT {

    private static final String IMAGE = "orcastra:sources";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("builds from a fresh clone an image that decides the sample, with the files of the built distribution")
    void buildsFromSources(SwarmLab lab) throws IOException {
        LabNode node = lab.node(1);
        new ImageBuild(lab, node, folder).fromSources(IMAGE);
        // 3 is the exit code of a plan that is not empty
        assertThat(lab.docker(node, "run", "--rm", "--entrypoint", "sh", IMAGE, "-c", "/opt/orcastra/bin/orcastra dry-run"
                + " --config /opt/orcastra/samples/small --snapshot /opt/orcastra/samples/small/snapshot.json; echo exit $?"))
                .contains("ORC-ANC-201").endsWith("exit 3");
        assertThat(lab.docker(node, "run", "--rm", "--entrypoint", "ls", IMAGE, "/opt/orcastra/lib").lines()
                .filter(name -> name.endsWith(".jar"))).containsExactlyInAnyOrderElementsOf(distributed());
    }

    private static List<String> distributed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("orcastra.distribution")).resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
