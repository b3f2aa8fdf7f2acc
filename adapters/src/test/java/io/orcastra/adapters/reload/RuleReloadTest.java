package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.adapters.yaml.Written;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReloadTest {
    private static final RuleBook BUILT_IN = RuleBook.builtIn();
    private static final RuleSettings SETTINGS = new RuleSettings(Set.of("ORC-SPR-201"), 2, List.of(), GivenParameters.NONE);
    private static final Configuration NONE = SampleConfiguration.of(SETTINGS, "none");

    private final List<String> told = new ArrayList<>();
    private final RulesListener listener = new TellingListener(told);
    private final List<Configuration> onDisk = new ArrayList<>();
    private RuleSet inForce = RuleSet.builtIn();
    private final RuleReload.Loop loop = new RuleReload.Loop() {
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
        public Duration replace(RuleBook rules, RuleSet files) throws Refusal {
            if (late != null) {
                throw late;
            }
            told.add("off " + rules.off());
            return Duration.ofMillis(3);
        }

        @Override
        public void doubted(List<RuleProblem> problems) {
            problems.forEach(problem -> told.add("doubtful " + problem.place()));
        }
    };

    @TempDir
    private static Path cache;
    private TrialReport report = new TrialReport(Set.of(), List.of(), List.of());
    private Refusal overrun;
    private Refusal late;
    private Present tried;
    private Set<String> triedOff;
    private long nanos;
    private final Trial trial = () -> new Trial.Course() {
        @Override
        public TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal {
            tried = present;
            triedOff = off;
            if (overrun != null) {
                throw overrun;
            }
            return report;
        }

        @Override
        public void close() {
            told.add("trial over");
        }
    };

    private MatchingConfiguration matching() {
        return new MatchingConfiguration(new Configurations() {
            @Override
            public Configuration inForce() {
                return SampleConfiguration.of(SETTINGS, "in force");
            }

            @Override
            public Optional<Configuration> onDisk() {
                return onDisk.size() > 1 ? Optional.of(onDisk.remove(0)) : onDisk.stream().findFirst();
            }

            @Override
            public void take(Configuration next) {
                told.add("takes " + next.hash());
            }

            @Override
            public void rulesTookOver() {
                told.add("took over");
            }
        });
    }

    /** Names these rules of rules.report. */
    private static Configuration reporting(String hash, String... ids) {
        return SampleConfiguration.of(new RuleSettings(Set.of(), 2, Stream.of(ids)
                .map(id -> new RuleSettings.Mention(id, true, new Written("swarm.yml", 3, 12, ""))).toList(), GivenParameters.NONE), hash);
    }

    private boolean judge(RuleSet files) {
        return reload().judge(files, files.hash());
    }

    private RuleReload reload() {
        return reload(SampleDecision.record());
    }

    private RuleReload reload(DecisionRecord last) {
        return new RuleReload(cache, trial, () -> SETTINGS, matching(), () -> Optional.of(last), loop,
                new Quarantine(), listener, Clock.of(() -> SampleDecision.AT, () -> nanos));
    }

    /** The sample, decided under that configuration too. */
    private static DecisionRecord record(Object configured) {
        DecisionRecord sample = SampleDecision.record();
        Set<Object> facts = new HashSet<>(sample.facts());
        facts.add(configured);
        return new DecisionRecord(sample.cycle(), sample.trigger(), sample.at(), sample.took(), facts, sample.conditions(),
                sample.findings(), sample.plan(), sample.evidence(), sample.background());
    }

    @Test
    void goodRulesTakeOverWithoutThoseThatAreSwitchedOff() {
        assertThat(judge(RuleSet.builtIn())).isTrue();

        assertThat(told).containsExactly("off [ORC-SPR-201]", "in force, 3 ms, added []", "trial over");
    }

    @Test
    void beforeTheFirstDecisionNothingIsJudged() {
        RuleReload early = new RuleReload(cache, trial, () -> SETTINGS, matching(), Optional::empty, loop, new Quarantine(),
                listener, Clock.of(() -> SampleDecision.AT, () -> 0));

        assertThat(early.judge(RuleSet.builtIn(), "first")).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void thatAllOwnRulesAreGoneIsNoEdit() {
        inForce = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package io.orcastra.rules")));

        assertThat(judge(RuleSet.builtIn())).isTrue();

        assertThat(told).singleElement().asString().contains("all rules of your own have vanished");
    }

    @Test
    void whatDoesNotParseIsRefusedWithItsPlace() {
        judge(RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package io.orcastra.rules\nrule \"x\"\nwhen\n  ((\n"))));

        assertThat(told).singleElement().asString().startsWith("refused: ").contains("mine.drl:");
    }

    @Test
    void anEditBesideWhatLintRefusesByNowIsRefusedAndUndoingItIsNot() {
        inForce = LaxRule.besideTheBuiltIn();

        judge(RuleSet.overlaid(List.of(LaxRule.source(), new RuleSource("mine.drl", "package io.orcastra.rules"))));
        assertThat(told).singleElement().asString().startsWith("refused: they break what all rules keep to").contains(LaxRule.PROBLEM);

        told.clear();
        judge(inForce);
        assertThat(told).contains("in force, 3 ms, added []", "doubtful lax.drl:9:5");
    }

    @Test
    void scenariosThatFailRefuseThem() {
        report = new TrialReport(Set.of(), List.of(), List.of("mine_test.yml:7:3: expected at 5 min: action \"move web to oak\""));
        judge(RuleSet.builtIn());

        assertThat(told).last().asString().startsWith(
                "refused: a scenario fails [mine_test.yml:7:3: expected at 5 min: action \"move web to oak\"\n  Maybe ");
    }

    @Test
    void aRuleThatThrowsInItsTrialIsNamedWithItsLine() {
        report = new TrialReport(Set.of(), List.of(new TrialReport.Isolated("ORC-ANC-101", "its condition threw")), List.of());
        judge(RuleSet.builtIn());

        assertThat(told).last().asString().contains("anchors.drl:").contains("rule ORC-ANC-101: its condition threw");
    }

    @Test
    void atMostAsManyMoreActionsAsTheBlastRadius() {
        report = new TrialReport(Set.of("a", "b"), List.of(), List.of());
        judge(RuleSet.builtIn());
        assertThat(told.get(1)).startsWith("in force, 3 ms, added ").contains("a", "b");

        told.clear();
        report = new TrialReport(Set.of("a", "b", "c"), List.of(), List.of());
        judge(RuleSet.builtIn());
        assertThat(told).last().asString()
                .contains("3 more actions would be wanted at once, blast_radius is 2").contains("[a, b, c]");
    }

    @Test
    void anOverrunningTrialRefusesThem() {
        overrun = new Refusal("no end", List.of());
        judge(RuleSet.builtIn());

        assertThat(told).containsExactly("trial over", "refused: no end []");
    }

    @Test
    void aTrialThatCouldNotBeRunIsRunAgainAfterAWhileThatDoubles() {
        RuleReload reload = reload();
        overrun = new TrialNotRun("no memory");
        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isFalse();
        assertThat(told).containsExactly("trial over", "again in 5 s: the trial of the rules could not be run: no memory");

        told.clear();
        nanos = Duration.ofSeconds(5).toNanos() - 1;
        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isFalse();
        assertThat(told).isEmpty();

        nanos++;
        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isFalse();
        assertThat(told).last().asString().startsWith("again in 10 s");

        told.clear();
        overrun = null;
        nanos += Duration.ofSeconds(10).toNanos();
        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isTrue();
        assertThat(told).contains("in force, 3 ms, added []");
    }

    @Test
    void anotherEditIsTriedAtOnce() {
        RuleReload reload = reload();
        overrun = new TrialNotRun("no memory");
        reload.judge(RuleSet.builtIn(), "edit");
        told.clear();

        RuleSet another = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package io.orcastra.rules\nrule \"x\"\nwhen (")));
        assertThat(reload.judge(another, "another")).isTrue();
        assertThat(told).singleElement().asString().startsWith("refused: ").contains("mine.drl");
    }

    @Test
    void soIsWhatWaitsWhenTheConfigurationChanged() {
        RuleReload reload = reload();
        overrun = new TrialNotRun("no memory");
        reload.judge(RuleSet.builtIn(), "edit");
        overrun = null;
        reload.atOnce();

        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isTrue();
    }

    @Test
    void aProcessThatCannotBeStartedIsTriedAgainAndSoIsALoopThatHasNoTime() {
        RuleReload reload = new RuleReload(cache, () -> {
            throw new TrialNotRun("Java is not where it was");
        }, () -> SETTINGS, matching(), () -> Optional.of(SampleDecision.record()), loop, new Quarantine(), listener,
                Clock.of(() -> SampleDecision.AT, () -> 0));
        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isFalse();

        late = new Passing("the loop did not come to it");
        assertThat(judge(RuleSet.builtIn())).isFalse();

        assertThat(told).containsSubsequence("again in 5 s: the trial of the rules could not be run: Java is not where it was",
                "again in 5 s: the loop did not come to it");
    }

    @Test
    void aDiskThatFailsIsNoFaultOfTheRules() {
        RuleReload reload = new RuleReload(cache, () -> {
            throw new UncheckedIOException(new IOException("input/output error"));
        }, () -> SETTINGS, matching(), () -> Optional.of(SampleDecision.record()), loop, new Quarantine(), listener,
                Clock.of(() -> SampleDecision.AT, () -> 0));

        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isFalse();
        assertThat(told).singleElement().asString().startsWith("again in 5 s: ").contains("input/output error");
    }

    @Test
    void aConfigurationIsTriedWithItsOwnFactsAndSwitches() throws Refusal {
        StartLimit before = new StartLimit(Duration.ofMinutes(1));
        StartLimit now = new StartLimit(Duration.ofMinutes(2));
        reload(record(before)).tryOut(SampleConfiguration.of(SETTINGS, "before", before), SampleConfiguration.of(
                new RuleSettings(Set.of("ORC-SPR-202"), 2, List.of(), GivenParameters.NONE), "now", now));

        assertThat(tried.facts()).contains(now).doesNotContain(before).hasSameSizeAs(record(before).facts());
        assertThat(triedOff).containsExactly("ORC-SPR-202");
        assertThat(told).as("nothing is replaced, and nobody told").containsExactly("trial over");
    }

    @Test
    void aConfigurationThatWantsMoreThanItsOwnBlastRadiusIsRefused() throws Refusal {
        report = new TrialReport(Set.of("a", "b", "c"), List.of(), List.of());
        reload().tryOut(NONE, SampleConfiguration.of(new RuleSettings(Set.of(), 3, List.of(), GivenParameters.NONE), "wide"));

        assertThatThrownBy(() -> reload().tryOut(NONE, NONE)).isInstanceOf(Refusal.class)
                .hasMessageContaining("3 more actions would be wanted at once, blast_radius is 2");
    }

    @Test
    void aConfigurationByWhichARuleThrowsOrAScenarioFailsIsRefused() {
        report = new TrialReport(Set.of(), List.of(new TrialReport.Isolated("ORC-ANC-101", "its condition threw")), List.of());
        assertThatThrownBy(() -> reload().tryOut(NONE, NONE)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.problems()).singleElement().asString().contains("anchors.drl:"));

        report = new TrialReport(Set.of(), List.of(), List.of("mine_test.yml:7:3: expected otherwise"));
        assertThatThrownBy(() -> reload().tryOut(NONE, NONE)).hasMessage("a scenario fails");
    }

    @Test
    void beforeTheFirstDecisionAConfigurationIsTakenAsAtAStart() throws Refusal {
        overrun = new Refusal("no end", List.of());
        new RuleReload(cache, trial, () -> SETTINGS, matching(), Optional::empty, loop, new Quarantine(), listener,
                Clock.of(() -> SampleDecision.AT, () -> 0)).tryOut(NONE, NONE);

        assertThat(told).isEmpty();
    }

    private static final RuleSet WITH_TEA = TeaRule.besideTheBuiltIn();

    @ParameterizedTest
    @ValueSource(strings = {"ORC-TST-401", "ORC-TST"})
    void aConfigurationThatWaitsForARuleOrAPolicyComesIntoForceWithIt(String named) {
        onDisk.add(reporting("waits", named));

        assertThat(judge(WITH_TEA)).isTrue();

        assertThat(told).containsExactly("takes waits", "off []", "in force, 3 ms, added []", "trial over");
        assertThat(triedOff).as("its own switches").isEmpty();
    }

    @Test
    void aConfigurationOnDiskThatNamesNoRuleOfTheirsIsNoneOfTheirs() {
        onDisk.add(reporting("other", "ORC-ANC-101"));
        judge(WITH_TEA);

        assertThat(told).containsExactly("off [ORC-SPR-201]", "in force, 3 ms, added []", "trial over");
    }

    @Test
    void noRuleComesInWhileItsLimitWaitsForAnother() {
        onDisk.add(reporting("waits", "ORC-TST-401", "ORC-TST-402"));

        assertThat(judge(WITH_TEA)).isTrue();

        assertThat(told).last().asString().startsWith("refused: the configuration on disk names them")
                .contains("swarm.yml:3:12: there is no rule ORC-TST-402").doesNotContain("no rule ORC-TST-401");
        assertThat(matching().waiting(BUILT_IN::known)).isEqualTo("waits");
    }

    @Test
    void aConfigurationThatIsEditedMeanwhileIsLookedAtAgain() {
        onDisk.addAll(List.of(reporting("none"), reporting("waits", "ORC-TST-401")));

        assertThat(judge(WITH_TEA)).isFalse();
        assertThat(told).containsExactly("trial over");

        told.clear();
        assertThat(judge(WITH_TEA)).isTrue();
        assertThat(told).startsWith("takes waits");
    }

    @Test
    void whatFailsOtherwiseIsRefusedAndNotJudgedAgain() {
        Trial failing = () -> {
            throw new IllegalStateException("nobody thought of this");
        };
        RuleReload reload = new RuleReload(cache, failing, () -> SETTINGS, matching(), () -> Optional.of(SampleDecision.record()), loop,
                new Quarantine(), listener, Clock.of(() -> SampleDecision.AT, () -> 0));

        assertThat(reload.judge(RuleSet.builtIn(), "edit")).isTrue();
        assertThat(told).singleElement().asString().startsWith("refused: they could not be judged").contains("nobody thought of this");
    }
}
