package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Garbage;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.TextParameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final String FIRST = "aaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String SECOND = "bbbbbbbbbbbbbbbbbbbbbbbbb";
    private static final String THIRD = "ccccccccccccccccccccccccc";

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min", "250, 4 min 10 s", "3600, 1 h", "7260, 2 h 1 min", "90000, 1 d 1 h"})
    void spansNameTheTwoLargestUnits(long seconds, String words) {
        assertThat(Spans.of(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void aRuleOfThePlannerIsInNoLine() {
        assertThat(new Evidence("ORC-MEM-201", "s", "memory.drl", 139, List.of()).place()).isEqualTo("memory.drl:139");
        assertThat(new Evidence("ORC-PLN-025", "s", "planner", 0, List.of()).place()).isEqualTo("planner");
        assertThat(new Report.Why("ORC-MEM-201", "s", "memory.drl", 139, List.of()).place()).isEqualTo("memory.drl:139");
        assertThat(new Report.Why("ORC-PLN-025", "s", "planner", 0, List.of()).place()).isEqualTo("planner");
    }

    @Test
    void whatIsOverIsNotNegative() {
        assertThat(Spans.until(Instant.EPOCH, Instant.EPOCH.plusSeconds(5))).isEqualTo("any moment now");
    }

    @Test
    void nodesThatShareAHostnameAreToldApart() {
        Names names = new Names(List.of(node(FIRST, "n1"), node(SECOND, "n1"), node(THIRD, "n3")));

        assertThat(names.in("from " + FIRST + " to " + THIRD)).isEqualTo("from n1 (aaaaaaaaaaaa) to n3");
    }

    @Test
    void commandsUseTheIdWhereAHostnameIsNotUnique() {
        List<Node> nodes = List.of(node(FIRST, "n1"), node(SECOND, "n1"), node(THIRD, "n3"));
        DockerCommands commands = new DockerCommands(new Names(nodes), nodes, GarbageWords.NONE);

        assertThat(commands.of(new SetNodeLabel(FIRST, "zone", "it's here")))
                .containsExactly("docker node update --label-add 'zone=it'\\''s here' " + FIRST);
        assertThat(commands.of(new MoveService("web", Set.of(FIRST, SECOND)))).containsExactly(
                "docker service update --constraint-add 'node.hostname!=n3' web",
                "docker service update --constraint-rm 'node.hostname!=n3' web");
        assertThat(commands.of(new MoveService("web", Set.of(FIRST)))).first().asString()
                .contains("--constraint-add node.id==" + FIRST);
    }

    @Test
    void aMaskedValueStandsInNoCommand() {
        DockerCommands commands = new DockerCommands(new Names(List.of()), List.of(node(FIRST, "n1")), GarbageWords.NONE);

        assertThat(commands.of(new SetNodeLabel(FIRST, "db-password", "***#amHm")))
                .containsExactly("# no command can be shown: the value of label db-password is masked");
        assertThat(commands.of(new SetNodeLabel(FIRST, "db-password", "hunter2")))
                .containsExactly("# no command can be shown: the value of label db-password is masked");
        assertThat(commands.of(new SetNodeLabel(FIRST, "db-password", "true")))
                .containsExactly("docker node update --label-add db-password=true n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_token", "password", "secret", "com.acme.api-key"})
    void aSecretToBeSetIsToldInNoWords(String key) {
        Names names = new Names(List.of(node(FIRST, "n1")));
        SetNodeLabel set = new SetNodeLabel(FIRST, key, "hunter2");
        Proposal wish = new Proposal("ORC-TST-201", set, "cause", "it lacks it");

        assertThat(new ActionWords(names).of(set)).startsWith("set label " + key + "=***#").endsWith(" on n1");
        assertThat(List.of(wish, new NodeLabel(FIRST, key, "hunter2"), new InventoryLabel("oak", key, "hunter2"),
                new TextParameter("mine", key, "hunter2"), new ServiceLabel("web", key, "hunter2"),
                new PlacementConstraint("web", "node.labels." + key, ConstraintOperator.NOT_EQUAL, "hunter2")))
                .allSatisfy(fact -> assertThat(new FactWords(names).of(fact)).contains(key, "***").doesNotContain("hunter2"));
    }

    @Test
    void aRelocationSaysWhatLeavesWhichNodeForWhich() {
        ActionWords words = new ActionWords(new Names(List.of(node(FIRST, "n1"), node(SECOND, "n2"), node(THIRD, "n3"))));

        assertThat(words.of(relocate(FIRST, 0))).isEqualTo("move web away from n1");
        assertThat(words.of(relocate(FIRST, 1))).isEqualTo("move 1 task of web away from n1");
        assertThat(words.of(relocate(FIRST, 2, THIRD, SECOND))).isEqualTo("move 2 tasks of web away from n1 to n2 or n3");
        assertThat(words.of(relocate("", 1))).isEqualTo("find a node for 1 task of web");
        assertThat(words.of(relocate("", 0, SECOND))).isEqualTo("find a node for web among n2");
    }

    /** A move has a home of all nodes where tasks stay; a reader wants to know where it goes. */
    @Test
    void aMoveIsNamedByWhereItGoes() {
        ActionWords words = new ActionWords(new Names(List.of(node(FIRST, "n1"), node(SECOND, "n2"), node(THIRD, "n3"),
                task("t1", FIRST), task("t2", FIRST), task("t3", SECOND))));
        MoveService one = new MoveService("web", Set.of(SECOND, THIRD), 1);

        assertThat(words.of(planned(one, Map.of("t1", THIRD)))).isEqualTo("move 1 of 3 tasks of web from n1 to n3");
        assertThat(words.of(planned(one, Map.of("t1", THIRD, "t2", SECOND))))
                .isEqualTo("move 2 of 3 tasks of web from n1 to n2 and n3");
        assertThat(words.of(planned(one, Map.of("t1", THIRD, "t2", THIRD, "t3", THIRD)))).isEqualTo("move web to n3");
        assertThat(words.of(planned(one, Map.of("gone", THIRD)))).isEqualTo("move 1 of 3 tasks of web to n3");
        assertThat(words.of(planned(one, Map.of()))).as("where nobody expects anything")
                .isEqualTo("move 1 task of web to n2 or n3");
    }

    private static PlannedAction planned(MoveService move, Map<String, String> targets) {
        return new PlannedAction(new Proposal("ORC-TST-201", move, "cause", "reason"), targets, targets.size());
    }

    private static Task task(String id, String node) {
        return new Task(id, "web", 1, node, TaskState.RUNNING, TaskState.RUNNING, Instant.EPOCH, Instant.EPOCH, "");
    }

    private static Relocate relocate(String from, int tasks, String... among) {
        return new Relocate("web", from, Set.of(among), tasks, Relocate.Goal.UNSTICK, 1);
    }

    private static Node node(String id, String hostname) {
        return new Node(id, hostname, NodeRole.WORKER, Availability.ACTIVE, NodeStatus.READY, "", "", Leadership.NONE,
                new Platform("linux", "x86_64"), Resources.NONE, "28.5.2", Map.of(), Set.of());
    }

    @Test
    void garbageIsToldWithNameSizeAndReason() {
        Garbage image = new Garbage("n1", "image sha256:ab", 100 << 20);
        Garbage container = new Garbage("n1", "container c1", 1 << 20);
        CollectGarbage collect = new CollectGarbage("n1", Set.of(image.item(), container.item()));
        DecisionRecord record = new DecisionRecord(1, "dry-run", Instant.EPOCH, Duration.ZERO,
                Set.of(new ImageName("n1", "sha256:ab", "nginx:1.25"), new StoppedContainer("n1", "c1", "once\nmore", 1 << 20, true)),
                List.of(image, container), List.of(), Plan.EMPTY,
                Map.of(image, new Evidence("ORC-GCO-111", "an image nobody needs is garbage", "garbage.drl", 1, List.of())));

        assertThat(new DockerCommands(new Names(List.of()), List.of(), new GarbageWords(record)).of(collect)).containsExactly(
                "# on n1, 101 MiB in all:", "docker container rm c1  # once more, 1 MiB",
                "docker image rm sha256:ab  # nginx:1.25, 100 MiB: an image nobody needs is garbage");
        assertThat(new DockerCommands(new Names(List.of()), List.of(), GarbageWords.NONE).of(collect)).containsExactly(
                "# on n1:", "docker container rm c1", "docker image rm sha256:ab");
    }
}
