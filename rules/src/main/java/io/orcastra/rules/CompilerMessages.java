package io.orcastra.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.api.builder.Message;

/**
 * Says where in the rules a message of the compiler belongs. The executable model reports conditions without a line
 * and consequences in the Java it generated from them; the place is found by the text the message quotes.
 */
final class CompilerMessages {
    private static final String GENERATED = "Java source of ";
    private static final Pattern ID = Pattern.compile("\"(ORC-[A-Z]+-\\d+)\"");
    private static final Pattern WORD_START = Pattern.compile("(?<![\\w$])[\\w$]");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final int SHORTEST_QUOTE = 3;
    private static final String ADVICE =
            "Maybe a type, field or variable is misspelt; facts are the records of io.orcastra.facts";

    private final List<RuleSource> sources;
    private final List<RuleDescription> rules;
    private final Map<String, RuleDescription> generated = new HashMap<>();

    CompilerMessages(List<RuleSource> sources) {
        this.sources = sources;
        this.rules = sources.stream().flatMap(source -> ParsedRules.of(source).descriptions().stream()).toList();
    }

    /** Never empty when there are errors. */
    List<RuleProblem> problems(List<Message> errors) {
        errors.forEach(this::learn);
        var problems = new ArrayList<RuleProblem>();
        for (Message error : errors) {
            if (!error.getText().startsWith(GENERATED)) {
                problems.add(problem(error));
            }
        }
        return problems.isEmpty() ? List.of(new RuleProblem(sources.get(0).name(), 0, 0,
                "the compiler refuses the rules: " + errors, ADVICE)) : problems.stream().distinct().toList();
    }

    /** A generated consequence names its rule by the id it concludes with. */
    private void learn(Message error) {
        Matcher id = ID.matcher(error.getText());
        if (error.getText().startsWith(GENERATED) && id.find()) {
            rules.stream().filter(rule -> rule.id().equals(id.group(1))).findFirst()
                    .ifPresent(rule -> generated.put(error.getPath(), rule));
        }
    }

    private RuleProblem problem(Message error) {
        String text = error.getText().strip();
        RuleDescription rule = generated.get(error.getPath());
        if (rule != null) {
            return inRule(rule, text);
        }
        Optional<RuleSource> source = sources.stream()
                .filter(one -> String.valueOf(error.getPath()).endsWith("/" + one.name())).findFirst();
        if (source.isPresent() && error.getLine() > 0) {
            int column = Math.max((int) error.getColumn(), 0);
            return new RuleProblem(source.get().name(), (int) error.getLine(), column, text, ADVICE);
        }
        RuleSource place = source.orElse(sources.get(0));
        return at(place, quoted(place.text(), text), text);
    }

    private RuleProblem inRule(RuleDescription rule, String text) {
        RuleSource source = sources.stream().filter(one -> one.name().equals(rule.file())).findFirst().orElseThrow();
        Matcher variable = VARIABLE.matcher(text);
        int start = source.text().indexOf('"' + rule.sentence() + '"');
        int found = variable.find() ? source.text().indexOf(variable.group(), start) : -1;
        return found < 0 ? new RuleProblem(rule.file(), rule.line(), 0, text, ADVICE) : at(source, found, text);
    }

    /** Where the longest end of the message stands in the rules, -1 when none does. */
    private static int quoted(String rules, String message) {
        Matcher word = WORD_START.matcher(message);
        while (word.find()) {
            String end = message.substring(word.start()).replaceFirst("[:.\\s]+$", "");
            int found = end.length() < SHORTEST_QUOTE ? -1 : rules.indexOf(end);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }

    private static RuleProblem at(RuleSource source, int offset, String text) {
        if (offset < 0) {
            return new RuleProblem(source.name(), 0, 0, text, ADVICE);
        }
        String before = source.text().substring(0, offset);
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        return new RuleProblem(source.name(), line, offset - before.lastIndexOf('\n'), text, ADVICE);
    }
}
