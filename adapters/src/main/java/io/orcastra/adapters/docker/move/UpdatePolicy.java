package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orcastra.adapters.docker.write.JsonDifference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The update configuration of a service while it bears a pin: one task after the other, watched for a short time, and
 * rolled back by Swarm itself when a task fails. The order stays the owner's.
 *
 * <p>The monitor time is 2 s and 417 ns, which nobody writes by hand: by it our own values are told from an owner's.
 */
final class UpdatePolicy {

    static final String MEMBER = "UpdateConfig";

    /** Long enough to see a container that crashes as it starts, short enough to be waited for. */
    static final long MONITOR_NANOS = 2_000_000_417L;

    /**
     * After some tasks the update waits so long, which is until we take the pin off: an hour, and by its last digits
     * the number of tasks, so that a pin found later can be taken off as exactly.
     */
    private static final long HELD_NANOS = 3_600_000_000_417L;
    private static final long EACH_HELD = 1_000L;
    private static final long MOST_HELD = 999L;

    private static final String MONITOR = "Monitor";
    private static final String DELAY = "Delay";
    private static final String PARALLELISM = "Parallelism";
    private static final String ORDER = "Order";

    private static final Map<String, JsonNode> OURS = Map.of(
            PARALLELISM, JsonNodeFactory.instance.numberNode(1),
            "FailureAction", TextNode.valueOf("rollback"),
            MONITOR, LongNode.valueOf(MONITOR_NANOS),
            "MaxFailureRatio", JsonNodeFactory.instance.numberNode(0));

    /** What the engine itself puts where an update configuration leaves it out. */
    private static final Map<String, JsonNode> DEFAULTS = Map.of(
            PARALLELISM, JsonNodeFactory.instance.numberNode(0),
            "FailureAction", TextNode.valueOf("pause"),
            "MaxFailureRatio", JsonNodeFactory.instance.numberNode(0),
            ORDER, TextNode.valueOf("stop-first"));

    /** JSON pointers into a spec of what this changes. */
    static final Set<String> PLACES = places();

    private UpdatePolicy() { }

    static void putOn(ObjectNode spec) {
        ObjectNode config = spec.withObjectProperty(MEMBER);
        config.setAll(OURS);
        if (!config.has(ORDER)) {
            config.set(ORDER, DEFAULTS.get(ORDER));
        }
    }

    /** The same, but held after so many tasks: Swarm replaces them at once, and no further ones. */
    static void putOn(ObjectNode spec, int tasks) {
        putOn(spec);
        if (tasks > 0) {
            spec.withObjectProperty(MEMBER).setAll(held(tasks));
        }
    }

    /** After how many tasks the update is held; 0 when it is not. */
    static int heldAfter(JsonNode spec) {
        long tasks = spec.path(MEMBER).path(DELAY).asLong() - HELD_NANOS;
        return isOn(spec) && tasks % EACH_HELD == 0 && tasks / EACH_HELD > 0 && tasks / EACH_HELD <= MOST_HELD
                ? (int) (tasks / EACH_HELD) : 0;
    }

    static boolean startsFirst(JsonNode spec) {
        return "start-first".equals(spec.path(MEMBER).path(ORDER).asText());
    }

    static boolean isOn(JsonNode spec) {
        return spec.path(MEMBER).path(MONITOR).asLong() == MONITOR_NANOS;
    }

    /**
     * Puts back what is still ours and leaves what somebody changed meanwhile.
     *
     * @param own the owner's update configuration, a missing node when there was none
     */
    static void takeOff(ObjectNode spec, JsonNode own) {
        if (!isOn(spec)) {
            return;
        }
        ObjectNode config = spec.withObjectProperty(MEMBER);
        Map<String, JsonNode> ours = new LinkedHashMap<>(OURS);
        ours.putAll(heldAfter(spec) == 0 ? Map.of() : held(heldAfter(spec)));
        ours.forEach((name, value) -> {
            if (JsonDifference.same(config.path(name), value)) {
                restore(config, name, own);
            }
        });
        Map<String, JsonNode> absent = new LinkedHashMap<>(DEFAULTS);
        config.fieldNames().forEachRemaining(absent::remove);
        boolean isEmptied = config.isEmpty() || config.size() == 1 && isDefaultOrder(config);
        if (own.isMissingNode() && isEmptied) {
            spec.remove(MEMBER);
        } else {
            config.setAll(absent);
        }
    }

    private static Map<String, JsonNode> held(int tasks) {
        return Map.of(PARALLELISM, JsonNodeFactory.instance.numberNode(tasks),
                DELAY, LongNode.valueOf(HELD_NANOS + tasks * EACH_HELD));
    }

    private static boolean isDefaultOrder(ObjectNode config) {
        return DEFAULTS.get(ORDER).equals(config.path(ORDER));
    }

    private static void restore(ObjectNode config, String name, JsonNode own) {
        if (own.has(name)) {
            config.set(name, own.get(name));
        } else {
            config.remove(name);
        }
    }

    private static Set<String> places() {
        return Stream.concat(OURS.keySet().stream(), Stream.of(ORDER, DELAY))
                .map(name -> "/" + MEMBER + "/" + name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
