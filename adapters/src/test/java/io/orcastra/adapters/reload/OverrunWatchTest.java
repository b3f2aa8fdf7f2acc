package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverrunWatchTest {
    private static final RuleSource MINE = new RuleSource("mine.drl", "package x");
    private static final RuleSource ANCHORS = new RuleSource("anchors.drl", "package y");

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger ended = new AtomicInteger();

    @TempDir
    private Path state;

    private OverrunWatch watch(RuleSet rules) {
        return new OverrunWatch(Clock.of(() -> Instant.EPOCH, nanos::get), Duration.ofSeconds(60), new Overruns(state),
                rules::files, ended::incrementAndGet);
    }

    @Test
    void aConclusionThatEndsInTimeEndsNothing() {
        OverrunWatch watch = watch(RuleSet.builtIn());
        watch.look();
        watch.concluding();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
        watch.look();
        watch.concluded();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        watch.look();

        assertThat(ended).hasValue(0);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void anEndlessOneEndsTheProcessAfterItsFileIsWrittenDown() throws IOException {
        RuleSet rules = RuleSet.overlaid(List.of(MINE, ANCHORS));
        OverrunWatch watch = watch(new RuleSet(List.of(rules.file("mine.drl").orElseThrow())));
        watch.concluding();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        watch.look();

        assertThat(ended).hasValue(1);
        Overruns next = new Overruns(state);
        assertThat(next.leftOut(rules)).containsExactly("mine.drl");
        assertThat(next.without(rules)).isEqualTo(RuleSet.overlaid(List.of(ANCHORS)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("overrun-rules"))))
                .isEqualTo("rw-------");
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
