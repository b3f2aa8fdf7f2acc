package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.Trial.TrialNode;
import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.engine.simulation.TrialRun.Result;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.InventoryLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Leaves out of a story that breaks an invariant whatever it breaks without: fewer faults, services, nodes, less time. */
final class Shrinking {
    private static final int MOST_RUNS = 300;

    private final Function<Trial, Result> run;
    private Trial smallest;
    private Result result;
    private int runs;

    private Shrinking(Function<Trial, Result> run, Trial trial, Result result) {
        this.run = run;
        smallest = trial;
        this.result = result;
    }

    static Shrinking of(Trial trial, Result result, Function<Trial, Result> run) {
        Shrinking shrinking = new Shrinking(run, trial, result);
        while (shrinking.shrinkOnce() && shrinking.runs < MOST_RUNS) {
            continue;
        }
        return shrinking;
    }

    Trial smallest() {
        return smallest;
    }

    Result result() {
        return result;
    }

    private boolean shrinkOnce() {
        for (Trial smaller : candidates(smallest)) {
            if (runs++ >= MOST_RUNS) {
                return false;
            }
            Result again = run.apply(smaller);
            if (again.failsAs(result)) {
                smallest = smaller;
                result = again;
                return true;
            }
        }
        return false;
    }

    private static List<Trial> candidates(Trial trial) {
        List<Trial> all = new ArrayList<>();
        for (int i = trial.faults().size() - 1; i >= 0; i--) {
            all.add(trial.with(trial.nodes(), trial.services(), without(trial.faults(), i), trial.ends()));
        }
        for (int i = 0; i < trial.ends().size(); i++) {
            all.add(trial.with(trial.nodes(), trial.services(), trial.faults(), without(trial.ends(), i)));
        }
        trial.services().forEach(service -> all.add(withoutService(trial, service)));
        trial.nodes().stream().skip(trial.instances()).forEach(node -> all.add(withoutNode(trial, node)));
        trial.policy().forEach(fact -> all.add(trial.without(fact)));
        if (trial.instances() > 1) {
            all.add(trial.with(trial.troubled(), trial.calm(), 1));
        }
        for (TrialService service : trial.services()) {
            if (!service.behaviour().equals(Behaviour.DEFAULT)) {
                all.add(replacing(trial, service,
                        new TrialService(service.service(), service.facts(), service.policy(), Behaviour.DEFAULT)));
            }
            if (!service.facts().isEmpty()) {
                all.add(replacing(trial, service,
                        new TrialService(service.service(), Set.of(), service.policy(), service.behaviour())));
            }
        }
        if (trial.troubled().toSeconds() > 60) {
            all.add(trial.with(trial.troubled().dividedBy(2), trial.calm(), trial.instances()));
        }
        return all;
    }

    private static Trial replacing(Trial trial, TrialService old, TrialService other) {
        List<TrialService> services = trial.services().stream().map(one -> one == old ? other : one).toList();
        return trial.with(trial.nodes(), services, trial.faults(), trial.ends());
    }

    private static Trial withoutService(Trial trial, TrialService gone) {
        List<TrialService> services = trial.services().stream().filter(one -> one != gone).map(one -> {
            Set<Object> policy = new HashSet<>(one.policy());
            policy.removeIf(fact -> fact instanceof Dependency dependency && dependency.anchor().equals(gone.name()));
            return new TrialService(one.service(), one.facts(), policy, one.behaviour());
        }).toList();
        return trial.with(trial.nodes(), services, trial.faults().stream()
                .filter(fault -> !mentions(fault, gone.name())).toList(), trial.ends());
    }

    private static Trial withoutNode(Trial trial, TrialNode gone) {
        List<TrialNode> nodes = trial.nodes().stream().filter(one -> one != gone).toList();
        Trial smaller = trial.with(nodes, trial.services(), trial.faults().stream()
                .filter(fault -> !mentions(fault, gone.name())).toList(), trial.ends());
        for (Object fact : trial.policy()) {
            if (fact instanceof InventoryLabel label && label.hostname().equals(gone.name())) {
                smaller = smaller.without(fact);
            }
        }
        return smaller;
    }

    private static boolean mentions(TimedFault fault, String name) {
        return fault.fault().toString().contains("=" + name + "]") || fault.fault().toString().contains("=" + name + ",");
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(index);
        return fewer;
    }
}
