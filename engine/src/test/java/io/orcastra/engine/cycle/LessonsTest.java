package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.plan.PastAction.End;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.PullRefusal;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LessonsTest {
    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    private final VirtualClock clock = new VirtualClock();
    private final Lessons lessons = new Lessons(clock);
    private final Retries retries = Retries.of(new Cluster().service("shop_api").service("other")
            .with(new Dependency("shop_db", "shop_api", false,
                    List.of(Duration.ofSeconds(2), Duration.ofSeconds(10)), Duration.ofMinutes(10))).facts());

    private Outcome outcome(String serviceId, String cause, Result result) {
        return new Outcome(new Proposal("ORC-COL-201", new MoveService(serviceId, Set.of("n1")), cause, "why"), result,
                "", 1, clock.instant(), clock.instant());
    }

    @Test
    void aSuccessCoolsDownAndCountsAsAnAttemptOfADependent() {
        lessons.learn(outcome("shop_api-id", "c", Result.SUCCEEDED), retries, COOLDOWN);

        assertThat(lessons.facts()).containsExactlyInAnyOrder(
                new Cooldown("shop_api-id", "c", clock.instant().plus(COOLDOWN)),
                new Attempts("shop_api-id", "c", 1),
                new Backoff("shop_api-id", "c", 1, clock.instant().plusSeconds(2)));
    }

    @Test
    void theLastIntervalRepeatsAndAnotherCauseStartsAnew() {
        for (int i = 0; i < 5; i++) {
            lessons.learn(outcome("shop_api-id", "c", Result.FAILED), retries, COOLDOWN);
        }
        lessons.learn(outcome("shop_api-id", "d", Result.FAILED), retries, COOLDOWN);

        assertThat(lessons.facts()).contains(
                new Backoff("shop_api-id", "c", 5, clock.instant().plusSeconds(10)),
                new Backoff("shop_api-id", "d", 1, clock.instant().plusSeconds(2)));
    }

    @Test
    void aSuccessOfWhatHasNoIntervalsOnlyCoolsDown() {
        lessons.learn(outcome("other-id", "c", Result.SUCCEEDED), retries, COOLDOWN);

        assertThat(lessons.facts()).containsExactly(new Cooldown("other-id", "c", clock.instant().plus(COOLDOWN)));
    }

    @Test
    void anEngineThatWasRestartedWellCountsAsAnAttempt() {
        Proposal restart = new Proposal("ORC-BST-206", new RestartEngine("n2"), "down n2-id", "why");
        for (int restarts = 1; restarts <= 3; restarts++) {
            lessons.learn(new Outcome(restart, Result.SUCCEEDED, "", 1, clock.instant(), clock.instant()), retries, COOLDOWN);
            assertThat(lessons.facts()).contains(new Attempts("n2", "down n2-id", restarts));
        }
    }

    @Test
    void everythingEndsInTimeWhateverTheWallClockDoes() {
        lessons.learn(outcome("other-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        clock.jump(Duration.ofDays(-30));
        assertThat(lessons.due()).isEqualTo(COOLDOWN);

        clock.advance(COOLDOWN.minusMillis(1));
        assertThat(lessons.facts()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(lessons.facts()).isEmpty();
        assertThat(lessons.due()).isNull();
    }

    @Test
    void recoveryEndsAttemptsAndBackoffButNotTheCooldown() {
        lessons.learn(outcome("shop_api-id", "c", Result.FAILED), retries, COOLDOWN);

        lessons.learn(outcome("shop_api-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        assertThat(lessons.recovered("shop_api-id")).isTrue();

        assertThat(lessons.facts()).singleElement().isInstanceOf(Cooldown.class);
        lessons.learn(outcome("shop_api-id", "c", Result.FAILED), retries, COOLDOWN);
        assertThat(lessons.facts()).contains(new Attempts("shop_api-id", "c", 1));
    }

    @Test
    void whatIsSkippedAgainAndAgainWaitsLongerAndLonger() {
        lessons.learn(outcome("n1", "c", Result.SKIPPED), retries, COOLDOWN);
        lessons.learn(outcome("n1", "other", Result.SKIPPED), retries, COOLDOWN);
        assertThat(lessons.facts()).as("once is chance").isEmpty();

        for (int seconds : new int[] {2, 10, 60, 60}) {
            lessons.learn(outcome("n1", "c", Result.SKIPPED), retries, COOLDOWN);
            assertThat(lessons.facts()).singleElement().satisfies(fact -> assertThat(((Backoff) fact).until())
                    .isEqualTo(clock.instant().plusSeconds(seconds)));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(lessons.facts()).isEmpty();
        }
    }

    @Test
    void aSkipIsForgottenByWhateverComesOfItOrInTime() {
        lessons.learn(outcome("n1", "c", Result.SKIPPED), retries, COOLDOWN);
        lessons.learn(outcome("n1", "c", Result.SUCCEEDED), retries, COOLDOWN);
        clock.advance(COOLDOWN);
        lessons.learn(outcome("n1", "c", Result.SKIPPED), retries, COOLDOWN);
        clock.advance(Duration.ofMinutes(5).plusNanos(1));
        lessons.learn(outcome("n1", "c", Result.SKIPPED), retries, COOLDOWN);

        assertThat(lessons.facts()).isEmpty();
        lessons.learn(outcome("n1", "c", Result.SKIPPED), retries, COOLDOWN);
        assertThat(lessons.facts()).hasSize(1);
    }

    @Test
    void aRefusedPullIsRemembered() {
        Outcome refused = outcome("other-id", "c", Result.REFUSED);
        lessons.learn(new Outcome(refused.proposal(), Result.REFUSED, "no", 0, clock.instant(), clock.instant(),
                List.of(new PullRefusal("app:1", "n1", "denied"))), retries, COOLDOWN);

        assertThat(lessons.facts()).contains(
                new RefusedPull("other-id", "app:1", "n1", "denied", clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void movesThatFailedAreCountedUntilSomethingIsNewOrOneSucceeds() {
        Outcome failed = outcome("other-id", "c", Result.FAILED);
        lessons.failed(failed, () -> Set.of("n1", "n2"));
        lessons.failed(failed, () -> Set.of("n1"));
        lessons.recovered("other-id");
        lessons.reconsider(() -> Set.of("n2"));
        Lessons another = new Lessons(clock);
        another.read(CooldownPage.of(new LedgerPage(CooldownPage.NAME, lessons.entries(List.of(), Map.of()), 1)));
        for (Lessons one : List.of(lessons, another)) {
            assertThat(one.facts()).containsExactly(
                    new MoveFailures("other-id", "c", 2, "", Set.of(), "", Set.of("n1", "n2")));
            one.reconsider(() -> Set.of("n3"));
            assertThat(one.facts()).as("something is new").containsExactly(
                    new MoveFailures("other-id", "c", 0, "", Set.of(), "", Set.of("n1", "n2", "n3")));
        }

        lessons.learn(outcome("other-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        assertThat(lessons.facts()).hasOnlyElementsOfType(Cooldown.class);
    }

    @Test
    void ofAMoveToSeveralNodesThatFailedAllAreRemembered() {
        lessons.begun(new PastAction(clock.instant(), "other-id", "MoveService", "c", Set.of("n1"), Set.of("n3", "n4"), End.OPEN));
        lessons.failed(outcome("other-id", "c", Result.FAILED), Set::of);

        assertThat(lessons.facts()).containsExactly(
                new MoveFailures("other-id", "c", 1, "", Set.of("n3", "n4"), "", Set.of()));
    }

    @Test
    void aMoveThatRestartedNothingHasNotFailedInThisSense() {
        Outcome failed = outcome("other-id", "c", Result.FAILED);
        lessons.failed(new Outcome(failed.proposal(), Result.FAILED, "away", 0, clock.instant(), clock.instant()), Set::of);
        lessons.failed(outcome("other-id", "c", Result.REFUSED), Set::of);

        assertThat(lessons.facts()).isEmpty();
    }

    @Test
    void ofOneServiceFourCausesAreKept() {
        for (int i = 0; i < 6; i++) {
            lessons.failed(outcome("other-id", "c" + i, Result.FAILED), Set::of);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(lessons.facts()).extracting(fact -> ((MoveFailures) fact).cause())
                .containsExactlyInAnyOrder("c2", "c3", "c4", "c5");
    }

    @Test
    void whatIsWrittenIsReadBackByAnotherInstance() {
        lessons.learn(outcome("shop_api-id", "c; d=e", Result.FAILED), retries, COOLDOWN);
        lessons.learn(outcome("other-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        lessons.history().begun(new PastAction(
                clock.instant(), "other-id", "MoveService", "c", Set.of("n1"), Set.of("n2"), End.OPEN));
        Lessons another = new Lessons(clock);

        another.read(CooldownPage.of(new LedgerPage("cooldowns", lessons.entries(List.of(), Map.of()), 1)));

        assertThat(another.facts()).isEqualTo(lessons.facts());
        assertThat(another.history().actions()).isEqualTo(lessons.history().actions());
    }

    @Test
    void aReaderWhoseClockIsBehindRestsNoLongerThanTheWriterMeant() {
        lessons.learn(outcome("other-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        VirtualClock behind = new VirtualClock();
        behind.jump(Duration.ofHours(-5));
        Lessons another = new Lessons(behind);

        another.read(CooldownPage.of(new LedgerPage("cooldowns", lessons.entries(List.of(), Map.of()), 1)));

        assertThat(another.due()).isEqualTo(COOLDOWN);
    }

    @Test
    void anEntryNobodyUnderstandsIsLeftOut() {
        CooldownPage page = CooldownPage.of(new LedgerPage("cooldowns", Map.of(
                "cooldown.0", "subject=a; cause=b; until=never; for=x", "riddle.1", "who=knows"), 1));

        assertThat(page.remembered()).isEmpty();
    }

    @Test
    void anActionThatWroteNothingIsNoMove() {
        for (Result result : Result.values()) {
            lessons.history().begun(new PastAction(
                    clock.instant(), "svc", "MoveService", result.name(), Set.of(), Set.of(), End.OPEN));
            lessons.learn(outcome("svc", result.name(), result), retries, COOLDOWN);
        }

        assertThat(lessons.history().actions()).extracting(PastAction::end).containsExactly(End.SUCCEEDED, End.FAILED);
    }

    @Test
    void whatAnEarlierProcessBeganCountsThoughNothingIsLeftToUndo() {
        lessons.history().begun(new PastAction(
                clock.instant(), "svc", "MoveService", "c", Set.of("n1"), Set.of("n2"), End.OPEN));
        Outcome undone = outcome("svc", "c", Result.SKIPPED);

        lessons.interrupted(undone.proposal());
        lessons.learn(undone, retries, COOLDOWN);

        assertThat(lessons.history().actions()).extracting(PastAction::end).containsExactly(End.INTERRUPTED);
        assertThat(lessons.facts()).as("nobody knows where it is").isEmpty();
    }

    @Test
    void movesAreRememberedForAnHourWhateverTheWallClockDoes() {
        lessons.history().begun(new PastAction(clock.instant(), "svc", "MoveService", "c", Set.of(), Set.of(), End.FAILED));
        clock.advance(Duration.ofMinutes(20));
        clock.jump(Duration.ofHours(-9));

        assertThat(lessons.history().actions()).singleElement().satisfies(
                past -> assertThat(past.at()).isEqualTo(clock.instant().minus(Duration.ofMinutes(20))));
        clock.advance(Duration.ofMinutes(40));
        assertThat(lessons.history().actions()).isEmpty();
    }

    @Test
    void whatAnotherWroteIsMergedWithWhatIsNotWrittenYet() {
        Lessons another = new Lessons(clock);
        another.learn(outcome("theirs-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        PastAction both = new PastAction(clock.instant(), "svc", "MoveService", "c", Set.of(), Set.of(), End.OPEN);
        another.begun(both.ended(End.FAILED));
        lessons.learn(outcome("ours-id", "c", Result.SUCCEEDED), retries, COOLDOWN);
        lessons.begun(both);

        lessons.merge(CooldownPage.of(new LedgerPage("cooldowns", another.entries(List.of(), Map.of()), 1)));

        assertThat(lessons.changed()).isTrue();
        assertThat(lessons.facts()).extracting(fact -> ((Cooldown) fact).subject())
                .containsExactlyInAnyOrder("ours-id", "theirs-id");
        assertThat(lessons.history().actions()).containsExactly(both.ended(End.FAILED));
    }

    @Test
    void ofTwoLessonsAboutOneThingTheLongerHolds() {
        Lessons another = new Lessons(clock);
        another.learn(outcome("svc", "c", Result.SUCCEEDED), retries, COOLDOWN);
        clock.advance(Duration.ofSeconds(10));
        lessons.learn(outcome("svc", "c", Result.SUCCEEDED), retries, COOLDOWN);

        lessons.merge(CooldownPage.of(new LedgerPage("cooldowns", another.entries(List.of(), Map.of()), 1)));

        assertThat(lessons.due()).isEqualTo(COOLDOWN);
    }

    @Test
    void anActionThatBeginsIsToBeWritten() {
        lessons.begun(new PastAction(clock.instant(), "svc", "MoveService", "c", Set.of(), Set.of(), End.OPEN));

        assertThat(lessons.changed()).isTrue();
    }
}
