package io.orcastra.adapters.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.policy.Anchor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotFormatTest {

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
    void aFactThatIsIncompleteIsNamedWithItsPlace() {
        String broken = format.write(sample).replaceFirst("\"hostname\" : \"[^\"]*\",", "");

        assertThatExceptionOfType(UnreadableSnapshot.class).isThrownBy(() -> read(broken))
                .withMessageMatching("(?s)small\\.json:\\d+:\\d+: .*hostname.*\nMaybe .*");
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
