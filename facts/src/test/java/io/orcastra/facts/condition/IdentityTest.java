package io.orcastra.facts.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.Digest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Identities outlive the process in the ledger, so they must not depend on order, and not be mixed up. */
class IdentityTest {

    @Test
    void theOrderOfIdsMakesNoDifference() {
        var some = new LinkedHashSet<>(List.of("a", "b", "c"));
        var same = new LinkedHashSet<>(List.of("c", "a", "b"));

        assertThat(new AnchorPlacement("db", some).cause()).isEqualTo(new AnchorPlacement("db", same).cause());
        assertThat(new AnchorPlacement("db", some)).hasToString(new AnchorPlacement("db", same).toString());
        assertThat(new Displaced("web", some, Set.of("r")).identity()).isEqualTo(new Displaced("web", same, Set.of("r")).identity());
    }

    @Test
    void anIdentityIsTheSameInEveryProcess() {
        assertThat(Digest.of("a", "b").text()).isEqualTo("7faa10fe-a130-33ea-8f7c-9a6154ec8bc7");
    }

    @Test
    void partsAreNotMixedUp() {
        assertThat(Digest.of("ab", "c")).isNotEqualTo(Digest.of("a", "bc"));
        assertThat(new Displaced("web", Set.of("a"), Set.of("b")).identity())
                .isNotEqualTo(new Displaced("web", Set.of("b"), Set.of("a")).identity());
    }

    @Test
    void whatWasWrittenInTheLedgerBeforeIsStillTheSame() {
        assertThat(new Displaced("web", Set.of("n2", "n1"), Set.of("r")).cause(Set.of(Set.of("t2", "t1"), Set.of("t3"))))
                .isEqualTo("9b2d981d-a9d7-3f52-b9ac-61c6cc2a861a");
    }
}
