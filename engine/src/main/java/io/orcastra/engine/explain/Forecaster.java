package io.orcastra.engine.explain;

import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.explain.Forecast.MemoryForecast;
import io.orcastra.engine.explain.Forecast.NodeForecast;
import io.orcastra.engine.explain.Forecast.ServiceForecast;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Carries a plan out on a simulated copy of its cluster, goes on with what follows from its moves, and has the same rules
 * judge what has become of it. Writes nothing and changes no plan; the same decision gives the same forecast.
 */
public final class Forecaster {
    private final Evaluation judge;

    /** @param judge of the rules and budgets the plan was made by */
    public Forecaster(Evaluation judge) {
        this.judge = judge;
    }

    public Forecast forecast(DecisionRecord decision) {
        Sequel sequel = new Sequel(judge, decision);
        Paces paces = new Paces(Evaluation.starts(decision));
        Rehearsal rehearsal = Rehearsal.of(decision, sequel, paces);
        Picture before = Picture.of(decision.facts());
        Picture after = before.later(rehearsal.facts());
        Wrongs wrong = Wrongs.of(decision);
        Wrongs then = Wrongs.of(judge.evaluate(sequel.facts(rehearsal.facts()), rehearsal.end()));
        Balance.Of of = before.knowsMemory() && after.knowsMemory() ? Balance.Of.MEMORY : Balance.Of.TASKS;
        return new Forecast(nodes(before, after), before.moves(after), services(rehearsal, before), rehearsal.sequel(),
                new Balance(of, before.balance(of), after.balance(of)),
                wrong.without(then), wrong.within(then), then.without(wrong),
                Duration.between(decision.at(), rehearsal.end()), caveats(decision, rehearsal, before, after));
    }

    private static List<NodeForecast> nodes(Picture before, Picture after) {
        return before.nodes().keySet().stream().filter(after.nodes()::containsKey).map(node -> new NodeForecast(node,
                before.takesTasks(node), before.tasksOn(node), after.tasksOn(node),
                memory(before.memory().get(node), after.memory().get(node)))).toList();
    }

    private static MemoryForecast memory(NodeMemory before, NodeMemory after) {
        return before == null ? null : new MemoryForecast(
                before.host(), before.totalBytes(), before.usedBytes(), after.usedBytes());
    }

    /** Whatever replaces a task that ran is a restart, though nobody planned it. */
    private static List<ServiceForecast> services(Rehearsal rehearsal, Picture before) {
        Set<String> touched = new TreeSet<>(rehearsal.restarts().keySet());
        Set<String> kept = rehearsal.taskIds();
        List<Task> replaced = before.tasks().values().stream().filter(task -> !kept.contains(task.id())).toList();
        replaced.forEach(task -> touched.add(task.serviceId()));
        List<ServiceForecast> services = new ArrayList<>();
        for (String service : touched) {
            int counted = (int) replaced.stream().filter(task -> task.serviceId().equals(service)).count();
            services.add(new ServiceForecast(service, Math.max(counted, rehearsal.restarts().getOrDefault(service, 0)),
                    rehearsal.downtime().getOrDefault(service, Duration.ZERO)));
        }
        return services;
    }

    private static List<String> caveats(DecisionRecord decision, Rehearsal rehearsal, Picture before, Picture after) {
        List<String> caveats = new ArrayList<>(rehearsal.failures());
        for (PlannedAction planned : all(decision.plan().execute(), rehearsal.sequel())) {
            caveats.addAll(new Choices(planned, before, after).caveats());
            if (planned.targets().keySet().stream().anyMatch(task -> !before.used().containsKey(task))
                    && !before.memory().isEmpty()) {
                caveats.add("What " + planned.proposal().subject()
                        + " uses of memory is not known: its move does not show in the memory of the nodes.");
            }
        }
        return caveats;
    }

    private static List<PlannedAction> all(List<PlannedAction> plan, List<PlannedAction> sequel) {
        return Stream.concat(plan.stream(), sequel.stream()).toList();
    }
}
