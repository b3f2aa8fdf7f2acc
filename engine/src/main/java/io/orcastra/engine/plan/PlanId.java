package io.orcastra.engine.plan;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.UUID;

/** Tells one planned action from every other: same cause, same tasks, same targets, same id, in every process. */
public final class PlanId {
    private static final int LENGTH = 12;

    private PlanId() {
    }

    public static String of(PlannedAction planned) {
        String content = Strength.identity(planned.wish()) + planned.wish().cause() + new TreeMap<>(planned.targets());
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "").substring(0, LENGTH);
    }
}
