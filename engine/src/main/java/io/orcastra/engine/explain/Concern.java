package io.orcastra.engine.explain;

import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.reading.Subject;
import java.lang.reflect.RecordComponent;
import java.util.Collection;

/** What of a decision is about a subject. */
record Concern(Subject subject, DecisionRecord record) {

    /** A wish that acts on it, takes it off this node, or writes a label because of this service. */
    boolean isAbout(Proposal proposal) {
        if (proposal.subject().equals(subject.id())) {
            return true;
        }
        if (proposal.action() instanceof Relocate relocate) {
            return relocate.nodeId().equals(subject.id());
        }
        Evidence evidence = record.evidence().get(proposal);
        return (proposal.action() instanceof SetNodeLabel || proposal.action() instanceof RemoveNodeLabel)
                && subject instanceof Subject.OfService one && evidence != null && evidence.facts().contains(one.service());
    }

    boolean isAbout(Finding finding) {
        return finding.subject().equals(subject.id()) || finding.subject().equals(subject.name());
    }

    /** A condition that names it, first or last. */
    boolean isAbout(Condition condition) {
        for (RecordComponent component : condition.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(condition);
                if (subject.id().equals(value) || value instanceof Collection<?> many && many.contains(subject.id())) {
                    return true;
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component + "; fact records must be public", e);
            }
        }
        return false;
    }
}
