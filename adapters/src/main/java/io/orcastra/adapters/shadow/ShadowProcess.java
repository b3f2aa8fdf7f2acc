package io.orcastra.adapters.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.history.Json;
import io.orcastra.adapters.shadow.ShadowAnswer.Ready;
import io.orcastra.adapters.shadow.ShadowAnswer.Refused;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.EntryDecoder;
import io.orcastra.engine.recording.UnreadableRecording;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleProblem;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A process of its own in which a candidate judges beside a running daemon: whatever its rules do, the daemon goes on. On
 * standard input come blocks, each its length and its bytes: a {@link ShadowRequest} as JSON, then recorded cycles, in
 * between empty ones that ask for a report. To each there is one {@link ShadowAnswer} on standard output, a line of JSON.
 */
public final class ShadowProcess {
    private final DataInputStream in;
    private final PrintStream out;
    private final LongSupplier nanos;
    private final Json json = new Json();

    ShadowProcess(InputStream in, PrintStream out, LongSupplier nanos) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = out;
        this.nanos = nanos;
    }

    /** Ends with its daemon, even while a condition runs away. */
    public static void main(String[] arguments) throws IOException {
        ProcessHandle.current().parent().ifPresent(daemon -> daemon.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new ShadowProcess(System.in, answers, System::nanoTime).run();
        Runtime.getRuntime().halt(0);
    }

    /** Until the input ends, or the candidate is found to be no good. */
    void run() throws IOException {
        try (ShadowJudge judge = new ShadowJudge(request())) {
            say(ShadowAnswer.of(new Ready(judge.rules(), judge.warnings())));
            EntryDecoder decoder = new EntryDecoder();
            while (judge.failure().isEmpty()) {
                byte[] block = block();
                say(block.length == 0 ? ShadowAnswer.of(judge.report()) : judged(judge, decoder.decode(block)));
            }
        } catch (InvalidRules invalid) {
            say(ShadowAnswer.of(new Refused("they do not compile, or break what all rules keep to",
                    invalid.problems().stream().map(RuleProblem::toString).toList())));
        } catch (ConfigurationInvalid invalid) {
            say(ShadowAnswer.of(Refusals.of(invalid)));
        } catch (EOFException ended) {
            // the daemon needs us no more
        } catch (UnreadableRecording mistaken) {
            throw new IOException(mistaken);
        }
    }

    private ShadowAnswer judged(ShadowJudge judge, Entry entry) {
        ShadowAnswer.Judged judged = judge.judge((Entry.Cycle) entry, nanos);
        return judge.failure().map(problem -> ShadowAnswer.of(new Refused(
                "a rule threw or did not come to rest", List.of(problem.toString())))).orElse(ShadowAnswer.of(judged));
    }

    private ShadowRequest request() throws IOException {
        try {
            return new ObjectMapper().readValue(block(), ShadowRequest.class);
        } catch (JsonProcessingException mistaken) {
            throw new IOException(mistaken);
        }
    }

    private byte[] block() throws IOException {
        byte[] block = new byte[in.readInt()];
        in.readFully(block);
        return block;
    }

    private void say(ShadowAnswer answer) {
        out.println(json.line(answer));
        out.flush();
    }
}
