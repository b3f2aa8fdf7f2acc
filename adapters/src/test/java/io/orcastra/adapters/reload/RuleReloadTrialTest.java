package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial of rules or of a configuration is given, and what becomes of one that could not be run. */
class RuleReloadTrialTest {
    private static final RuleBook BUILT_IN = RuleBook.builtIn();
    private static final RuleSettings SETTINGS = new RuleSettings(Set.of(), 2, List.of(), GivenParameters.NONE);

    private static final String NAMING = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "report a node that was drained"
                @id( "ORC-OWN-401" )
            when
                Node( $node : id )
                Elapsed( name == "drained", subject == $node )
                exists WindowOpen( window == "nite" )
            then
                insertLogical( new Finding( "ORC-OWN-401", $node, "seen", "Maybe look" ) );
            end
            """;
    private static final TextParameter FORMER = new TextParameter("big", "least", "7 GiB");
    private static final TextParameter PRESENT = new TextParameter("big", "least", "7");

    @TempDir
    private static Path cache;
    private final List<String> told = new ArrayList<>();
    private Configuration inForce = configured("in force");
    private Present tried;
    private Runnable meanwhile = () -> { };
    private Trial trial = () -> new Trial.Course() {
        @Override
        public TrialReport judge(RuleSet rules, Set<String> off, Present present) {
            tried = present;
            meanwhile.run();
            return new TrialReport(Set.of(), List.of(), List.of());
        }

        @Override
        public void close() {
            // Nothing was begun.
        }
    };

    private RuleReload reload() {
        return new RuleReload(cache, trial, () -> SETTINGS, new MatchingConfiguration(new InForce()),
                () -> Optional.of(decidedUnder(FORMER)), new Loop(), new Quarantine(), new Listener(),
                Clock.of(() -> SampleDecision.AT, () -> 0));
    }

    /** The sample, decided under that configuration too. */
    private static DecisionRecord decidedUnder(Object policy) {
        DecisionRecord sample = SampleDecision.record();
        Set<Object> facts = new HashSet<>(sample.facts());
        facts.add(policy);
        return new DecisionRecord(sample.cycle(), sample.trigger(), sample.at(), sample.took(), facts, sample.conditions(),
                sample.findings(), sample.plan(), sample.evidence(), sample.background());
    }

    private boolean judge() {
        return reload().judge(RuleSet.builtIn(), "edit");
    }

    @Test
    void rulesAreJudgedUnderTheConfigurationInForceNotThatOfTheLastDecision() {
        inForce = configured("taken since", PRESENT);

        assertThat(judge()).isTrue();
        assertThat(tried.facts()).contains(PRESENT).doesNotContain(FORMER).hasSize(SampleDecision.record().facts().size() + 1);
    }

    @Test
    void aConfigurationThatComesIntoForceDuringTheTrialHasThemJudgedAgain() {
        meanwhile = () -> inForce = configured("taken meanwhile", PRESENT);
        assertThat(judge()).isFalse();
        assertThat(told).isEmpty();

        meanwhile = () -> { };
        assertThat(judge()).isTrue();
        assertThat(told).containsExactly("in force");
        assertThat(tried.facts()).contains(PRESENT);
    }

    @Test
    @DisplayName("names nobody gives are told, and refuse nothing: the edit that gives them may be the next one")
    void namesNobodyGives() {
        inForce = configured("with a window", new TimeWindow("night", DayOfWeek.MONDAY, Duration.ZERO, Duration.ofHours(6), "UTC"));

        assertThat(reload().judge(RuleSet.overlaid(List.of(new RuleSource("mine.drl", NAMING))), "edit")).isTrue();

        assertThat(told).hasSize(3).first().isEqualTo("in force");
        assertThat(told.get(1)).startsWith("mine.drl:10:").contains("no rule sets a timer called \"drained\"");
        assertThat(told.get(2)).startsWith("mine.drl:11:").contains("the configuration has no window \"nite\"");
    }

    @Test
    void aConfigurationIsTriedWithoutWhatWasInForceAtTheLastDecision() throws Refusal {
        reload().tryOut(configured("before"), configured("now", PRESENT));

        assertThat(tried.facts()).contains(PRESENT).doesNotContain(FORMER);
    }

    @Test
    void rulesAreJudgedUnderTheBudgetsInForceAndAConfigurationUnderItsOwn() throws Refusal {
        Budgets narrow = new Budgets(1, 1, 3);
        Budgets wide = new Budgets(30, 9, 90);
        assertThat(List.of(narrow, wide)).doesNotContain(SampleDecision.record().background().budgets());
        inForce = SampleConfiguration.of(narrow, SETTINGS, "taken since");
        assertThat(judge()).isTrue();
        assertThat(tried.background().budgets()).isEqualTo(narrow);

        reload().tryOut(inForce, SampleConfiguration.of(wide, SETTINGS, "now"));
        assertThat(tried.background().budgets()).isEqualTo(wide);
    }

    @Test
    void aDiskThatFailsIsNoFaultOfTheConfigurationEither() {
        trial = () -> {
            throw new UncheckedIOException(new IOException("input/output error"));
        };

        assertThatThrownBy(() -> reload().tryOut(configured("before"), configured("now"))).isInstanceOf(TrialNotRun.class)
                .hasMessageContaining("input/output error; maybe the disk is full");
    }

    @Test
    void aDiskThatFailsBecauseTheDaemonEndsIsToldToNobody() {
        trial = () -> {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new ClosedByInterruptException());
        };

        assertThat(judge()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aTrialThatTheEndOfTheDaemonCutsShortIsToldToNobody() {
        trial = () -> {
            throw new DaemonEnds();
        };

        assertThat(judge()).isFalse();
        assertThat(told).isEmpty();
    }

    /** Nothing waits on disk. */
    private final class InForce implements Configurations {
        @Override
        public Configuration inForce() {
            return inForce;
        }

        @Override
        public Optional<Configuration> onDisk() {
            return Optional.empty();
        }

        @Override
        public void take(Configuration next) {
            throw new AssertionError();
        }

        @Override
        public void rulesTookOver() {
            throw new AssertionError();
        }
    }

    private static Configuration configured(String hash, Object... policies) {
        return SampleConfiguration.of(SETTINGS, hash, policies);
    }

    private final class Loop implements RuleReload.Loop {
        private RuleSet inForce = RuleSet.builtIn();

        @Override
        public RuleBook rules() {
            return BUILT_IN;
        }

        @Override
        public RuleSet files() {
            return inForce;
        }

        @Override
        public List<RuleDescription> known(RuleBook candidates) {
            return candidates.known();
        }

        @Override
        public Duration replace(RuleBook rules, RuleSet files) {
            inForce = files;
            return Duration.ZERO;
        }

        @Override
        public void doubted(List<RuleProblem> problems) {
            problems.forEach(problem -> told.add(problem.place() + ": " + problem.message()));
        }
    }

    private final class Listener implements RulesListener {
        @Override
        public void inForce(RuleSet files, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added) {
            told.add("in force");
        }

        @Override
        public void refused(String hash, Refusal why) {
            told.add("refused: " + why.getMessage());
        }

        @Override
        public void postponed(String hash, Passing why, Duration again) {
            told.add("again: " + why.getMessage());
        }
    }
}
