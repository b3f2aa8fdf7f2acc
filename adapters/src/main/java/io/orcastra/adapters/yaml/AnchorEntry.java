package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.Anchor;
import java.util.List;

/** An anchor with its dependents, and where each stands. */
record AnchorEntry(Anchor anchor, List<Dependent> dependents, Value at) {
    record Dependent(String service, Value at) {
    }
}
