package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * A parameter of its policy that a rule reads.
 *
 * @param form   what the rule takes its value for
 * @param needed whether the rule never matches without; otherwise it asks that there is none
 */
public record ReadParameter(String name, ParameterForm form, boolean needed) {
    private static final Pattern WRITABLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern POLICY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern NAME = Pattern.compile("name\\s*==\\s*\"([^\"]*)\"");

    /** What a parameter can be called in {@code swarm.yml}. */
    public static boolean isName(String name) {
        return WRITABLE.matcher(name).matches();
    }

    /** What the file of a policy can be called, without its ending, to be given parameters. */
    public static boolean isPolicy(String name) {
        return POLICY.matcher(name).matches();
    }

    /** In the order of the rule. */
    static List<ReadParameter> of(RuleDescr rule) {
        List<ReadParameter> found = new ArrayList<>();
        collect(rule.getLhs(), true, found);
        return found.stream().distinct().toList();
    }

    private static void collect(BaseDescr element, boolean needed, List<ReadParameter> found) {
        if (element instanceof PatternDescr pattern && pattern.getSource() instanceof AccumulateDescr accumulate) {
            collect(accumulate.getInput(), false, found);
        } else if (element instanceof PatternDescr pattern) {
            ParameterForm.ofFact(pattern.getObjectType()).ifPresent(form -> pattern.getConstraint().getDescrs().stream()
                    .map(constraint -> NAME.matcher(constraint.getText())).filter(Matcher::find)
                    .forEach(name -> found.add(new ReadParameter(name.group(1), form, needed))));
        } else if (element instanceof ConditionalElementDescr group) {
            boolean positive = needed && !(element instanceof NotDescr);
            group.getDescrs().forEach(inner -> collect((BaseDescr) inner, positive, found));
        }
    }
}
