package io.orcastra.adapters.scenario;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.TriedConditions;
import io.orcastra.rules.reading.TriedConditions.Condition;
import io.orcastra.rules.reading.Whereabouts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which conditions of rules decided something in scenarios: each is to be met in one, and to be what its rule stops at in
 * one. Of moments that differ in samples of memory only the first is looked at: there are thousands, and what comes of them is
 * seen in the next. Used by one thread.
 */
public final class ConditionCoverage implements Onlooker {
    private final Map<RuleBook, TriedConditions> tried;
    private final Counted counted;
    private final Whereabouts whereabouts = new Whereabouts();
    private List<Object> last = List.of();

    /** Of no scenario yet, and about all rules. */
    public ConditionCoverage() {
        this(new LinkedHashMap<>(), Counted.ALL);
    }

    private ConditionCoverage(Map<RuleBook, TriedConditions> tried, Counted counted) {
        this.tried = tried;
        this.counted = counted;
    }

    /** The same of some rules only. */
    public ConditionCoverage of(Counted some) {
        return new ConditionCoverage(tried, some);
    }

    Counted counted() {
        return counted;
    }

    @Override
    public Whereabouts whereabouts() {
        return whereabouts;
    }

    @Override
    public void saw(RuleBook rules, Set<String> off, DecisionRecord record) {
        Set<Object> all = new HashSet<>(record.conditions());
        record.plan().execute().stream().map(PlannedAction::wish).forEach(all::add);
        Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream()).forEach(refusal -> add(refusal, all));
        List<Object> moment = List.of(rules, off, Set.copyOf(all), record.facts().stream()
                .filter(fact -> !(fact instanceof NodeMemory) && !(fact instanceof TaskMemory)).collect(Collectors.toSet()));
        if (moment.equals(last)) {
            return;
        }
        last = moment;
        all.addAll(record.facts());
        tried.computeIfAbsent(rules, book -> new TriedConditions(Reading.of(book.sources()), whereabouts)).look(all, off);
    }

    private static void add(Refusal refusal, Set<Object> all) {
        all.add(refusal.proposal());
        all.addAll(refusal.vetoes());
    }

    /** In the order of files and lines; a rule of several rule books once. */
    public List<Condition> conditions() {
        Map<List<Object>, Condition> merged = new LinkedHashMap<>();
        for (TriedConditions one : tried.values()) {
            for (Condition condition : one.conditions().stream().filter(each -> counted.holds(each.rule())).toList()) {
                merged.merge(List.of(condition.rule(), condition.number()), condition, (some, more) ->
                        new Condition(some.rule(), some.number(), some.line(), some.met() || more.met(),
                                some.unmet() || more.unmet()));
            }
        }
        return List.copyOf(merged.values());
    }

    /** Of the two ways each condition can come out those that were seen, from 0 to 100; 100 when there are none. */
    public double percent() {
        return percent(conditions());
    }

    /** The same of some of them. */
    static double percent(List<Condition> all) {
        long seen = all.stream().filter(Condition::met).count() + all.stream().filter(Condition::unmet).count();
        return all.isEmpty() ? 100 : 100.0 * seen / (2 * all.size());
    }

    /** Those that came out one way only, or were never asked, by file. */
    public Map<String, List<Condition>> halfTriedByFile() {
        return conditions().stream().filter(condition -> !condition.met() || !condition.unmet())
                .collect(Collectors.groupingBy(condition -> condition.rule().file(), LinkedHashMap::new, Collectors.toList()));
    }
}
