package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.shadow.Promotion;
import io.orcastra.adapters.shadow.ShadowFolder;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.ConfigurationPlaces;
import io.orcastra.engine.port.Clock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T10:00:00Z");
    private static final int SECONDS = 3;
    /** A daemon that has decided nothing yet. */
    private static final String NONE_YET = "";
    private static final String GOOD = "\"health\": { \"configuration\": \"ok\" }";
    private static final String FORMER = "{ \"rules\": { \"hash\": \"former\" }, " + GOOD + " }";
    private static final String IN_FORCE = "{ \"rules\": { \"hash\": \"next\", \"since\": \"2026-01-01T10:00:02Z\" }, " + GOOD + " }";
    private static final String REFUSED = "{ \"rules\": { \"hash\": \"former\", \"refused\": { \"at\": \"2026-01-01T10:00:01Z\", "
            + "\"hash\": \"next\", \"reason\": \"%s\", \"problems\": [], \"passes\": %s } }, " + GOOD + " }";
    private static final String UNTRIED = REFUSED.formatted("the disk is full", true);
    private static final String POSTPONED = "{ \"rules\": { \"hash\": \"former\" }, \"health\": { \"configuration\": \"postponed\" } }";
    private static final String SETTINGS = "{ \"rules\": { \"hash\": \"former\" }, " + GOOD
            + ", \"configuration\": { \"since\": \"2026-01-01T10:00:02Z\" } }";

    @TempDir
    private Path folder;
    private Promotion promotion;
    private final AtomicLong asked = new AtomicLong();

    @BeforeEach
    void promotion() {
        promotion = new Promotion(new ShadowFolder(folder.resolve("shadow")), folder.resolve("rules"),
                new ConfigurationPlaces(folder, Map.of()));
    }

    /** What a takeover comes to beside a daemon that answers so, one after the other and the last one from then on. */
    private Optional<String> beside(Waiting waiting, String... answers) throws Exception {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"), Map.of("/status",
                () -> Optional.of(left.size() > 1 ? left.remove() : left.element()).filter(answer -> !answer.equals(NONE_YET))))) {
            assertThat(socket).isNotNull();
            return waiting.on(new Takeover(surroundings(), SECONDS));
        }
    }

    private Surroundings surroundings() {
        Clock clock = Clock.of(() -> BEGAN, () -> asked.getAndIncrement() * 1_000_000_000L);
        return new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString()), folder,
                new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, clock);
    }

    private interface Waiting {
        Optional<String> on(Takeover takeover);
    }

    private Optional<String> rules(Takeover takeover) {
        return Optional.of(takeover.ofRules("next", promotion));
    }

    private Optional<String> untried(Takeover takeover) {
        return takeover.ofUntried("next", promotion);
    }

    @Test
    void waitsOnForRulesThatCouldNotBeTriedYet() throws Exception {
        assertThat(beside(this::rules, FORMER, UNTRIED, IN_FORCE)).contains("in force since 2026-01-01T10:00:02Z");
    }

    @Test
    void saysOfThoseThatWereNeverTriedThatThisPasses() {
        assertThatThrownBy(() -> beside(this::rules, FORMER, UNTRIED)).isInstanceOf(UserError.class)
                .hasMessageStartingWith("the daemon could not try the rules within 3 s: the disk is full\n")
                .hasMessageContaining("passes by itself").hasMessageContaining("Maybe wait").hasMessageNotContaining("refused");
    }

    @Test
    void onceTheyAreTakenBackNobodyIsToldToWaitForThem() {
        assertThatThrownBy(() -> beside(this::rules, FORMER, UNTRIED)).isInstanceOfSatisfying(NotTakenOver.class, kept -> {
            assertThat(kept.why()).isEqualTo("the daemon could not try the rules within 3 s: the disk is full");
            assertThat(kept.takenBack()).contains("passes by itself", "Maybe give orcastra promote once more")
                    .doesNotContain("wait", "in their place");
        });
    }

    @Test
    void saysOfThoseThatAreNotJudgedThatTheyWait() {
        assertThatThrownBy(() -> beside(this::rules, FORMER)).isInstanceOf(NotTakenOver.class)
                .hasMessageStartingWith("the daemon has not judged the rules that were put in place within 3 s\nMaybe ");
    }

    @Test
    void andOfRefusedOnesThatTheyAre() {
        assertThatThrownBy(() -> beside(this::rules, FORMER, UNTRIED, REFUSED.formatted("a scenario fails", false)))
                .isInstanceOf(UserError.class).hasMessageStartingWith("refused, the former rules decide on: a scenario fails\nMaybe ");
    }

    @Test
    void saysOfSettingsThatWereNeverTriedThatThisPasses() {
        assertThatThrownBy(() -> beside(takeover -> Optional.of(takeover.ofConfiguration()), FORMER, POSTPONED))
                .isInstanceOf(UserError.class).hasMessageStartingWith("the daemon could not try the settings within 3 s: ")
                .hasMessageContaining("passes by itself").hasMessageContaining("Maybe wait");
    }

    @Test
    void givenOnceMoreItWaitsForWhatLiesThereUntried() throws Exception {
        assertThat(beside(this::untried, UNTRIED, UNTRIED, UNTRIED, IN_FORCE)).contains("in force since 2026-01-01T10:00:02Z");
        assertThat(beside(this::untried, POSTPONED, POSTPONED, POSTPONED, SETTINGS)).contains("in force since 2026-01-01T10:00:02Z");
        assertThat(beside(this::untried, IN_FORCE)).isEmpty();
    }

    @Test
    @DisplayName("A page that does not come in time is asked for again")
    void anAnswerThatFailsToComeIsNoAnswer() throws Exception {
        assertThat(beside(this::rules, FORMER, NONE_YET, IN_FORCE)).contains("in force since 2026-01-01T10:00:02Z");
        assertThat(beside(this::rules, NONE_YET, NONE_YET, IN_FORCE)).contains("in force since 2026-01-01T10:00:02Z");
    }

    @Test
    @DisplayName("A daemon that was there and answers no more has judged nothing")
    void aDaemonThatIsGoneHasJudgedNothing() throws Exception {
        Takeover takeover;
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"), Map.of("/status", () -> Optional.of(FORMER)))) {
            assertThat(socket).isNotNull();
            takeover = new Takeover(surroundings(), SECONDS);
        }

        assertThat(takeover.runs()).isTrue();
        assertThatThrownBy(() -> rules(takeover)).isInstanceOf(NotTakenOver.class)
                .hasMessageStartingWith("the daemon, which answered before, did not say within 3 s how it judged the rules that were put "
                        + "in place: ")
                .hasMessageEndingWith("\nMaybe it ended, or has too much to do: its log tells.");
    }

    @Test
    @DisplayName("Where no daemon was there at the beginning nothing is waited for")
    void whereNobodyIsThereNothingIsWaitedFor() throws Exception {
        String nobody = "no daemon runs here; the next start judges by it";
        assertThat(rules(new Takeover(surroundings(), SECONDS))).contains(nobody);

        Path left = Files.createDirectories(folder.resolve("state")).resolve(StatusSocket.NAME);
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(left));
        }
        assertThat(left).exists();
        Takeover beside = new Takeover(surroundings(), SECONDS);
        assertThat(beside.runs()).isFalse();
        assertThat(rules(beside)).contains(nobody);
    }
}
