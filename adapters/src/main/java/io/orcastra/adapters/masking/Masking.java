package io.orcastra.adapters.masking;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.TextParameter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Masks the places of a fact where its owner may have put a secret by accident: label values, what is compared with them, and
 * error texts. A value that placement may depend on stays equal to its equals.
 */
public final class Masking {
    private static final Set<Class<?>> NAMED = Set.of(NodeLabel.class, ServiceLabel.class, InventoryLabel.class,
            PlacementConstraint.class, TextParameter.class);

    private Masking() {
    }

    /** Each of these facts, for beside others that were masked. */
    public static Set<Object> all(Set<Object> facts) {
        return facts.stream().map(Masking::of).collect(Collectors.toSet());
    }

    public static Object of(Object fact) {
        if (fact instanceof ServiceLabel label) {
            return new ServiceLabel(label.serviceId(), label.key(), Redaction.value(label.key(), label.value()));
        }
        if (fact instanceof Task task) {
            return new Task(task.id(), task.serviceId(), task.slot(), task.nodeId(), task.desired(), task.state(),
                    task.createdAt(), task.since(), Redaction.of(task.error()));
        }
        if (fact instanceof EndedTask task) {
            return new EndedTask(task.id(), task.serviceId(), task.slot(), task.nodeId(), task.state(),
                    Redaction.of(task.error()), task.createdAt(), task.endedAt());
        }
        if (fact instanceof StaleObservation stale) {
            return new StaleObservation(stale.source(), stale.lastSeen(), Redaction.of(stale.reason()));
        }
        if (fact instanceof Unsettled unsettled) {
            return new Unsettled(Redaction.of(unsettled.reason()), unsettled.until());
        }
        if (fact instanceof RefusedPull pull) {
            return new RefusedPull(
                    pull.serviceId(), pull.image(), pull.nodeId(), Redaction.of(pull.message()), pull.until());
        }
        if (fact instanceof MoveFailures failures) {
            return new MoveFailures(failures.serviceId(), cause(failures.cause()), failures.count(), failures.targetId(),
                    failures.nodeIds(), Redaction.of(failures.error()), failures.tried());
        }
        return ofOthers(fact);
    }

    /** What agents and machines told, and what was done why. */
    private static Object ofOthers(Object fact) {
        if (fact instanceof Container container) {
            return new Container(container.id(), container.nodeId(), container.name(), container.service(), container.health(),
                    Redaction.of(container.autoheal()));
        }
        if (fact instanceof FailedMod failed) {
            return new FailedMod(failed.nodeId(), failed.source(), Redaction.of(failed.reason()));
        }
        if (fact instanceof Machine machine) {
            return new Machine(machine.hostname(), machine.state(), machine.nodeId(), machine.clusterId(),
                    Redaction.of(machine.message()));
        }
        if (fact instanceof Cooldown cooldown) {
            return new Cooldown(cooldown.subject(), cause(cooldown.cause()), cooldown.until());
        }
        if (fact instanceof Backoff backoff) {
            return new Backoff(backoff.subject(), cause(backoff.cause()), backoff.attempts(), backoff.until());
        }
        return fact instanceof Attempts attempts
                ? new Attempts(attempts.subject(), cause(attempts.cause()), attempts.count()) : ofPlacement(fact);
    }

    /** "inventory api_token=hunter2" as the rule would say it of the masked value, for it is compared with what it says. */
    private static String cause(String cause) {
        int end = cause.indexOf('=');
        return end < 0 ? cause : cause.substring(0, end + 1)
                + MaskedValue.of(cause.substring(cause.lastIndexOf(' ', end) + 1, end), cause.substring(end + 1));
    }

    private static Object ofPlacement(Object fact) {
        if (fact instanceof NodeLabel label) {
            return new NodeLabel(label.nodeId(), label.key(), MaskedValue.of(label.key(), label.value()));
        }
        if (fact instanceof InventoryLabel label) {
            return new InventoryLabel(label.hostname(), label.key(), MaskedValue.of(label.key(), label.value()));
        }
        if (fact instanceof SetNodeLabel set) {
            return new SetNodeLabel(set.nodeId(), set.key(), MaskedValue.of(set.key(), set.value()));
        }
        if (fact instanceof PlacementConstraint constraint) {
            return new PlacementConstraint(constraint.serviceId(), constraint.key(), constraint.operator(),
                    MaskedValue.of(constraint.key(), constraint.value()));
        }
        if (fact instanceof TextParameter parameter) {
            return new TextParameter(parameter.policy(), parameter.name(), MaskedValue.of(parameter.name(), parameter.text()));
        }
        return fact;
    }

    /** What is compared with a field of that fact, such as the value a label should have. */
    public static Object compared(Object fact, String field, Object value) {
        if (fact instanceof NodeLabel label) {
            return compared(NodeLabel.class, Map.of("key", label.key()), field, value);
        }
        if (fact instanceof ServiceLabel label) {
            return compared(ServiceLabel.class, Map.of("key", label.key()), field, value);
        }
        if (fact instanceof InventoryLabel label) {
            return compared(InventoryLabel.class, Map.of("key", label.key()), field, value);
        }
        if (fact instanceof PlacementConstraint constraint) {
            return compared(PlacementConstraint.class, Map.of("key", constraint.key()), field, value);
        }
        return fact instanceof TextParameter parameter
                ? compared(TextParameter.class, Map.of("name", parameter.name()), field, value) : value;
    }

    /**
     * The same of a fact that is looked for.
     *
     * @param fields what is known of it, by name
     */
    public static Object compared(Class<?> type, Map<String, ?> fields, String field, Object value) {
        Object name = fields.get(type == TextParameter.class ? "name" : "key");
        boolean named = NAMED.contains(type) && name instanceof String && value instanceof String
                && (field.equals("text") || field.toLowerCase(Locale.ROOT).contains("value"));
        if (!named) {
            return value;
        }
        return type == ServiceLabel.class ? Redaction.value((String) name, (String) value)
                : MaskedValue.of((String) name, (String) value);
    }
}
