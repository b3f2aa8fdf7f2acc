package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kie.api.runtime.KieSession;

/** One file of the pack, so that it does not take long, with one of an operator's own that is edited again and again. */
class ReloadsLeaveNothingTest {
    /** Until then the compiler of the virtual machine still gathers what it knows of methods, which lies in metaspace too. */
    private static final int WARM_UP = 60;
    private static final int RELOADS = 100;
    /** Each is a process of two or three seconds of computing; the campaign has a hundred. */
    private static final int TRIED = Integer.getInteger("orcastra.tried", 2);
    private static final int TRIED_BEFORE = 2;
    /** Compiled files of rules, and nothing else. */
    private static final int MOST_FILES = 64;
    private static final RuleSettings SETTINGS = new RuleSettings(Set.of(), 2, List.of(), GivenParameters.NONE);
    private static final Configuration CONFIGURED = SampleConfiguration.of(SETTINGS, "in force");

    @TempDir
    private Path state;
    private final List<Reference<?>> past = new ArrayList<>();
    private RuleSet files = edited(-1);
    private RuleBook rules;
    private KieSession running;
    private int inForce;

    private final Configurations configurations = new Configurations() {
        @Override
        public Configuration inForce() {
            return CONFIGURED;
        }

        @Override
        public Optional<Configuration> onDisk() {
            return Optional.of(CONFIGURED);
        }

        @Override
        public void take(Configuration next) {
            throw new AssertionError("the configuration is in force already");
        }

        @Override
        public void rulesTookOver() {
            // Nothing waits for them.
        }
    };
    private final RuleReload.Loop loop = new RuleReload.Loop() {
        @Override
        public RuleBook rules() {
            return rules;
        }

        @Override
        public RuleSet files() {
            return files;
        }

        @Override
        public List<RuleDescription> known(RuleBook candidates) {
            return candidates.known();
        }

        @Override
        public Duration replace(RuleBook next, RuleSet nextFiles) {
            past.add(new WeakReference<>(rules));
            past.add(new WeakReference<>(rules.kieBase()));
            rules = next;
            files = nextFiles;
            runSession();
            inForce++;
            return Duration.ZERO;
        }

        @Override
        public void doubted(List<RuleProblem> problems) {
            assertThat(problems).isEmpty();
        }
    };
    private final RulesListener listener = new RulesListener() {
        @Override
        public void inForce(RuleSet set, int count, Duration pause, Duration took, Set<String> gone, Set<String> added) {
            // Counted where they are replaced.
        }

        @Override
        public void refused(String hash, Refusal why) {
            throw new AssertionError(why.getMessage() + " " + why.problems());
        }

        @Override
        public void postponed(String hash, Passing why, Duration again) {
            throw new AssertionError(why.getMessage());
        }
    };

    /** In the place of the one before. */
    private void runSession() {
        KieSession next = rules.kieBase().newKieSession();
        next.fireAllRules();
        if (running != null) {
            running.dispose();
            past.add(new WeakReference<>(running));
        }
        running = next;
    }

    private static RuleSet edited(int number) {
        RuleSource own = new RuleSource("own.drl", """
                package io.orcastra.rules
                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                rule "report a task of a high slot"
                    @id( "ORC-OWN-401" )
                when
                    Task( $task : id, slot > %d )
                then
                    insertLogical( new Finding( "ORC-OWN-401", $task, "seen", "Maybe" ) );
                end
                """.formatted(number));
        return new RuleSet(Stream.concat(
                RulePack.builtIn().stream().limit(1).map(one -> new RuleFile(one, RuleFile.Origin.BUILT_IN)),
                Stream.of(new RuleFile(own, RuleFile.Origin.ADDED))).toList());
    }

    @Test
    void aHundredEditsLeaveNothingBehind() {
        RuleReload reload = reload(new ScriptedTrial(number -> true));
        reload(reload, 0, WARM_UP);
        Held before = Held.now(state);
        past.clear();

        reload(reload, WARM_UP, WARM_UP + RELOADS);
        Held after = Held.now(state);

        nothingIsLeft(RELOADS, WARM_UP);
        assertThat(after.classes()).isLessThanOrEqualTo(before.classes() * 101 / 100);
        assertThat(after.metaspace()).isLessThanOrEqualTo(before.metaspace() * 105 / 100);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
        assertThat(after.files()).isLessThanOrEqualTo(MOST_FILES);
    }

    @Test
    @DisplayName("Edits that are tried in processes, each begun ahead, leave no rules, threads, files or processes behind")
    void editsThatAreTriedLeaveNothingBehind() throws Exception {
        PolicyFolder scenarios = new PolicyFolder(() -> files, Optional::empty, new Overruns(state));
        Held before;
        List<ProcessHandle> processes;
        try (ReadyTrial trial = new ReadyTrial(new ChildTrial(state, Duration.ofMinutes(5), scenarios, RuleSet::builtIn))) {
            RuleReload reload = reload(trial);
            reload(reload, 0, TRIED_BEFORE);
            before = Held.now(state);
            past.clear();
            reload(reload, TRIED_BEFORE, TRIED_BEFORE + TRIED);
            processes = ProcessHandle.current().children().toList();
            assertThat(processes.stream().filter(ProcessHandle::isAlive)).as("the one that waits").hasSizeLessThanOrEqualTo(2);
        }
        for (ProcessHandle process : processes) {
            process.onExit().get(1, TimeUnit.MINUTES);
        }
        Held after = Held.now(state);

        nothingIsLeft(TRIED, TRIED_BEFORE);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
        assertThat(state.toFile().list((in, name) -> name.startsWith("trial-"))).isEmpty();
        assertThat(after.files()).isLessThanOrEqualTo(MOST_FILES);
    }

    private void nothingIsLeft(int reloads, int before) {
        assertThat(inForce).isEqualTo(before + reloads);
        assertThat(past).hasSize(3 * reloads).as("rule books, bases and sessions of before").allMatch(one -> one.get() == null);
    }

    private RuleReload reload(Trial trial) {
        rules = RuleBook.cachedIn(state, files.sources());
        return new RuleReload(state, trial, () -> SETTINGS, new MatchingConfiguration(configurations),
                () -> Optional.of(SampleDecision.record()), loop, new Quarantine(), listener,
                Clock.of(() -> SampleDecision.AT, () -> 0));
    }

    private void reload(RuleReload reload, int from, int to) {
        for (int number = from; number < to; number++) {
            assertThat(reload.judge(edited(number), "edit " + number)).isTrue();
        }
    }

    /** What is there once nothing more can be collected; classes go with the loaders of the rules. */
    private record Held(long classes, long metaspace, int threads, int files) {

        static Held now(Path state) {
            for (int again = 0; again < 3; again++) {
                System.gc();
            }
            long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Metaspace")).map(MemoryPoolMXBean::getUsage)
                    .mapToLong(MemoryUsage::getUsed).sum();
            return new Held(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), metaspace,
                    ManagementFactory.getThreadMXBean().getThreadCount(), state.toFile().list().length);
        }
    }
}
