package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.rules.lint.RuleLinter;
import io.orcastra.rules.reading.Cause;
import io.orcastra.rules.reading.FactBase;
import io.orcastra.rules.reading.Operator;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.Subject;
import io.orcastra.rules.reading.Unexplained;
import io.orcastra.rules.reading.WhyNot;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of rules an operator may write, which use what no rule built in does, explanations say what Drools does. */
class OwnRulesAgreeTest {
    private static final int WORLDS = Integer.getInteger("orcastra.campaign", 40);
    private static final String NODE = "Node( $node : id, $hostname : hostname )\n    ";
    private static final List<String> CONDITIONS = List.of(
            NODE + "NodeMemory( nodeId == $node, freeBytes > totalBytes / 2 )",
            NODE + "NodeMemory( nodeId == $node, freeBytes * 2 > totalBytes )",
            NODE + "NodeMemory( nodeId == $node, 2 * usedBytes <= totalBytes - 1 )",
            NODE + "NodeMemory( nodeId == $node, usedBytes % 3 == 0 )",
            NODE + "NodeMemory( nodeId == $node, usedBytes / 4 * 4 == usedBytes )",
            NODE + "NodeMemory( nodeId == $node, usedBytes > (totalBytes - 4) / 2 )",
            NODE + "NodeMemory( nodeId == $node, (usedBytes + 2) * 2 > totalBytes )",
            NODE + "NodeMemory( nodeId == $node, usedPercent / 2 > 20 )",
            NODE + "NodeMemory( nodeId == $node, usedPercent + 30 < 100 )",
            NODE + "NodeMemory( nodeId == $node, usedPercent * 1.5 < 100.0 )",
            NODE + "NodeMemory( nodeId == $node, usedBytes > (5) )",
            NODE + "NodeMemory( nodeId == $node, usedBytes > 1_0 )",
            NODE + "NodeMemory( nodeId == $node, usedBytes - totalBytes > -8 )",
            NODE + "NodeMemory( nodeId == $node, totalBytes - usedBytes - 2 > 4 )",
            NODE + "NodeMemory( nodeId == $node, totalBytes - (usedBytes - 2) > 9 )",
            NODE + "NodeMemory( nodeId == $node, !(usedBytes > 5) )",
            NODE + "NodeMemory( nodeId == $node, usedBytes > +5 )",
            NODE + "NodeMemory( nodeId == $node, usedBytes > ~-6 )",
            NODE + "NodeMemory( nodeId == $node, usedBytes + ~totalBytes < -4 )",
            "Service( $node : id, $hostname : name )\n    Mount( serviceId == $node, readOnly )",
            "Service( $node : id, $hostname : name )\n    Mount( serviceId == $node, !readOnly )",
            NODE + "NodeMemory( nodeId == $node, $used : usedBytes )\n    NodeMemory( nodeId != $node, usedBytes == $used + 1 )",
            NODE + "NodeMemory( nodeId == $node, $all : totalBytes, usedBytes * 4 > $all * 3 )",
            "Service( $node : id, $hostname : name, replicas * 2 > 3 )",
            "Service( $node : id, $hostname : name, replicas % 2 == 1 )",
            "Service( $node : id, $hostname : name, $n : replicas )\n    Service( id != $node, replicas == $n * 2 )",
            "Service( $node : id, $hostname : name, $n : replicas )\n    Service( id == $node, replicas > $n / 2 )",
            NODE + "forall( Node( status == NodeStatus.READY ) )",
            NODE + "forall( $some : TaskMemory( nodeId == $node )\n        TaskMemory( taskId == $some.taskId, workingSetBytes > 3 ) )",
            NODE + "forall( NodeMemory( usedBytes > 1, totalBytes > 2 ) )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ); $sum : sum( $set ); $sum > 6 )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ); $sum : sum( $set ), $most : max( $set );"
                    + " $sum > 6, $most < 8 )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ); $mean : average( $set ); $mean > 3.5 )",
            NODE + "Number( longValue > 6 ) from accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ), sum( $set ) )",
            NODE + "Number( intValue < 2 ) from accumulate( TaskMemory( nodeId == $node, $task : taskId ), count( $task ) )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $task : taskId ); $count : count( $task ); $count * 2 > 3 )");

    private static String rule(int number, String condition) {
        String id = "ORC-OWN-%d".formatted(201 + number);
        return """
                rule "propose the label of kind %1$d"
                    @id( "%2$s" )
                when
                    %3$s
                then
                    insertLogical( new Proposal( "%2$s", new SetNodeLabel( $node, "%1$d", "" ), "kind", $hostname ) );
                end

                """.formatted(number, id, condition);
    }

    private static RuleSource source(List<String> conditions) {
        StringBuilder text = new StringBuilder("""
                /*
                 * Own.
                 *
                 * Promise:  nothing.
                 * Settings: none.
                 * Rules:    ORC-OWN-2nn.
                 */
                package io.orcastra.rules

                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                """);
        for (int i = 0; i < conditions.size(); i++) {
            text.append(rule(i, conditions.get(i)));
        }
        return new RuleSource("own.drl", text.toString());
    }

    private static List<Object> world(Random random) {
        Cluster cluster = new Cluster();
        for (String name : List.of("n1", "n2", "n3")) {
            cluster.node(name, random.nextInt(4) > 0 ? NodeStatus.READY : NodeStatus.DOWN);
            if (random.nextInt(5) > 0) {
                long total = 8 + random.nextInt(8);
                cluster.with(new NodeMemory(Cluster.id(name), name, total, random.nextInt((int) total), Cluster.EPOCH));
            }
            for (int task = random.nextInt(4); task > 0; task--) {
                cluster.with(new TaskMemory(name + task, Cluster.id("web"), Cluster.id(name), 1 + random.nextInt(8), Cluster.EPOCH));
            }
        }
        for (String name : List.of("web", "db")) {
            cluster.service(name, words -> words.replicas(random.nextInt(5)));
            cluster.with(new Mount(Cluster.id(name), MountType.BIND, "/srv", "/data", random.nextBoolean(), "", false));
        }
        return cluster.facts();
    }

    @Test
    void whatTheLinterAdmitsIsUnderstoodAsDroolsDoes() {
        RuleSource source = source(CONDITIONS);
        Reading reading = Reading.of(List.of(source));
        assertThat(new RuleLinter().lint(List.of(source))).isEmpty();
        assertThat(reading.unreadable()).isEmpty();
        RuleVerifier drools = RuleVerifier.of(RuleBook.of(List.of(source)));
        long seed = Long.getLong("orcastra.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int round = 0; round < WORLDS; round++) {
            List<Object> world = world(random);
            var fired = drools.given(world);
            var facts = new FactBase(world);
            for (RuleDescription rule : reading.rules()) {
                assertThat(Set.copyOf(reading.matches(rule.id(), facts)))
                        .as("%s in round %d of seed %d: %s", rule.id(), round, seed, world)
                        .isEqualTo(Set.copyOf(fired.matches(rule.id())));
            }
        }
    }

    @Test
    void everyRuleMatchesInSomeWorldsAndNotInOthers() {
        Reading reading = Reading.of(List.of(source(CONDITIONS)));
        List<FactBase> worlds = new ArrayList<>();
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            worlds.add(new FactBase(world(random)));
        }
        for (RuleDescription rule : reading.rules()) {
            assertThat(worlds.stream().map(world -> reading.matches(rule.id(), world).isEmpty()).distinct())
                    .as(rule.id()).hasSize(2);
        }
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        Reading reading = Reading.of(List.of(source(List.of(
                NODE + "NodeMemory( nodeId == $node, (usedBytes & 5) > 3 )", NODE + "NodeMemory( nodeId == $node )",
                NODE + "Long( longValue > 6 ) from accumulate( TaskMemory( $set : workingSetBytes ), sum( $set ) )"))));

        assertThat(reading.rules()).extracting(RuleDescription::id).containsExactly("ORC-OWN-202");
        assertThat(reading.unreadable()).extracting(one -> one.rule().id() + ": " + one.why()).containsExactly(
                "ORC-OWN-201: explanations do not understand '(usedBytes & 5) > 3'",
                "ORC-OWN-203: explanations do not understand what is accumulated to a Long without a variable for it");
        assertThat(reading.without(List.of("ORC-OWN-201", "ORC-OWN-203")).unreadable()).extracting(Unexplained::rule).isEmpty();
    }

    private static Cause cause(String condition, Object... facts) {
        Reading reading = Reading.of(List.of(source(List.of(condition))));
        Cluster cluster = new Cluster().node("n1").with(facts);
        Subject n1 = new Subject.OfNode((Node) cluster.facts().get(0));
        return new WhyNot(reading, new FactBase(cluster.facts())).of(reading.rules().get(0), n1).orElseThrow().cause();
    }

    @Test
    void ofAComputedSideTheSideIsNamedAndTheUnitItsFieldHas() {
        NodeMemory memory = new NodeMemory(Cluster.id("n1"), "n1", 1000, 600, Cluster.EPOCH);

        assertThat(cause(NODE + "NodeMemory( nodeId == $node, freeBytes - 100 > 8000L )", memory)).isEqualTo(
                new Cause.Mismatch(memory, "freeBytes - 100", "freeBytes", 300L, Operator.MORE, List.of(8000L)));
        assertThat(cause(NODE + "NodeMemory( nodeId == $node, 2 * (usedPercent + 90) < 100 )", memory)).isEqualTo(
                new Cause.Mismatch(memory, "2 * (usedPercent + 90)", "usedPercent", 300.0, Operator.LESS, List.of(100)));
        assertThat(cause(NODE + "NodeMemory( nodeId == $node, freeBytes * 100 / totalBytes > 90 )", memory)).isEqualTo(
                new Cause.Mismatch(memory, "freeBytes * 100 / totalBytes", "", 40L, Operator.MORE, List.of(90)));
    }

    @Test
    void ofASumItIsSaidOfWhat() {
        Object[] tasks = {new TaskMemory("a", "web", Cluster.id("n1"), 5, Cluster.EPOCH),
                new TaskMemory("b", "web", Cluster.id("n1"), 7, Cluster.EPOCH)};
        String of = NODE + "accumulate( TaskMemory( nodeId == $node, $task : taskId, $set : workingSetBytes ); $x : ";

        assertThat(cause(of + "sum( $set ); $x < 9 )", tasks)).isEqualTo(new Cause.Unmet(
                "TaskMemory", "sum of workingSetBytes", "workingSetBytes", 12L, Operator.LESS, 9));
        assertThat(cause(of + "max( $set ); $x * 2 < 9 )", tasks)).isEqualTo(new Cause.Unmet(
                "TaskMemory", "largest of workingSetBytes * 2", "workingSetBytes", 14L, Operator.LESS, 9));
        assertThat(cause(NODE + "Number( longValue < 9 ) from accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ), "
                + "sum( $set ) )", tasks)).isEqualTo(new Cause.Unmet("TaskMemory", "sum of workingSetBytes", "workingSetBytes", 12L,
                Operator.LESS, 9));
        assertThat(cause(NODE + "Number( intValue < 2 ) from accumulate( TaskMemory( nodeId == $node, $task : taskId ), count( $task ) )",
                tasks)).isEqualTo(new Cause.Unmet("TaskMemory", "", "", 2, Operator.LESS, 2));
        assertThat(cause(of + "count( $task ); $x < 2 )", tasks)).isEqualTo(new Cause.Unmet(
                "TaskMemory", "", "", 2L, Operator.LESS, 2));
        assertThat(cause(of + "count( $task ); $x * 2 < 2 )", tasks)).isEqualTo(new Cause.Unmet(
                "TaskMemory", "number of taskId * 2", "", 4L, Operator.LESS, 2));
    }
}
