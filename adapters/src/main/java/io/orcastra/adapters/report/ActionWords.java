package io.orcastra.adapters.report;

import io.orcastra.adapters.masking.MaskedValue;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** An action as an imperative clause, such as {@code move shop_web to worker-2}. */
public final class ActionWords {

    private final Names names;

    public ActionWords(Names names) {
        this.names = names;
    }

    /** A move by where its tasks are expected, such as {@code move 1 of 3 tasks of web from worker-1 to worker-2}. */
    public String of(PlannedAction planned) {
        if (!(planned.proposal().action() instanceof MoveService move) || planned.targets().isEmpty()) {
            return of(planned.proposal().action());
        }
        int moved = planned.targets().size();
        int all = names.tasks(move.serviceId());
        Set<String> left = planned.targets().keySet().stream().flatMap(task -> names.nodeOf(task).stream())
                .collect(Collectors.toSet());
        String some = moved >= all ? "" : moved + " of " + all + " tasks of ";
        return "move " + some + names.of(move.serviceId())
                + (some.isEmpty() || left.isEmpty() ? "" : " from " + list(left, " and "))
                + " to " + list(Set.copyOf(planned.targets().values()), " and ");
    }

    public String of(Action action) {
        if (action instanceof SetNodeLabel set) {
            return "set label " + set.key() + "=" + MaskedValue.of(set.key(), set.value()) + " on " + names.of(set.nodeId());
        }
        if (action instanceof RemoveNodeLabel remove) {
            return "remove label " + remove.key() + " from " + names.of(remove.nodeId());
        }
        if (action instanceof MoveService move) {
            return "move " + some(move.tasks()) + names.of(move.serviceId()) + " to " + list(move.home(), " or ");
        }
        if (action instanceof Relocate relocate) {
            return relocation(relocate, some(relocate.tasks()) + names.of(relocate.serviceId()));
        }
        if (action instanceof RestartService restart) {
            return "restart " + names.of(restart.serviceId())
                    + (restart.nodes().isEmpty() ? "" : " on " + list(restart.nodes(), " and "));
        }
        if (action instanceof RestartContainer restart) {
            return "restart container " + names.of(restart.containerId()) + " on " + names.of(restart.nodeId());
        }
        if (action instanceof CollectGarbage collect) {
            return "remove " + collect.items().size() + " unused items from " + names.of(collect.nodeId());
        }
        if (action instanceof FetchMod fetch) {
            return "cache mod " + fetch.file() + " on " + names.of(fetch.nodeId());
        }
        if (action instanceof CreateService create) {
            return "make service " + create.name();
        }
        if (action instanceof UpdateService update) {
            return "update " + names.of(update.serviceId()) + " in " + update.settings().stream()
                    .map(setting -> setting.substring(setting.lastIndexOf('/', setting.indexOf(' ')) + 1, setting.indexOf(' ')))
                    .sorted().collect(Collectors.joining(", "));
        }
        if (action instanceof RestorePreviousSpec restore) {
            return "restore the owner's previous version of " + names.of(restore.serviceId());
        }
        return nodes(action);
    }

    private String nodes(Action action) {
        if (action instanceof InitialiseSwarm make) {
            return "make a swarm on " + make.hostname();
        }
        if (action instanceof JoinSwarm join) {
            return "join " + join.hostname() + " as a " + role(join.role());
        }
        if (action instanceof ChangeRole change) {
            return (change.role() == NodeRole.MANAGER ? "promote " : "demote ") + names.of(change.nodeId());
        }
        if (action instanceof RestartEngine restart) {
            return "restart the engine of " + restart.hostname();
        }
        if (action instanceof CutOff cut) {
            return "stop what " + cut.hostname() + " still runs of " + names.of(cut.serviceId());
        }
        return action instanceof RemoveNode remove ? "remove node " + names.of(remove.nodeId()) : action.toString();
    }

    private static String role(NodeRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private String relocation(Relocate relocate, String what) {
        String among = relocate.among().isEmpty() ? "" : list(relocate.among(), " or ");
        if (relocate.nodeId().isEmpty()) {
            return "find a node for " + what + (among.isEmpty() ? "" : " among " + among);
        }
        return "move " + what + " away from " + names.of(relocate.nodeId()) + (among.isEmpty() ? "" : " to " + among);
    }

    private static String some(int tasks) {
        return tasks == 0 ? "" : tasks + (tasks == 1 ? " task of " : " tasks of ");
    }

    private String list(Set<String> nodeIds, String lastSeparator) {
        String all = nodeIds.stream().map(names::of).sorted().collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + lastSeparator + all.substring(last + 2);
    }
}
