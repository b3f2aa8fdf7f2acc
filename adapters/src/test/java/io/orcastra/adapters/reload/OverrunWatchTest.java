package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class OverrunWatchTest {
    private static final RuleSource MINE = new RuleSource("mine.drl", "package x");
    private static final RuleSource ANCHORS = new RuleSource("anchors.drl", "package y");

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicLong computed = new AtomicLong(7);
    private final AtomicInteger ended = new AtomicInteger();
    private Runnable whileLooking = () -> { };

    @TempDir
    private Path state;

    /** In its trial the rules come to an end without the first of these files. */
    private OverrunWatch watch(RuleSet rules) {
        Clock clock = Clock.of(() -> Instant.EPOCH, nanos::get);
        List<RuleFile> own = rules.files().stream().filter(file -> file.origin() != RuleFile.Origin.BUILT_IN).toList();
        Culprits culprits = new Culprits(() -> RuleBook.of(List.of()), () -> rules, () -> own, Optional::empty,
                new ScriptedTrial(number -> {
                    whileLooking.run();
                    return number > 0;
                }), Duration.ofMinutes(1), clock);
        return new OverrunWatch(clock, thread -> computed.get(), Duration.ofSeconds(60), new Overruns(state), culprits,
                ended::incrementAndGet);
    }

    private void compute(Duration time) {
        nanos.addAndGet(time.toNanos());
        computed.addAndGet(time.toNanos());
    }

    @Test
    void aConclusionThatEndsInTimeEndsNothing() {
        OverrunWatch watch = watch(RuleSet.overlaid(List.of(MINE)));
        watch.look();
        watch.concluding(Set.of());
        compute(Duration.ofSeconds(60).minusNanos(1));
        watch.look();
        watch.concluded();
        compute(Duration.ofHours(1));
        watch.look();

        assertThat(ended).hasValue(0);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void timeInWhichNothingIsComputedIsNobodysFault() {
        OverrunWatch watch = watch(RuleSet.overlaid(List.of(MINE)));
        watch.concluding(Set.of());
        nanos.addAndGet(Duration.ofHours(3).toNanos());
        computed.addAndGet(Duration.ofSeconds(59).toNanos());
        watch.look();

        assertThat(ended).hasValue(0);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void whileItIsUndecidedNobodyIsSaidToBeInnocent() {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(OverrunWatch.class);
        log.setLevel(Level.WARN);
        said.start();
        log.addAppender(said);
        try {
            OverrunWatch watch = watch(RuleSet.overlaid(List.of(MINE)));
            watch.concluding(Set.of());
            nanos.addAndGet(Duration.ofSeconds(60).toNanos());
            computed.addAndGet(Duration.ofSeconds(8).toNanos());
            watch.look();
            watch.look();
        } finally {
            log.detachAppender(said);
            log.setLevel(null);
        }

        assertThat(said.list).singleElement().extracting(ILoggingEvent::getFormattedMessage).asString().isEqualTo("Concluding has lasted "
                + "unusually long, with 8 s of computing in it so far, and goes on. Maybe this process was frozen, or the machine has "
                + "too much to do; rules are to blame once they have computed for 60 s");
    }

    @Test
    void eachConclusionHasItsOwnTime() {
        OverrunWatch watch = watch(RuleSet.overlaid(List.of(MINE)));
        for (int i = 0; i < 3; i++) {
            watch.concluding(Set.of());
            compute(Duration.ofSeconds(40));
            watch.look();
            watch.concluded();
        }

        assertThat(ended).hasValue(0);
    }

    @Test
    void anEndlessOneEndsTheProcessAfterItsFileIsWrittenDown() throws IOException {
        RuleSet rules = RuleSet.overlaid(List.of(ANCHORS, MINE));
        OverrunWatch watch = watch(new RuleSet(List.of(rules.file("mine.drl").orElseThrow())));
        watch.concluding(Set.of());
        compute(Duration.ofSeconds(60));
        watch.look();

        assertThat(ended).hasValue(1);
        Overruns next = new Overruns(state);
        assertThat(next.leftOut(rules)).containsExactly("mine.drl");
        assertThat(next.without(rules)).isEqualTo(RuleSet.overlaid(List.of(ANCHORS)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("overrun-rules"))))
                .isEqualTo("rw-------");
    }

    @Test
    void rulesThatAreToTakeOverAreWatchedBesideThoseOfTheLoop() throws InterruptedException {
        OverrunWatch watch = watch(RuleSet.overlaid(List.of(MINE)));
        Thread preparing = new Thread(() -> watch.concluding(Set.of()));
        preparing.start();
        preparing.join();
        watch.concluding(Set.of());
        watch.concluded();
        compute(Duration.ofSeconds(60));
        watch.look();

        assertThat(ended).hasValue(1);
    }

    @Test
    void oneThatEndsWhileItIsLookedForBlameEndsNothing() {
        OverrunWatch watch = watch(RuleSet.overlaid(List.of(MINE)));
        watch.concluding(Set.of());
        compute(Duration.ofSeconds(60));
        whileLooking = watch::concluded;
        watch.look();

        assertThat(ended).hasValue(0);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void whereNoneIsToBlameTheProcessEndsAndNothingIsLeftOut() {
        OverrunWatch watch = watch(RuleSet.builtIn());
        watch.concluding(Set.of());
        compute(Duration.ofSeconds(60));
        watch.look();

        assertThat(ended).hasValue(1);
        assertThat(new Overruns(state).leftOut(RuleSet.builtIn())).isEmpty();
    }

    @Test
    void whatTheRulesOfALeftOutFileMightHaveForbiddenIsKnown() throws IOException {
        RuleSet rules = RuleSet.overlaid(List.of(new RuleSource("mine.drl", """
                package io.orcastra.rules
                rule "veto all" @id( "ORC-OWN-301" ) when
                    $proposal : Proposal( action instanceof Move )
                then insertLogical( new Veto( "ORC-OWN-301", $proposal, "no" ) ); end
                rule "tell" @id( "ORC-OWN-401" ) when Service( $id : id ) then
                    insertLogical( new Finding( "ORC-OWN-401", $id, "x", "Maybe" ) ); end
                """)));
        Overruns overruns = new Overruns(state);
        assertThat(overruns.missing(rules)).isEmpty();

        overruns.add(List.of(rules.file("mine.drl").orElseThrow()));

        assertThat(overruns.missing(rules)).containsExactly(new LeftOutRule("ORC-OWN-301", "mine.drl", 2,
                "rules of this file came to no end in an earlier process", Set.of("MoveService", "Relocate"), Set.of()));
    }

    @Test
    void aReplacedFileGivesWayToTheShippedOne() throws IOException {
        RuleSet rules = RuleSet.overlaid(List.of(ANCHORS));
        new Overruns(state).add(List.of(rules.file("anchors.drl").orElseThrow()));

        assertThat(new Overruns(state).without(rules).sources()).isEqualTo(RulePack.builtIn());
    }

    @Test
    void aFileThatChangedIsReadAgain() throws IOException {
        new Overruns(state).add(RuleSet.overlaid(List.of(MINE)).files().stream()
                .filter(file -> file.origin() == RuleFile.Origin.ADDED).toList());
        RuleSet edited = RuleSet.overlaid(List.of(new RuleSource("mine.drl", "package x // better")));

        assertThat(new Overruns(state).without(edited)).isEqualTo(edited);
        assertThat(new Overruns(state).leftOut(edited)).isEmpty();
    }
}
