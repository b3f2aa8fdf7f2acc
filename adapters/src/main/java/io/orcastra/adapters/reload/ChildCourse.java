package io.orcastra.adapters.reload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One trial in a process that was started. */
final class ChildCourse implements Trial.Course {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A day of virtual time takes less than a second; this is for a machine with far too much to do. */
    private static final Duration FOR_A_SCENARIO = Duration.ofSeconds(5);
    private static final String SLOW = "Maybe a pattern shares no key with those before it, so that every fact meets every other.";

    private final Path cache;
    private final Process process;
    private final Path request;
    private final Path answer;
    private final PolicyFolder folder;
    private final Duration deadline;

    /**
     * @param request file the process reads once its standard input ends
     * @param answer  file its standard output goes to
     */
    ChildCourse(Path cache, Process process, Path request, Path answer, PolicyFolder folder, Duration deadline) {
        this.cache = cache;
        this.process = process;
        this.request = request;
        this.answer = answer;
        this.folder = folder;
        this.deadline = deadline;
    }

    @Override
    public TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal {
        try {
            List<Path> scenarios = folder.scenarios();
            Files.write(request, JSON.writeValueAsBytes(new TrialRequest(cache.toString(), rules.sources(), off,
                    new SnapshotFormat().write(present.snapshot()), scenarios.stream().map(Path::toString).toList())));
            endInput();
            return report(rules, scenarios);
        } catch (IOException | UncheckedIOException failure) {
            throw new Refusal("the trial of the rules could not be run: " + failure.getMessage()
                    + "; maybe the state folder is full", List.of());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Refusal("the daemon ends", List.of());
        }
    }

    private void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            process.destroyForcibly();
        }
    }

    private TrialReport report(RuleSet rules, List<Path> scenarios)
            throws IOException, InterruptedException, Refusal {
        Duration limit = deadline.plus(FOR_A_SCENARIO.multipliedBy(scenarios.size()));
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Refusal("on the present facts" + (scenarios.isEmpty() ? "" : " and in their scenarios")
                    + " they came to no end within " + limit.toSeconds() + " s", suspects(rules, SLOW));
        }
        if (process.exitValue() != 0) {
            throw new Refusal("judging the present facts they ended their process with code " + process.exitValue(),
                    suspects(rules, "Maybe they need more memory than a trial has: far too many facts are concluded."));
        }
        return JSON.readValue(answer.toFile(), TrialReport.class);
    }

    private static List<String> suspects(RuleSet rules, String advice) {
        return rules.files().stream().filter(file -> file.origin() != Origin.BUILT_IN).map(RuleFile::name)
                .map(name -> name + ":0:0: one of these files\n  " + advice).toList();
    }

    @Override
    public boolean waits() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        delete(answer);
        delete(request);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            file.toFile().deleteOnExit();
        }
    }
}
