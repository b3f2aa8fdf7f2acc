package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.rules.lint.RuleLinter;
import io.orcastra.rules.reading.FactBase;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.Unexplained;
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
            NODE + "NodeMemory( nodeId == $node, $used : usedBytes )\n    NodeMemory( nodeId != $node, usedBytes == $used + 1 )",
            NODE + "NodeMemory( nodeId == $node, $all : totalBytes, usedBytes * 4 > $all * 3 )",
            "Service( $node : id, $hostname : name, replicas * 2 > 3 )",
            "Service( $node : id, $hostname : name, replicas % 2 == 1 )",
            "Service( $node : id, $hostname : name, $n : replicas )\n    Service( id != $node, replicas == $n * 2 )",
            "Service( $node : id, $hostname : name, $n : replicas )\n    Service( id == $node, replicas > $n / 2 )",
            NODE + "forall( Node( status == NodeStatus.READY ) )",
            NODE + "forall( $some : Node( status == NodeStatus.READY )\n        NodeMemory( nodeId == $some.id, usedBytes > 3 ) )",
            NODE + "forall( NodeMemory( usedBytes > 1, totalBytes > 2 ) )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ); $sum : sum( $set ); $sum > 6 )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ); $sum : sum( $set ), $most : max( $set );"
                    + " $sum > 6, $most < 8 )",
            NODE + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ); $mean : average( $set ); $mean > 3.5 )",
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
        List.of("web", "db").forEach(name -> cluster.service(name, words -> words.replicas(random.nextInt(5))));
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
                NODE + "NodeMemory( nodeId == $node, usedBytes > 5 && usedBytes < 9 )", NODE + "NodeMemory( nodeId == $node )"))));

        assertThat(reading.rules()).extracting(RuleDescription::id).containsExactly("ORC-OWN-202");
        assertThat(reading.unreadable()).singleElement().satisfies(one -> {
            assertThat(one.rule().id()).isEqualTo("ORC-OWN-201");
            assertThat(one.why()).isEqualTo("explanations do not understand 'usedBytes > 5 && usedBytes < 9'");
        });
        assertThat(reading.without(List.of("ORC-OWN-201")).unreadable()).extracting(Unexplained::rule).isEmpty();
    }
}
