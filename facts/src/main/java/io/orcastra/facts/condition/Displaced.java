package io.orcastra.facts.condition;

import io.orcastra.facts.Digest;
import java.util.Set;

/**
 * A task of the dependent runs outside home. Another home, a changed service or a changed dependency is another
 * displacement.
 *
 * @param home      ids of the nodes the dependent may live on, never empty
 * @param revisions of all it {@link Follows}
 */
public record Displaced(String dependentId, Set<String> home, Set<String> revisions) implements Condition {
    public Displaced {
        home = Ids.sorted(home);
        revisions = Ids.sorted(revisions);
    }

    /** Identity of the displacement: it lasts while only tasks of the anchors are replaced on their nodes. */
    public String identity() {
        return Digest.of(dependentId, home, revisions).text();
    }

    /**
     * Identity of the move it makes necessary. Tasks of the anchors are part of it, because dependents follow an
     * anchor that goes to and fro between two nodes each time at once, and that is no oscillation of ours.
     *
     * @param placements ids of the tasks of each anchor
     */
    public String cause(Set<Set<String>> placements) {
        return Digest.of(dependentId, home, revisions, placements).text();
    }

    @Override
    public String subject() {
        return dependentId;
    }
}
