package io.orcastra.facts.condition;

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

    /** Identity of the displacement, for the move it makes necessary. */
    public String cause() {
        return Digest.of(dependentId, home, revisions);
    }

    @Override
    public String subject() {
        return dependentId;
    }
}
