package io.orcastra.adapters.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A trial in a process of the same Java with a small heap, killed when it overruns: nothing else stops a condition that
 * runs away.
 *
 * @param cache    folder of the compiled rules
 * @param deadline start of the process included
 */
public record ChildTrial(Path cache, Duration deadline) implements Trial {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<PosixFilePermission> FOLDER_OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final String SLOW = "Maybe a pattern shares no key with those before it, so that every fact meets every other.";

    @Override
    public TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal {
        Path answer = null;
        Path request = null;
        try {
            Files.createDirectories(cache, PosixFilePermissions.asFileAttribute(FOLDER_OURS_ALONE));
            answer = Files.createTempFile(cache, "trial-", ".json");
            request = Files.createTempFile(cache, "trial-", ".json");
            Files.write(request, request(rules, off, present));
            Process process = new ProcessBuilder(command()).redirectInput(request.toFile()).redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                return report(rules, process, answer);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failure) {
            throw new Refusal("the trial of the rules could not be run: " + failure.getMessage()
                    + "; maybe the state folder is full, or Java is not where it was", List.of());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Refusal("the daemon ends", List.of());
        } finally {
            delete(answer);
            delete(request);
        }
    }

    private TrialReport report(RuleSet rules, Process process, Path answer)
            throws IOException, InterruptedException, Refusal {
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Refusal("on the present facts they came to no end within " + deadline.toSeconds() + " s",
                    suspects(rules, SLOW));
        }
        if (process.exitValue() != 0) {
            throw new Refusal("judging the present facts they ended their process with code " + process.exitValue(),
                    suspects(rules, "Maybe they need more memory than a trial has: far too many facts are concluded."));
        }
        return JSON.readValue(answer.toFile(), TrialReport.class);
    }

    private byte[] request(RuleSet rules, Set<String> off, Present present) throws JsonProcessingException {
        return JSON.writeValueAsString(new TrialRequest(cache.toString(), rules.sources(), off,
                new SnapshotFormat().write(present.snapshot()))).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> suspects(RuleSet rules, String advice) {
        return rules.files().stream().filter(file -> file.origin() != Origin.BUILT_IN).map(RuleFile::name)
                .map(name -> name + ":0:0: one of these files\n  " + advice).toList();
    }

    private static List<String> command() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                TrialProcess.class.getName());
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            file.toFile().deleteOnExit();
        }
    }
}
