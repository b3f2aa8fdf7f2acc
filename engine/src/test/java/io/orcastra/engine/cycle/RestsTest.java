package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.plan.PastAction.End;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What rests after a move, for how long, and who remembers. */
class RestsTest {
    private static final Action MOVE = new MoveService("web-id", Set.of("n2-id"));
    private static final Rests RESTS = Rests.of(shop().facts());
    private static final Retries RETRIES = Retries.of(List.of());

    private final VirtualClock clock = new VirtualClock();
    private final Lessons lessons = new Lessons(clock);

    private static Cluster shop() {
        return new Cluster().service("web").service("shop_db").with(
                new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ZERO, 4, 1,
                        false),
                new ServiceRebalancing("db", Duration.ofHours(1), Duration.ZERO, 0, 0));
    }

    private void ends(Action action, Result result, Rests rests) {
        begins(action);
        Proposal proposal = new Proposal("ORC-MEM-201", action, "memory", "why");
        ends(new Outcome(proposal, result, "", 1, clock.instant(), clock.instant()), rests);
    }

    private void ends(Outcome outcome, Rests rests) {
        lessons.rest(outcome, rests);
        lessons.learn(outcome, RETRIES, Duration.ZERO);
    }

    private void begins(Action action) {
        lessons.begun(new PastAction(clock.instant(), action.subject(), action.getClass().getSimpleName(), "memory",
                Set.of("n1-id"), Set.of("n2-id"), End.OPEN));
    }

    private Set<String> resting(Lessons of) {
        return of.facts().stream().filter(Resting.class::isInstance).map(rest -> ((Resting) rest).subject())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, names = {"SUCCEEDED", "FAILED"})
    void afterAMoveTheServiceItsNodesAndTheSwarmRest(Result result) {
        ends(MOVE, result, RESTS);

        assertThat(lessons.facts()).contains(
                new Resting("web-id", clock.instant().plus(Duration.ofMinutes(15))),
                new Resting("n1-id", clock.instant().plus(Duration.ofMinutes(5))),
                new Resting("n2-id", clock.instant().plus(Duration.ofMinutes(5))),
                new Resting("", clock.instant().plus(Duration.ofMinutes(10))));
    }

    @Test
    @DisplayName("after a move that took a day, as its owner may allow, its nodes rest as well; nothing is open for longer")
    void afterAMoveOfADay() {
        begins(MOVE);
        for (int hours = 0; hours < 24; hours++) {
            clock.advance(Duration.ofHours(1));
            assertThat(lessons.history().actions()).as("after %d h", hours + 1).extracting(PastAction::end).containsExactly(End.OPEN);
        }
        ends(new Outcome(new Proposal("ORC-MEM-201", MOVE, "memory", "why"), Result.SUCCEEDED, "", 1, clock.instant(),
                clock.instant()), RESTS);
        assertThat(resting(lessons)).containsExactlyInAnyOrder("web-id", "n1-id", "n2-id", "");

        clock.advance(Duration.ofHours(2));
        begins(MOVE);
        clock.advance(Duration.ofHours(25));
        assertThat(lessons.history().actions()).as("whoever began it died").isEmpty();
    }

    @Test
    @DisplayName("a move that is still open when rules become others is known afterwards")
    void otherRulesMeanwhile() {
        begins(MOVE);
        clock.advance(Duration.ofHours(2));
        lessons.forgive();

        assertThat(lessons.history().actions()).extracting(PastAction::end).containsExactly(End.OPEN);
    }

    @Test
    void eachRestEndsAtItsOwnTime() {
        ends(MOVE, Result.SUCCEEDED, RESTS);
        clock.advance(Duration.ofMinutes(5));
        assertThat(resting(lessons)).containsExactlyInAnyOrder("web-id", "");
        clock.advance(Duration.ofMinutes(5));
        assertThat(resting(lessons)).containsExactly("web-id");
        clock.advance(Duration.ofMinutes(5));
        assertThat(resting(lessons)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, names = {"SKIPPED", "REFUSED"})
    void afterWhatWroteNothingNothingRests(Result result) {
        ends(MOVE, result, RESTS);

        assertThat(resting(lessons)).isEmpty();
    }

    @Test
    void aRestartOrASwarmThatIsNotRebalancedNeedsNoRest() {
        ends(new RestartService("web-id", Set.of("n1-id")), Result.SUCCEEDED, RESTS);
        ends(MOVE, Result.SUCCEEDED, Rests.of(List.of()));

        assertThat(resting(lessons)).isEmpty();
    }

    @Test
    void aServiceRestsAsLongAsItsOwnSettingsSay() {
        ends(new MoveService("shop_db-id", Set.of("n2-id")), Result.SUCCEEDED, RESTS);

        assertThat(lessons.facts()).contains(new Resting("shop_db-id", clock.instant().plus(Duration.ofHours(1))));
    }

    @Test
    void theNextHolderOfTheLeaseKnowsWhatRestsAndWhatWasMoved() {
        ends(MOVE, Result.SUCCEEDED, RESTS);
        Lessons next = new Lessons(clock);
        next.read(CooldownPage.of(new LedgerPage(CooldownPage.NAME, lessons.entries(List.of(), Map.of()), 1)));

        assertThat(resting(next)).containsExactlyInAnyOrder("web-id", "n1-id", "n2-id", "");
        assertThat(next.facts()).contains(new Relocated("web-id", "memory", Set.of("n1-id"), Set.of("n2-id"), clock.instant()));
    }

    @Test
    void aMoveIsRememberedUntilItsNodesAreLost() {
        ends(MOVE, Result.SUCCEEDED, RESTS);
        clock.advance(Duration.ofSeconds(1));
        ends(MOVE, Result.FAILED, RESTS);
        assertThat(lessons.facts()).contains(new FailedMove("web-id", clock.instant()))
                .anyMatch(Relocated.class::isInstance);

        lessons.history().lost(Set.of("n2-id"));
        assertThat(lessons.facts()).noneMatch(Relocated.class::isInstance);
    }

    @Test
    void aMoveThatWasRefusedIsKnownToHaveFailed() {
        ends(MOVE, Result.REFUSED, RESTS);
        Lessons next = new Lessons(clock);
        next.read(CooldownPage.of(new LedgerPage(CooldownPage.NAME, lessons.entries(List.of(), Map.of()), 1)));

        assertThat(next.facts()).contains(new FailedMove("web-id", clock.instant()));
    }
}
