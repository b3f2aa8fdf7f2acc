package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Service;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.kie.api.runtime.KieSession;

class CulpritsTest {
    private static final StackTraceElement[] ELSEWHERE = new Throwable().getStackTrace();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private long nanos;
    private final Clock clock = Clock.of(() -> Instant.EPOCH, () -> nanos);
    private boolean trialFails;
    private ScriptedTrial trial;

    private static RuleSource source(String file, String id, String condition) {
        return new RuleSource(file, """
                package io.orcastra.rules
                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*
                rule "report in %s" @id( "%s" ) when
                    Service( $service : id, %s )
                then
                    insertLogical( new Finding( "%s", $service, "x", "Maybe" ) );
                end
                """.formatted(file, id, condition, id));
    }

    private static final RuleSource SLOW = source("slow.drl", "ORC-OWN-401", "restartDelay.toNanos() > 7");
    private static final RuleSource SOUND = source("sound.drl", "ORC-OWN-402", "replicas > 7");
    private static final RuleSource TWIN = source("twin.drl", "ORC-OWN-403", "restartDelay.toNanos() > 7");

    /** Where a thread is that computes the delay for these rules. */
    private static StackTraceElement[] inACondition(RuleBook book) {
        Service overflowing = (Service) new Cluster().service("a", words -> words.restartDelay(
                Duration.ofSeconds(Long.MAX_VALUE))).facts().get(0);
        KieSession session = book.kieBase().newKieSession();
        try {
            session.insert(overflowing);
            session.fireAllRules();
            throw new AssertionError("no condition threw");
        } catch (RuntimeException thrown) {
            Throwable innermost = thrown;
            while (innermost.getCause() != null) {
                innermost = innermost.getCause();
            }
            return innermost.getStackTrace();
        } finally {
            session.dispose();
        }
    }

    private Culprits.Blame blame(List<RuleSource> sources, Predicate<Integer> ends, boolean inACondition) {
        RuleBook book = RuleBook.of(sources);
        RuleSet files = new RuleSet(sources.stream().map(one -> new RuleFile(one, RuleFile.Origin.ADDED)).toList());
        trial = new ScriptedTrial(ends, trialFails ? new TrialNotRun("no memory") : ScriptedTrial.NO_END);
        return new Culprits(() -> book, () -> files, () -> files.files().subList(1, files.files().size()), Optional::empty,
                trial, PATIENCE, clock).of(Collections.nCopies(30, inACondition ? inACondition(book) : ELSEWHERE), Set.of());
    }

    private static List<String> names(Culprits.Blame blame) {
        return blame.files().stream().map(RuleFile::name).toList();
    }

    @Test
    void theRuleInWhoseConditionTheThreadIsIsNamedAndNothingIsTried() {
        Culprits.Blame blame = blame(List.of(SLOW, SOUND), number -> true, true);

        assertThat(names(blame)).containsExactly("slow.drl");
        assertThat(blame.rules()).containsExactly("ORC-OWN-401 (slow.drl:4)");
        assertThat(trial.off).isEmpty();
    }

    @Test
    void whereTwoFilesAskTheSameATrialDecides() {
        Culprits.Blame blame = blame(List.of(SLOW, TWIN), number -> number == 2, true);

        assertThat(blame.rules()).containsExactly("ORC-OWN-401 (slow.drl:4)", "ORC-OWN-403 (twin.drl:4)");
        assertThat(names(blame)).containsExactly("slow.drl");
        assertThat(trial.off).as("the newest is tried first")
                .containsExactly(Set.of(), Set.of("ORC-OWN-403"), Set.of("ORC-OWN-401"));
    }

    @Test
    void betweenConditionsATrialDecides() {
        Culprits.Blame blame = blame(List.of(SLOW, SOUND), number -> number == 1, false);

        assertThat(names(blame)).containsExactly("sound.drl");
        assertThat(blame.rules()).isEmpty();
    }

    @Test
    void whatEndsInATrialIsNobodysFault() {
        assertThat(names(blame(List.of(SLOW, SOUND), number -> true, false))).isEmpty();
    }

    @Test
    void whereOnlyAllTogetherAreLeftOutAllAreToBlame() {
        assertThat(names(blame(List.of(SLOW, SOUND), number -> number == 3, false))).containsExactly("sound.drl", "slow.drl");
    }

    @Test
    void whereNotEvenTheBuiltInRulesEndNoneIsToBlame() {
        assertThat(names(blame(List.of(SLOW, SOUND), number -> false, false))).isEmpty();
    }

    @Test
    void theSearchEndsWhenItsTimeIsOver() {
        Predicate<Integer> slowly = number -> {
            nanos += PATIENCE.dividedBy(2).toNanos() + 1;
            return false;
        };

        Culprits.Blame blame = blame(List.of(SLOW, SOUND), slowly, false);

        assertThat(names(blame)).isEmpty();
        assertThat(blame.how()).contains("the search took more than 60 s");
        assertThat(trial.off).hasSize(2);
    }

    @Test
    void aTrialThatCouldNotBeRunBlamesNobody() {
        trialFails = true;

        Culprits.Blame blame = blame(List.of(SLOW, SOUND), number -> false, false);

        assertThat(names(blame)).isEmpty();
        assertThat(blame.how()).contains("could not be run: no memory");
        assertThat(trial.off).hasSize(1);
    }
}
