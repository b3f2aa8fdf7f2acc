package io.orcastra.adapters.reload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One trial in a process that was started. */
final class ChildCourse implements Trial.Course {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A day of virtual time takes less than a second; this is for a machine with far too much to do. */
    private static final Duration FOR_A_SCENARIO = Duration.ofSeconds(5);

    private final Path cache;
    private final Process process;
    private final Path request;
    private final Path answer;
    private final PolicyFolder folder;
    private final Supplier<RuleSet> former;
    private final Duration deadline;

    /**
     * @param request file the process reads once its standard input ends; for its owner alone
     * @param answer  file its standard output goes to
     */
    ChildCourse(Path cache, Process process, Path request, Path answer, PolicyFolder folder, Supplier<RuleSet> former,
            Duration deadline) {
        this.cache = cache;
        this.process = process;
        this.request = request;
        this.answer = answer;
        this.folder = folder;
        this.former = former;
        this.deadline = deadline;
    }

    @Override
    public TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal {
        try {
            List<Path> scenarios = folder.scenarios();
            Files.write(request, JSON.writeValueAsBytes(new TrialRequest(cache.toString(), rules.sources(), off,
                    new SnapshotFormat().writeForOurselves(present.snapshot()), scenarios.stream().map(Path::toString).toList())));
            endInput();
            return report(rules, scenarios);
        } catch (IOException | UncheckedIOException failure) {
            throw Passing.ofDisk(failure, "maybe the state folder is full");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DaemonEnds();
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
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        Duration computed = process.info().totalCpuDuration().orElse(limit);
        Optional<Refusal> refusal = new TrialEnd(ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), limit,
                computed).refusal(rules, former.get(), !scenarios.isEmpty());
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return JSON.readValue(answer.toFile(), TrialReport.class);
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
