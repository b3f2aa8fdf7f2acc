package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;

/** Service specs as read from an engine's answer: any member an action touches may be absent, partial or full. */
final class RandomSpec {

    private final RandomGenerator random;

    RandomSpec(RandomGenerator random) {
        this.random = random;
    }

    ObjectNode next() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("Name", "svc" + random.nextInt(100)).putObject("Labels");
        ObjectNode template = spec.putObject("TaskTemplate");
        template.putObject("ContainerSpec").put("Image", "lab/plain:1").put("Future", random.nextLong());
        maybe(() -> placement(template.putObject("Placement")));
        maybe(() -> template.put("ForceUpdate", random.nextInt(4)));
        spec.putObject("Mode").putObject("Replicated").put("Replicas", 1 + random.nextInt(5));
        maybe(() -> updateConfig(spec.putObject("UpdateConfig")));
        maybe(() -> spec.putObject("RollbackConfig").put("MaxFailureRatio", new BigDecimal("0.30")));
        return (ObjectNode) SpecCodec.decode(SpecCodec.encode(spec));
    }

    private void placement(ObjectNode placement) {
        maybe(() -> {
            ArrayNode constraints = placement.putArray("Constraints");
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                constraints.add("node.labels.l" + random.nextInt(9) + "==true");
            }
        });
        maybe(() -> placement.putArray("Preferences").addObject().putObject("Spread"));
        maybe(() -> placement.put("MaxReplicas", 2));
    }

    /** The engine always answers four of the members. */
    private void updateConfig(ObjectNode config) {
        config.put("Parallelism", random.nextInt(4));
        maybe(() -> config.put("Delay", 1_000_000_000L));
        config.put("FailureAction", random.nextBoolean() ? "pause" : "continue");
        maybe(() -> config.put("Monitor", 5_000_000_000L));
        config.put("MaxFailureRatio", new BigDecimal(random.nextBoolean() ? "0" : "0.25"));
        config.put("Order", random.nextBoolean() ? "stop-first" : "start-first");
    }

    private void maybe(Runnable part) {
        if (random.nextInt(3) > 0) {
            part.run();
        }
    }
}
