package io.orcastra.rules;

import io.orcastra.rules.DrlTokens.Kind;
import io.orcastra.rules.DrlTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is often written wrongly in rules, found where it stands: the parser complains where it can go on no more, which is
 * elsewhere, and in words of its own. Asked only about files that cannot be read.
 */
final class Slips {
    private static final List<String> PARTS = List.of("when", "then", "end");
    private static final int NEAR = 2;
    private static final Map<String, String> BEFORE = Map.of("when", "its condition", "then", "its consequence");

    private final RuleSource source;
    private final DrlTokens tokens;
    private final List<RuleProblem> found = new ArrayList<>();

    private Slips(RuleSource source) {
        this.source = source;
        this.tokens = DrlTokens.of(source.text());
    }

    static Slips of(RuleSource source) {
        Slips slips = new Slips(source);
        slips.head(slips.tokens.head());
        List<List<Token>> rules = slips.tokens.rules();
        for (int i = 0; i < rules.size(); i++) {
            slips.rule(rules.get(i), i + 1 < rules.size());
        }
        return slips;
    }

    /** In the order of the file; empty when none is found. */
    List<RuleProblem> found() {
        return found.stream().sorted().toList();
    }

    /** The file with nothing where some were found: without the whole rule, and the line outside of any. */
    RuleSource rest() {
        List<String> lines = new ArrayList<>(source.text().lines().toList());
        found.forEach(slip -> lines.set(slip.line() - 1, ""));
        tokens.rules().stream().filter(rule -> found.stream().anyMatch(slip -> isIn(slip, rule))).forEach(rule -> {
            for (int line = rule.get(0).line(); line <= rule.get(rule.size() - 1).line(); line++) {
                lines.set(line - 1, "");
            }
        });
        return new RuleSource(source.name(), String.join("\n", lines) + "\n");
    }

    /** What the parser complains of first in each rule, and outside of them: what it says then comes of that. */
    List<RuleProblem> firstOfEach(List<RuleProblem> complaints) {
        List<RuleProblem> first = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (RuleProblem complaint : complaints) {
            Optional<List<Token>> rule = tokens.rules().stream().filter(one -> isIn(complaint, one)).findFirst();
            if (seen.add(rule)) {
                first.add(complaint);
            }
        }
        return first;
    }

    private static boolean isIn(RuleProblem problem, List<Token> rule) {
        return problem.line() >= rule.get(0).line() && problem.line() <= rule.get(rule.size() - 1).line();
    }

    private void add(Token at, String message, String advice) {
        found.add(new RuleProblem(source.name(), at.line(), at.column(), message, advice));
    }

    private void head(List<Token> head) {
        for (int i = 0; i < head.size(); i++) {
            Token token = head.get(i);
            boolean path = i > 0 && head.get(i - 1).is("import");
            if (token.first() && (token.kind() == Kind.TEXT || token.kind() == Kind.OPEN_TEXT)) {
                add(token, "a name stands here without what it names", "Maybe write rule before it");
            } else if (path && i + 1 < head.size() && (head.get(i + 1).is("/") || head.get(i + 1).is("\\"))) {
                add(token, "the parts of an import are separated by dots", "Maybe write import io.orcastra.facts.cluster.*");
            }
        }
    }

    private void rule(List<Token> rule, boolean followed) {
        int before = found.size();
        rule.stream().filter(token -> token.kind() == Kind.OPEN_TEXT).forEach(open -> quote(rule, open));
        annotation(rule);
        if (found.size() > before) {
            return;
        }
        Optional<Token> when = part(rule, "when", rule.get(0), this::beginsCondition);
        Optional<Token> then = part(rule, "then", when.orElse(rule.get(0)), token -> token.text().startsWith("insert"));
        Optional<Token> end = part(rule, "end", then.orElse(rule.get(0)), token -> false);
        if (end.isEmpty() && found.size() == before) {
            Token last = rule.get(rule.size() - 1);
            found.add(new RuleProblem(source.name(), last.line(), last.end(), "rule " + name(rule) + " does not end"
                    + (followed ? " before the next one begins" : ""), "Maybe write end on a line below its consequence"));
        }
        if (when.isPresent() && then.isPresent()) {
            new PatternSlips(this::add).in(rule.subList(rule.indexOf(when.get()) + 1, rule.indexOf(then.get())), then.get());
        }
    }

    private static String name(List<Token> rule) {
        return rule.size() > 1 ? rule.get(1).text() : "";
    }

    private boolean beginsCondition(Token token) {
        return token.isType() || token.text().startsWith("$") || token.is("not") || token.is("exists") || token.is("accumulate");
    }

    /** The word that begins a part; empty, with a problem, when it is missing or misspelt. */
    private Optional<Token> part(List<Token> rule, String word, Token after, Predicate<Token> begins) {
        List<Token> rest = rule.subList(rule.indexOf(after) + 1, rule.size());
        Optional<Token> there = rest.stream().filter(token -> token.is(word)).findFirst();
        if (there.isPresent()) {
            return there;
        }
        Optional<Token> near = rest.stream().filter(token -> token.first() && token.kind() == Kind.WORD && isAlone(rule, token)
                && PARTS.stream().noneMatch(token::is) && isNear(token.text(), word)).findFirst();
        if (near.isPresent()) {
            add(near.get(), "'" + near.get().text() + "' is no part of a rule", "Maybe you meant " + word);
            return near;
        }
        rest.stream().filter(token -> token.first() && begins.test(token)).findFirst().ifPresent(token -> add(token,
                "rule " + name(rule) + " has no " + word + " before " + BEFORE.get(word), "Maybe write " + word + " on a line above this"));
        return Optional.empty();
    }

    private static boolean isNear(String seen, String word) {
        return seen.startsWith(word) || Spelling.distance(seen.toLowerCase(Locale.ROOT), word) <= Math.min(NEAR, word.length() - 2);
    }

    private static boolean isAlone(List<Token> rule, Token token) {
        int next = rule.indexOf(token) + 1;
        return next == rule.size() || rule.get(next).first();
    }

    /** Of the quotes of a line that do not come in pairs, the one behind which something stands that is no text. */
    private void quote(List<Token> rule, Token open) {
        Token guilty = rule.stream().filter(token -> token.line() == open.line() && token.kind() == Kind.TEXT)
                .filter(token -> token.text().matches(".*(?:[=<>]=|[,<>]\\s|\\s[)]).*")).findFirst().orElse(open);
        boolean begun = guilty.text().matches("[\"']\\s*(?:[,)].*)?") || guilty.text().matches("[\"']\\s*[,)].*");
        add(guilty, "a quote is missing " + (begun ? "before this one" : "behind this one") + ": text begins and ends in one line",
                "Maybe write " + open.text().charAt(0) + (begun ? " before the text" : " behind the text"));
    }

    private void annotation(List<Token> rule) {
        for (int i = 0; i + 2 < rule.size(); i++) {
            if (rule.get(i).is("@") && rule.get(i + 1).kind() == Kind.WORD && !rule.get(i + 2).is("(")) {
                add(rule.get(i + 2), "the " + rule.get(i + 1).text() + " stands without brackets",
                        "Maybe write @" + rule.get(i + 1).text() + "( " + rule.get(i + 2).text() + " )");
            }
        }
    }
}
