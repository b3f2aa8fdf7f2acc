package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import org.drools.tms.LogicalDependency;
import org.drools.tms.agenda.TruthMaintenanceSystemInternalMatch;
import org.kie.api.runtime.rule.Match;

/**
 * What a match has concluded. The public listeners do not tell: a match that fires again after one of its facts was
 * replaced, or that concludes what another rule concluded before, inserts nothing anew.
 */
public final class Justifications {
    private Justifications() {
    }

    /** The logical facts that stand because of this match, after it fired. */
    public static List<Object> of(Match match) {
        List<Object> concluded = new ArrayList<>();
        if (match instanceof TruthMaintenanceSystemInternalMatch<?> justifier
                && justifier.getLogicalDependencies() != null) {
            LogicalDependency<?> each = justifier.getLogicalDependencies().getFirst();
            for (; each != null; each = each.getNext()) {
                concluded.add(each.getObject());
            }
        }
        return concluded;
    }
}
