package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orcastra.adapters.docker.observe.OwnService;
import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.facts.policy.ExporterDeployment;
import io.orcastra.facts.policy.ExporterSetting;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each key of node_exporter_deploy.yml: a value, and what is to stand in the service's spec. */
class EveryExporterKeyTest {
    private static final String FILE = "node_exporter_deploy.yml";
    private static final String CONTAINER = "/TaskTemplate/ContainerSpec/";
    private static final String OURS = "\"orchestration.deployed.by\":\"orcastra\"";
    private static final String MOUNT = "[{\"ReadOnly\":true,\"Source\":\"/proc\",\"Target\":\"/host\",\"Type\":\"bind\"}]";
    private static final String PORT =
            "{\"Mode\":\"vip\",\"Ports\":[{\"Protocol\":\"udp\",\"PublishMode\":\"host\",\"PublishedPort\":9100,\"TargetPort\":91}]}";
    private static final String LOGS = "{\"Name\":\"json-file\",\"Options\":{\"max-file\":\"5\"}}";

    @TempDir
    private Path temporary;

    static Stream<Arguments> keys() {
        return Stream.of(
                row("image", "image: e:2", OwnService.IMAGE, "\"e:2\""),
                row("args", "args: [ '--path=^/($$|/)', '${ZONE}' ]", CONTAINER + "Args", "[\"--path=^/($|/)\",\"here\"]"),
                row("mounts", "mounts: []", CONTAINER + "Mounts", "null"),
                row("mounts[].source", mount(""), CONTAINER + "Mounts", MOUNT.replace("\"ReadOnly\":true,", "")),
                row("mounts[].target", mount(", read_only: false"), CONTAINER + "Mounts", MOUNT.replace("\"ReadOnly\":true,", "")),
                row("mounts[].read_only", mount(", read_only: true"), CONTAINER + "Mounts", MOUNT),
                row("timezone", "timezone: ", CONTAINER + "Env", "null"),
                row("timezone.bind_local", "mounts: [{source: /x, target: /etc/timezone}]\ntimezone: {bind_local: true}",
                        CONTAINER + "Mounts", "[{\"Source\":\"/x\",\"Target\":\"/etc/timezone\",\"Type\":\"bind\"},"
                                + "{\"ReadOnly\":true,\"Source\":\"/etc/localtime\",\"Target\":\"/etc/localtime\",\"Type\":\"bind\"}]"),
                row("timezone.env_tz", "timezone: {env_tz: true}", CONTAINER + "Env", "[\"TZ=Europe/Berlin\"]"),
                row("networks", "networks: [ monitor-net ]", OwnService.NETWORKS, "[{\"Target\":\"monitor-net\"}]"),
                row("ports", "ports: []", "/EndpointSpec", "{\"Mode\":\"vip\"}"),
                row("ports[].published", port(""), "/EndpointSpec", PORT),
                row("ports[].target", port(""), "/EndpointSpec", PORT),
                row("ports[].protocol", port(""), "/EndpointSpec", PORT),
                row("ports[].mode", port(", mode: host"), "/EndpointSpec", PORT),
                row("deploy", "deploy: {}", OwnService.LABELS, "{" + OURS + "}"),
                row("deploy.mode", "deploy: {mode: global}", OwnService.LABELS, "{" + OURS + "}"),
                row("deploy.endpoint_mode", "deploy: {endpoint_mode: dnsrr}", "/EndpointSpec", "{\"Mode\":\"dnsrr\"}"),
                row("deploy.placement", "deploy: {placement: }", "/TaskTemplate/Placement/Constraints", "null"),
                row("deploy.placement.constraints", "deploy: {placement: {constraints: [ node.platform.os == linux ]}}",
                        "/TaskTemplate/Placement/Constraints", "[\"node.platform.os == linux\"]"),
                row("deploy.labels", "deploy: {labels: {}}", OwnService.LABELS, "{" + OURS + "}"),
                row("deploy.labels.<label>", "deploy: {labels: {swarm.stack: '$ZONE'}}", OwnService.LABELS,
                        "{" + OURS + ",\"swarm.stack\":\"here\"}"),
                row("deploy.restart_policy", "deploy: {restart_policy: {}}", "/TaskTemplate/RestartPolicy", restart("")),
                row("deploy.restart_policy.condition", "deploy: {restart_policy: {condition: on-failure}}",
                        "/TaskTemplate/RestartPolicy", restart("").replace("any", "on-failure")),
                row("deploy.restart_policy.delay", "deploy: {restart_policy: {delay: 5s}}", "/TaskTemplate/RestartPolicy",
                        "{\"Condition\":\"any\",\"Delay\":5000000000,\"MaxAttempts\":0}"),
                row("deploy.restart_policy.max_attempts", "deploy: {restart_policy: {max_attempts: 2}}",
                        "/TaskTemplate/RestartPolicy", restart("").replace("0", "2")),
                row("deploy.restart_policy.window", "deploy: {restart_policy: {window: 1m}}", "/TaskTemplate/RestartPolicy",
                        restart(",\"Window\":60000000000")),
                row("labels", "labels: {}", CONTAINER + "Labels", "null"),
                row("labels.<label>", "labels: {swag.enabled: true}", CONTAINER + "Labels", "{\"swag.enabled\":\"true\"}"),
                row("stop_grace_period", "stop_grace_period: 30s", CONTAINER + "StopGracePeriod", "30000000000"),
                row("stop_signal", "stop_signal: SIGTERM", CONTAINER + "StopSignal", "\"SIGTERM\""),
                row("healthcheck", "healthcheck: {}", CONTAINER + "Healthcheck", "null"),
                row("healthcheck.test", "healthcheck: {test: 'wget x'}", CONTAINER + "Healthcheck",
                        "{\"Test\":[\"CMD-SHELL\",\"wget x\"]}"),
                row("healthcheck.interval", health("interval: 30s"), CONTAINER + "Healthcheck", health("Interval", 30)),
                row("healthcheck.timeout", health("timeout: 10s"), CONTAINER + "Healthcheck",
                        "{\"Test\":[\"NONE\"],\"Timeout\":10000000000}"),
                row("healthcheck.retries", health("retries: 5"), CONTAINER + "Healthcheck", "{\"Retries\":5,\"Test\":[\"NONE\"]}"),
                row("healthcheck.start_period", health("start_period: 20s"), CONTAINER + "Healthcheck", health("StartPeriod", 20)),
                row("logging", "logging: {driver: none}", "/TaskTemplate/LogDriver", "{\"Name\":\"none\"}"),
                row("logging.driver", logging(), "/TaskTemplate/LogDriver", LOGS),
                row("logging.options", "logging: {driver: none, options: {}}", "/TaskTemplate/LogDriver", "{\"Name\":\"none\"}"),
                row("logging.options.<option>", logging(), "/TaskTemplate/LogDriver", LOGS));
    }

    private static String mount(String more) {
        return "mounts: [{source: /proc, target: /host" + more + "}]";
    }

    private static String port(String more) {
        return "ports: [{published: 9100, target: 91, protocol: udp" + more + "}]";
    }

    private static String restart(String more) {
        return "{\"Condition\":\"any\",\"MaxAttempts\":0" + more + "}";
    }

    private static String health(String key) {
        return "healthcheck: {test: [ NONE ], " + key + "}";
    }

    private static String health(String member, int seconds) {
        return "{\"" + member + "\":" + seconds + "000000000,\"Test\":[\"NONE\"]}";
    }

    private static String logging() {
        return "logging: {driver: json-file, options: {max-file: 5}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void hasItsEffect(String key, String yaml, String place, String expected) {
        Configuration configuration = load(yaml);

        assertThat(configuration.warnings()).isEmpty();
        assertThat(settings(configuration)).containsKeys(OwnService.PLACES.toArray(String[]::new))
                .containsEntry(place, expected);
    }

    @Test
    void theNameIsThatOfTheService() {
        assertThat(load("name: exporter").policies()).filteredOn(ExporterDeployment.class::isInstance)
                .extracting("service").containsExactly("exporter");
        assertThat(load("image: e:1").policies()).filteredOn(ExporterDeployment.class::isInstance)
                .extracting("service").containsExactly("node_exporter");
    }

    @Test
    void noKeyIsForgotten() {
        assertThat(Stream.concat(Stream.of("name"), keys().map(row -> (String) row.get()[0])))
                .containsExactlyElementsOf(Keys.of(FileKind.EXPORTER).all().stream().map(Key::path).toList());
    }

    @Test
    void nothingIsDeployedUnasked() {
        assertThat(new Folder(temporary).with("swarm.yml", "# nothing\n").load().policies())
                .noneMatch(ExporterDeployment.class::isInstance);
    }

    @Test
    void theNameTheCodeLookedForIsReadUnlessTheOtherIsThere() {
        Folder folder = new Folder(temporary).with("deploy_node_exporter.yml", "name: older\n");
        assertThat(folder.load().policies()).filteredOn(ExporterDeployment.class::isInstance)
                .extracting("service").containsExactly("older");

        folder.with(FILE, "name: newer\n");
        assertThat(folder.load().policies()).filteredOn(ExporterDeployment.class::isInstance)
                .extracting("service").containsExactly("newer");
        assertThat(folder.report()).contains("deploy_node_exporter.yml: warning: this file is left aside");
    }

    @Test
    void noValueOfAVariableOrOfTheEnvironmentOrALogOptionIsToldByAFact() {
        Configuration configuration = load("""
                image: ${ZONE}/e:1
                args: [ '--web.config=${ZONE}', --all ]
                timezone: {env_tz: true}
                labels: {a: $ZONE}
                networks: [ $ZONE ]
                deploy: {labels: {b: $ZONE}}
                healthcheck: {test: 'wget -H $ZONE'}
                logging: {driver: splunk, options: {splunk-token: '${ZONE}', splunk-url: written}}""");

        assertThat(configuration.policies().toString()).doesNotContain("here", "Berlin", "written")
                .contains("[\"--web.config=***\",\"--all\"]", "[\"TZ=***\"]", "\"wget -H ***\"", "\"splunk-url\":\"***\"");
        assertThat(settings(configuration)).containsEntry(CONTAINER + "Args", "[\"--web.config=here\",\"--all\"]")
                .containsEntry("/TaskTemplate/LogDriver",
                        "{\"Name\":\"splunk\",\"Options\":{\"splunk-token\":\"here\",\"splunk-url\":\"written\"}}");
    }

    @Test
    void whatIsWrittenInAnotherOrderIsTheSameWish() {
        Configuration one = load("deploy: {labels: {a: 1, b: 2}}\nimage: e:1");
        Configuration other = load("image: e:1\ndeploy: {labels: {b: 2, a: 1}}");

        assertThat(other.policies()).isEqualTo(one.policies());
        assertThat(load("image: e:2").policies()).filteredOn(ExporterDeployment.class::isInstance)
                .isNotEqualTo(one.policies().stream().filter(ExporterDeployment.class::isInstance).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name: a b|1:7: error: \"a b\" cannot be the name of a service",
        "image: a b|1:8: error: image is \"a b\", not one word",
        "mounts: [ { source: /x } ]|1:11: error: mounts[0] is a map, not a mount with source and target",
        "mounts: [ { source: x, target: /x } ]|1:21: error: mounts[0].source is \"x\", not an absolute path",
        "mounts: [{source: /x, target: /t}, {source: /y, target: /t}]|1:36: error: mounts[1] has the target \"/t\"",
        "ports: [ { published: 0, target: 1 } ]|1:23: error: ports[0].published is \"0\", not in the range 1 to 65535",
        "ports: [ { target: 1 } ]|1:10: error: ports[0] lacks published",
        "ports: [ { published: 1, target: 1, mode: ingress } ]|1:43: error: ports[0].mode is \"ingress\", not host",
        "deploy: { mode: replicated }|1:17: error: deploy.mode is \"replicated\", not global",
        "deploy: { placement: { constraints: [ linux ] } }|1:39: error: deploy.placement.constraints[0] is \"linux\", not a constraint",
        "deploy: { restart_policy: { condition: often } }|1:40: error: deploy.restart_policy.condition is \"often\", not any or none or",
        "stop_grace_period: soon|1:20: error: stop_grace_period is \"soon\", not a time",
        "logging: { options: { } }|1:10: error: logging names no driver",
        "args: [ '${NOWHERE}' ]|1:9: warning: the variable NOWHERE is not set",
        "imgae: x|1:1: warning: imgae is not a known key"})
    void aMistakeIsShownAtItsPlace(String yaml, String message) {
        assertThat(new Folder(temporary).with(FILE, yaml + "\n").report()).contains(message).contains("Maybe ");
    }

    private Configuration load(String yaml) {
        return new Folder(temporary).with(FILE, yaml + "\n").load(Map.of("ZONE", "here", "TZ", "Europe/Berlin"));
    }

    private static Map<String, String> settings(Configuration configuration) {
        Map<String, String> settings = new TreeMap<>();
        configuration.wished().forEach(setting -> settings.put(setting.place(), setting.value().toString()));
        assertThat(configuration.policies()).filteredOn(ExporterSetting.class::isInstance).extracting("mark")
                .containsExactlyInAnyOrderElementsOf(configuration.wished().stream().map(SpecSetting::mark).toList());
        return settings;
    }

    private static Arguments row(String key, String yaml, String place, String expected) {
        return arguments(key, yaml, place, expected);
    }
}
