package io.orcastra.engine.explain;

import io.orcastra.engine.explain.Forecast.Violation;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.condition.NodeUnderMemoryPressure;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is not as the policies want it, told from a decision: each wish that is not mere tidying, whether it is granted
 * or not, told by its rule and its subject. Pressure on a node is one thing, however many services could relieve it.
 */
record Wrongs(Map<String, Violation> byKey) {

    static Wrongs of(DecisionRecord record) {
        Map<String, Violation> wrongs = new TreeMap<>();
        Stream.of(record.plan().execute().stream().map(PlannedAction::wish),
                        record.plan().deferred().stream().map(Refusal::proposal),
                        record.plan().vetoed().stream().map(Refusal::proposal))
                .flatMap(proposals -> proposals)
                .filter(proposal -> !(proposal.action() instanceof RemoveNodeLabel))
                .filter(proposal -> !isAboutMemory(record.evidence().get(proposal)))
                .forEach(wish -> wrongs.putIfAbsent(key(wish), violation(wish)));
        for (Condition condition : record.conditions()) {
            Evidence evidence = record.evidence().get(condition);
            if (isPressure(condition) && evidence != null) {
                Violation wrong = new Violation(evidence.rule(), condition.subject(),
                        condition.subject() + (condition instanceof NodeRunningOutOfMemory
                                ? " is about to run out of memory" : " is under memory pressure"));
                wrongs.putIfAbsent(wrong.rule() + " " + wrong.subject(), wrong);
            }
        }
        return new Wrongs(wrongs);
    }

    /** Those that are not among the others. */
    List<Violation> without(Wrongs others) {
        return byKey.entrySet().stream().filter(wrong -> !others.byKey.containsKey(wrong.getKey())).map(Map.Entry::getValue)
                .toList();
    }

    /** Those that are among the others as well. */
    List<Violation> within(Wrongs others) {
        return byKey.entrySet().stream().filter(wrong -> others.byKey.containsKey(wrong.getKey())).map(Map.Entry::getValue)
                .toList();
    }

    private static Violation violation(Proposal proposal) {
        if (proposal.action() instanceof SetNodeLabel set) {
            return new Violation(proposal.rule(), proposal.subject(),
                    "label " + set.key() + "=" + set.value() + " is missing: " + proposal.reason());
        }
        return new Violation(proposal.rule(), proposal.subject(), proposal.reason());
    }

    /** The reason is left out: it may tell figures that differ from moment to moment. */
    private static String key(Proposal wish) {
        return wish.rule() + " " + wish.subject() + (wish.action() instanceof SetNodeLabel set ? " " + set.key() : "");
    }

    private static boolean isAboutMemory(Evidence evidence) {
        return evidence != null && evidence.rule().startsWith("ORC-MEM-");
    }

    private static boolean isPressure(Condition condition) {
        return condition instanceof NodeUnderMemoryPressure || condition instanceof NodeRunningOutOfMemory;
    }
}
