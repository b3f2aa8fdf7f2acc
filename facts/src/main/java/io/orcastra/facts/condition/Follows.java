package io.orcastra.facts.condition;

import io.orcastra.facts.Digest;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.policy.Dependency;

/**
 * A dependent has to live where an anchor lives. Global anchors live everywhere and are not followed.
 *
 * @param revision changes when the owner changes one of the two services or the operator the dependency
 */
public record Follows(String dependentId, String anchorId, String revision) implements Condition {

    /** The dependency between these two services as they are now. */
    public Follows(Service dependent, Service anchor, Dependency dependency) {
        this(dependent.id(), anchor.id(), Digest.of(dependent.fingerprint(), anchor.fingerprint(), dependency).text());
    }

    @Override
    public String subject() {
        return dependentId;
    }
}
