package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.condition.KeepsApart;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.rules.verify.Cluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No plan brings together what is kept apart. */
class ApartTest {

    private static Memories full() {
        return new Memories().node("n1", 98).node("n2", 78).node("n3", 20).alone("api", "n1", 12).alone("db", "n1", 12);
    }

    private static List<String> targets(Plan plan) {
        return plan.execute().stream().flatMap(one -> one.targets().values().stream()).toList();
    }

    @Test
    void twoThatArePlannedTogetherDoNotMeet() {
        Memories free = full().relieve("n1", "api", "db");
        Memories apart = full().relieve("n1", "api", "db").keptApart("api", "db");

        assertThat(targets(free.plan())).containsExactly(Cluster.id("n3"), Cluster.id("n3"));
        assertThat(targets(apart.plan())).containsExactly(Cluster.id("n3"));
        assertThat(apart.plan().vetoed()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes().get(0).reason())
                .contains("runs or goes, from which is kept apart what would come"));
    }

    @Test
    void whatFollowsDoesNotMeetEither() {
        Memories set = new Memories().node("n1", 92).node("n2", 50).node("n3", 20).alone("db", "n1", 10).alone("web", "n1", 5)
                .alone("api", "n3", 5).follows("web", "db").relieve("n1", "db");

        assertThat(targets(set.plan())).containsExactly(Cluster.id("n3"));
        assertThat(targets(set.keptApart("web", "api").plan())).containsExactly(Cluster.id("n2"));
    }

    @Test
    void whatMendsIsNotKeptFromIt() {
        Plan plan = new Memories().node("n1", 20).node("n2", 20).alone("api", "n1", 5).alone("db", "n2", 5)
                .keptApart("api", "db").wish(Goal.BRING_BACK, "api", "n1", 0, 1, "n2").plan();

        assertThat(targets(plan)).containsExactly(Cluster.id("n2"));
    }

    @Test
    void groupsAreNotMixed() {
        Apart apart = Apart.of(List.of(new KeepsApart("a", "one"), new KeepsApart("b", "one"), new KeepsApart("b", "two"),
                new KeepsApart("c", "two")));

        assertThat(apart.from("a")).containsExactly("b");
        assertThat(apart.from("b")).containsExactly("a", "c");
        assertThat(apart.from("d")).isEmpty();
    }
}
