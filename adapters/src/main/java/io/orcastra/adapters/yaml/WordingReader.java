package io.orcastra.adapters.yaml;

import io.orcastra.adapters.scenario.script.Wording;
import io.orcastra.rules.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an expectation tells what it means: {@code move shop_web to oak by ORC-MEM-201}, {@code Failed shop_db}. */
final class WordingReader {
    private static final Pattern ACTION = Pattern.compile(
            "(\\w+) (\\S+)(?: (?!from |to |by )(\\S+))?(?: from (\\S+))?(?: to (\\S+))?(?: by (\\S+))?");
    private static final Pattern ID = Pattern.compile("[A-Z]{3}-[A-Z]{3}-[0-9]{3}");
    private static final List<String> VERBS = List.of("move", "restart", "label", "unlabel", "restore", "create", "update",
            "collect", "cache", "join", "promote", "demote", "remove", "mend", "stop");
    /** What they name is a node, which may be told by its hostname. */
    private static final Set<String> OF_NODES = Set.of("label", "unlabel", "collect", "cache", "join", "promote",
            "demote", "remove", "mend", "stop");
    /** What they name need not be there yet. */
    private static final Set<String> OF_NEW = Set.of("create", "update");
    /** The facts of {@code io.orcastra.facts.condition}. */
    static final List<String> CONDITIONS = List.of(
            "AnchorPlacement", "AnchorRestarted", "AnswersWhileDown", "Burden", "ContainerUnhealthy", "Contradictory",
            "DependentHome", "Deviates", "Displaced", "Failed", "Follows", "Garbage", "GivenUp", "HeldByOperator", "Home",
            "HomeOrdered", "KeepsApart",
            "Kept", "Managed", "MayBeMended", "MayRunOn", "MeantToManage", "ModDue", "Movable", "MovesWanted", "MovesWith", "NodeBound",
            "NodeRunningOutOfMemory", "NodeUnderMemoryPressure", "NodeUp", "NotRunning", "OptedOut", "OutlivedAnchor",
            "PreferredNode", "RequestDone", "RunningWell", "SingleWriter", "StableNode", "Starting", "StaysBehind", "Stuck",
            "Superseded", "TaskRunning", "Tied", "ToBeFenced", "Together", "TooClose", "Unmovable", "WaitsForHour");

    private final StoryCluster cluster;
    private final StoryAgents agents;
    /** Nodes, and machines that may become one. */
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> ruleIds;

    WordingReader(StoryCluster cluster, StoryAgents agents, StoryMachines machines, Set<String> ruleIds) {
        hosts.addAll(cluster.hostnames());
        hosts.addAll(machines.names());
        this.cluster = cluster;
        this.agents = agents;
        this.ruleIds = ruleIds;
    }

    Optional<Wording> action(Value value) {
        Matcher matcher = ACTION.matcher(value.text().orElse(""));
        if (!matcher.matches()) {
            return value.unexpected("an action", "Maybe write move shop_web to oak, restart shop_db or label oak db=true.");
        }
        if (!VERBS.contains(matcher.group(1))) {
            return value.unexpected("an action: none begins with " + matcher.group(1), Spelling.nearest(matcher.group(1), VERBS)
                    .map(nearest -> "Maybe you meant " + nearest + ".").orElse("Maybe " + String.join(", ", VERBS) + "."));
        }
        if (OF_NODES.contains(matcher.group(1))) {
            known(value, matcher.group(2), hosts, "node");
        } else if (!OF_NEW.contains(matcher.group(1)) && !agents.containers().contains(matcher.group(2))) {
            known(value, matcher.group(2), cluster.services(), "service");
        }
        known(value, matcher.group(4), cluster.hostnames(), "node");
        known(value, matcher.group(5), cluster.hostnames(), "node");
        known(value, matcher.group(6), ruleIds, "rule");
        return Optional.of(new Wording(matcher.group(1), matcher.group(2),
                matcher.group(3) == null ? Set.of() : Set.of(matcher.group(3)), text(matcher.group(4)), text(matcher.group(5)),
                text(matcher.group(6)), ""));
    }

    Optional<Wording> condition(Value value) {
        List<String> words = List.of(value.text().orElse("").strip().split("\\s+"));
        known(value, words.get(0), Set.copyOf(CONDITIONS), "condition");
        return Optional.of(new Wording(words.get(0), "", Set.copyOf(words.subList(1, words.size())), "", "", "", ""));
    }

    Optional<Wording> veto(Section section) {
        return subject(section).map(subject -> because(section, "because", subject));
    }

    Optional<Wording> finding(Section section) {
        return Optional.of(because(section, "says", section.get("about").flatMap(Value::text).orElse("")));
    }

    /** Service, node or container; empty text when none is named. */
    Optional<String> subject(Section section) {
        Optional<Value> service = section.get("service");
        if (service.isPresent()) {
            return cluster.service(service.get());
        }
        Optional<Value> node = section.get("node");
        if (node.isPresent()) {
            String name = node.get().text().orElse("");
            return hosts.contains(name) ? Optional.of(name) : cluster.hostname(node.get());
        }
        Optional<Value> container = section.get("container");
        return container.isPresent() ? agents.container(container.get()) : Optional.of("");
    }

    private Wording because(Section section, String key, String subject) {
        Optional<Value> value = section.get(key);
        String text = value.flatMap(Value::text).orElse("");
        boolean rule = ID.matcher(text).matches();
        if (rule) {
            known(value.orElseThrow(), text, ruleIds, "rule");
        }
        return new Wording("", subject, Set.of(), "", "", rule ? text : "", rule ? "" : text);
    }

    private static void known(Value value, String name, Set<String> known, String what) {
        if (name != null && !known.contains(name)) {
            value.error(Seen.quoted(name) + " is not the name of a " + what, Spelling.nearest(name, new ArrayList<>(known))
                    .map(nearest -> "Maybe you meant " + nearest + ".")
                    .orElse(what.equals("rule") ? "Maybe it is switched off, or mistyped: docs/rules.md lists all."
                            : "Maybe it is mistyped."));
        }
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }
}
