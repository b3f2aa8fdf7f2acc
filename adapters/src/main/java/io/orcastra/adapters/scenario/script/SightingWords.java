package io.orcastra.adapters.scenario.script;

import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.scenario.script.Sighting.Kind;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.condition.Garbage;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import io.orcastra.facts.decision.Veto;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Decisions in the names people use. */
final class SightingWords {
    private final Names names;

    SightingWords(Names names) {
        this.names = names;
    }

    Sighting of(Condition condition) {
        Set<String> parts = new HashSet<>();
        for (RecordComponent component : condition.getClass().getRecordComponents()) {
            parts(read(condition, component), parts);
        }
        if (condition instanceof Garbage garbage) {
            parts.add(stored(garbage.item()));
        }
        return new Sighting(Kind.CONDITION, condition.getClass().getSimpleName(), names.of(condition.subject()), parts,
                Set.of(), Set.of(), "", "");
    }

    Sighting of(Finding finding) {
        return new Sighting(Kind.FINDING, "", names.of(finding.subject()), Set.of(), Set.of(), Set.of(), finding.rule(),
                names.in(finding.message()));
    }

    Sighting of(Veto veto) {
        return of(Kind.VETO, veto.proposal(), veto.rule(), veto.reason());
    }

    Sighting of(Kind kind, Proposal proposal) {
        return of(kind, proposal, proposal.rule(), proposal.reason());
    }

    /** @param places node ids by task id */
    Sighting of(PlannedAction planned, Map<String, String> places) {
        Sighting wished = of(Kind.ACTION, planned.proposal());
        Set<String> from = planned.targets().keySet().stream().map(places::get).filter(Objects::nonNull)
                .filter(node -> !node.isEmpty()).map(names::of).collect(Collectors.toSet());
        Set<String> to = planned.targets().values().stream().map(names::of).collect(Collectors.toSet());
        boolean moves = wished.what().equals("move");
        return new Sighting(Kind.ACTION, wished.what(), wished.subject(), wished.names(), moves ? from : Set.of(),
                moves && !to.isEmpty() ? to : wished.to(), planned.wish().rule(), names.in(planned.wish().reason()));
    }

    private Sighting of(Kind kind, Proposal proposal, String rule, String words) {
        Action action = proposal.action();
        return new Sighting(kind, verb(action), plain(names.of(subject(action))), details(action), from(action), to(action), rule,
                names.in(words));
    }

    private static String verb(Action action) {
        if (action instanceof SetNodeLabel) {
            return "label";
        }
        if (action instanceof RemoveNodeLabel) {
            return "unlabel";
        }
        if (action instanceof CollectGarbage) {
            return "collect";
        }
        if (action instanceof FetchMod) {
            return "cache";
        }
        if (action instanceof RestartService || action instanceof RestartContainer) {
            return "restart";
        }
        if (action instanceof CreateService) {
            return "create";
        }
        if (action instanceof UpdateService) {
            return "update";
        }
        if (action instanceof MoveService || action instanceof Relocate) {
            return "move";
        }
        return action instanceof RestorePreviousSpec ? "restore" : verbOfNodes(action);
    }

    private static String verbOfNodes(Action action) {
        if (action instanceof ChangeRole change) {
            return change.role() == NodeRole.MANAGER ? "promote" : "demote";
        }
        if (action instanceof RemoveNode) {
            return "remove";
        }
        if (action instanceof CutOff) {
            return "stop";
        }
        return action instanceof JoinSwarm ? "join" : action instanceof InitialiseSwarm ? "found" : "mend";
    }

    private Set<String> details(Action action) {
        if (action instanceof SetNodeLabel set) {
            return Set.of(set.key() + "=" + set.value());
        }
        if (action instanceof CollectGarbage collect) {
            return collect.items().stream().map(SightingWords::stored).collect(Collectors.toSet());
        }
        if (action instanceof FetchMod fetch) {
            return Set.of(fetch.file());
        }
        if (action instanceof CutOff cut) {
            return Set.of(names.of(cut.serviceId()));
        }
        return action instanceof RemoveNodeLabel remove ? Set.of(remove.key()) : Set.of();
    }

    /** The node, of what is done with what it holds. */
    private static String subject(Action action) {
        if (action instanceof CollectGarbage collect) {
            return collect.nodeId();
        }
        return action instanceof FetchMod fetch ? fetch.nodeId() : action.subject();
    }

    /** A hostname that two entries of the swarm share, without the id that tells them apart. */
    private static String plain(String name) {
        return name.endsWith(")") && name.contains(" (") ? name.substring(0, name.indexOf(" (")) : name;
    }

    /** Of {@code image nginx:1.25} what is behind the kind. */
    private static String stored(String item) {
        return item.substring(item.indexOf(' ') + 1);
    }

    private Set<String> from(Action action) {
        return action instanceof Relocate relocate && !relocate.nodeId().isEmpty()
                ? Set.of(names.of(relocate.nodeId())) : Set.of();
    }

    private Set<String> to(Action action) {
        Set<String> ids = action instanceof MoveService move ? move.home()
                : action instanceof Relocate relocate ? relocate.among() : Set.of();
        return ids.stream().map(names::of).collect(Collectors.toSet());
    }

    /** Texts of a component that are names or may be. */
    private void parts(Object value, Set<String> parts) {
        if (value instanceof Collection<?> many) {
            many.forEach(one -> parts(one, parts));
        } else if (value instanceof String text && !text.isEmpty()) {
            parts.add(names.of(text));
        }
    }

    private static Object read(Condition condition, RecordComponent component) {
        if (List.of("revision", "revisions", "fingerprint").contains(component.getName())) {
            return "";
        }
        try {
            return component.getAccessor().invoke(condition);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + "; conditions must be public records", e);
        }
    }
}
