package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * One source, parsed but not compiled.
 *
 * @param tree     what could be parsed; empty of rules when {@code problems} is not empty
 * @param problems errors of syntax
 */
public record ParsedRules(RuleSource source, PackageDescr tree, List<RuleProblem> problems) {
    private static final Pattern CONCLUSION = Pattern.compile("insertLogical\\s*\\(\\s*new\\s+(\\w+)");

    public ParsedRules {
        problems = List.copyOf(problems);
    }

    /** Parses a source at language level DRL10; never throws for what stands in it. */
    public static ParsedRules of(RuleSource source) {
        var parser = new DrlParser(LanguageLevelOption.DRL10);
        PackageDescr tree = null;
        var problems = new ArrayList<RuleProblem>();
        try {
            tree = parser.parse(false, source.text());
            parser.getErrors().forEach(error -> problems.add(problem(source, error)));
        } catch (DroolsParserException | RuntimeException e) {
            problems.add(new RuleProblem(source.name(), 0, 0, String.valueOf(e.getMessage()), SYNTAX_ADVICE));
        }
        boolean usable = tree != null && problems.isEmpty();
        return new ParsedRules(source, usable ? tree : new PackageDescr(), problems);
    }

    private static final String SYNTAX_ADVICE = "Maybe a bracket, comma or 'end' is missing on this line or the one before";

    /** The rules of this source, queries left out. */
    public List<RuleDescr> rules() {
        return tree.getRules().stream().filter(RuleDescr::isRule).toList();
    }

    /** The rules as explanations name them, in the order of the file. */
    public List<RuleDescription> descriptions() {
        return rules().stream()
                .map(rule -> new RuleDescription(id(rule), rule.getName(), family(rule), source.name(), rule.getLine(),
                        source.policy()))
                .toList();
    }

    /** Value of {@code @id}, empty when the rule has none. */
    public static String id(RuleDescr rule) {
        AnnotationDescr id = rule.getAnnotation("id");
        return id == null ? "" : Optional.ofNullable(id.getSingleValueStripped()).map(Object::toString).orElse("");
    }

    /** Simple name of the type of fact the rule concludes, empty when it concludes none. */
    public static String conclusion(RuleDescr rule) {
        Matcher matcher = CONCLUSION.matcher(String.valueOf(rule.getConsequence()));
        return matcher.find() ? matcher.group(1) : "";
    }

    public static RuleFamily family(RuleDescr rule) {
        return RuleFamily.concluding(conclusion(rule));
    }

    private static RuleProblem problem(RuleSource source, DroolsError error) {
        int line = error instanceof ParserError at ? Math.max(at.getRow(), 0) : 0;
        int column = error instanceof ParserError at ? Math.max(at.getCol(), 0) + 1 : 0;
        return new RuleProblem(source.name(), line, column, error.getMessage().strip(), SYNTAX_ADVICE);
    }
}
