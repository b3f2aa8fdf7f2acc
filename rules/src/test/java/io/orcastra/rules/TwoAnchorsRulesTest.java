package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The web follows the database and the cache, the log the database alone; one task of the database came from n1 to n2. */
@ExtendWith(VerifierExtension.class)
class TwoAnchorsRulesTest {
    private static final Instant MOVED = Cluster.EPOCH.plusSeconds(60);
    private static final Relocated AWAY = new Relocated(id("db"), "memory", Set.of(id("n1")), Set.of(id("n2")), MOVED);

    private static Cluster shop(String cache) {
        return swarm().node("n3").service("db").service("cache").service("web").service("log").anchor("db", "db")
                .anchor("cache", "cache").dependency("db", "web").dependency("cache", "web").dependency("db", "log")
                .running("log", "n2").running("db", "n2").running("db", "n3").running("cache", cache)
                .running("web", "n1");
    }

    private static Elapsed tooLong(Cluster cluster) {
        return new Elapsed("displaced", RuleVerifier.ofPack().given(cluster, AWAY).of(Displaced.class).get(0));
    }

    private static List<String> brought(RuleVerifier rules, Cluster cluster, Object... facts) {
        return rules.given(cluster, facts).of(Proposal.class).stream().map(Proposal::rule).filter(rule -> rule.startsWith("ORC-COL-20"))
                .filter(rule -> !rule.equals("ORC-COL-201")).toList();
    }

    @Test
    @Verifies(value = "ORC-COL-204", as = BOUNDARY)
    void whoIsGivenUpOnTheWayToAnotherAnchorIsNotHelpedByAReturn(RuleVerifier rules) {
        assertThat(brought(rules, shop("n2"), AWAY, tooLong(shop("n2")))).containsExactly("ORC-COL-204");
        assertThat(brought(rules, shop("n3"), AWAY, tooLong(shop("n3")))).isEmpty();
    }

    @Test
    @Verifies(value = "ORC-COL-203", as = BOUNDARY)
    void whoCouldNotGetToAnotherAnchorIsNotHelpedByAReturn(RuleVerifier rules) {
        FailedMove failed = new FailedMove(id("web"), MOVED.plusSeconds(5));
        Attempts attempts = new Attempts(id("web"), "cause", 3);

        assertThat(brought(rules, shop("n2"), AWAY, failed, attempts)).containsExactly("ORC-COL-203");
        assertThat(brought(rules, shop("n3"), AWAY, failed, attempts)).isEmpty();
    }
}
