package io.orcastra.adapters.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.TaskState;
import java.util.ArrayList;
import java.util.List;
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
