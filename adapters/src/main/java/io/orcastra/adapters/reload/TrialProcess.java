package io.orcastra.adapters.reload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.reload.TrialReport.Isolated;
import io.orcastra.adapters.scenario.ScenarioResult;
import io.orcastra.adapters.scenario.ScenarioSuite;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.Background;
import io.orcastra.rules.RuleBook;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own in which rules judge: {@link TrialRequest} as JSON in the file it is given, {@link TrialReport} on
 * standard output. Whatever the rules do, the daemon goes on. It begins when standard input ends; until then it only
 * makes itself ready. Where nothing is asked, because nobody edits or the daemon ended, it tidies up and ends.
 */
public final class TrialProcess {
    /** For the next edit. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private TrialProcess() {
    }

    /** @param arguments file of the request, and of the answer */
    public static void main(String[] arguments) throws IOException, UnreadableSnapshot, InterruptedException {
        PrintStream answer = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Path request = Path.of(arguments[0]);
        ObjectMapper json = new ObjectMapper();
        CountDownLatch asked = whenInputEnds();
        rehearse();
        if (!asked.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS) || Files.size(request) == 0) {
            Files.deleteIfExists(request);
            Files.deleteIfExists(Path.of(arguments[1]));
            return;
        }
        TrialRequest asks = json.readValue(request.toFile(), TrialRequest.class);
        Files.deleteIfExists(request);                                  // it tells what nobody else is to read
        try {
            answer.print(json.writeValueAsString(judged(asks)));
        } catch (RuntimeException | StackOverflowError | LinkageError failure) {
            Runtime.getRuntime().halt(TrialEnd.JUDGING_FAILED);
        }
        answer.flush();
    }

    private static CountDownLatch whenInputEnds() {
        CountDownLatch asked = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                System.in.readAllBytes();
            } catch (IOException ended) {
                // ended all the same
            }
            asked.countDown();
        }, "input");
        reader.setDaemon(true);
        reader.start();
        return asked;
    }

    /** The first judgement loads thousands of classes. */
    private static void rehearse() throws UnreadableSnapshot {
        Present nothing = new Present(Set.of(), Background.none(Budgets.DEFAULT), Instant.EPOCH);
        Present read = Present.of(new SnapshotFormat().read("nothing", new SnapshotFormat().write(nothing.snapshot()), skipped -> { }));
        read.wanted(RuleBook.builtIn(), EngineListener.NOOP);
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
        RuleBook alone = request.scenarios().isEmpty() ? all : all.copy();
        return new TrialReport(present.wanted(alone.without(request.off()), listener), isolated,
                failures(all, request.scenarios()));
    }

    /** How long they took is nobody's concern here. */
    private static List<String> failures(RuleBook rules, List<String> scenarios) {
        return new ScenarioSuite(rules, () -> 0).run(scenarios.stream().map(Path::of).toList()).stream()
                .map(ScenarioResult::failures).flatMap(List::stream).toList();
    }
}
