package io.orcastra.engine.replay;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;

/**
 * What a decision is about: a rule, what it is said of, and what it wants done.
 *
 * @param subject node or service id
 * @param what    simple name of the action wished for, with what tells two of them apart; empty for a finding
 */
public record Matter(String rule, String subject, String what) {

    public static Matter of(Finding finding) {
        return new Matter(finding.rule(), finding.subject(), "");
    }

    public static Matter of(Proposal wish) {
        Action action = wish.action();
        String name = action.getClass().getSimpleName();
        String what = action instanceof SetNodeLabel set ? name + " " + set.key() + "=" + set.value()
                : action instanceof RemoveNodeLabel remove ? name + " " + remove.key() : name;
        return new Matter(wish.rule(), wish.subject(), what);
    }
}
