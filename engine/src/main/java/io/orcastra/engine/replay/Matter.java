package io.orcastra.engine.replay;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.SetNodeLabel;
import java.util.regex.Pattern;

/**
 * What a decision is about: a rule, what it is said of, and what it wants done.
 *
 * @param subject node or service id
 * @param what    simple name of the action wished for, with what tells two of them apart; of a finding its words
 */
public record Matter(String rule, String subject, String what) {
    /** They change while the matter is the same; in names, which have letters beside them, they do not. */
    private static final Pattern FIGURE = Pattern.compile("(?<![\\w./:@-])\\d++(?:\\.\\d++)?+(?:ms|[smhd%])?+(?![\\w/:@-]|\\.\\d)");
    /** A text tells less of what is masked than a fact does. */
    private static final Pattern MASKED = Pattern.compile("(?<=\\*{3})[^\\s,;&\"']+");

    public static Matter of(Finding finding) {
        String words = MASKED.matcher(finding.message()).replaceAll("");
        return new Matter(finding.rule(), finding.subject(), FIGURE.matcher(words).replaceAll("#"));
    }

    public static Matter of(Proposal wish) {
        Action action = wish.action();
        String which = which(action);
        String name = action.getClass().getSimpleName();
        return new Matter(wish.rule(), wish.subject(), which.isEmpty() ? name : name + " " + which);
    }

    /** What tells it from others of its kind on the same subject; where it goes or how much it takes does not. */
    private static String which(Action action) {
        if (action instanceof SetNodeLabel set) {
            return set.key() + "=" + set.value();
        }
        if (action instanceof RemoveNodeLabel remove) {
            return remove.key();
        }
        if (action instanceof Relocate relocate) {
            return relocate.nodeId();
        }
        if (action instanceof FetchMod fetch) {
            return fetch.file();
        }
        if (action instanceof CutOff cut) {
            return cut.taskId();
        }
        return action instanceof RestartContainer restart ? restart.containerId() : "";
    }
}
