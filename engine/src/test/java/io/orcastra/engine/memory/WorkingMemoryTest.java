package io.orcastra.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.decision.Finding;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingMemoryTest {
    private static final String HEAD = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*
            """;
    private static final String SOUND = """
            rule "report a service of many replicas"
                @id( "ORC-TST-401" )
            when
                Service( $service : id, replicas > 2 )
            then
                insertLogical( new Finding( "ORC-TST-401", $service, "many", "Maybe fewer" ) );
            end
            """;
    private static final String CONDITION_THROWS = """
            rule "report a service whose delay overflows"
                @id( "ORC-TST-402" )
            when
                Service( $service : id, restartDelay.toNanos() > 1 )
            then
                insertLogical( new Finding( "ORC-TST-402", $service, "slow", "Maybe sooner" ) );
            end
            """;
    private static final String VETO_THROWS = """
            rule "veto moving a service whose delay overflows"
                @id( "ORC-TST-301" )
            when
                Service( $service : id, restartDelay.toNanos() > 1 )
                $proposal : Proposal( subject == $service, action instanceof Move )
            then
                insertLogical( new Veto( "ORC-TST-301", $proposal, "slow" ) );
            end
            """;
    private static final String CONSEQUENCE_THROWS = """
            rule "report a service whose delay cannot grow"
                @id( "ORC-TST-403" )
            when
                Service( $service : id, $delay : restartDelay )
            then
                insertLogical( new Finding( "ORC-TST-403", $service, "" + $delay.plusSeconds( 9000000000000000000L ),
                        "Maybe" ) );
            end
            """;
    private static final String ENDLESS = """
            rule "report attempt after attempt"
                @id( "ORC-TST-404" )
            when
                Attempts( $subject : subject, $cause : cause, $count : count )
            then
                insertLogical( new Attempts( $subject, $cause, $count + 1 ) );
            end
            """;

    private final List<String> isolated = new ArrayList<>();
    private final EngineListener listener = new EngineListener() {
        @Override
        public void ruleIsolated(String rule, String reason) {
            isolated.add(rule + ": " + reason);
        }
    };

    private WorkingMemory memory(String... rules) {
        return new WorkingMemory(
                RuleBook.of(List.of(new RuleSource("test.drl", HEAD + String.join("\n", rules)))), listener);
    }

    private static Service service(String name, int replicas, Duration delay) {
        return (Service) new Cluster().service(name, words -> words.replicas(replicas).restartDelay(delay)).facts().get(0);
    }

    @Test
    void aFactThatChangedIsReplacedAndOneThatIsGoneIsForgotten() {
        WorkingMemory memory = memory(SOUND);
        Service few = service("a", 1, Duration.ofSeconds(5));
        Service many = service("a", 3, Duration.ofSeconds(5));
        Service other = service("b", 1, Duration.ofSeconds(5));

        assertThat(memory.replace("docker", Set.of(few, other))).isEqualTo(2);
        assertThat(memory.conclude().findings()).isEmpty();
        assertThat(memory.replace("docker", Set.of(many, other))).isEqualTo(1);
        assertThat(memory.conclude().findings()).extracting(Finding::subject).containsExactly(many.id());
        assertThat(memory.replace("docker", Set.of(many, other))).isZero();
        assertThat(memory.replace("docker", Set.of(other))).isEqualTo(1);
        assertThat(memory.conclude().findings()).isEmpty();
        assertThat(memory.facts()).containsExactly(other);
    }

    private static final Service OVERFLOWING = service("a", 3, Duration.ofSeconds(Long.MAX_VALUE));

    @Test
    void aFactSaysWhichRuleIsMissingAndWhatItMightHaveForbidden() {
        WorkingMemory memory = memory(SOUND, VETO_THROWS);
        memory.replace("docker", Set.of(OVERFLOWING));
        memory.conclude();

        assertThat(memory.facts()).filteredOn(LeftOutRule.class::isInstance).singleElement()
                .isInstanceOfSatisfying(LeftOutRule.class, rule -> {
                    assertThat(rule.rule() + " " + rule.file()).isEqualTo("ORC-TST-301 test.drl");
                    assertThat(rule.line()).isPositive();
                    assertThat(rule.reason()).startsWith("its condition threw ArithmeticException");
                    assertThat(rule.holds()).isTrue();
                });
        memory.replace("docker", Set.of());
        memory.conclude();
        assertThat(memory.facts()).as("for good").hasSize(1).allMatch(LeftOutRule.class::isInstance);
    }

    @Test
    void whichRulesAreMissingIsSaidOfTheRulesInForceAlone() {
        WorkingMemory memory = memory(SOUND, VETO_THROWS);
        memory.replace("docker", Set.of(OVERFLOWING));
        memory.conclude();
        LeftOutRule former = new LeftOutRule("ORC-OLD-301", "old.drl", 1, "it threw", Set.of("Relocate"), Set.of());
        WorkingMemory mended = new WorkingMemory(RuleBook.of(List.of(new RuleSource("test.drl", HEAD + SOUND)))
                .missing(Set.of(former)), listener);
        memory.bySource().forEach(mended::replace);
        mended.conclude();

        memory.adopt(mended);

        assertThat(memory.facts()).containsExactlyInAnyOrder(OVERFLOWING, former);
    }

    @Test
    void aSourceForgetsOnlyItsOwnFacts() {
        WorkingMemory memory = memory(SOUND);
        memory.replace("docker", Set.of(service("a", 3, Duration.ofSeconds(5))));
        memory.replace("snapshot", Set.of(service("b", 3, Duration.ofSeconds(5))));

        memory.replace("snapshot", Set.of());

        assertThat(memory.conclude().findings()).hasSize(1);
    }

    @Test
    void evidenceNamesTheFactsAsTheyAreNow() {
        WorkingMemory memory = memory(SOUND);
        memory.replace("docker", Set.of(service("a", 3, Duration.ofSeconds(5))));
        memory.conclude();
        Service now = service("a", 4, Duration.ofSeconds(5));
        memory.replace("docker", Set.of(now));

        Conclusions conclusions = memory.conclude();

        assertThat(conclusions.evidence().get(conclusions.findings().get(0))).satisfies(evidence -> {
            assertThat(evidence.rule()).isEqualTo("ORC-TST-401");
            assertThat(evidence.sentence()).isEqualTo("report a service of many replicas");
            assertThat(evidence.file()).isEqualTo("test.drl");
            assertThat(evidence.line()).isEqualTo(5);
            assertThat(evidence.facts()).containsExactly(now);
        });
    }

    @Test
    void aRuleWhoseConditionThrowsIsIsolatedAndTheOthersGoOn() {
        WorkingMemory memory = memory(SOUND, CONDITION_THROWS);
        memory.replace("docker", Set.of(service("a", 3, Duration.ofSeconds(Long.MAX_VALUE))));

        assertThat(memory.conclude().findings()).extracting(Finding::rule).containsExactly("ORC-TST-401");
        assertThat(isolated).singleElement().asString().startsWith("ORC-TST-402: its condition threw ArithmeticException");

        memory.replace("docker", Set.of(service("a", 1, Duration.ofSeconds(Long.MAX_VALUE))));
        assertThat(memory.conclude().findings()).as("the session is sound again").isEmpty();
        assertThat(isolated).hasSize(1);
    }

    @Test
    void rulesThatShareAThrowingConditionAreAllIsolated() {
        String twin = CONDITION_THROWS.replace("ORC-TST-402", "ORC-TST-405").replace("overflows", "overflows too");
        WorkingMemory memory = memory(SOUND, CONDITION_THROWS, twin);
        memory.replace("docker", Set.of(service("a", 3, Duration.ofSeconds(Long.MAX_VALUE))));

        assertThat(memory.conclude().findings()).extracting(Finding::rule).containsExactly("ORC-TST-401");
        assertThat(isolated).extracting(one -> one.substring(0, 11)).containsExactlyInAnyOrder("ORC-TST-402", "ORC-TST-405");
    }

    @Test
    void aRuleWhoseConsequenceThrowsIsIsolatedAndTheOthersGoOn() {
        WorkingMemory memory = memory(SOUND, CONSEQUENCE_THROWS);
        memory.replace("docker", Set.of(service("a", 3, Duration.ofSeconds(Long.MAX_VALUE / 2))));

        assertThat(memory.conclude().findings()).extracting(Finding::rule).containsExactly("ORC-TST-401");
        assertThat(isolated).singleElement().asString().startsWith("ORC-TST-403: its consequence threw");
    }

    @Test
    void aRuleThatNeverComesToRestIsIsolatedAndTheOthersGoOn() {
        WorkingMemory memory = memory(SOUND, ENDLESS);
        memory.replace("docker", Set.of(
                service("a", 3, Duration.ofSeconds(5)), new Attempts("a", "b", 1)));

        assertThat(memory.conclude().findings()).extracting(Finding::rule).containsExactly("ORC-TST-401");
        assertThat(isolated).singleElement().asString().startsWith("ORC-TST-404: still concluding after");
    }
}
