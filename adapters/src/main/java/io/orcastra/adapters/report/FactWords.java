package io.orcastra.adapters.report;

import io.orcastra.adapters.masking.Masking;
import io.orcastra.adapters.masking.Redaction;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Proposal;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Facts in words: the large records shortened to what tells them apart, all others component by component. */
public final class FactWords {

    /** Components that only tell one version of a thing from another. */
    private static final Set<String> DIGESTS = Set.of("revision", "revisions", "fingerprint");

    private final Names names;
    private final ActionWords actions;

    public FactWords(Names names) {
        this.names = names;
        this.actions = new ActionWords(names);
    }

    public String of(Object fact) {
        return Redaction.of(words(Masking.of(fact)));
    }

    private String words(Object fact) {
        if (fact instanceof Node node) {
            return "node " + names.of(node.id()) + " (" + lower(node.status()) + ", " + lower(node.availability()) + ")";
        }
        if (fact instanceof Service service) {
            return "service " + service.name() + " (" + lower(service.mode()) + ", update " + lower(service.updateState()) + ")";
        }
        if (fact instanceof Task task) {
            return "task " + names.of(task.id()) + " on " + place(task.nodeId()) + " (" + lower(task.state())
                    + ", desired " + lower(task.desired()) + ")";
        }
        if (fact instanceof EndedTask ended) {
            return "ended task of " + names.of(ended.serviceId()) + " on " + place(ended.nodeId()) + " (" + lower(ended.state())
                    + (ended.error().isEmpty() ? "" : ": " + ended.error()) + ")";
        }
        if (fact instanceof LeftTask left) {
            return "task of " + names.of(left.serviceId()) + " that Swarm gave up on " + place(left.nodeId());
        }
        if (fact instanceof NodeLabel label) {
            return "label " + label.key() + "=" + label.value() + " on " + names.of(label.nodeId());
        }
        if (fact instanceof ServiceLabel label) {
            return "label " + label.key() + "=" + label.value() + " on service " + names.of(label.serviceId());
        }
        if (fact instanceof PlacementConstraint constraint) {
            return "constraint " + constraint.key()
                    + (constraint.operator() == ConstraintOperator.EQUAL ? "==" : "!=") + names.of(constraint.value())
                    + " of " + names.of(constraint.serviceId());
        }
        if (fact instanceof MemoryUnknown memory) {
            return "memory unknown: node " + names.of(memory.nodeId()) + ", reason " + value(memory.reason());
        }
        if (fact instanceof Mount mount) {
            return lower(mount.type()) + " mount " + mount.target() + " of " + names.of(mount.serviceId());
        }
        if (fact instanceof Proposal proposal) {
            return "proposal to " + actions.of(proposal.action()) + " (" + proposal.rule() + ")";
        }
        return generic(fact);
    }

    /** Any record as its type in words and its components, such as {@code anchor displaced: service shop_db, ...}. */
    private String generic(Object fact) {
        if (!(fact instanceof Record)) {
            return value(fact);
        }
        String components = Arrays.stream(fact.getClass().getRecordComponents())
                .filter(component -> !DIGESTS.contains(component.getName()))
                .map(component -> label(component) + value(read(fact, component)))
                .collect(Collectors.joining(", "));
        String type = spaced(fact.getClass().getSimpleName());
        return components.isEmpty() ? type : type + ": " + components;
    }

    /** What an id names says its component without the word: {@code anchorId} becomes {@code anchor}. */
    private static String label(RecordComponent component) {
        return component.getName().equals("subject") ? ""
                : spaced(component.getName()).replaceFirst(" ids?$", "") + " ";
    }

    private String value(Object value) {
        if (value == null) {
            return "unknown";
        }
        if (value instanceof Enum<?> constant) {
            return lower(constant);
        }
        if (value instanceof Duration span) {
            return Spans.of(span);
        }
        if (value instanceof Action action) {
            return actions.of(action);
        }
        if (value instanceof List<?> ordered) {
            return ordered.stream().map(this::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(this::value).sorted().collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Record) {
            return words(Masking.of(value));
        }
        return value.toString().isEmpty() ? "none" : names.in(value.toString());
    }

    private String place(String nodeId) {
        return nodeId.isEmpty() ? "no node" : names.of(nodeId);
    }

    private static Object read(Object fact, RecordComponent component) {
        try {
            return component.getAccessor().invoke(fact);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + "; fact records must be public", e);
        }
    }

    /** {@code AnchorDisplaced} as {@code anchor displaced}. */
    static String spaced(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
