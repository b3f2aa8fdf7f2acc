package io.orcastra.rules.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** What can be changed about the elements of a condition: each left out, each turned round, and their constraints. */
final class ElementEdits {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");

    private final String text;
    private final int ruleStart;
    private final int ruleEnd;
    private final List<Edit> edits = new ArrayList<>();

    /** @param text of the file, in which the rule stands between start and end */
    ElementEdits(String text, int ruleStart, int ruleEnd) {
        this.text = text;
        this.ruleStart = ruleStart;
        this.ruleEnd = ruleEnd;
    }

    List<Edit> of(AndDescr condition) {
        group(condition.getDescrs(), true);
        return List.copyOf(edits);
    }

    /** @param free whether a pattern may stand there with {@code not} before it */
    private void group(List<? extends BaseDescr> elements, boolean free) {
        List<Span> spans = elements.stream().map(this::span).toList();
        for (int index = 0; index < elements.size(); index++) {
            Span span = spans.get(index);
            if (elements.size() > 1 && isNotNeeded(span)) {
                Span gone = Span.without(spans, index);
                edits.add(new Edit(gone.start(), gone.end(), "", "drop " + words(span)));
            }
            if (free && elements.get(index) instanceof PatternDescr pattern && pattern.getSource() == null
                    && isNotNeeded(span)) {
                edits.add(new Edit(span.start(), span.start(), "not ", "negate " + words(span)));
            }
            inside(elements.get(index), span);
        }
    }

    private void inside(BaseDescr element, Span span) {
        if (element instanceof NotDescr not) {
            turn(span, "not", "exists");
            nested(not);
        } else if (element instanceof ExistsDescr exists) {
            turn(span, "exists", "not");
            nested(exists);
        } else if (element instanceof AndDescr and) {
            group(and.getDescrs(), and.getDescrs().size() > 1);
        } else if (element instanceof PatternDescr pattern) {
            pattern(pattern);
        }
    }

    private void nested(ConditionalElementDescr element) {
        element.getDescrs().forEach(inner -> {
            BaseDescr descr = (BaseDescr) inner;
            inside(descr, span(descr));
        });
    }

    private void pattern(PatternDescr pattern) {
        if (pattern.getSource() instanceof AccumulateDescr accumulate) {
            inside(accumulate.getInput(), span(accumulate.getInput()));
        }
        List<Span> constraints = pattern.getConstraint().getDescrs().stream().map(this::span).toList();
        for (int index = 0; index < constraints.size(); index++) {
            edits.addAll(new ConstraintEdits(text, constraints, index, pattern.getSource() == null ? pattern.getObjectType() : "accumulate").all());
        }
    }

    private void turn(Span span, String word, String other) {
        edits.add(new Edit(span.start(), span.start() + word.length(), other, "turn " + words(span)));
    }

    /** Whether nothing that is bound here is used elsewhere in the rule. */
    private boolean isNotNeeded(Span span) {
        String rest = text.substring(ruleStart, span.start()) + " " + text.substring(span.end(), ruleEnd);
        Matcher variable = VARIABLE.matcher(span.of(text));
        while (variable.find()) {
            boolean binds = span.of(text).substring(variable.end()).stripLeading().startsWith(":");
            if (binds && rest.matches("(?s).*" + Pattern.quote(variable.group()) + "\\b.*")) {
                return false;
            }
        }
        return true;
    }

    private Span span(BaseDescr descr) {
        if (descr instanceof PatternDescr pattern && pattern.getSource() instanceof AccumulateDescr accumulate) {
            return span(accumulate);
        }
        return Span.of(text, descr.getStartCharacter(), descr.getEndCharacter() + 1);
    }

    private String words(Span span) {
        return span.of(text).replaceAll("\\s+", " ");
    }
}
