package io.orcastra.rules.mutation;

import io.orcastra.rules.ParsedRules;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.RuleDescr;

/** Every mutant of the rules of a file. */
final class Mutations {
    private final String text;
    private final ParsedRules parsed;

    Mutations(RuleSource source) {
        this.text = source.text();
        this.parsed = ParsedRules.of(source);
    }

    /** What stands above the first rule: package, imports. */
    String header() {
        return text.substring(0, parsed.rules().get(0).getStartCharacter());
    }

    List<Mutant> all() {
        var mutants = new ArrayList<Mutant>();
        for (int index = 0; index < parsed.rules().size(); index++) {
            mutants.addAll(of(parsed.rules().get(index), parsed.descriptions().get(index)));
        }
        return mutants;
    }

    private List<Mutant> of(RuleDescr rule, RuleDescription description) {
        int start = rule.getStartCharacter();
        String words = text.substring(start, rule.getEndCharacter() + 1).strip();
        var edits = new ArrayList<>(new ElementEdits(text, start, start + words.length()).of(rule.getLhs()));
        edits.addAll(ConsequenceEdits.of(words, start));
        edits.sort(Edit.BY_PLACE);
        Map<String, Integer> seen = new HashMap<>();
        return edits.stream().map(edit -> {
            int time = seen.merge(edit.change(), 1, Integer::sum);
            return new Mutant(description, edit.change() + (time == 1 ? "" : " (" + time + ")"), edit.in(words, start));
        }).toList();
    }
}
