package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orcastra.facts.policy.Anchor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatchTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    private Path temporary;
    private Folder folder;
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void folder() {
        folder = new Folder(temporary);
    }

    @Test
    void nothingIsSaidWhileNothingChanges() throws IOException {
        ConfigurationWatch watch = watch("one");
        looks(watch, 5);
        Files.setLastModifiedTime(temporary.resolve("swarm.yml"), FileTime.fromMillis(0));
        looks(watch, 5);

        assertThat(heard).isEmpty();
    }

    @Test
    void aChangeIsSaidOnceItHasComeToRest() {
        ConfigurationWatch watch = watch("one");
        folder.with("swarm.yml", yaml("two"));
        watch.look();
        folder.with("swarm.yml", yaml("three"));
        watch.look();
        assertThat(heard).isEmpty();

        looks(watch, 5);
        assertThat(heard).containsExactly("[three]");
    }

    @Test
    void aFileWrittenInPiecesIsJudgedWhole() throws IOException {
        ConfigurationWatch watch = watch("one");
        folder.with("swarm.yml", "");
        watch.look();
        folder.with("swarm.yml", "dependencies:\n  two: [ we");
        watch.look();
        Files.writeString(temporary.resolve("swarm.yml"), "b ]\n", StandardOpenOption.APPEND);
        looks(watch, 2);

        assertThat(heard).containsExactly("[two]");
    }

    @Test
    void aFileRenamedOverIsAChange() throws IOException {
        ConfigurationWatch watch = watch("one");
        renameOver(yaml("two"));
        looks(watch, 2);

        assertThat(heard).containsExactly("[two]");
    }

    @Test
    void aMountedLinkSwappedIsAChange() throws IOException {
        Path first = Files.createDirectory(temporary.resolve("..first"));
        Path second = Files.createDirectory(temporary.resolve("..second"));
        Files.writeString(first.resolve("swarm.yml"), yaml("one"));
        Files.writeString(second.resolve("swarm.yml"), yaml("two"));
        Path data = Files.createSymbolicLink(temporary.resolve("..data"), first);
        Files.createSymbolicLink(temporary.resolve("swarm.yml"), data.resolve("swarm.yml"));
        ConfigurationWatch watch = watch();

        Files.createSymbolicLink(temporary.resolve("..next"), second);
        Files.move(temporary.resolve("..next"), data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        looks(watch, 2);

        assertThat(heard).containsExactly("[two]");
    }

    @Test
    void equalSizeAndEqualTimeDoNotHideAChange() throws IOException {
        ConfigurationWatch watch = watch("one");
        FileTime time = Files.getLastModifiedTime(temporary.resolve("swarm.yml"));
        folder.with("swarm.yml", yaml("two"));
        Files.setLastModifiedTime(temporary.resolve("swarm.yml"), time);
        looks(watch, 2);

        assertThat(heard).containsExactly("[two]");
    }

    @Test
    void aBadEditIsSaidOnceAndTheReturnToTheGoodOneToo() {
        ConfigurationWatch watch = watch("one");
        folder.with("swarm.yml", "dependencies: [");
        looks(watch, 5);
        assertThat(heard).singleElement().asString().startsWith("refused: ").contains("swarm.yml:1:");

        folder.with("swarm.yml", yaml("one"));
        looks(watch, 5);
        assertThat(heard).hasSize(2).element(1).isEqualTo("[one]");
    }

    @Test
    void aFileThatAppearsEndsObservingOnly() {
        ConfigurationWatch watch = watch();
        folder.with("dependencies.yml", "one: [ web ]\n");
        looks(watch, 2);
        folder.with("swarm.yml", yaml("two"));
        looks(watch, 2);

        assertThat(heard).containsExactly("[one]", "[two]");
    }

    @Test
    void theLastFileVanishingKeepsTheGoodConfiguration() throws IOException {
        ConfigurationWatch watch = watch("one");
        Files.delete(temporary.resolve("swarm.yml"));
        looks(watch, 5);

        assertThat(heard).singleElement().asString().contains("no configuration file is left");
    }

    @Test
    void theNewestFileVanishingLetsTheOlderOnesSpeak() throws IOException {
        folder.with("dependencies.yml", "older: [ web ]\n");
        ConfigurationWatch watch = watch("one");
        Files.delete(temporary.resolve("swarm.yml"));
        looks(watch, 2);

        assertThat(heard).containsExactly("[older]");
    }

    @Test
    void aFolderInPlaceOfTheFileIsABadEdit() throws IOException {
        ConfigurationWatch watch = watch("one");
        Files.delete(temporary.resolve("swarm.yml"));
        Files.createDirectory(temporary.resolve("swarm.yml"));
        looks(watch, 5);

        assertThat(heard).singleElement().asString().contains("this is a folder, not a file");
    }

    @Test
    void aLinkThatLeadsNowhereIsAFileThatVanished() throws IOException {
        ConfigurationWatch watch = watch("one");
        Files.delete(temporary.resolve("swarm.yml"));
        Files.createSymbolicLink(temporary.resolve("swarm.yml"), temporary.resolve("gone"));
        looks(watch, 5);

        assertThat(heard).singleElement().asString().contains("no configuration file is left");
    }

    @Test
    void aFileAskedForElsewhereIsWatchedThere() throws IOException {
        folder.with("other.yml", yaml("one"));
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Map<String, String> environment = Map.of("SWARM_FILE", temporary.resolve("other.yml").toString());
        ConfigurationWatch watch = new ConfigurationWatch(empty, environment, new Folder(empty).load(environment),
                configuration -> heard.add(names(configuration)), invalid -> heard.add("refused"), () -> false);
        folder.with("other.yml", yaml("two"));
        looks(watch, 2);

        assertThat(heard).containsExactly("[two]");
    }

    @Test
    void aFolderThatAppearsLaterIsSeen() throws IOException {
        Path later = temporary.resolve("later");
        ConfigurationWatch watch = new ConfigurationWatch(later, Map.of(), new Folder(later).load(),
                configuration -> heard.add(names(configuration)), invalid -> heard.add("refused"), () -> false);
        Files.createDirectory(later);
        looks(watch, 2);
        new Folder(later).with("swarm.yml", yaml("one"));
        looks(watch, 2);

        assertThat(heard).containsExactly("[one]");
    }

    @Test
    void twoFilesChangedOneAfterTheOtherAreOneChange() {
        folder.with("nodes.yml", "nodes: { oak: { labels: [ two ] } }\n").with("dependencies.yml", "one: [ web ]\n");
        ConfigurationWatch watch = watch();
        folder.with("dependencies.yml", "two: [ web ]\n");
        watch.look();
        folder.with("nodes.yml", "nodes: { oak: { labels: [ one ] } }\n");
        looks(watch, 5);

        assertThat(heard).containsExactly("[two]");
    }

    @Test
    void reloadSpeaksAtOnceAndEvenWithoutAChange() {
        ConfigurationWatch watch = watch("one");
        watch.reload();
        folder.with("swarm.yml", yaml("two"));
        watch.reload();
        looks(watch, 5);

        assertThat(heard).containsExactly("[one]", "[two]");
    }

    @Test
    void whatMustNotComeIntoForceIsJudgedOnceMoreWhenAskedAndNothingElseIs() {
        folder.with("swarm.yml", yaml("one"));
        List<Boolean> answers = new ArrayList<>(List.of(false, false, true));
        ConfigurationWatch watch = new ConfigurationWatch(temporary, Map.of(), folder.load(),
                configuration -> heard.add(names(configuration)) && answers.remove(0), invalid -> heard.add("refused"), () -> false);
        folder.with("swarm.yml", yaml("two"));
        looks(watch, 5);
        assertThat(heard).hasSize(1);

        for (int times = 0; times < 3; times++) {
            watch.again();
            looks(watch, 3);
        }
        assertThat(heard).as("good at the third time").containsExactly("[two]", "[two]", "[two]");
    }

    @Test
    void aConsumerThatFailsDoesNotEndTheWatch() throws IOException {
        folder.with("swarm.yml", yaml("one"));
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        ConfigurationWatch watch = new ConfigurationWatch(temporary, Map.of(), folder.load(), configuration -> {
            seen.add(names(configuration));
            throw new IllegalStateException("a fault elsewhere");
        }, invalid -> seen.add("refused"), () -> false);
        ScheduledExecutorService scheduler = hurried();
        try {
            watch.start(scheduler);
            renameOver(yaml("two"));
            await().atMost(SOON).until(() -> seen.contains("[two]"));
            renameOver(yaml("three"));
            await().atMost(SOON).until(() -> seen.contains("[three]"));
        } finally {
            scheduler.shutdownNow();
        }
        assertThat(seen).as("each until it is taken, the newest last")
                .containsOnly("[two]", "[three]").startsWith("[two]").endsWith("[three]");
    }

    @Test
    void anEditWhoseTakingOverFailsIsJudgedAgainUntilItIsTakenAndEverLessOften() {
        folder.with("swarm.yml", yaml("one"));
        int[] failures = {0};
        ConfigurationWatch watch = failing(failures, 4);
        folder.with("swarm.yml", yaml("two"));

        assertThat(failedOf(20, watch)).as("looks that failed").containsExactly(1, 2, 4, 7);
        assertThat(failures).containsExactly(4);
        assertThat(heard).as("once it went well").containsExactly("[two]");
    }

    @Test
    void filesWhoseReadingFailsAreReadAgainEverLessOften() {
        folder.with("swarm.yml", yaml("one"));
        int[] failures = {0};
        ConfigurationWatch watch = new ConfigurationWatch(failingPlace(failures, 4), Map.of(), folder.load(),
                configuration -> heard.add(names(configuration)), invalid -> heard.add("refused"), () -> false);
        folder.with("swarm.yml", yaml("two"));

        assertThat(failedOf(20, watch)).as("looks that failed").containsExactly(0, 1, 3, 6);
        assertThat(heard).as("once it went well").containsExactly("[two]");
    }

    @Test
    void whatWasHalfTakenOverIsTakenBackByTheReturnToTheFormerOne() {
        folder.with("swarm.yml", yaml("one"));
        ConfigurationWatch watch = failing(new int[1], 1);
        folder.with("swarm.yml", yaml("two"));
        watch.look();
        assertThatThrownBy(watch::look).isInstanceOf(IllegalStateException.class);
        folder.with("swarm.yml", yaml("one"));
        looks(watch, 5);

        assertThat(heard).containsExactly("[one]");
    }

    @Test
    void policiesThatWereTurnedDownAreNotInForceSoThatTheirFileMayGo() throws IOException {
        ConfigurationWatch watch = new ConfigurationWatch(temporary, Map.of(), folder.load(), configuration -> {
            heard.add(names(configuration));
            return configuration.observesOnly();
        }, invalid -> heard.add("refused: " + invalid.getMessage()), () -> false);
        folder.with("swarm.yml", yaml("one"));
        looks(watch, 3);
        Files.delete(temporary.resolve("swarm.yml"));
        looks(watch, 3);

        assertThat(heard).containsExactly("[one]", "[]");
    }

    private ConfigurationWatch failing(int[] failures, int times) {
        return new ConfigurationWatch(temporary, Map.of(), folder.load(), configuration -> {
            if (failures[0] < times) {
                failures[0]++;
                throw new IllegalStateException("a fault elsewhere");
            }
            return heard.add(names(configuration));
        }, invalid -> heard.add("refused"), () -> false);
    }

    /** The folder, whose files cannot even be named a few times. */
    private Path failingPlace(int[] failures, int times) {
        return (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("resolve") && failures[0] < times) {
                failures[0]++;
                throw new IllegalStateException("a fault of the disk");
            }
            return method.invoke(temporary, arguments);
        });
    }

    private static List<Integer> failedOf(int looks, ConfigurationWatch watch) {
        List<Integer> failed = new ArrayList<>();
        for (int look = 0; look < looks; look++) {
            try {
                watch.look();
            } catch (IllegalStateException fault) {
                failed.add(look);
            }
        }
        return failed;
    }

    private void renameOver(String content) throws IOException {
        folder.with(".swarm.yml.swp", content);
        Files.move(temporary.resolve(".swarm.yml.swp"), temporary.resolve("swarm.yml"),
                StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs what is asked for each second each millisecond. */
    private static ScheduledExecutorService hurried() {
        return new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
                return super.scheduleWithFixedDelay(task, 1, 1, TimeUnit.MILLISECONDS);
            }
        };
    }

    private ConfigurationWatch watch(String anchor) {
        folder.with("swarm.yml", yaml(anchor));
        return watch();
    }

    private ConfigurationWatch watch() {
        return new ConfigurationWatch(temporary, Map.of(), folder.load(),
                configuration -> heard.add(names(configuration)), invalid -> heard.add("refused: " + invalid.getMessage()), () -> false);
    }

    private static void looks(ConfigurationWatch watch, int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    private static String names(Configuration configuration) {
        return configuration.policies().stream().filter(Anchor.class::isInstance)
                .map(anchor -> ((Anchor) anchor).name()).toList().toString();
    }

    private static String yaml(String anchor) {
        return "dependencies:\n  " + anchor + ": [ web ]\n";
    }
}
