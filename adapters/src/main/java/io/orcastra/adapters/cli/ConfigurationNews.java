package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.http.HealthMonitor.Edit;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.reload.Passing;
import io.orcastra.adapters.reload.Refusal;
import io.orcastra.adapters.reload.Retry;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells what becomes of each edit of the configuration: in the log, in health and in metrics. */
record ConfigurationNews(HealthMonitor health, Metrics metrics, DockerEndpoint engine) implements EditedConfiguration.News {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationNews.class);

    @Override
    public void refused(ConfigurationInvalid invalid) {
        health.configuration(Edit.REFUSED);
        metrics.configurationRefused();
        LOG.error("The configuration was edited badly; the last good one stays in force");
        invalid.problems().forEach(ConfigurationNews::log);
    }

    @Override
    public void refused(Refusal refusal) {
        health.configuration(Edit.REFUSED);
        metrics.configurationRefused();
        LOG.atError().addKeyValue("reason", refusal.getMessage())
                .addKeyValue("advice", "Maybe edit it again, or send SIGHUP for another trial of what is there")
                .log("The configuration switches rules and is refused; the last good one stays in force");
        refusal.problems().forEach(problem -> LOG.atError().addKeyValue("problem", problem).log("Rule problem"));
    }

    @Override
    public void postponed(Passing reason, Duration again) {
        health.configuration(Edit.POSTPONED);
        if (again.equals(Retry.FIRST)) {
            metrics.configurationRefused();
        }
        LOG.atWarn().addKeyValue("reason", reason.getMessage()).addKeyValue("againSeconds", again.toSeconds())
                .log("The configuration switches rules, could not be tried and is tried again; the last good one stays in force");
    }

    @Override
    public void warned(Problem problem) {
        log(problem);
    }

    void inForce(Configuration configuration, boolean dryRun) {
        metrics.dryRun(dryRun);
        LOG.atInfo().addKeyValue("files", configuration.files())
                .addKeyValue("engine", engine.address()).log(configuration.observesOnly()
                ? "No configuration file: observing and reporting only" : configuration.settings().engine().dryRun()
                ? "Configuration in force; dry run, nothing is written" : "Configuration in force");
        configuration.warnings().forEach(ConfigurationNews::log);
    }

    /**
     * Told of rules that wait for those of the folder once, and of nothing else that these mend.
     *
     * @param now  by the rules that decide
     * @param then by those of the folder, once they do; the same where they decide, or nobody can read them
     */
    static void atStart(List<Problem> now, List<Problem> then) {
        Set<String> staying = then.stream().map(ConfigurationNews::said).collect(Collectors.toSet());
        now.stream().filter(problem -> staying.contains(said(problem))).forEach(ConfigurationNews::log);
        List<String> waiting = now.stream().filter(Problem::isError).map(ConfigurationNews::said)
                .filter(error -> !staying.contains(error)).toList();
        if (!waiting.isEmpty()) {
            LOG.atInfo().addKeyValue("waiting", waiting)
                    .log("The configuration names rules that are not in force yet; it waits for those of the folder");
        }
    }

    /** Without the advice, which names what is nearest among other rules. */
    private static String said(Problem problem) {
        return problem.place() + ": " + problem.message();
    }

    static void log(Problem problem) {
        LOG.atLevel(problem.isError() ? Level.ERROR : Level.WARN)
                .addKeyValue("at", problem.place()).addKeyValue("problem", problem.message())
                .addKeyValue("advice", problem.advice()).log("Configuration problem");
    }
}
