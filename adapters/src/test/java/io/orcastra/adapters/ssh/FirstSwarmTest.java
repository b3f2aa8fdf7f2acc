package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FirstSwarmTest {
    private static final Clock CLOCK = Clock.of(() -> Instant.parse("2026-11-29T12:00:00Z"), () -> 0);
    private static final RuleSource THROWING = new RuleSource("mine.drl", """
            package io.orcastra.rules

            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*

            rule "report a test"
                @id( "ORC-TST-401" )
            when
                MemoryPolicy( 100 / ( bufferBytes - bufferBytes ) < 7 )
            then
                insertLogical( new Finding( "ORC-TST-401", "x", "seen", "Maybe look" ) );
            end
            """);

    private final List<String> isolated = new ArrayList<>();
    private final List<DecisionRecord> decisions = new ArrayList<>();

    @Test
    @DisplayName("A rule that throws where there is no swarm yet is told once, stays in force elsewhere, and the others make the swarm")
    void aRuleThatThrowsIsToldAndTheOthersDecide() {
        RuleBook rules = RuleBook.of(RuleSet.overlaid(List.of(THROWING)).sources());
        Set<Object> policies = Set.of(new Founding("m1", "10.0.0.1", Set.of("m1")), new InventoryNode("m1", "10.0.0.1"),
                new MemoryPolicy(85, 80, Duration.ofMinutes(10), 97, 95, Duration.ofSeconds(10), 1, 1));
        try (RecordedEngine engine = RecordedEngine.start();
                DockerApi docker = new DockerApi(engine.endpoint(), ApiListener.NOOP, CLOCK)) {
            engine.answer("GET /v1.41/info", 200, "{\"Swarm\": {\"LocalNodeState\": \"inactive\"}}");
            FirstSwarm first = new FirstSwarm(docker, () -> rules, () -> policies, () -> true, null, new EngineListener() {
                @Override
                public void cycleCompleted(DecisionRecord record) {
                    decisions.add(record);
                }
            }, new EngineListener() {
                @Override
                public void ruleIsolated(String rule, String reason) {
                    isolated.add(rule + ": " + reason);
                }
            }, CLOCK);

            for (int i = 0; i < 2; i++) {
                first.consider(Set.of(new Machine("m1", MachineState.OUT_OF_SWARM, "", "", "")));
            }
        }

        assertThat(isolated).singleElement().asString().startsWith("ORC-TST-401: its condition threw ArithmeticException");
        assertThat(decisions).hasSize(2).allSatisfy(decision -> assertThat(decision.plan().execute())
                .extracting(planned -> planned.proposal().action()).hasOnlyElementsOfType(InitialiseSwarm.class).hasSize(1));
        assertThat(rules.kieBase().getRule("io.orcastra.rules", "report a test")).isNotNull();
    }
}
