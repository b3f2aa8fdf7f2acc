package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Remembered;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.control.NodeLosses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final Duration HOURS = Duration.ofHours(2);

    private final VirtualClock clock = new VirtualClock();
    private final Lessons lessons = new Lessons(clock);
    private final Losses losses = lessons.losses();

    private static Node node(String id, NodeStatus status, Availability availability) {
        return new Node(id, id, NodeRole.WORKER, availability, status, "", "10.0.0.3", Leadership.NONE,
                new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of());
    }

    private void look(Losses at, NodeStatus... statuses) {
        List.of(statuses).forEach(status -> at.look(List.of(node("n1", status, Availability.ACTIVE))));
    }

    private void lose(int times) {
        for (int i = 0; i < times; i++) {
            look(losses, NodeStatus.READY, NodeStatus.DOWN);
            clock.advance(HOURS);
        }
    }

    @Test
    void eachLossIsCountedOnceHoweverLongTheNodeIsAway() {
        look(losses, NodeStatus.READY);
        assertThat(losses.facts()).isEmpty();
        assertThat(losses.changed()).isFalse();

        look(losses, NodeStatus.DOWN, NodeStatus.DOWN);
        clock.advance(HOURS);
        look(losses, NodeStatus.DOWN, NodeStatus.READY);

        assertThat(losses.facts()).containsExactly(new NodeLosses("n1", 1));
        assertThat(losses.changed()).isTrue();
        lose(2);
        assertThat(losses.facts()).containsExactly(new NodeLosses("n1", 3));
    }

    @Test
    void whatIsNotKnownAfterAChangeOfLeaderIsNoLossUntilItIsDown() {
        look(losses, NodeStatus.READY, NodeStatus.UNKNOWN, NodeStatus.READY, NodeStatus.UNKNOWN);
        assertThat(losses.facts()).isEmpty();

        look(losses, NodeStatus.DOWN);

        assertThat(losses.facts()).containsExactly(new NodeLosses("n1", 1));
    }

    @Test
    void aNodeThatIsDrainedAndThenSwitchedOffIsNotLost() {
        losses.look(List.of(node("n1", NodeStatus.READY, Availability.ACTIVE)));
        losses.look(List.of(node("n1", NodeStatus.READY, Availability.DRAIN)));
        losses.look(List.of(node("n1", NodeStatus.DOWN, Availability.DRAIN)));
        losses.look(List.of(node("n1", NodeStatus.DOWN, Availability.ACTIVE)));

        assertThat(losses.facts()).isEmpty();
        losses.look(List.of(node("n2", NodeStatus.READY, Availability.PAUSE)));
        losses.look(List.of(node("n2", NodeStatus.DOWN, Availability.PAUSE)));
        assertThat(losses.facts()).containsExactly(new NodeLosses("n2", 1));
    }

    @Test
    void whatWasDownFromTheFirstLookOnIsNoLossAndNorIsWhatWasRemoved() {
        look(losses, NodeStatus.DOWN);
        assertThat(losses.facts()).isEmpty();

        look(losses, NodeStatus.READY);
        losses.look(List.of());
        look(losses, NodeStatus.DOWN);

        assertThat(losses.facts()).isEmpty();
    }

    @Test
    void aDayAfterTheLastOneAllAreForgotten() {
        lose(3);
        assertThat(losses.due()).isEqualTo(Duration.ofHours(22));
        clock.advance(Duration.ofHours(22).minusNanos(1));
        assertThat(losses.facts()).containsExactly(new NodeLosses("n1", 3));

        clock.advance(Duration.ofNanos(1));

        assertThat(losses.facts()).isEmpty();
        assertThat(losses.due()).isNull();
    }

    @Test
    void aNewStartKnowsThemForAsLongAsTheyWouldHaveLasted() {
        lose(3);
        Map<String, String> written = lessons.entries(List.of(), Map.of());
        Lessons after = new Lessons(clock);
        Losses next = after.losses();

        after.read(CooldownPage.of(new LedgerPage(CooldownPage.NAME, written, 3)));

        assertThat(next.facts()).containsExactly(new NodeLosses("n1", 3));
        assertThat(next.changed()).isFalse();
        assertThat(next.due()).isEqualTo(Duration.ofHours(22));
        assertThat(after.facts()).containsExactly(new NodeLosses("n1", 3));
        assertThat(after.due()).isEqualTo(Duration.ofHours(22));
    }

    @Test
    void whatTwoInstancesSawIsCountedOnce() {
        lose(1);
        Losses other = new Losses(clock);
        look(other, NodeStatus.READY);
        look(losses, NodeStatus.READY, NodeStatus.DOWN);
        other.know(losses.remembered());

        clock.advance(Duration.ofSeconds(5));
        look(other, NodeStatus.DOWN);
        assertThat(other.facts()).containsExactly(new NodeLosses("n1", 2));
        clock.advance(Losses.ONE.minusSeconds(5));
        look(other, NodeStatus.READY, NodeStatus.DOWN);

        assertThat(other.facts()).containsExactly(new NodeLosses("n1", 3));
        losses.know(other.remembered());
        assertThat(losses.facts()).containsExactly(new NodeLosses("n1", 3));
        other.know(List.of(new Remembered(new NodeLosses("n1", 1), clock.instant().plus(HOURS), Losses.REMEMBERED)));
        assertThat(other.facts()).containsExactly(new NodeLosses("n1", 3));
    }

    @Test
    void aLossThatIsOverIsNotReadAndAClockAheadKeepsNoneForLonger() {
        losses.know(List.of(new Remembered(new NodeLosses("n1", 2), clock.instant(), Losses.REMEMBERED),
                new Remembered(new NodeLosses("n2", 2), clock.instant().plus(Duration.ofDays(9)), Losses.REMEMBERED)));

        assertThat(losses.facts()).containsExactly(new NodeLosses("n2", 2));
        assertThat(losses.due()).isEqualTo(Losses.REMEMBERED);
    }

    @Test
    void aLossThatIsOverTakesNoneAwayThatIsNot() {
        lose(1);
        losses.know(List.of(new Remembered(new NodeLosses("n1", 4), clock.instant(), Losses.REMEMBERED)));
        assertThat(losses.facts()).containsExactly(new NodeLosses("n1", 1));

        losses.know(List.of(new Remembered(new NodeLosses("n1", 1), clock.instant().plus(Losses.REMEMBERED), Losses.REMEMBERED)));

        assertThat(losses.due()).as("the later one").isEqualTo(Losses.REMEMBERED);
    }

    @Test
    void ofManyThoseThatAreLostMostOftenAreKept() {
        lose(2);
        List<Node> many = IntStream.rangeClosed(1, Losses.KEPT).mapToObj(i -> "m" + i)
                .map(id -> node(id, NodeStatus.READY, Availability.ACTIVE)).toList();
        losses.look(many);

        losses.look(many.stream().map(node -> node(node.id(), NodeStatus.DOWN, Availability.ACTIVE)).toList());

        assertThat(losses.facts()).hasSize(Losses.KEPT).contains(new NodeLosses("n1", 2));
    }
}
