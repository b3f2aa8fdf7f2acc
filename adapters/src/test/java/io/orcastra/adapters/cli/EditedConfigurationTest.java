package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.reload.Passing;
import io.orcastra.adapters.reload.Refusals;
import io.orcastra.adapters.reload.Refusal;
import io.orcastra.adapters.reload.Retry;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.ConfigurationWatch;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedConfigurationTest {
    private final List<String> told = new ArrayList<>();
    private final EditedConfiguration.News news = new EditedConfiguration.News() {
        @Override
        public void refused(ConfigurationInvalid invalid) {
            told.add("invalid");
        }

        @Override
        public void refused(Refusal refusal) {
            told.add("refused");
        }

        @Override
        public void postponed(Passing reason, Duration again) {
            told.add("again in " + again.toSeconds() + " s");
        }

        @Override
        public void warned(Problem problem) {
            told.add("warned");
        }
    };
    private Refusal refusal = Refusals.passing();
    private long nanos;
    private ConfigurationWatch watch;

    @TempDir
    private Path folder;

    @BeforeEach
    void editedAndSeen() throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\n");
        Retry retry = new Retry(Clock.of(() -> Instant.EPOCH, () -> nanos));
        EditedConfiguration edited = new EditedConfiguration(List::of, now -> {
            if (refusal != null) {
                throw refusal;
            }
        }, news, retry, taken -> told.add("taken"));
        Configuration inForce = new ConfigurationLoader().load(folder, Map.of());
        watch = new ConfigurationWatch(folder, Map.of(), inForce, edited::isTaken, news::refused, retry::isDue);
        edit("nodes: { oak: {} }\n");
    }

    private void edit(String text) throws IOException {
        Files.writeString(folder.resolve("swarm.yml"), text);
        look(0);
    }

    private void look(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        for (int i = 0; i < 4; i++) {
            watch.look();
        }
    }

    @Test
    void whatCouldNotBeTriedIsTriedAgainByItself() {
        look(4);
        assertThat(told).containsExactly("again in 5 s");
        look(1);
        look(9);
        assertThat(told).containsExactly("again in 5 s", "again in 10 s");

        refusal = null;
        look(1);
        look(600);
        assertThat(told).containsExactly("again in 5 s", "again in 10 s", "taken");
    }

    @Test
    void anotherEditIsTriedAtOnce() throws IOException {
        edit("nodes: { elm: {} }\n");
        assertThat(told).containsExactly("again in 5 s", "again in 5 s");
    }

    @Test
    void whatIsToBeMendedIsToldOnceHoweverOftenItIsTried() throws IOException {
        edit("rules: { parameters: { big: { least: 7 } } }\n");
        look(5);
        assertThat(told).containsExactly("again in 5 s", "again in 5 s", "again in 10 s");

        refusal = null;
        look(10);
        assertThat(told).endsWith("again in 10 s", "warned", "taken").containsOnlyOnce("warned");
    }

    @Test
    void nobodyIsToldOfAnotherTrialWhenTheDaemonEnds() throws IOException {
        refusal = Refusals.daemonEnds();
        edit("nodes: { elm: {} }\n");
        look(600);

        assertThat(told).containsExactly("again in 5 s");
    }

    @Test
    void whatIsRefusedStaysSoUntilAnEdit() throws IOException {
        refusal = Refusals.forGood();
        look(5);
        look(600);
        assertThat(told).containsExactly("again in 5 s", "refused");

        edit("rules: { off: [ ORC-NON-999 ] }\n");
        look(600);
        assertThat(told).containsExactly("again in 5 s", "refused", "invalid");
    }
}
