package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.antlr4.DRL10Parser;
import org.drools.drl.parser.antlr4.DRL10ParserHelper;

/**
 * One source, parsed but not compiled.
 *
 * @param tree     what could be parsed; empty of rules when {@code problems} is not empty
 * @param problems errors of syntax
 */
public record ParsedRules(RuleSource source, PackageDescr tree, List<RuleProblem> problems) {
    private static final Lately<RuleSource, ParsedRules> LATELY = new Lately<>();
    private static final Pattern ANNOTATION = Pattern.compile("@\\w+[ \\t]*\\([^)\\n]*\\)");

    public ParsedRules {
        problems = List.copyOf(problems);
    }

    /** A source as it is read at language level DRL10, which nobody may change; never throws for what stands in it. */
    public static ParsedRules of(RuleSource source) {
        return LATELY.get(source).orElseGet(() -> {
            ParsedRules parsed = read(source);
            // whether the others can be read may hang on the thread that tries
            if (parsed.problems().isEmpty()) {
                LATELY.keep(source, parsed);
            }
            return parsed;
        });
    }

    private static ParsedRules read(RuleSource source) {
        Optional<RuleProblem> exceeded = Bounds.exceeded(source);
        if (exceeded.isPresent()) {
            return new ParsedRules(source, new PackageDescr(), List.of(exceeded.get()));
        }
        var errors = new SyntaxErrors(source.name());
        PackageDescr tree = parse(source.text(), errors);
        boolean swallowed = tree.getRules().stream().anyMatch(rule -> id(rule).contains("\n"));
        if (!swallowed && errors.problems().isEmpty()) {
            return new ParsedRules(source, tree, List.of());
        }
        return new ParsedRules(source, new PackageDescr(), locate(source, errors.problems()));
    }

    /**
     * The parser tries to read a rule with a mistake as one long annotation, then complains somewhere else or not at
     * all. Without annotations it complains where the mistake is.
     */
    private static List<RuleProblem> locate(RuleSource source, List<RuleProblem> found) {
        Slips slips = Slips.of(source);
        if (slips.found().isEmpty()) {
            return slips.firstOfEach(complaints(source, found));
        }
        List<RuleProblem> all = new ArrayList<>(slips.found());
        all.addAll(read(slips.rest()).problems());
        return all;
    }

    private static List<RuleProblem> complaints(RuleSource source, List<RuleProblem> found) {
        var errors = new SyntaxErrors(source.name());
        parse(ANNOTATION.matcher(source.text())
                .replaceAll(annotation -> " ".repeat(annotation.group().length())), errors);
        if (!errors.problems().isEmpty()) {
            return errors.problems();
        }
        return !found.isEmpty() ? found
                : List.of(new RuleProblem(source.name(), 0, 0, "an annotation does not end", SyntaxErrors.ADVICE));
    }

    /** What parses with little looking ahead means the same with much, which takes longer and says better what is wrong. */
    private static PackageDescr parse(String text, SyntaxErrors errors) {
        var doubts = new SyntaxErrors("");
        PackageDescr tree = parse(text, doubts, PredictionMode.SLL);
        return doubts.problems().isEmpty() ? tree : parse(text, errors, PredictionMode.LL);
    }

    private static PackageDescr parse(String text, SyntaxErrors errors, PredictionMode looking) {
        try {
            DRL10Parser parser = DRL10ParserHelper.createDrlParser(text);
            parser.getInterpreter().setPredictionMode(looking);
            errors.listenTo(parser);
            errors.listenTo((Lexer) parser.getTokenStream().getTokenSource());
            DRL10Parser.CompilationUnitContext unit = parser.compilationUnit();
            errors.refuseRest(parser);
            return DRL10ParserHelper.compilationUnitContext2PackageDescr(unit, parser.getTokenStream(), null);
        } catch (RuntimeException | StackOverflowError e) {
            errors.giveUp(e);
            return new PackageDescr();
        }
    }

    /** The rules of this source, queries left out. */
    public List<RuleDescr> rules() {
        return tree.getRules().stream().filter(RuleDescr::isRule).toList();
    }

    /** The rules as explanations name them, in the order of the file. */
    public List<RuleDescription> descriptions() {
        return rules().stream()
                .map(rule -> new RuleDescription(id(rule), rule.getName(), family(rule), source.name(), rule.getLine(),
                        source.policy(), ReadParameter.of(rule)))
                .toList();
    }

    /** Value of {@code @id}, empty when the rule has none. */
    public static String id(RuleDescr rule) {
        AnnotationDescr id = rule.getAnnotation("id");
        return id == null ? "" : Optional.ofNullable(id.getSingleValueStripped()).map(Object::toString).orElse("");
    }

    /** What the rule concludes, by the one fact it is read to conclude. */
    public static RuleFamily family(RuleDescr rule) {
        return RuleFamily.concluding(ParsedConsequence.of(rule).conclusion());
    }
}
