package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.HeldByOperator;
import io.orcastra.facts.condition.WaitsForHour;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import java.util.Objects;

/** What an operator holds is not given up meanwhile (holds.drl). */
final class PlainHolds extends PlainPolicy {
    PlainHolds(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        boolean paused = facts.all(Paused.class).stream().anyMatch(one -> one.service().isEmpty());
        boolean asked = facts.holds(new RuleAutomation("ORC-COL-201", AutomationLevel.ASK))
                || facts.holds(new RuleAutomation("ORC-COL", AutomationLevel.ASK));
        boolean dependentsPaused = !facts.all(DependentsPaused.class).isEmpty();
        for (Follows follows : facts.all(Follows.class)) {
            HeldByOperator held = new HeldByOperator(follows.dependentId());
            if (paused) {
                facts.conclude("ORC-HLD-101", held);
            }
            if (asked) {
                facts.conclude("ORC-HLD-103", held);
            }
            if (dependentsPaused) {
                facts.conclude("ORC-HLD-105", held);
            }
            service(follows.dependentId()).forEach(service -> hold(service, held));
        }
        if (!facts.all(HourSpent.class).isEmpty()) {
            facts.all(Displaced.class).stream().map(Displaced::dependentId).filter(dependent -> !failed(dependent))
                    .forEach(dependent -> facts.conclude("ORC-HLD-106", new WaitsForHour(dependent)));
        }
    }

    private boolean failed(String dependent) {
        return facts.all(FailedMove.class).stream().anyMatch(one -> one.serviceId().equals(dependent));
    }

    private void hold(Service service, HeldByOperator held) {
        if (facts.all(Paused.class).stream().anyMatch(one -> one.service().equals(service.name()))) {
            facts.conclude("ORC-HLD-102", held);
        }
        if (facts.all(ServiceAutomation.class).stream().anyMatch(one -> one.level() == AutomationLevel.ASK
                && (one.service().equals(service.name()) || one.service().equals(service.shortName())))) {
            facts.conclude("ORC-HLD-104", held);
        }
    }

    @Override
    void timers() {
        facts.all(HeldByOperator.class).forEach(
                held -> facts.conclude("ORC-HLD-501", new HeldTimer("displaced", held.dependentId())));
        facts.all(WaitsForHour.class).forEach(
                waits -> facts.conclude("ORC-HLD-503", new HeldTimer("displaced", waits.dependentId())));
        for (WindowClosed window : facts.all(WindowClosed.class)) {
            facts.all(Veto.class).stream().filter(veto -> Objects.equals(veto.until(), window.until())
                    && veto.proposal().rule().equals("ORC-COL-201")).forEach(veto -> facts.conclude(
                            "ORC-HLD-502", new HeldTimer("displaced", veto.proposal().subject())));
        }
    }
}
