package io.orcastra.adapters.reload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.reload.TrialReport.Isolated;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.RuleBook;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own in which rules judge: {@link TrialRequest} as JSON on standard input, {@link TrialReport} on
 * standard output. Whatever the rules do, the daemon goes on.
 */
public final class TrialProcess {

    private TrialProcess() {
    }

    public static void main(String[] arguments) throws IOException, UnreadableSnapshot {
        PrintStream answer = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        answer.print(json.writeValueAsString(judged(json.readValue(System.in, TrialRequest.class))));
        answer.flush();
    }

    static TrialReport judged(TrialRequest request) throws UnreadableSnapshot {
        List<Isolated> isolated = new ArrayList<>();
        EngineListener listener = new EngineListener() {
            @Override
            public void ruleIsolated(String rule, String reason) {
                isolated.add(new Isolated(rule, reason));
            }
        };
        RuleBook rules = RuleBook.cachedIn(Path.of(request.cache()), request.rules()).without(request.off());
        Present present = Present.of(new SnapshotFormat().read("the present facts", request.snapshot(), skipped -> { }));
        return new TrialReport(present.wanted(rules, listener), isolated);
    }
}
