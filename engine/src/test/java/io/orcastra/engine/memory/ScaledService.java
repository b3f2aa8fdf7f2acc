package io.orcastra.engine.memory;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.decision.Finding;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.verify.Cluster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A process in which a service with a rule about each four of its tasks is scaled up; it prints what it concludes. */
final class ScaledService {
    private static final String RULES = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.decision.*

            rule "report a pair of tasks of a service"
                @id( "ORC-TST-401" )
            when
                Task( $service : serviceId, slot == 1, $one : id )
                Task( serviceId == $service, id != $one, slot == 2, $other : id )
            then
                insertLogical( new Finding( "ORC-TST-401", $other, "pair", "Maybe look" ) );
            end

            rule "report each four of a service"
                @id( "ORC-TST-402" )
            when
                Task( $task : id, $service : serviceId )
                Task( serviceId == $service )
                TaskRunning( serviceId == $service )
                TaskMemory( serviceId == $service )
                TaskRunning( serviceId == $service )
            then
                insertLogical( new Finding( "ORC-TST-402", $task, "four", "Maybe look" ) );
            end
            """;

    private ScaledService() {
    }

    /** @param arguments how many tasks the service has, one look after the other */
    public static void main(String[] arguments) {
        WorkingMemory memory = new WorkingMemory(RuleBook.of(List.of(new RuleSource("test.drl", RULES))), new EngineListener() {
            @Override
            public void ruleIsolated(String rule, String reason) {
                System.out.println("isolated " + rule + ": " + reason);
            }
        });
        for (String tasks : arguments) {
            memory.replace("docker", tasks(Integer.parseInt(tasks)));
            System.out.println(tasks + " tasks: " + memory.conclude().findings().stream().map(Finding::rule).sorted().distinct().toList());
        }
    }

    private static Set<Object> tasks(int count) {
        Cluster cluster = new Cluster().node("n1").service("a");
        for (int slot = 1; slot <= count; slot++) {
            cluster.task("a", slot, "n1", TaskState.RUNNING, TaskState.RUNNING);
        }
        Set<Object> facts = new HashSet<>(cluster.facts());
        for (int i = 0; i < count; i++) {
            facts.add(new TaskRunning("t" + i, Cluster.id("a"), i + 1, Cluster.id("n1"), Cluster.EPOCH));
            facts.add(new TaskMemory("t" + i, Cluster.id("a"), Cluster.id("n1"), 1, Cluster.EPOCH));
        }
        return facts;
    }
}
