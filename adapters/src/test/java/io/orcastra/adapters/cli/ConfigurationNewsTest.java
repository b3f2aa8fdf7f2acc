package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.reload.Passing;
import io.orcastra.adapters.reload.Refusals;
import io.orcastra.adapters.reload.Retry;
import io.orcastra.adapters.reload.TeaRule;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.RuleSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigurationNewsTest {
    @TempDir
    private Path folder;

    private final HealthMonitor health = new HealthMonitor(
            () -> new LoopStatus(true, 0, null, null, null, false, "", List.of(), 0, 0, 0, 0, 0),
            Clock.of(() -> Instant.EPOCH, () -> 0), () -> EngineSettings.DEFAULT);
    private final ConfigurationNews news = new ConfigurationNews(health, new Metrics("1.2"), null);

    @Test
    void whatCouldNotBeTriedYetIsNotToldAsABadEdit() {
        news.postponed((Passing) Refusals.passing(), Retry.FIRST);
        assertThat(health.health().configuration()).isEqualTo("postponed");

        news.refused(Refusals.forGood());
        assertThat(health.health().configuration()).isEqualTo("refused");
    }

    @Test
    void aRuleThatWaitsForThoseOfTheFolderIsNoErrorYet() throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), """
                rules:
                  report: [ ORC-TST-401 ]
                  parameters: { gone: { least: 7 } }
                """);
        RuleSettings rules = new ConfigurationLoader().load(folder, Map.of()).rules();
        List<ILoggingEvent> logged = atStart(rules.problems(RuleSet.builtIn().descriptions()),
                rules.problems(TeaRule.besideTheBuiltIn().descriptions()));

        assertThat(logged).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(logged.get(0).getKeyValuePairs().toString()).contains("parameters of gone");
        assertThat(logged.get(1).getMessage()).contains("waits for those of the folder");
        assertThat(logged.get(1).getKeyValuePairs().toString()).contains("there is no rule ORC-TST-401").doesNotContain("Maybe");
    }

    @Test
    void aRuleThatTheFolderDoesNotHaveEitherIsAnErrorAtOnce() throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), "rules: { report: [ ORC-TST-401, ORC-TST-491 ] }\n");
        RuleSettings rules = new ConfigurationLoader().load(folder, Map.of()).rules();
        List<Problem> now = rules.problems(RuleSet.builtIn().descriptions());
        List<Problem> then = rules.problems(TeaRule.besideTheBuiltIn().descriptions());
        assertThat(now).as("it is advised otherwise").doesNotContainAnyElementsOf(then);
        List<ILoggingEvent> logged = atStart(now, then);

        assertThat(logged).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
        assertThat(logged.get(0).getKeyValuePairs().toString()).contains("there is no rule ORC-TST-491", "Maybe");
        assertThat(logged.get(1).getKeyValuePairs().toString()).contains("no rule ORC-TST-401").doesNotContain("ORC-TST-491");
    }

    @Test
    void whereNobodyCanReadTheFolderNothingIsWaitedFor() throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), "rules: { report: [ ORC-TST-401 ] }\n");
        List<Problem> now = new ConfigurationLoader().load(folder, Map.of()).rules().problems(RuleSet.builtIn().descriptions());

        assertThat(atStart(now, now)).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getKeyValuePairs().toString()).contains("there is no rule ORC-TST-401");
        });
    }

    private static List<ILoggingEvent> atStart(List<Problem> now, List<Problem> then) {
        Logger logger = (Logger) LoggerFactory.getLogger(ConfigurationNews.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        try {
            ConfigurationNews.atStart(now, then);
        } finally {
            logger.setLevel(before);
            logger.detachAppender(logged);
        }
        return logged.list;
    }
}
