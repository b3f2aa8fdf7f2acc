package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerIntents;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestWatchTest {
    private static final MoveRequest MOVE = new MoveRequest("r1", "shop_db", "elm-id");
    private static final String FOLLOWS = "shop_web is displaced";
    private static final String NOT_PULLED = "";

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Lease lease = new Lease(ledger, clock, "instance", Duration.ofSeconds(20), Duration.ofSeconds(30));
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void holdTheLease() throws LedgerUnavailable {
        lease.tend(Map.of(), "node-id", true);
    }

    private void begin(String service, String cause, String job) throws LedgerUnavailable {
        begin(service + "-id", "MoveService", cause, job);
    }

    private void begin(String subject, String action, String cause, String job) throws LedgerUnavailable {
        assertThat(new LedgerIntents(ledger, lease).begin(new Intent("of " + subject, subject, action, "ORC-TST-201", cause, List.of(),
                job, "", Instant.EPOCH))).isTrue();
    }

    /** A line for each of those that are acted on, whoever wished it, though not all of it is for this request. */
    private void moving(OperatorRequest request, Set<String> subjects, String... others) throws LedgerUnavailable {
        answer(new RequestAnswer(request.id(), State.MOVING, Stream.concat(subjects.stream(), Stream.of(others))
                .map(id -> id.replace("-id", "") + " is being moved").sorted().toList(), subjects), request);
    }

    private void answer(RequestAnswer answer, OperatorRequest request) throws LedgerUnavailable {
        RequestPage.ask(ledger, request, clock.instant().plus(Duration.ofHours(1)));
        RequestPage.PAGE.tell(ledger, List.of(answer), clock.instant());
    }

    /** What is said last when its operator presses Ctrl-C now. */
    private String stopped(OperatorRequest request) throws LedgerUnavailable {
        Surroundings surroundings = new Surroundings(Map.of(), Path.of("."), new PrintWriter(out), new PrintWriter(out), false, clock);
        RequestWatch watch = new RequestWatch(ledger, id -> id.replace("-id", ""), RequestPage.PAGE, surroundings);
        watch.stop();
        assertThat(watch.toTheEnd(request.id())).isEqualTo(ExitCode.FAILURE);
        assertThat(RequestPage.at(clock.instant(), ledger.read())).as("withdrawn").isEmpty();
        return out.toString().lines().reduce((before, last) -> last).orElseThrow();
    }

    @Test
    void noServiceIsTouchedWhereTheOneThatWasAskedForWaitsForItsImage() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_db-id"));
        begin("shop_db", MOVE.cause(), "a-job");
        begin("elm-id", "SetNodeLabel", "a label is missing", NOT_PULLED);

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; only an image is still pulled for it, and no service is touched");
    }

    @Test
    void norWhereAnotherServiceIsMovedBesideItForAnotherWish() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_db-id"), "other");
        begin("shop_db", MOVE.cause(), "a-job");
        begin("other", "the memory of oak", NOT_PULLED);

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; only an image is still pulled for it, and no service is touched");
    }

    @Test
    void anImageThatIsPulledForAnotherWishIsNotTold() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_db-id"), "other");
        begin("shop_db", MOVE.cause(), NOT_PULLED);
        begin("other", "the memory of oak", "a-job");

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; what has begun is finished: shop_db is being moved");
    }

    @Test
    void whatFollowsAnAnchorThatHasMovedFollowsItAfterThePull() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_web-id"));
        begin("shop_web", FOLLOWS, "a-job");

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; nothing more is begun for it; an image is still pulled for shop_web, "
                + "and what follows an anchor follows it");
    }

    @Test
    void anEvacuationThatPullsMayHaveMovedOthersBefore() throws LedgerUnavailable {
        EvacuationRequest evacuation = new EvacuationRequest("r2", "elm-id");
        moving(evacuation, Set.of("shop_db-id"));
        begin("shop_db", evacuation.cause(), "a-job");

        assertThat(stopped(evacuation)).contains("nothing more is begun for it; an image is still pulled for shop_db,")
                .doesNotContain("no service is touched");
    }

    @Test
    void aPullBesideItsOwnIsNamed() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_db-id", "shop_web-id"));
        begin("shop_db", MOVE.cause(), "a-job");
        begin("shop_web", FOLLOWS, "another-job");

        assertThat(stopped(MOVE)).contains("an image is still pulled for shop_db, shop_web,").doesNotContain("no service is touched");
    }

    @Test
    void aMoveThatHasBegunIsFinishedAndThePullBesideItIsNamed() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_db-id", "shop_web-id"));
        begin("shop_db", MOVE.cause(), NOT_PULLED);
        begin("shop_web", FOLLOWS, "a-job");

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; what has begun is finished: shop_db is being moved; "
                + "an image is still pulled for shop_web, and what follows an anchor follows it");
    }

    @Test
    void whatHasBegunAfterTheAnswerIsTold() throws LedgerUnavailable {
        answer(new RequestAnswer(MOVE.id(), State.WAITING, List.of("shop_db waits: everything is paused")), MOVE);
        begin("shop_db", MOVE.cause(), NOT_PULLED);

        assertThat(stopped(MOVE)).endsWith("; what has begun is finished: shop_db is being moved");
    }

    @Test
    void whatHasEndedAfterTheAnswerIsNotSaidToBeFinished() throws LedgerUnavailable {
        moving(MOVE, Set.of("shop_db-id"));

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; what was under way for it has ended, or is only just beginning");
    }

    @Test
    void nothingIsUnderWayWhereItOnlyWaited() throws LedgerUnavailable {
        answer(new RequestAnswer(MOVE.id(), State.WAITING, List.of("shop_db waits: shop_web is being moved away")), MOVE);
        begin("other", "another wish", NOT_PULLED);

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; nothing of it is under way");
        assertThat(LedgerFacts.intents(ledger.read())).as("what others do goes on").hasSize(1);
    }

    @Test
    void norWhereOnlyAnotherMoveIsWaitedForWhateverItsOwnReasonSays() throws LedgerUnavailable {
        answer(new RequestAnswer(MOVE.id(), State.MOVING,
                List.of("other is being moved", "shop_db stays: it was moved from oak")), MOVE);
        begin("other", "another wish", NOT_PULLED);

        assertThat(stopped(MOVE)).isEqualTo("stopped: withdrawn; nothing of it is under way");
    }
}
