package io.orcastra.engine.ledger;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.decision.Veto;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** A refusal in a line for who asked. */
record RefusalWords(ClusterView cluster) {

    /** Name of a service, hostname of a node, or the id of what is neither. */
    String name(String id) {
        Service service = cluster.service(id);
        return service == null ? cluster.hostname(id) : service.name();
    }

    static String reasons(Refusal refusal) {
        return refusal.vetoes().stream().map(veto -> veto.reason() + (veto.until() == null ? ""
                        : " until " + veto.until().truncatedTo(ChronoUnit.SECONDS)) + " (" + veto.rule() + ")")
                .collect(Collectors.joining("; "));
    }

    /** Whether all that holds it ends by itself. */
    static boolean ends(Refusal refusal) {
        return refusal.vetoes().stream().map(Veto::until).allMatch(until -> until != null);
    }
}
