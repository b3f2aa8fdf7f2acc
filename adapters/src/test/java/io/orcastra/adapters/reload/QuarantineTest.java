package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private final RuleSet files = RuleSet.builtIn();
    private final Quarantine quarantine = new Quarantine();

    @Test
    void aRuleStaysOutWhileItsFileIsWhatItWas() {
        quarantine.put("ORC-ANC-101", "it threw", RuleBook.builtIn(), files);
        RuleSet otherFileEdited = RuleSet.overlaid(List.of(new RuleSource("spread.drl", "package x")));
        RuleSet itsFileEdited = RuleSet.overlaid(List.of(new RuleSource("anchors.drl", "package x")));

        assertThat(quarantine.staying(otherFileEdited)).containsExactly("ORC-ANC-101");
        assertThat(quarantine.staying(itsFileEdited)).isEmpty();
        assertThat(quarantine.staying(files)).isEmpty();
    }

    @Test
    void whatItMightHaveForbiddenIsKnownAsLongAsItStays() {
        quarantine.put("ORC-GRD-325", "its condition threw", RuleBook.builtIn(), files);
        quarantine.put("ORC-COL-201", "its condition threw", RuleBook.builtIn(), files);

        assertThat(quarantine.missing(files)).singleElement().satisfies(rule -> {
            assertThat(rule.rule() + " " + rule.file() + " " + rule.reason())
                    .isEqualTo("ORC-GRD-325 guards-service.drl its condition threw");
            assertThat(rule.actions()).containsExactly("MoveService", "Relocate");
        });
        assertThat(quarantine.missing(RuleSet.overlaid(List.of(new RuleSource("guards-service.drl", "package x"))))).isEmpty();
    }

    @Test
    void whatIsNoRuleIsNotNoted() {
        quarantine.put("ORC-PLN-101", "x", RuleBook.builtIn(), files);

        assertThat(quarantine.staying(files)).isEmpty();
    }
}
