package io.orcastra.adapters.reload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.reload.TrialReport.Isolated;
import io.orcastra.adapters.scenario.ScenarioResult;
import io.orcastra.adapters.scenario.ScenarioSuite;
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
 * A process of its own in which rules judge: {@link TrialRequest} as JSON in the file it is given, {@link TrialReport} on
 * standard output. Whatever the rules do, the daemon goes on. It begins when standard input ends; until then it only
 * makes itself ready.
 */
public final class TrialProcess {

    private TrialProcess() {
    }

    public static void main(String[] arguments) throws IOException, UnreadableSnapshot {
        PrintStream answer = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        RuleBook.builtIn();
        System.in.readAllBytes();
        answer.print(json.writeValueAsString(judged(json.readValue(Path.of(arguments[0]).toFile(), TrialRequest.class))));
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
        RuleBook all = RuleBook.cachedIn(Path.of(request.cache()), request.rules());
        Present present = Present.of(new SnapshotFormat().read("the present facts", request.snapshot(), skipped -> { }));
        return new TrialReport(present.wanted(all.without(request.off()).copy(), listener), isolated,
                failures(all, request.scenarios()));
    }

    /** How long they took is nobody's concern here. */
    private static List<String> failures(RuleBook rules, List<String> scenarios) {
        return new ScenarioSuite(rules, () -> 0).run(scenarios.stream().map(Path::of).toList()).stream()
                .map(ScenarioResult::failures).flatMap(List::stream).toList();
    }
}
