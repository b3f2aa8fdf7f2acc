package io.orcastra.adapters.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.UpdateService;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** {@code docker service} commands for services of our own, with {@code ***} where a value is not shown. */
final class OwnServiceCommands {
    private final UnaryOperator<String> quoted;

    OwnServiceCommands(UnaryOperator<String> quoted) {
        this.quoted = quoted;
    }

    List<String> of(CreateService create) {
        Options options = new Options();
        options.add("--mode", "global").add("--name", create.name());
        String image = "";
        JsonNode args = null;
        for (SpecSetting setting : settings(create.settings())) {
            switch (last(setting)) {
                case "Image" -> image = setting.value().asText();
                case "Args" -> args = setting.value();
                default -> add(setting, options);
            }
        }
        StringJoiner command = new StringJoiner(" ").add("docker service create").add(options.toString()).add(quoted.apply(image));
        if (args != null) {
            args.forEach(arg -> command.add(quoted.apply(arg.asText())));
        }
        return List.of(command.toString());
    }

    /** Lists are replaced as a whole, for which docker has no options: they are told. */
    List<String> of(UpdateService update, String name) {
        List<String> commands = new ArrayList<>();
        Options options = new Options();
        for (SpecSetting setting : settings(update.settings())) {
            switch (last(setting)) {
                case "Image" -> options.add("--image", setting.value().asText());
                case "StopSignal", "StopGracePeriod", "RestartPolicy", "Healthcheck" -> add(setting, options);
                default -> commands.add("# of " + name + ": " + setting.place() + " becomes " + setting.value());
            }
        }
        if (!options.isEmpty()) {
            commands.add("docker service update " + options + " " + quoted.apply(name));
        }
        return commands;
    }

    private static List<SpecSetting> settings(Iterable<String> texts) {
        List<SpecSetting> settings = new ArrayList<>();
        texts.forEach(text -> settings.add(SpecSetting.shown(text)));
        settings.sort((one, other) -> one.place().compareTo(other.place()));
        return settings;
    }

    private static String last(SpecSetting setting) {
        return setting.place().substring(setting.place().lastIndexOf('/') + 1);
    }

    private static void add(SpecSetting setting, Options options) {
        JsonNode value = setting.value();
        switch (last(setting)) {
            case "Labels" -> value.fields().forEachRemaining(label -> options.add(
                    setting.place().equals("/Labels") ? "--label" : "--container-label",
                    label.getKey() + "=" + label.getValue().asText()));
            case "Env" -> value.forEach(variable -> options.add("--env", variable.asText()));
            case "Mounts" -> value.forEach(mount -> options.add("--mount", "type=bind,source=" + text(mount, "Source")
                    + ",target=" + text(mount, "Target") + (mount.path("ReadOnly").asBoolean() ? ",readonly" : "")));
            case "Networks" -> value.forEach(network -> options.add("--network", text(network, "Target")));
            case "Constraints" -> value.forEach(constraint -> options.add("--constraint", constraint.asText()));
            case "StopSignal" -> options.add("--stop-signal", value.asText(""));
            case "StopGracePeriod" -> options.time("--stop-grace-period", value);
            case "RestartPolicy" -> options.add("--restart-condition", text(value, "Condition"))
                    .time("--restart-delay", value.path("Delay")).time("--restart-window", value.path("Window"))
                    .add("--restart-max-attempts", text(value, "MaxAttempts"));
            case "Healthcheck" -> options.add("--health-cmd", command(value.path("Test")))
                    .time("--health-interval", value.path("Interval")).time("--health-timeout", value.path("Timeout"))
                    .time("--health-start-period", value.path("StartPeriod")).add("--health-retries", text(value, "Retries"));
            case "LogDriver" -> {
                options.add("--log-driver", text(value, "Name"));
                value.path("Options").fields().forEachRemaining(option ->
                        options.add("--log-opt", option.getKey() + "=" + option.getValue().asText()));
            }
            default -> endpoint(value, options);
        }
    }

    private static void endpoint(JsonNode endpoint, Options options) {
        options.add("--endpoint-mode", text(endpoint, "Mode"));
        endpoint.path("Ports").forEach(port -> options.add("--publish", "mode=" + text(port, "PublishMode") + ",published="
                + text(port, "PublishedPort") + ",target=" + text(port, "TargetPort") + ",protocol=" + text(port, "Protocol")));
    }

    private static String command(JsonNode test) {
        StringJoiner command = new StringJoiner(" ");
        for (int part = 1; part < test.size(); part++) {
            command.add(test.get(part).asText());
        }
        return command.toString();
    }

    private static String text(JsonNode object, String member) {
        return object.path(member).asText("");
    }

    private final class Options {
        private final StringJoiner all = new StringJoiner(" ");

        /** What is empty is not there. */
        Options add(String option, String value) {
            if (!value.isEmpty()) {
                all.add(option).add(quoted.apply(value));
            }
            return this;
        }

        /** @param nanos missing for none */
        Options time(String option, JsonNode nanos) {
            return nanos.isNumber() ? add(option, nanos.asLong() / 1_000_000 + "ms") : this;
        }

        boolean isEmpty() {
            return all.length() == 0;
        }

        @Override
        public String toString() {
            return all.toString();
        }
    }
}
