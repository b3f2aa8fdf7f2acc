package io.orcastra.adapters.yaml;

import java.util.ArrayList;
import java.util.List;

/** The keys of a scenario for {@code orcastra test}. The cluster and the events are those of a story. */
final class ScriptKeys {
    private static final String SPAN = "time, such as `90s` or `2m 30s`";
    private static final String ACTIONS = "list of actions, such as `move shop_web to oak`";
    private static final String CONDITIONS = "list, such as `NodeUnderMemoryPressure oak`";
    private static final String EXPECT = "expect[].";

    static final Keys ALL = new Keys(all());

    private ScriptKeys() {
    }

    private static List<Key> all() {
        List<Key> all = new ArrayList<>(List.of(
                Key.of("title", "text", "", "What is shown, in one sentence."),
                Key.of("rules", "path", "", "Folder of rules over the built-in ones, seen from this file. Without it, the folder "
                        + "of this file if it holds rules, or `--rules`."),
                Key.of("policies", "list of rule files without their ending, such as `keep-apart`", "",
                        "Of the rules that are not built in only those of these files take part; without it, all of them."),
                Key.of("configuration", "map, or path of a folder", "", "What Orcastra is told."),
                Key.of("configuration.swarm", "map, or path", "", "As in `swarm.yml`, or where that file is."),
                Key.of("configuration.rebalance", "map, or path", "",
                        "As in `rebalance_config.yml`, or where that file is; `{}` for all its defaults."),
                Key.of("configuration.exporter", "map, or path", "", "As in `node_exporter_deploy.yml`, or where that file is."),
                Key.of("configuration.variables", "map", "", "Variables of the environment, such as `GC_DRY_RUN: true`."),
                Key.of("configuration.variables.<NAME>", "text", "", "One variable."),
                Key.of("begins", "date and time, such as `2026-01-01T00:00:00Z`", "2026-01-01T00:00:00Z",
                        "When it begins, for windows; a Thursday without it."),
                Key.of("paused", "list of services, or `everything`", "", "What Orcastra is paused for, all the time."),
                Key.of("requests", "list", "", "What operators ask for, all the time, by `move` and `evacuate`."),
                Key.of("requests[].move", "service", "", "This service is asked for on the node of `to`."),
                Key.of("requests[].to", "node", "", "See `move`."),
                Key.of("requests[].evacuate", "node", "", "This node is asked to be empty."),
                Key.of("orders", "list of commands, such as `update_dependents:db`", "",
                        "What operators order, all the time, as in the command file."),
                Key.of("step", SPAN, "30s", "From one value of a series to the next."),
                Key.of("length", SPAN, "", "When it ends; without it, with the last thing expected."),
                Key.number("seed", new Range(0, 1_000_000), "1", "Decides what is a matter of chance."),
                Key.of("golden", "`true` or `false`", "false",
                        "A report of the whole course is kept beside this file and compared; `--update` writes it."),
                Key.of("cluster", "map", "", "The swarm it begins with.")));
        StoryKeys.ALL.all().stream().filter(key -> key.path().startsWith("nodes") || key.path().startsWith("services"))
                .forEach(key -> all.add(at("cluster." + key.path(), key)));
        all.addAll(AgentKeys.all());
        all.add(Key.of("series", "map", "", "What changes from step to step."));
        all.add(Key.of("series.<what>", "values", "",
                "`<node>.memory`, `<service>.memory`, `<node>` or `<service>`, and one value for each step."));
        StoryKeys.ALL.all().stream().filter(key -> key.path().startsWith("story"))
                .filter(key -> !key.name().equals("chapter") && !key.name().equals("say"))
                .forEach(key -> all.add(at("events" + key.path().substring("story".length()), key)));
        all.addAll(AgentKeys.events());
        all.addAll(expectations());
        return List.copyOf(all);
    }

    private static List<Key> expectations() {
        List<Key> all = new ArrayList<>(List.of(
                Key.of("expect", "list", "", "What must come true, each entry at a time or over a span."),
                Key.of(EXPECT + "at", SPAN, "", "At this moment; actions begun in the step that ends then."),
                Key.of(EXPECT + "from", SPAN, "0s", "Begin of a span: at some time of it. What begins with `no_`: never in it."),
                Key.of(EXPECT + "to", SPAN, "", "End of the span; without it, the end of the scenario."),
                Key.of(EXPECT + "conditions", CONDITIONS, "", "These hold."),
                Key.of(EXPECT + "no_conditions", CONDITIONS, "", "These do not."),
                Key.of(EXPECT + "proposals", ACTIONS, "", "Rules want this, whether it is done or not."),
                Key.of(EXPECT + "no_proposals", ACTIONS, "", "No rule wants this."),
                Key.of(EXPECT + "actions", ACTIONS, "", "These are begun."),
                Key.of(EXPECT + "no_actions", ACTIONS, "", "These are not begun."),
                Key.of(EXPECT + "only_actions", ACTIONS, "", "Exactly these are begun; `[]` for none at all.")));
        for (String list : List.of("vetoes", "no_vetoes")) {
            all.add(Key.of(EXPECT + list, "list of maps", "", list.startsWith("no") ? "These do not stand." : "These stand."));
            all.addAll(refusal(EXPECT + list + "[]"));
        }
        for (String list : List.of("findings", "no_findings")) {
            all.add(Key.of(EXPECT + list, "list of maps", "", list.startsWith("no") ? "These are not told." : "These are told."));
            all.add(Key.of(EXPECT + list + "[].about", "name", "", "A service or node, also one that is not there."));
            all.add(Key.of(EXPECT + list + "[].says", "rule id, or words of the message", "", "What."));
        }
        all.add(Key.of(EXPECT + "no_action", "map, or list of maps", "", "Nothing is begun for a service, node or container, and why."));
        all.addAll(refusal(EXPECT + "no_action"));
        all.addAll(refusal(EXPECT + "no_action[]"));
        return all;
    }

    private static List<Key> refusal(String path) {
        return List.of(
                Key.of(path + ".service", "service", "", "For which."),
                Key.of(path + ".node", "hostname", "", "For which."),
                Key.of(path + ".container", "container", "", "For which."),
                Key.of(path + ".because", "rule id, or words of the reason", "",
                        path.contains("no_action") ? "A veto, or `nothing is proposed`." : "Which veto."));
    }

    private static Key at(String path, Key key) {
        return new Key(path, key.form(), key.defaultValue(), key.meaning(), key.range());
    }
}
