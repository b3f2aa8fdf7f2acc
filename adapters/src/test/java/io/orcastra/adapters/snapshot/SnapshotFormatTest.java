package io.orcastra.adapters.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.plan.PastAction.End;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.Background.RunningTimer;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.MemoryPolicy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotFormatTest {
    /** Figures that may be any number: an engine takes a limit of attempts as it comes, and an operator's number is theirs. */
    private static final Set<String> ANYTHING = Set.of("Service.maxAttempts", "NumberParameter.number");
    private static final Pattern PLACE = Pattern.compile("small\\.json:(\\d+):\\d+: (.*)\nMaybe .*");

    private final SnapshotFormat format = new SnapshotFormat();
    private final List<String> warnings = new ArrayList<>();
    private final Snapshot sample = new Snapshot(SampleDecision.AT, SampleDecision.record().facts());

    @Test
    void whatIsWrittenReadsBackEqual() throws UnreadableSnapshot {
        assertThat(read(format.write(sample))).isEqualTo(sample);
        assertThat(warnings).isEmpty();
    }

    @Test
    void everyTypeOfClusterFactHasItsList() {
        JavaClasses cluster = new ClassFileImporter().importPackagesOf(Node.class);

        assertThat(cluster).filteredOn(type -> type.isRecord()).extracting(JavaClass::reflect)
                .filteredOn(type -> type != Platform.class && type != Resources.class).map(Class::getSimpleName)
                .containsExactlyInAnyOrderElementsOf(FactLists.TYPES.stream().map(Class::getSimpleName).toList());
    }

    @Test
    void whatADaemonKnowsReadsBackEqual() throws UnreadableSnapshot {
        Displaced displaced = new Displaced("web", Set.of("n1", "n2"), Set.of("r1"));
        Background background = new Background(false,
                List.of(new RunningTimer("displaced", displaced, Duration.ofSeconds(90), Duration.ofMinutes(10)),
                        new RunningTimer("memory pressure", "n1", Duration.ZERO, Duration.ZERO)),
                List.of(Timing.of(new Elapsed("displaced", "db"), Duration.ofMinutes(1))), Set.of("web"), List.of("n2"),
                List.of(new PastAction(SampleDecision.AT, "web", "MoveService", "c", Set.of("n1"), Set.of("n2"), End.OPEN)),
                Map.of("web", 1.0 / 3), new Budgets(1, 2, 3));
        Snapshot daemons = new Snapshot(SampleDecision.AT, Set.of(new Unsettled("the leader changed", null),
                new Paused("", "lunch", null), new NodeLabel("n", "db", "true"),
                new Anchor("db", "shop_db", true, List.of(Duration.ofSeconds(15)))), Optional.of(background));

        assertThat(read(format.write(daemons))).isEqualTo(daemons);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aTimerAboutAnythingButAFactIsRefused() {
        String document = format.write(new Snapshot(SampleDecision.AT, Set.of(), Optional.of(new Background(true,
                List.of(new RunningTimer("x", new Displaced("web", Set.of(), Set.of()), Duration.ZERO, Duration.ZERO)),
                List.of(), Set.of(), List.of(), List.of(), Map.of(), Budgets.DEFAULT))));

        for (String type : List.of("java.lang.Runtime", "condition.Nothing", "condition.Condition", "../x")) {
            assertThatExceptionOfType(UnreadableSnapshot.class)
                    .isThrownBy(() -> read(document.replace("condition.Displaced", type))).withMessageContaining(type);
        }
    }

    @Test
    void everyFactOfConfigurationAndOfTheEngineItselfHasItsList() {
        List<Class<?>> concluded = List.of(Elapsed.class, HeldTimer.class, Recovered.class, Timer.class);
        JavaClasses known = new ClassFileImporter().importPackagesOf(Anchor.class, Paused.class);

        assertThat(known).filteredOn(type -> type.isRecord()).extracting(JavaClass::reflect)
                .filteredOn(type -> !concluded.contains(type)).map(Class::getSimpleName)
                .containsExactlyInAnyOrderElementsOf(FactLists.OF_A_DAEMON.stream().map(Class::getSimpleName).toList());
    }

    @Test
    void unknownFieldsAndTypesAreSkippedWithOneWarningEach() throws UnreadableSnapshot {
        String newer = format.write(sample)
                .replace("\"hostname\"", "\"colour\" : {\"deep\" : [1]}, \"hostname\"")
                .replaceFirst("\"Node\" :", "\"Planet\" : [ { \"name\" : \"earth\" } ],\n\"Node\" :");

        assertThat(read(newer)).isEqualTo(sample);
        assertThat(warnings).hasSize(2).anySatisfy(line -> assertThat(line).contains("'colour'"))
                .anySatisfy(line -> assertThat(line).startsWith("small.json:").contains("'Planet'"));
    }

    @Test
    void whenASampleBecameTooOldIsToldWhereThereIsOneAndElsewhereAbsent() throws UnreadableSnapshot {
        Snapshot silent = new Snapshot(SampleDecision.AT, Set.of(new MemoryUnknown("n", "no answer", SampleDecision.AT.minusSeconds(40)),
                new MemoryUnknown("m", "no answer")));

        assertThat(read(format.write(silent))).isEqualTo(silent);
        assertThat(format.write(silent)).containsOnlyOnce("tooOldAt");
        assertThat(read(format.write(silent).replace("tooOldAt", "colour")).facts()).contains(new MemoryUnknown("n", "no answer"));
        assertThat(warnings).singleElement().asString().contains("'colour'");
        assertThatExceptionOfType(UnreadableSnapshot.class).isThrownBy(() -> read(format.write(silent).replace("reason", "why")))
                .withMessageMatching("(?s)small\\.json:\\d+:\\d+: .*reason.*\nMaybe .*");
    }

    @Test
    void aFactThatIsIncompleteIsNamedWithItsPlace() {
        String broken = format.write(sample).replaceFirst("\"hostname\" : \"[^\"]*\",", "");

        assertThatExceptionOfType(UnreadableSnapshot.class).isThrownBy(() -> read(broken))
                .withMessageMatching("(?s)small\\.json:\\d+:\\d+: .*hostname.*\nMaybe .*");
    }

    @Test
    void everyFigureOfAFactIsLookedAt() {
        Stream.concat(FactLists.TYPES.stream(), FactLists.OF_A_DAEMON.stream()).forEach(type ->
                assertThat(Figures.bounded(type)).as(type.getSimpleName()).containsExactlyInAnyOrderElementsOf(
                        Stream.of(type.getRecordComponents()).flatMap(SnapshotFormatTest::figures)
                                .filter(figure -> !ANYTHING.contains(type.getSimpleName() + "." + figure)).toList()));
    }

    private static Stream<String> figures(RecordComponent component) {
        if (component.getType() == Resources.class) {
            return Stream.of("nanoCpus", "memoryBytes", "generic").map(figure -> component.getName() + "." + figure);
        }
        return Set.of(int.class, long.class, double.class).contains(component.getType())
                ? Stream.of(component.getName()) : Stream.empty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void aFigureThatCannotBeIsNamedWithItsPlace(Object fact, String why) {
        Background background = new Background(true, List.of(), List.of(), Set.of(), List.of(), List.of(), Map.of(), Budgets.DEFAULT);
        String document = format.write(new Snapshot(SampleDecision.AT, Set.of(fact), Optional.of(background)));
        List<String> lines = document.lines().toList();
        int begins = IntStream.range(0, lines.size()).filter(i -> lines.get(i).contains("\"" + fact.getClass().getSimpleName() + "\" : [ {"))
                .findFirst().orElseThrow() + 1;
        int ends = IntStream.range(begins, lines.size()).filter(i -> lines.get(i).endsWith("} ],") || lines.get(i).endsWith("} ]"))
                .findFirst().orElseThrow() + 1;

        assertThatExceptionOfType(UnreadableSnapshot.class).isThrownBy(() -> read(document)).satisfies(refused -> {
            Matcher told = PLACE.matcher(refused.getMessage());
            assertThat(told.matches()).as(refused.getMessage()).isTrue();
            assertThat(Integer.parseInt(told.group(1))).as("line").isBetween(begins, ends);
            assertThat(told.group(2)).isEqualTo(why);
        });
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                arguments(new TaskMemory("t", "s", "n", -1, SampleDecision.AT), "workingSetBytes of a TaskMemory is -1, it is 0 at least"),
                arguments(new NodeMemory("n", "n", 0, 0, SampleDecision.AT), "totalBytes of a NodeMemory is 0, it is 1 at least"),
                arguments(new NodeMemory("n", "n", 7, 8, SampleDecision.AT), "usedBytes of a NodeMemory is 8, it is from 0 to 7"),
                arguments(node(new Resources(1, -1, Map.of())), "resources.memoryBytes of a Node is -1, it is 0 at least"),
                arguments(node(new Resources(1, 1, Map.of("gpu", 1L, "key", -2L))), "resources.generic of a Node is -2, it is 0 at least"),
                arguments(new UnusedVolume("n", "v", -1, true, true), "bytes of a UnusedVolume is -1, it is 0 at least"),
                arguments(new GarbageCollection(true, -1, true, true, false), "keep of a GarbageCollection is -1, it is 0 at least"),
                arguments(new MemoryPolicy(101, 80, Duration.ZERO, 95, 90, Duration.ZERO, 0, 0),
                        "thresholdPercent of a MemoryPolicy is 101.0, it is from 0 to 100"));
    }

    private static Node node(Resources resources) {
        return new Node("n", "oak", NodeRole.WORKER, Availability.ACTIVE, NodeStatus.READY, "", "", Leadership.NONE,
                new Platform("linux", "x86_64"), resources, "20.10.24", Map.of(), Set.of());
    }

    @Test
    void whatIsWrongInTheHistoryOfADaemonIsNamedWithItsPlace() {
        Background background = new Background(true, List.of(), List.of(), Set.of(), List.of(), List.of(), Map.of(), Budgets.DEFAULT);
        String document = format.write(new Snapshot(SampleDecision.AT, Set.of(), Optional.of(background)))
                .replaceFirst("\"history\" : \\[ \\]", "\"history\" : [ 7 ]");
        long line = document.lines().takeWhile(one -> !one.contains("\"history\"")).count() + 1;

        assertThatExceptionOfType(UnreadableSnapshot.class).isThrownBy(() -> read(document))
                .withMessageStartingWith("small.json:" + line + ":").withMessageContaining("\nMaybe ");
    }

    @Test
    void whatIsNoSnapshotIsRefusedInAFewLines() {
        for (String text : List.of("", "null", "[]", "{}", "{\"format\":1", "no json", "{\"format\":1,\"takenAt\":\"x\",\"facts\":{}}",
                "{\"format\":1,\"takenAt\":\"2026-11-20T12:00:00Z\",\"facts\":{\"Node\":[null]}}",
                "{\"format\":1,\"takenAt\":\"2026-11-20T12:00:00Z\",\"facts\":{\"Node\":{}}}",
                "{\"format\":2,\"takenAt\":\"2026-11-20T12:00:00Z\",\"facts\":{}}", "[".repeat(5000))) {
            assertThatExceptionOfType(UnreadableSnapshot.class).as(text).isThrownBy(() -> read(text))
                    .withMessageStartingWith("small.json").satisfies(e ->
                            assertThat(e.getMessage().lines().reduce((first, last) -> last)).get().asString().startsWith("Maybe "));
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void whatIsWrongIsToldInWordsOfTheDocument(String text, String message) {
        assertThatExceptionOfType(UnreadableSnapshot.class).isThrownBy(() -> read(text))
                .withMessage(message).satisfies(e -> assertThat(e.getMessage()).doesNotContain("java", "Jackson", "token", "deserialize"));
    }

    static Stream<Arguments> wrong() {
        String takeAgain = "\nMaybe the file is not a snapshot, or was cut short: take it again with 'orcastra snapshot FILE'.";
        String edited = "\nMaybe it was edited by hand or written by another version: take the snapshot again with this one.";
        String node = "{\"format\":1,\"takenAt\":\"2026-11-20T12:00:00Z\",\n\"facts\":{\"NodeLabel\":[\n"
                + "{\"nodeId\":\"n\",\"key\":\"a\",\"value\":\"b\"},\n%s]}}";
        String task = node.replace("NodeLabel", "Task").replace("{\"nodeId\":\"n\",\"key\":\"a\",\"value\":\"b\"},", "");
        return Stream.of(
                arguments(" \n", "small.json: the file is empty\nMaybe writing it failed: take it again with 'orcastra snapshot FILE'."),
                arguments("{}", "small.json:1:2: format is missing" + takeAgain),
                arguments("[1,2", "small.json:1:1: the document is a list; it is an object" + takeAgain),
                arguments("hello", "small.json:1:6: \"hello\" is no JSON" + takeAgain),
                arguments("{\"format\":1,\"takenAt\":\"2026-11-20T12:00:00Z\",\n\"facts\":{\"NodeLabel\":[{\"nodeId\":\"n\"",
                        "small.json:2:36: the document ends here, in the middle of facts.NodeLabel[0].nodeId" + takeAgain),
                arguments("{\"format\":1;}", "small.json:1:12: \";\" cannot stand here, in format" + takeAgain),
                arguments("{\"format\":1,\"takenAt\":\"today\",\"facts\":{}}",
                        "small.json:1:23: takenAt is \"today\"; it is a moment such as 2026-11-20T12:00:00Z" + edited),
                arguments(node.formatted("{\"nodeId\":\"n\",\"value\":\"b\"}"),
                        "small.json:4:26: facts.NodeLabel[1].key is missing" + edited),
                arguments(node.formatted("{\"nodeId\":{},\"key\":\"a\",\"value\":\"b\"}"),
                        "small.json:4:11: facts.NodeLabel[1].nodeId is an object; it is a text" + edited),
                arguments(task.formatted("{\"state\":\"RUNING\"}"), "small.json:4:10: facts.Task[0].state is \"RUNING\"; it is one of "
                        + Stream.of(TaskState.values()).map(String::valueOf).collect(Collectors.joining(", "))
                        + "\nMaybe you meant RUNNING."),
                arguments(task.formatted("{\"slot\":99999999999}"),
                        "small.json:4:20: facts.Task[0].slot is 99999999999, which is too large a number" + edited),
                arguments("{\"format\":1,\"takenAt\":\"" + "x".repeat(20_100_000) + "\"}", "small.json: "
                        + "a text or a number is too long here, or lists and objects lie too deep in one another"
                        + "\nMaybe this is another file than a snapshot."));
    }

    @Test
    void accidentalSecretsAreMasked() {
        Snapshot leaky = new Snapshot(SampleDecision.AT, Set.of(new NodeLabel("n", "registry.token", "hunter22"),
                new EndedTask("t", "s", 1, "n", TaskState.FAILED, "login with password=hunter22 refused",
                        SampleDecision.AT, SampleDecision.AT)));

        assertThat(format.write(leaky)).doesNotContain("hunter22").contains("login with password=*** refused");
    }

    private Snapshot read(String text) throws UnreadableSnapshot {
        return format.read("small.json", text, warnings::add);
    }
}
