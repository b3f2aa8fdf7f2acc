package io.orcastra.adapters.reload;

import io.orcastra.adapters.process.ChildJava;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A trial in a process of the same Java with a small heap, killed when it overruns: nothing else stops a condition that
 * runs away.
 */
public final class ChildTrial implements Trial {
    private static final Set<PosixFilePermission> FOLDER_OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final int HEAP_MEGABYTES = 128;

    private final Path cache;
    private final Duration deadline;
    private final PolicyFolder folder;
    private final Supplier<RuleSet> former;

    /**
     * @param cache    folder of the compiled rules
     * @param deadline end of the start of the process included, scenarios left out
     * @param folder   where the scenarios lie
     * @param former   rules that decide meanwhile
     */
    public ChildTrial(Path cache, Duration deadline, PolicyFolder folder, Supplier<RuleSet> former) {
        this.cache = cache;
        this.deadline = deadline;
        this.folder = folder;
        this.former = former;
    }

    @Override
    public Course begin() throws Refusal {
        try {
            Files.createDirectories(cache, PosixFilePermissions.asFileAttribute(FOLDER_OURS_ALONE));
            Path request = Files.createTempFile(cache, "trial-", ".json");
            Path answer = Files.createTempFile(cache, "trial-", ".json");
            Process process = new ProcessBuilder(ChildJava.command(HEAP_MEGABYTES, TrialProcess.class, request.toString(),
                    answer.toString())).redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new ChildCourse(cache, process, request, answer, folder, former, deadline);
        } catch (IOException failure) {
            throw Passing.ofDisk(failure, "maybe the state folder is full, or Java is not where it was");
        }
    }
}
