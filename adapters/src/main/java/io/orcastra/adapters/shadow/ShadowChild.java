package io.orcastra.adapters.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.process.ChildJava;
import io.orcastra.adapters.shadow.ShadowAnswer.Judged;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.EntryEncoder;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A candidate in a {@link ShadowProcess} of the same Java with a small heap, killed when it overruns: nothing else stops
 * a condition that runs away.
 */
final class ShadowChild implements Judging {
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final int HEAP_MEGABYTES = 96;
    /** Honest candidates take milliseconds. */
    private static final Duration LONGEST_CYCLE = Duration.ofSeconds(30);
    private static final String SLOW = "Maybe a pattern shares no key with those before it, so that every fact meets every other.";

    private final EntryEncoder encoder = new EntryEncoder(UnaryOperator.identity(), UnaryOperator.identity());
    private final Process process;
    private final DataOutputStream toChild;
    private final BufferedReader fromChild;
    private volatile boolean overran;
    private int rules;
    private List<String> warnings = List.of();

    private ShadowChild(Process process) {
        this.process = process;
        toChild = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        fromChild = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param state       folder of the daemon; what is compiled there need not be once more when it is promoted
     * @param environment wins over the candidate's files
     * @param deadline    start of the process and compilation
     */
    static Judging start(Path state, ShadowSet candidate, Map<String, String> environment, Duration deadline)
            throws ShadowFailed {
        ShadowChild child;
        try {
            Files.createDirectories(state,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            child = new ShadowChild(new ProcessBuilder(ChildJava.command(HEAP_MEGABYTES, ShadowProcess.class))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException failure) {
            throw new ShadowFailed("its process could not be started: " + failure.getMessage()
                    + "; maybe the state folder is full, or Java is not where it was", List.of());
        }
        try {
            ShadowRequest request = new ShadowRequest(state.toString(), candidate.rules().sources(), candidate.settings(),
                    candidate.files().stream().map(Path::toString).toList(), environment);
            ShadowAnswer.Ready ready = child.ask(JSON.writeValueAsBytes(request), deadline).ready();
            child.rules = ready.rules();
            child.warnings = ready.warnings();
            return child;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules cannot be written as JSON", e);
        } finally {
            if (child.rules == 0) {
                child.close();
            }
        }
    }

    @Override
    public int rules() {
        return rules;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public Judged judge(Entry.Cycle cycle) throws ShadowFailed {
        return ask(encoder.encode(cycle), LONGEST_CYCLE).judged();
    }

    @Override
    public ReplayReport report() throws ShadowFailed {
        return ask(new byte[0], LONGEST_CYCLE).report();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private ShadowAnswer ask(byte[] block, Duration longest) throws ShadowFailed {
        CompletableFuture<Void> end = CompletableFuture.runAsync(this::overrun,
                CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS));
        try {
            toChild.writeInt(block.length);
            toChild.write(block);
            toChild.flush();
            String line = fromChild.readLine();
            return line == null ? silent(longest) : answer(line);
        } catch (IOException gone) {
            return silent(longest);
        } finally {
            end.cancel(false);
        }
    }

    private void overrun() {
        overran = true;
        process.destroyForcibly();
    }

    private static ShadowAnswer answer(String line) throws ShadowFailed, JsonProcessingException {
        ShadowAnswer answer = JSON.readValue(line, ShadowAnswer.class);
        if (answer.refused() != null) {
            throw ShadowFailed.of(answer.refused());
        }
        return answer;
    }

    private ShadowAnswer silent(Duration longest) throws ShadowFailed {
        if (overran) {
            throw new ShadowFailed("it came to no end within " + longest.toSeconds() + " s", List.of(SLOW));
        }
        process.destroyForcibly();
        try {
            int code = process.waitFor();
            throw new ShadowFailed("its process ended with code " + code, List.of(
                    "Maybe it needs more memory than it has: far too many facts are concluded."));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ShadowFailed("the daemon ends", List.of());
        }
    }
}
