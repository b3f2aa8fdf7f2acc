package io.orcastra.adapters.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orcastra.adapters.docker.observe.OwnService;
import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.facts.policy.ExporterDeployment;
import io.orcastra.facts.policy.ExporterSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code node_exporter_deploy.yml} as what is to stand in the service's spec; that it is there means that it is wished. */
final class ExporterReader {
    private static final String CONTAINER = "/TaskTemplate/ContainerSpec/";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Section root;
    private final Section deploy;
    private final EnvironmentReader environment;
    private final Interpolation texts;
    private final Map<String, JsonNode> places = new LinkedHashMap<>();
    private final List<SpecSetting> settings = new ArrayList<>();

    ExporterReader(Section root, EnvironmentReader environment) {
        this.root = root;
        this.deploy = root.section("deploy");
        this.environment = environment;
        this.texts = new Interpolation(environment);
    }

    /** Every place has a setting, so that what the file does not say any more is taken off. */
    Set<Object> facts() {
        String service = root.get("name").flatMap(value -> value.text().flatMap(name -> ServiceName.checked(name, value)))
                .orElse("node_exporter");
        OwnService.PLACES.forEach(place -> places.put(place, JSON.nullNode()));
        container();
        new ExporterTask(root, deploy, texts).places().forEach(places::put);
        choice(deploy, "mode", Set.of("global"), "Maybe remove it: node_exporter runs on every node.");
        places.forEach((place, value) -> settings.add(new SpecSetting(place, value)));
        Set<String> marks = settings.stream().map(SpecSetting::mark).collect(Collectors.toCollection(TreeSet::new));
        Set<Object> facts = new LinkedHashSet<>();
        facts.add(new ExporterDeployment(service, Integer.toHexString(marks.hashCode())));
        ShownSetting shown = new ShownSetting(texts);
        settings.forEach(setting ->
                facts.add(new ExporterSetting(service, setting.mark(), setting.told(shown.of(setting)))));
        return facts;
    }

    /** With their values, secrets among them; once the facts were read. */
    List<SpecSetting> settings() {
        return List.copyOf(settings);
    }

    private void container() {
        ObjectNode own = labels(deploy, "labels").put(OwnService.LABEL, OwnService.OWNER);
        places.put(OwnService.LABELS, own);
        places.put(OwnService.IMAGE, TextNode.valueOf(root.get("image").flatMap(this::word).orElse("prom/node-exporter:latest")));
        places.put(CONTAINER + "Args", list(root, "args"));
        places.put(CONTAINER + "Labels", labels(root, "labels"));
        places.put(CONTAINER + "Mounts", mounts());
        places.put(CONTAINER + "Env", environment());
        root.get("stop_signal").flatMap(this::word).ifPresent(signal -> places.put(CONTAINER + "StopSignal", TextNode.valueOf(signal)));
        root.get("stop_grace_period").flatMap(Amounts::span)
                .ifPresent(span -> places.put(CONTAINER + "StopGracePeriod", JSON.numberNode(span.toNanos())));
        ArrayNode networks = JSON.arrayNode();
        list(root, "networks").forEach(name -> networks.addObject().set("Target", name));
        places.put(OwnService.NETWORKS, networks);
    }

    private ArrayNode environment() {
        ArrayNode variables = JSON.arrayNode();
        if (root.section("timezone").flag("env_tz").orElse(false)) {
            environment.text(Variable.TZ).ifPresent(zone -> variables.add("TZ=" + zone));
        }
        return variables;
    }

    private ArrayNode mounts() {
        ArrayNode mounts = JSON.arrayNode();
        Set<String> targets = new HashSet<>();
        for (Value entry : root.get("mounts").flatMap(Value::list).orElse(List.of())) {
            entry.section().ifPresent(mount -> {
                Optional<String> source = path(entry, mount, "source");
                Optional<String> target = path(entry, mount, "target");
                boolean readOnly = mount.flag("read_only").orElse(false);
                if (source.isPresent() && target.isPresent()) {
                    if (!targets.add(target.get())) {
                        entry.error(entry.path() + " has the target " + Seen.quoted(texts.shown(target.get())) + " of an entry before it",
                                "Maybe one of the two is left over.");
                    }
                    mounts.add(bind(source.get(), target.get(), readOnly));
                }
            });
        }
        if (root.section("timezone").flag("bind_local").orElse(false)) {
            List.of("/etc/localtime", "/etc/timezone").stream().filter(targets::add)
                    .forEach(file -> mounts.add(bind(file, file, true)));
        }
        return mounts;
    }

    private Optional<String> path(Value entry, Section mount, String key) {
        Optional<Value> value = mount.get(key);
        if (value.isEmpty()) {
            return entry.unexpected("a mount with source and target", "Maybe write {source: /proc, target: /host/proc}.");
        }
        return value.flatMap(texts::text).flatMap(path -> path.startsWith("/") ? Optional.of(path)
                : value.get().unexpected("an absolute path", "Maybe write /" + path + "."));
    }

    private static ObjectNode bind(String source, String target, boolean readOnly) {
        return JSON.objectNode().put("Type", "bind").put("Source", source).put("Target", target).put("ReadOnly", readOnly);
    }

    private Optional<String> word(Value value) {
        return texts.text(value).flatMap(text -> !text.isBlank() && text.chars().noneMatch(Character::isWhitespace)
                ? Optional.of(text) : value.unexpected("one word", "Maybe a typing mistake."));
    }

    private ArrayNode list(Section section, String key) {
        ArrayNode list = JSON.arrayNode();
        section.get(key).flatMap(Value::list).orElse(List.of()).forEach(entry -> texts.text(entry).ifPresent(list::add));
        return list;
    }

    private ObjectNode labels(Section section, String key) {
        ObjectNode labels = JSON.objectNode();
        section.section(key).entries().forEach(entry -> labels.put(entry.name(),
                entry.value().isNull() ? "" : texts.text(entry.value()).orElse("")));
        return labels;
    }

    /** The value, or the key's default, or a problem. */
    static String choice(Section section, String key, Set<String> choices, String advice) {
        Optional<Value> value = section.get(key);
        String usual = section.standard(key);
        return value.flatMap(Value::text).flatMap(text -> choices.contains(text) ? Optional.of(text)
                : value.get().unexpected(String.join(" or ", new TreeSet<>(choices)), advice)).orElse(usual);
    }

    static Optional<Duration> span(Section section, String key) {
        return section.get(key).flatMap(Amounts::span);
    }
}
