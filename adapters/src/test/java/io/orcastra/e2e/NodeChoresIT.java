package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 1)
@DisplayName("Chores on a real engine")
class NodeChoresIT {

    private static final Pattern REMOVAL = Pattern.compile("docker (\\w+) rm (\\S+)");
    private static final Pattern APPROVE = Pattern.compile("orcastra approve ([0-9a-f]{12})");
    private static final Pattern GRACE = Pattern.compile("unhealthy for \\d+ (s|min).* of (2 h|120 min), .* left");
    private static final Duration SOON = RealTime.PATIENCE;
    private static final String IMAGE = "lab/health:1";
    /** Names by what is to become of them; of the first the mark of bad health goes with a restart. */
    private static final List<String> UNTOUCHED = List.of("well", "forbidden", "unlabelled", "build-1");

    private final SwarmLab lab;
    private final LabNode node;
    private Volumes volumes;

    NodeChoresIT(SwarmLab lab) {
        this.lab = lab;
        this.node = lab.node(1);
    }

    @Test
    @DisplayName("restart the unhealthy container once its time is over and an operator approves; none that is well, excluded, labelled or not as asked for")
    void autoheal(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
        lab.docker(node, "run", "-d", "--name", "sick", "--label", "orchestration.autoheal=true", "--tmpfs", "/tmp", IMAGE);
        lab.docker(node, "run", "-d", "--name", "well", IMAGE);
        lab.docker(node, "run", "-d", "--name", "unlabelled", IMAGE);
        lab.docker(node, "run", "-d", "--name", "forbidden", "--label", "orchestration.autoheal=false", IMAGE);
        lab.docker(node, "run", "-d", "--name", "build-1", IMAGE);
        List<String> unhealthy = List.of("sick", "unlabelled", "forbidden", "build-1");
        unhealthy.forEach(name -> lab.docker(node, "exec", name, "touch", "/tmp/unhealthy"));
        await().atMost(SOON).until(() -> unhealthy.stream()
                .allMatch(name -> health(name).equals("unhealthy")) && health("well").equals("healthy"));
        Map<String, String> before = new HashMap<>();
        UNTOUCHED.forEach(name -> before.put(name, startedAt(name)));
        String sick = startedAt("sick");

        OrcastraHome agentHome = new OrcastraHome(node.dockerHost()).with("AGENT_TOKEN_FILE", token.toString());
        OrcastraHome home = new OrcastraHome(node.dockerHost()).with("AGENT_TOKEN_FILE", token.toString())
                .with("AUTOHEAL_CHECK_INTERVAL", "1").with("AUTOHEAL_GRACE_PERIOD", "2").with("AUTOHEAL_EXCLUDE", "build-*")
                .write("swarm.yml", "options: {settle_seconds: 1}\n")
                .write("rebalance_config.yml", agents(agentHome));
        try (OrcastraProcess agent = agent(agentHome)) {
            JsonNode told = dryRun(home);
            assertThat(actions(told.path("execute"))).containsExactlyInAnyOrder("restart container sick on " + node.name(),
                    "restart container unlabelled on " + node.name());
            assertThat(actions(told.path("vetoed"))).containsExactlyInAnyOrder("restart container forbidden on " + node.name(),
                    "restart container build-1 on " + node.name());
            assertThat(startedAt("sick")).as("nothing is done in a dry run").isEqualTo(sick);
            waits(home.with("AUTOHEAL_GRACE_PERIOD", "7200").with("AUTOHEAL_ONLY_LABELLED", "true"), sick);
            home.with("AUTOHEAL_GRACE_PERIOD", "2");
            home.append("swarm.yml", "rules: { ask: [ ORC-HEA-201 ] }\n");
            heals(home, agent, sick, before);
        }
    }

    /** A daemon knows since when, and says how much of the grace period is left. */
    private void waits(OrcastraHome home, String sick) {
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitTrue(SOON, "the reason why nothing is done",
                    () -> GRACE.matcher(home.command("explain", node.name()).out()).find());
            assertThat(daemon.log()).noneMatch(line -> line.contains("\"Planned\""));
            assertThat(startedAt("sick")).as("nothing is done within the grace period").isEqualTo(sick);
            assertThat(daemon.terminate()).isZero();
        }
    }

    private void heals(OrcastraHome home, OrcastraProcess agent, String sick, Map<String, String> before) {
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitLog(SOON, "orcastra approve ");
            assertThat(startedAt("sick")).as("nothing is done without a yes").isEqualTo(sick);
            Matcher asked = APPROVE.matcher(home.command("dry-run").out());
            assertThat(asked.find()).as("a dry run names the plan").isTrue();
            assertThat(home.command("approve", asked.group(1)).out()).contains("approved for 15 min: restart container sick");
            daemon.awaitTrue(SOON, "the sick container to be restarted", () -> !startedAt("sick").equals(sick));
            daemon.awaitTrue(SOON, "the sick container to be healthy", () -> health("sick").equals("healthy"));
            List.of("ORC-HEA-301", "ORC-HEA-302", "ORC-HEA-303").forEach(rule -> daemon.awaitLog(SOON, rule));
            UNTOUCHED.forEach(name -> assertThat(startedAt(name)).as(name).isEqualTo(before.get(name)));
            agent.awaitLog(SOON, "Restart of a container");
            assertThat(agent.log()).filteredOn(line -> line.contains("Restart of a container")).singleElement().asString()
                    .contains("\"result\":\"done\"");
        }
    }

    @Test
    @DisplayName("remove what nobody needs, measured, and nothing that is used, needed, named, young, the newest of its kind or listed; and tell what could not be")
    void garbage(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
        volumes = store();
        OrcastraHome agentHome = new OrcastraHome(node.dockerHost()).with("AGENT_TOKEN_FILE", token.toString());
        leavesWhatIsYoung(agentHome, token);
        try (ModPlace mod = new ModPlace(); OrcastraProcess agent = agent(agentHome.with("GC_GRACE_PERIOD_SECONDS", "0")
                .with("MOD_MANAGER_DEST", Files.createDirectory(folder.resolve("modcache")).toString()))) {
            JsonNode all = dryRun(collecting(agentHome, token).with("GC_MINIMUM_IMAGES_TO_SAVE", "0")).at("/execute/0/commands");
            assertThat(all.toString()).as("the newest is kept for that alone").contains("# pair:1, ", "# pair:2, ")
                    .doesNotContain("# junk:former, ", "# junk:needed, ", volumes.mounted(), volumes.listed());
            JsonNode step = dryRun(collecting(agentHome, token)).at("/execute/0");
            Set<String> told = items(step);
            assertThat(step.path("commands").toString()).contains("# junk:1, ", "MiB: an image nobody needs is garbage", "MiB in all");
            leavesKindsThatAreOff(agentHome, token, told);
            assertThat(agent.log()).noneMatch(line -> line.contains("Removal was asked for"));
            lab.docker(node, "run", "-d", "--name", "asks", "--label", "com.linuxserver.mod.plugin=" + mod.url(), "lab/plain:1");
            int looks;
            try (OrcastraProcess daemon = collecting(agentHome, token).with("GC_DRY_RUN", "1").run().awaitHealthy()) {
                daemon.awaitLog(SOON, "ORC-GCO-301");
                assertThat(agent.log()).noneMatch(line -> line.contains("Removal was asked for"));
                daemon.awaitMetric(SOON, "mod_downloads_total", 1);
                daemon.awaitTrue(SOON, "how long the mod took",
                        () -> daemon.metric("mod_refresh_last_duration_seconds") > 0);
                looks = mod.requests();
            }
            long before = stored();
            try (OrcastraProcess daemon = collecting(agentHome, token).run().awaitHealthy()) {
                daemon.awaitLog(SOON, "reclaimed");
                long reclaimed = before - stored();
                assertThat(reclaimed).isGreaterThan(9_000_000);
                daemon.awaitLog(SOON, "reclaimed " + reclaimed + " bytes");
                told.remove("volume " + volumes.stuck());
                daemon.awaitTrue(SOON, "a word of each removal", () -> removed(daemon).size() >= told.size());
                assertThat(removed(daemon)).as("what the dry run told, without what its engine could not remove").isEqualTo(told);
                // once more each minute
                List.of("gc_prune_errors_total", "gc_prune_runs_total").forEach(count -> daemon.awaitMetric(SOON, count, 1));
                assertThat(daemon.metric("gc_prune_last_duration_seconds")).isPositive();
                daemon.awaitTrue(SOON, "the mod to be looked at again after a minute", () -> mod.requests() > looks);
                new Measurements(getClass()).note("reclaimed of " + before + " bytes in docker system df", reclaimed, "bytes");
            }
        }
        assertThat(ended()).contains("kept-0", "kept-1").doesNotContain("ended");
        assertThat(images()).contains("junk:listed", "junk:former", "junk:needed", "junk:used", "pair:2", "lab/plain:1")
                .doesNotContain("junk:1", "pair:1");
        assertThat(lab.docker(node, "volume", "ls", "-q").lines()).contains("named", volumes.listed(), volumes.mounted(), volumes.stuck())
                .doesNotContain(volumes.garbage());
    }

    /**
     * Volumes without a name of their own.
     *
     * @param listed  excluded by the name its engine made up
     * @param mounted by a container that has ended and is kept
     * @param stuck   garbage its engine cannot remove, because something is mounted within it
     */
    private record Volumes(String garbage, String listed, String mounted, String stuck) {
    }

    /** Garbage, and what is not. */
    private Volumes store() {
        for (String ended : List.of("ended", "kept-0")) {
            lab.docker(node, "run", "--name", ended, "--entrypoint", "sh", "lab/plain:1", "-c", "head -c 5000000 /dev/urandom > /blob");
        }
        lab.docker(node, "commit", "ended", "junk:1");
        letASecondPassSince("junk:1");
        for (String image : List.of("pair:1", "junk:listed", "junk:former", "junk:needed", "junk:used")) {
            lab.docker(node, "commit", "-m", image, "kept-0", image);
        }
        lab.docker(node, "run", "--name", "kept-1", "-v", "/data", "--entrypoint", "true", "junk:used");
        lab.docker(node, "service", "create", "-d", "--no-resolve-image", "--replicas", "0", "--name", "later", "junk:former");
        lab.docker(node, "service", "update", "-d", "--no-resolve-image", "--image", "junk:needed", "later");
        lab.docker(node, "volume", "create", "named");
        letASecondPassSince("pair:1");
        lab.docker(node, "commit", "-m", "pair:2", "kept-0", "pair:2");
        String stuck = lab.docker(node, "volume", "create").strip();
        String within = lab.docker(node, "volume", "inspect", "-f", "{{.Mountpoint}}", stuck) + "/within";
        lab.exec(node, "sh", "-c", "mkdir " + within + " && mount -t tmpfs within " + within);
        return new Volumes(lab.docker(node, "volume", "create").strip(), lab.docker(node, "volume", "create").strip(),
                lab.docker(node, "inspect", "-f", "{{(index .Mounts 0).Name}}", "kept-1"), stuck);
    }

    /** Which image of a repository is the newest is told by whole seconds. */
    private void letASecondPassSince(String image) {
        Instant created = Instant.parse(lab.docker(node, "image", "inspect", "-f", "{{.Created}}", image));
        await().atMost(SOON).until(() -> Instant.now().getEpochSecond() > created.getEpochSecond());
    }

    /** What came just now is no garbage to a daemon with a grace period, and an agent keeps to its own whoever asks. */
    private void leavesWhatIsYoung(OrcastraHome agentHome, Path token) throws Exception {
        try (OrcastraProcess agent = agent(agentHome)) {
            OrcastraHome.Answer young = collecting(agentHome, token).with("GC_GRACE_PERIOD_SECONDS", "3600")
                    .command("dry-run", "--output", "json");
            assertThat(young.exit()).as("nothing is old enough; %s %s", young.out(), young.errors()).isZero();
            assertThat(young.out()).as("what is stored was told").contains("service later uses junk:needed");
            Set<String> told = items(dryRun(collecting(agentHome, token)).at("/execute/0"));
            assertThat(told).hasSizeGreaterThanOrEqualTo(4);
            for (String item : told) {
                assertThat(ask(agentHome, token, item)).as(item).contains("\"left\"", "unused for less than the 10800 s of this agent");
            }
            await().atMost(SOON).untilAsserted(() -> assertThat(agent.log())
                    .filteredOn(line -> line.contains("Removal was asked for")).hasSameSizeAs(told));
        }
        assertThat(ended()).contains("ended");
        assertThat(images()).contains("junk:1", "pair:1", "pair:2");
    }

    private void leavesKindsThatAreOff(OrcastraHome agentHome, Path token, Set<String> all) throws IOException {
        assertThat(items(dryRun(collecting(agentHome, token).with("GC_FORCE_CONTAINER_REMOVAL", "0").with("GC_CLEAN_UP_VOLUMES", "0"))
                .at("/execute/0"))).isNotEmpty().isSubsetOf(all).allMatch(item -> item.startsWith("image "));
        assertThat(items(dryRun(collecting(agentHome, token).with("GC_FORCE_IMAGE_REMOVAL", "0")).at("/execute/0"))).isSubsetOf(all)
                .noneMatch(item -> item.startsWith("image ")).anyMatch(item -> item.startsWith("volume "))
                .anyMatch(item -> item.startsWith("container "));
    }

    /** The agent's answer to whoever has the secret and asks it to remove something. */
    private static String ask(OrcastraHome agentHome, Path token, String item) throws Exception {
        URI uri = URI.create(agentHome.metricsUrl().replace("/metrics", "/storage/" + item.replaceFirst(" (sha256:)?", "/")));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + Files.readString(token)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private Stream<String> ended() {
        return lab.docker(node, "ps", "-a", "--format", "{{.Names}}").lines();
    }

    private Stream<String> images() {
        return lab.docker(node, "images", "--format", "{{.Repository}}:{{.Tag}}").lines();
    }

    private OrcastraProcess agent(OrcastraHome agentHome) {
        return agentHome.agent("", "--chores", "--meminfo", node.meminfo().toString()).awaitHealthy();
    }

    private static JsonNode dryRun(OrcastraHome home) throws IOException {
        OrcastraHome.Answer answer = home.command("dry-run", "--output", "json");
        assertThat(answer.exit()).as("exit code; errors: %s", answer.errors()).isEqualTo(3);
        return new ObjectMapper().readTree(answer.out());
    }

    private static List<String> actions(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false).map(entry -> entry.at("/action/text").asText()).toList();
    }

    /** Kind and id of each thing a plan would remove. */
    private static Set<String> items(JsonNode step) {
        Set<String> items = new TreeSet<>();
        step.path("commands").forEach(command -> Stream.of(REMOVAL.matcher(command.asText())).filter(Matcher::find)
                .forEach(found -> items.add(found.group(1) + " " + found.group(2))));
        return items;
    }

    private static Set<String> removed(OrcastraProcess daemon) throws IOException {
        Set<String> items = new TreeSet<>();
        for (String line : daemon.log()) {
            if (line.contains("\"Garbage\"") && line.contains("\"done\"")) {
                new ObjectMapper().readTree(line).path("kvpList").forEach(pair -> Stream.of(pair).filter(one -> one.has("item"))
                        .forEach(one -> items.add(one.path("item").asText())));
            }
        }
        return items;
    }

    private OrcastraHome collecting(OrcastraHome agentHome, Path token) {
        return new OrcastraHome(node.dockerHost()).with("AGENT_TOKEN_FILE", token.toString()).with("GC_CRON", "* * * * *")
                .with("GC_GRACE_PERIOD_SECONDS", "0").with("GC_MINIMUM_IMAGES_TO_SAVE", "1")
                .with("AUTOHEAL_CHECK_INTERVAL", "1").with("MOD_MANAGER_REFRESH_INTERVAL_MINUTES", "1")
                .with("GC_EXCLUDE_IMAGES", "lab/*, docker.io/*, *.lab*, junk:listed").with("GC_EXCLUDE_CONTAINERS", "kept-*")
                .with("GC_EXCLUDE_VOLUMES", volumes.listed().substring(0, 12) + "*")
                .write("swarm.yml", "options: {settle_seconds: 1}\n").write("rebalance_config.yml", agents(agentHome));
    }

    private static String agents(OrcastraHome agentHome) {
        return "default: {priority_threshold: 1}\nmemory_sources:\n  agent: {url: \"" + agentHome.metricsUrl()
                + "?node={hostname}\"}\n";
    }

    private long stored() {
        return StoredBytes.of(lab.api(node));
    }

    private String startedAt(String container) {
        return lab.docker(node, "inspect", "-f", "{{.State.StartedAt}}", container);
    }

    private String health(String container) {
        return lab.docker(node, "inspect", "-f", "{{.State.Health.Status}}", container);
    }
}
