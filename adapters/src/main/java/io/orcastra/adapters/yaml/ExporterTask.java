package io.orcastra.adapters.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How Swarm runs node_exporter: ports, health, restarts, placement, logs. */
final class ExporterTask {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Section root;
    private final Section deploy;
    private final Interpolation texts;
    private final Map<String, JsonNode> places = new LinkedHashMap<>();

    ExporterTask(Section root, Section deploy, Interpolation texts) {
        this.root = root;
        this.deploy = deploy;
        this.texts = texts;
    }

    Map<String, JsonNode> places() {
        places.put("/EndpointSpec", endpoint());
        places.put("/TaskTemplate/Placement/Constraints", constraints());
        root.get("healthcheck").flatMap(Value::section)
                .ifPresent(health -> places.put("/TaskTemplate/ContainerSpec/Healthcheck", health(health)));
        deploy.get("restart_policy").flatMap(Value::section)
                .ifPresent(restart -> places.put("/TaskTemplate/RestartPolicy", restart(restart)));
        root.get("logging").ifPresent(value -> value.section().ifPresent(logging ->
                places.put("/TaskTemplate/LogDriver", logging(value, logging))));
        return places;
    }

    private ObjectNode endpoint() {
        ObjectNode endpoint = JSON.objectNode().put("Mode", ExporterReader.choice(deploy, "endpoint_mode",
                Set.of("vip", "dnsrr"), "Maybe write endpoint_mode: vip."));
        ArrayNode ports = endpoint.putArray("Ports");
        for (Value entry : root.get("ports").flatMap(Value::list).orElse(List.of())) {
            entry.section().ifPresent(port -> port(entry, port, ports));
        }
        return endpoint;
    }

    private static void port(Value entry, Section port, ArrayNode ports) {
        Optional<Value> published = port.get("published");
        Optional<Value> target = port.get("target");
        String protocol = ExporterReader.choice(port, "protocol", Set.of("tcp", "udp"), "Maybe write protocol: tcp.");
        String mode = ExporterReader.choice(port, "mode", Set.of("host"),
                "Maybe write mode: host: through the routing mesh every scrape would reach another node.");
        if (published.isEmpty() || target.isEmpty()) {
            entry.error(entry.path() + " lacks " + (published.isEmpty() ? "published" : "target"),
                    "Maybe write {published: 9100, target: 9100, mode: host}.");
            return;
        }
        Optional<Integer> outside = published.get().whole();
        Optional<Integer> inside = target.get().whole();
        if (outside.isPresent() && inside.isPresent()) {
            ports.addObject().put("Protocol", protocol).put("TargetPort", inside.get()).put("PublishedPort", outside.get())
                    .put("PublishMode", mode);
        }
    }

    private ArrayNode constraints() {
        ArrayNode constraints = JSON.arrayNode();
        for (Value entry : deploy.section("placement").get("constraints").flatMap(Value::list).orElse(List.of())) {
            texts.text(entry).flatMap(text -> text.matches("\\s*[^\\s=!]+\\s*[=!]=\\s*\\S.*") ? Optional.of(text)
                    : entry.unexpected("a constraint", "Maybe write node.platform.os == linux.")).ifPresent(constraints::add);
        }
        return constraints;
    }

    private ObjectNode health(Section section) {
        ObjectNode health = JSON.objectNode();
        section.get("test").ifPresent(value -> {
            ArrayNode test = health.putArray("Test");
            if (value.isList()) {
                value.list().orElse(List.of()).forEach(part -> texts.text(part).ifPresent(test::add));
            } else {
                texts.text(value).ifPresent(command -> test.add("CMD-SHELL").add(command));
            }
        });
        Map.of("interval", "Interval", "timeout", "Timeout", "start_period", "StartPeriod").forEach((key, name) ->
                ExporterReader.span(section, key).filter(span -> !span.isZero()).ifPresent(span -> health.put(name, span.toNanos())));
        section.get("retries").flatMap(Value::whole).filter(retries -> retries > 0)
                .ifPresent(retries -> health.put("Retries", retries));
        return health;
    }

    /** The engine tells condition and attempts in any case. */
    private static ObjectNode restart(Section section) {
        ObjectNode restart = JSON.objectNode()
                .put("Condition", ExporterReader.choice(section, "condition", Set.of("none", "on-failure", "any"),
                        "Maybe write condition: on-failure."))
                .put("MaxAttempts", section.number("max_attempts"));
        ExporterReader.span(section, "delay").ifPresent(span -> restart.put("Delay", span.toNanos()));
        ExporterReader.span(section, "window").ifPresent(span -> restart.put("Window", span.toNanos()));
        return restart;
    }

    private ObjectNode logging(Value at, Section section) {
        ObjectNode driver = JSON.objectNode();
        ObjectNode options = driver.putObject("Options");
        section.section("options").entries().forEach(entry ->
                texts.text(entry.value()).ifPresent(text -> options.put(entry.name(), text)));
        Optional<String> name = section.get("driver").flatMap(texts::text);
        if (name.isEmpty()) {
            at.error(at.path() + " names no driver", "Maybe write driver: json-file.");
        }
        name.ifPresent(text -> driver.put("Name", text));
        return driver;
    }
}
