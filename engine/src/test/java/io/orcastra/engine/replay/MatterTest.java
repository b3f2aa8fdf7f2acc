package io.orcastra.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Plan;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatterTest {

    private static Finding mod(String message) {
        return new Finding("ORC-MOD-401", "n1", message, "Maybe look");
    }

    private static Matter of(String message) {
        return Matter.of(mod(message));
    }

    private static Matter of(Action action) {
        return Matter.of(new Proposal("ORC-MOD-201", action, "new", "because"));
    }

    @Test
    @DisplayName("Two mods that failed on one node are two matters")
    void findingsOfOneSubjectAreTold() {
        List<Finding> both = List.of(mod("mod lsio/mods:a timed out"), mod("mod lsio/mods:b timed out"));

        assertThat(Verdict.of(Plan.EMPTY, both)).hasSize(2);
        assertThat(Verdict.of(Plan.EMPTY, List.of(mod("mod lsio/mods:a1 is gone"), mod("mod lsio/mods:a2 is gone")))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"memory is at 91 %, memory is at 92.5 %", "waits for 5s, waits for 3m", "91% used, 7% used",
        "label pool=*** is set, label pool=***#aBcde is set"})
    @DisplayName("A figure that changes, and how much of a secret is masked, makes no other matter")
    void figuresAreTheSameMatter(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource({"web-1 fails, web-2 fails", "image web:1 fails, image web:2 fails", "10.0.0.1 is away, 10.0.0.2 is away",
        "web fails, web is slow"})
    @DisplayName("Another name or other words make another matter")
    void namesTellMattersApart(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    @DisplayName("Wishes of one rule on one subject are told by what they are about")
    void wishesAreTold() {
        assertThat(of(new FetchMod("n1", "a.tar"))).isNotEqualTo(of(new FetchMod("n1", "b.tar"))).isEqualTo(of(new FetchMod("n1", "a.tar")));
    }
}
