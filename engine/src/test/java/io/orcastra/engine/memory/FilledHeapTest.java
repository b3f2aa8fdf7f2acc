package io.orcastra.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With a process that has the heap of the daemon, and ends as it does when that is full. */
@DisplayName("A rule whose matches fill the heap")
class FilledHeapTest {
    private static final List<String> OF_THE_DAEMON =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError");

    private static List<String> scaled(String... tasks) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OF_THE_DAEMON);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScaledService.class.getName()));
        command.addAll(List.of(tasks));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("what it says fits in the pipe").isTrue();
            List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertThat(process.exitValue()).as("%s", said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName("is taken out and named when the service it is about is scaled up, and the others go on")
    void isTakenOut() throws Exception {
        List<String> said = scaled("5", "60", "70");

        assertThat(said).hasSize(4);
        assertThat(said.get(0)).isEqualTo("5 tasks: [ORC-TST-401, ORC-TST-402]");
        assertThat(said.get(1)).matches("isolated ORC-TST-402: its condition was met by \\d{6,} combinations of facts, "
                + "which fill the heap of \\d+ MB");
        assertThat(said.subList(2, 4)).containsExactly("60 tasks: [ORC-TST-401]", "70 tasks: [ORC-TST-401]");
    }

    @Test
    @DisplayName("is none as long as they fit in")
    void fits() throws Exception {
        assertThat(scaled("5", "7", "3")).containsExactly("5 tasks: [ORC-TST-401, ORC-TST-402]", "7 tasks: [ORC-TST-401, ORC-TST-402]",
                "3 tasks: [ORC-TST-401, ORC-TST-402]");
    }
}
