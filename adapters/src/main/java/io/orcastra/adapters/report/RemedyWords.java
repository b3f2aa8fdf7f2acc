package io.orcastra.adapters.report;

import io.orcastra.adapters.masking.Masking;
import io.orcastra.adapters.report.ExplainReport.RemedyItem;
import io.orcastra.engine.explain.Remedy;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.reading.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is in the way, and what would end it, in words and figures. */
final class RemedyWords {
    private final Names names;
    private final FactWords facts;
    private final Instant now;
    private final Amounts amounts;

    RemedyWords(Names names, Instant now, Amounts amounts) {
        this.names = names;
        this.now = now;
        this.amounts = amounts;
        facts = new FactWords(names);
    }

    RemedyItem of(Remedy remedy) {
        if (remedy instanceof Remedy.Come come) {
            return coming(come);
        }
        if (remedy instanceof Remedy.Go go) {
            return going(go);
        }
        if (remedy instanceof Remedy.Become become) {
            return becoming(become);
        }
        if (remedy instanceof Remedy.Number number) {
            return number(number);
        }
        if (remedy instanceof Remedy.Last last) {
            return lasting(last);
        }
        if (remedy instanceof Remedy.Wait wait) {
            return new RemedyItem("wait", "over " + Spans.until(wait.until(), now), null, null, null, null, null, null, null,
                    Math.max(0, Duration.between(now, wait.until()).toSeconds()), wait.until(), null);
        }
        if (remedy instanceof Remedy.MakeRoom room) {
            Optional<Quantity> amount = amounts.of(room.nodeId(), room.obstruction());
            return new RemedyItem("make room", names.of(room.nodeId()) + " " + amounts.words(room.nodeId(), room.obstruction()), null, null,
                    null, null, null, amount.map(Quantity::amount).orElse(null), amount.map(Quantity::unit).orElse(null), null,
                    null, names.of(room.nodeId()));
        }
        return remedy instanceof Remedy.Turn ? item("turn", "other work goes first", null) : item("unknown", "", null);
    }

    /** What is in the way, and what would end it; what is said of a node already only gets its amount. */
    static String beside(String words, RemedyItem remedy) {
        String text = remedy.text();
        String said = remedy.amount() == null ? text : text.replaceFirst(" \\([^()]+ short\\)$", "");
        if (text.isEmpty() || remedy.type().equals("turn")) {
            return words;
        }
        return words.contains(text) ? words : words.contains(said) ? words.replace(said, text) : words + "; " + text;
    }

    private static RemedyItem item(String type, String text, String fact) {
        return item(type, text, fact, Optional.empty());
    }

    private static RemedyItem item(String type, String text, String fact, Optional<Quantity> amount) {
        return new RemedyItem(type, text, fact, null, null, null, null, amount.map(Quantity::amount).orElse(null),
                amount.map(Quantity::unit).orElse(null), null, null, null);
    }

    /** Of a node that was measured once, the sample that is missing is told by the last one. */
    private RemedyItem coming(Remedy.Come come) {
        Optional<MemoryUnknown> unknown = Optional.of(come).filter(one -> one.type() == NodeMemory.class)
                .flatMap(one -> amounts.unknown(String.valueOf(one.keys().get("nodeId"))));
        return item("come", unknown.map(amounts::words).orElseGet(() -> comingWords(come)), come.type().getSimpleName(),
                unknown.flatMap(amounts::tooOld));
    }

    private String comingWords(Remedy.Come come) {
        Map<String, Object> keys = new LinkedHashMap<>(come.keys());
        keys.replaceAll((field, value) -> Masking.compared(come.type(), come.keys(), field, value));
        if (come.type() == ServiceLabel.class) {
            return "service label " + keys.getOrDefault("key", "") + " is not set";
        }
        if (come.type() == Dependency.class && keys.containsKey("dependent")) {
            return "no dependency names " + keys.get("dependent") + " as dependent";
        }
        if (come.type() == TaskRunning.class && keys.keySet().equals(Set.of("serviceId"))) {
            return "no task of " + value(keys.get("serviceId")) + " runs";
        }
        String type = FactWords.spaced(come.type().getSimpleName());
        String with = keys.entrySet().stream().map(key -> FactWords.spaced(key.getKey()).replaceFirst(" id$", "") + " "
                + value(key.getValue())).collect(Collectors.joining(", "));
        if (come.type().getPackageName().endsWith(".policy")) {
            return "no " + type + " is configured" + (with.isEmpty() ? "" : " for " + with);
        }
        return "there is no " + type + (with.isEmpty() ? "" : ": " + with);
    }

    private RemedyItem going(Remedy.Go go) {
        return item("go", "in the way: " + go.facts().stream().map(this::going).collect(Collectors.joining("; ")),
                go.facts().isEmpty() ? null : go.facts().get(0).getClass().getSimpleName(),
                go.facts().stream().flatMap(fact -> age(fact).stream()).findFirst());
    }

    private String going(Object fact) {
        if (fact instanceof MemoryUnknown memory) {
            return amounts.words(memory);
        }
        return facts.of(fact) + (fact instanceof StaleObservation ? age(fact).map(age -> " (" + age.text() + " ago)").orElse("") : "");
    }

    /** How much too old a sample is, or how long ago a source was seen. */
    private Optional<Quantity> age(Object fact) {
        if (fact instanceof StaleObservation stale && stale.lastSeen() != null) {
            return Optional.of(new Quantity(Math.max(0, Duration.between(stale.lastSeen(), now).toSeconds()), "s"));
        }
        return fact instanceof MemoryUnknown memory ? amounts.tooOld(memory) : Optional.empty();
    }

    private RemedyItem becoming(Remedy.Become become) {
        Optional<Quantity> amount = gap(become.measure(), become.seen(), become.wanted());
        Object seen = shown(become, become.seen());
        List<Object> wanted = become.wanted().stream().map(one -> shown(become, one)).toList();
        String text = subject(become.fact()) + ": " + field(become.field()) + " is "
                + value(become.measure(), seen) + ", wanted " + wanted(become.measure(), become.operator(), wanted)
                + by(amount, become.operator());
        return new RemedyItem("become", text, become.fact().getClass().getSimpleName(), become.field(), plain(seen),
                become.operator().text(), wanted.stream().map(this::plain).toList(),
                amount.map(Quantity::amount).orElse(null), amount.map(Quantity::unit).orElse(null), null, null, null);
    }

    private static Object shown(Remedy.Become become, Object value) {
        return Masking.compared(become.fact(), become.field(), value);
    }

    private RemedyItem number(Remedy.Number number) {
        List<Object> wanted = Collections.singletonList(number.wanted());
        Optional<Quantity> amount = gap(number.measure(), number.seen(), wanted);
        String seen = value(number.measure(), number.seen());
        String text = (number.figure().isEmpty() ? FactWords.spaced(number.what()) + ": there are " + seen
                : "the " + field(number.figure()) + " is " + seen)
                + ", wanted " + wanted(number.measure(), number.operator(), wanted)
                + (number.figure().isEmpty() ? "" : by(amount, number.operator()));
        return new RemedyItem("number", text, number.what(), number.figure().isEmpty() ? null : number.figure(),
                plain(number.seen()), number.operator().text(), List.of(plain(number.wanted())),
                amount.map(Quantity::amount).orElse(null), amount.map(Quantity::unit).orElse(""), null, null, null);
    }

    /** A field, a path or something computed, as people say it. */
    private static String field(String written) {
        return FactWords.spaced(written.replaceAll("\\.(?=[a-zA-Z])", " ").replace("$", ""));
    }

    private static String by(Optional<Quantity> amount, Operator operator) {
        return amount.filter(gap -> operator.compares() && gap.amount() > 0)
                .map(gap -> " (" + gap.difference() + (isTooLittle(operator) ? " short)" : " too much)")).orElse("");
    }

    private RemedyItem lasting(Remedy.Last last) {
        Duration whole = last.timer().lasting();
        Optional<Duration> left = last.passed().map(whole::minus).map(rest -> rest.isNegative() ? Duration.ZERO : rest);
        String text = last.passed().map(passed -> last.timer().name() + " for " + Spans.of(passed) + " of " + Spans.of(whole)
                        + ", " + Spans.of(left.orElseThrow()) + " left")
                .orElse(last.timer().name() + " has to last for " + Spans.of(whole) + "; one look cannot tell how long it has");
        return new RemedyItem("last", text, null, null, last.passed().map(Duration::toSeconds).orElse(null), null,
                List.of(whole.toSeconds()), null, "s", left.map(Duration::toSeconds).orElse(null), null, null);
    }

    private String subject(Object fact) {
        return fact instanceof NodeMemory memory ? "memory of " + names.of(memory.nodeId()) : facts.of(fact);
    }

    private static boolean isTooLittle(Operator operator) {
        return operator == Operator.AT_LEAST || operator == Operator.MORE;
    }

    private static Optional<Quantity> gap(String measure, Object seen, List<Object> wanted) {
        if (seen instanceof Number have && wanted.size() == 1 && wanted.get(0) instanceof Number need) {
            return Optional.of(Quantity.ofField(measure, Math.abs(have.doubleValue() - need.doubleValue())));
        }
        if (seen instanceof Duration have && wanted.size() == 1 && wanted.get(0) instanceof Duration need) {
            return Optional.of(new Quantity(have.minus(need).abs().toMillis() / 1000.0, "s"));
        }
        return Optional.empty();
    }

    private String wanted(String field, Operator operator, List<Object> wanted) {
        String values = wanted.stream().map(one -> value(field, one)).collect(Collectors.joining(" or "));
        boolean stages = wanted.stream().anyMatch(Enum.class::isInstance);
        return switch (operator) {
            case EQUAL, IN, EXISTS -> values;
            case NOT_EQUAL, NOT_IN -> "other than " + values;
            case AT_LEAST -> "at least " + values;
            case MORE -> (stages ? "later than " : "more than ") + values;
            case AT_MOST -> "at most " + values;
            case LESS -> (stages ? "earlier than " : "less than ") + values;
            default -> operator.text() + " " + values;
        };
    }

    private String value(String field, Object value) {
        return value instanceof Number number ? Quantity.ofField(field, number.doubleValue()).text() : value(value);
    }

    private String value(Object value) {
        if (value == null) {
            return "none";
        }
        return value instanceof Class<?> type ? FactWords.spaced(type.getSimpleName()) : facts.of(value);
    }

    private Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value(value);
    }
}
