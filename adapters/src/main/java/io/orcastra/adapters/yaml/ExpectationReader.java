package io.orcastra.adapters.yaml;

import io.orcastra.adapters.scenario.script.Expectation;
import io.orcastra.adapters.scenario.script.Expectation.Demand;
import io.orcastra.adapters.scenario.script.Expectation.NoAction;
import io.orcastra.adapters.scenario.script.Expectation.NotShown;
import io.orcastra.adapters.scenario.script.Expectation.OnlyActions;
import io.orcastra.adapters.scenario.script.Expectation.Shown;
import io.orcastra.adapters.scenario.script.Sighting.Kind;
import io.orcastra.adapters.scenario.script.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is expected of a scenario. */
final class ExpectationReader {
    private static final String NOTHING = "nothing is proposed";

    private final StoryCluster cluster;
    private final Duration step;
    private final WordingReader wordings;
    private final List<Expectation> all = new ArrayList<>();
    private Duration from = Duration.ZERO;
    private Duration to = Duration.ZERO;

    ExpectationReader(StoryCluster cluster, StoryAgents agents, StoryMachines machines, Duration step, Set<String> ruleIds) {
        this.cluster = cluster;
        this.step = step;
        wordings = new WordingReader(cluster, agents, machines, ruleIds);
    }

    /** The latest time named. */
    Duration last(Section root) {
        Duration last = step;
        for (Section entry : entries(root)) {
            for (String key : List.of("at", "from", "to")) {
                Duration time = entry.get(key).flatMap(Amounts::span).orElse(last);
                last = time.compareTo(last) > 0 ? time : last;
            }
        }
        return last;
    }

    List<Expectation> read(Section root, Duration length) {
        for (Value value : root.get("expect").flatMap(Value::list).orElse(List.of())) {
            value.section().ifPresent(entry -> {
                when(value, entry, length);
                what(entry);
            });
        }
        if (all.isEmpty() && root.get("expect").isEmpty() && !root.flag("golden").orElse(false)) {
            root.get("title").ifPresent(title -> title.error("nothing is expected of this scenario",
                    "Maybe add expect: with what must come true, or golden: true."));
        }
        return all;
    }

    private List<Section> entries(Section root) {
        return root.get("expect").filter(Value::isList).flatMap(Value::list).orElse(List.of()).stream()
                .filter(Value::isMapping).flatMap(value -> value.section().stream()).toList();
    }

    private void when(Value value, Section entry, Duration length) {
        Optional<Duration> at = entry.get("at").flatMap(Amounts::span);
        from = at.orElse(entry.get("from").flatMap(Amounts::span).orElse(Duration.ZERO));
        to = at.orElse(entry.get("to").flatMap(Amounts::span).orElse(length));
        if (at.isPresent() && (entry.get("from").isPresent() || entry.get("to").isPresent())) {
            value.error(value.path() + " is at a moment and over a span", "Maybe keep at, or from and to.");
        } else if (entry.get("at").isEmpty() && entry.get("from").isEmpty() && entry.get("to").isEmpty()) {
            value.error(value.path() + " says nothing of when", "Maybe write at: 5m, or from: 0s.");
        } else if (from.compareTo(to) > 0 && entry.get("to").isPresent()) {
            entry.get("to").get().error(value.path() + ".to is before its from", "Maybe they were swapped.");
        } else if (from.compareTo(to) > 0 || to.compareTo(length) > 0) {
            value.error(value.path() + " is outside of the scenario, which ends after " + length.toSeconds() + " s",
                    "Maybe a time is mistyped, or length is too short.");
        }
    }

    private void what(Section entry) {
        wished(entry, "conditions", Kind.CONDITION, wordings::condition);
        wished(entry, "proposals", Kind.PROPOSAL, wordings::action);
        wished(entry, "actions", Kind.ACTION, wordings::action);
        wished(entry, "vetoes", Kind.VETO, value -> value.section().flatMap(wordings::veto));
        wished(entry, "findings", Kind.FINDING, value -> value.section().flatMap(wordings::finding));
        entry.get("only_actions").ifPresent(value -> add(value, "only these actions " + written(value), new OnlyActions(
                value.list().orElse(List.of()).stream().flatMap(one -> wordings.action(one).stream()).toList())));
        entry.get("no_action").ifPresent(value -> {
            List<Value> each = value.isList() ? value.list().orElse(List.of()) : List.of(value);
            each.forEach(one -> one.section().ifPresent(section -> noAction(one, section)));
        });
    }

    private void wished(Section entry, String key, Kind kind, Function<Value, Optional<Wording>> read) {
        entry.get(key).flatMap(Value::list).orElse(List.of()).forEach(value -> read.apply(value).ifPresent(
                wording -> add(value, kind.word() + " " + written(value), new Shown(kind, wording))));
        entry.get("no_" + key).flatMap(Value::list).orElse(List.of()).forEach(value -> read.apply(value).ifPresent(
                wording -> add(value, "no " + kind.word() + " " + written(value), new NotShown(kind, wording))));
    }

    private void noAction(Value value, Section section) {
        boolean nothing = section.get("because").flatMap(Value::text).filter(NOTHING::equals).isPresent();
        Optional<Wording> because = nothing ? wordings.subject(section).map(Wording::about) : wordings.veto(section);
        because.ifPresent(veto -> {
            if (veto.subject().isEmpty()) {
                value.error(value.path() + " names no service, node or container", "Maybe write { service: "
                        + cluster.services().stream().findFirst().orElse("shop_web") + ", because: ... }.");
            }
            add(value, "no action " + written(value), new NoAction(
                    Wording.about(veto.subject()), veto, section.get("because").isPresent(), nothing));
        });
    }

    private void add(Value value, String written, Demand demand) {
        all.add(new Expectation(value.node().getStartMark().getLine() + 1, value.node().getStartMark().getColumn() + 1,
                written, from, to, demand));
    }

    /** As it stands in the file, on one line. */
    private static String written(Value value) {
        int line = value.node().getStartMark().getLine();
        int end = value.node().getEndMark().getLine();
        String text = line < value.source().lines().size() ? value.source().lines().get(line) : "";
        int last = line == end ? Math.min(text.length(), value.node().getEndMark().getColumn()) : text.length();
        return Seen.printable(text.substring(Math.min(last, value.node().getStartMark().getColumn()), last).strip(), 120);
    }
}
