package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    private static final List<Duration> STANDARD =
            Stream.of(2, 10, 60, 300, 900).map(Duration::ofSeconds).toList();
    private static final Duration SUM_OF_STANDARD = Duration.ofSeconds(1272);

    @TempDir
    private Path temporary;
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(temporary);
    }

    @Test
    void withoutAnyFileItOnlyObserves() {
        Configuration configuration = folder.load();

        assertThat(configuration.observesOnly()).isTrue();
        assertThat(configuration.policies()).isEmpty();
        assertThat(configuration.settings().engine().dryRun()).isTrue();
        assertThat(configuration.warnings()).singleElement().extracting(Problem::message).asString()
                .contains("no configuration file");
    }

    @Test
    void aFolderThatIsMissingIsAFolderWithoutFiles() {
        assertThat(new Folder(temporary.resolve("nowhere")).load().observesOnly()).isTrue();
    }

    @Test
    void aFileOfCommentsIsAConfigurationThatAsksForNothing() {
        Configuration configuration = folder.with("swarm.yml", "# later\n").load();

        assertThat(configuration.observesOnly()).isFalse();
        assertThat(configuration.policies()).isEmpty();
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.settings().engine()).isEqualTo(EngineSettings.DEFAULT);
    }

    @Test
    void aServiceIsFencedWhereNotAllIsOff() {
        assertThat(folder.with("swarm.yml", "# later\n").load().fences()).isFalse();
        assertThat(folder.with("swarm.yml", "fencing: { default: off, services: { db: off } }\n").load().fences()).isFalse();
        assertThat(folder.with("swarm.yml", "fencing: { default: wait }\n").load().fences()).isTrue();
        assertThat(folder.with("swarm.yml", "fencing: { services: { db: ssh } }\n").load().fences()).isTrue();
    }

    @Test
    void anAnchorAndItsDependentsBelongToItsStack() {
        folder.with("swarm.yml", """
                dependencies:
                  db:
                    stack: shop
                    restart_dependents: false
                    retry_intervals: [ 5, 20 ]
                    services: [ web ]
                """);

        assertThat(folder.load().policies()).containsExactly(
                new Anchor("db", "shop_db", false, seconds(5, 20)),
                new Dependency("shop_db", "shop_web", false, seconds(5, 20), Duration.ofSeconds(600)));
    }

    @Test
    void theListFormTakesEverythingElseFromTheEnvironment() {
        folder.with("swarm.yml", "dependencies:\n  db: [ web, worker ]\n");

        assertThat(folder.load(Map.of("STACK_NAME", "home", "RESTART_DEPENDENTS", "false")).policies()).containsExactly(
                new Anchor("db", "home_db", false, STANDARD),
                new Dependency("home_db", "home_web", false, STANDARD, SUM_OF_STANDARD),
                new Dependency("home_db", "home_worker", false, STANDARD, SUM_OF_STANDARD));
    }

    @Test
    void anAnchorWithoutServicesStillOwnsItsLabel() {
        assertThat(folder.with("swarm.yml", "dependencies:\n  db:\n  cache: []\n").load().policies()).containsExactly(
                new Anchor("db", "swarm-dev_db", true, STANDARD),
                new Anchor("cache", "swarm-dev_cache", true, STANDARD));
    }

    @Test
    void aDependentOfAnotherStackIsNamedInFull() {
        folder.with("swarm.yml", """
                dependencies:
                  db:
                    stack: shop
                    services: [ { stack: mail, name: relay }, { name: bare } ]
                """);

        assertThat(folder.load().policies()).filteredOn(Dependency.class::isInstance)
                .extracting("dependent").containsExactly("mail_relay", "bare");
    }

    @Test
    void theListFormToo() {
        folder.with("dependencies.yml", "db: [ web, { stack: mail, name: relay } ]\n");

        assertThat(folder.load().policies()).filteredOn(Dependency.class::isInstance)
                .extracting("dependent").containsExactly("swarm-dev_web", "mail_relay");
    }

    @Test
    void aMismatchLastsAtLeastAsLongAsAllIntervals() {
        folder.with("swarm.yml", "dependencies:\n  db: { retry_intervals: [ 30, 40 ], services: [ web ] }\n");

        assertThat(giveUpAfter(Map.of())).isEqualTo(Duration.ofSeconds(600));
        assertThat(giveUpAfter(Map.of("MAX_MISMATCH_DURATION", "69"))).isEqualTo(Duration.ofSeconds(70));
        assertThat(giveUpAfter(Map.of("MAX_MISMATCH_DURATION", "71"))).isEqualTo(Duration.ofSeconds(71));
    }

    @Test
    void labelsOfANodeAreNamesOrPairsOrAMap() {
        folder.with("swarm.yml", """
                nodes:
                  oak: { ip: 10.0.0.1, labels: [ ssd, zone=east, rack: 7, 42 ] }
                  elm: { labels: { ssd: false, note: a b } }
                  ash:
                """);

        assertThat(folder.load().policies()).containsExactlyInAnyOrder(
                new InventoryNode("oak", "10.0.0.1"), new InventoryNode("elm", ""), new InventoryNode("ash", ""),
                new InventoryLabel("oak", "ssd", "true"), new InventoryLabel("oak", "zone", "east"),
                new InventoryLabel("oak", "rack", "7"), new InventoryLabel("oak", "42", "true"),
                new InventoryLabel("elm", "ssd", "false"), new InventoryLabel("elm", "note", "a b"));
    }

    @Test
    void aLabelNoConstraintCanAskForIsSetWithAWarning() {
        folder.with("swarm.yml", "nodes: { oak: { labels: [ example.org/disk=fast ] } }\n");

        assertThat(folder.load().policies()).contains(new InventoryLabel("oak", "example.org/disk", "fast"));
        assertThat(folder.load().warnings()).singleElement().extracting(Problem::message).asString()
                .contains("example.org/disk");
    }

    @Test
    void servicesInACircleAreAFactAndAWarning() {
        folder.with("swarm.yml", """
                dependencies:
                  a: { stack: s, services: [ b ] }
                  b: { stack: s, services: [ c, outside ] }
                  c: { stack: s, services: [ a ] }
                """);

        assertThat(folder.load().policies()).filteredOn(CyclicDependency.class::isInstance)
                .containsExactly(new CyclicDependency(List.of("s_a", "s_b", "s_c")));
        assertThat(folder.load().warnings()).singleElement().extracting(Problem::message).asString()
                .contains("circle").contains("s_a, s_b, s_c");
    }

    @Test
    void theOlderFilesAreLeftAsideBesideTheNewest() {
        folder.with("swarm.yml", "dependencies:\n  db: [ web ]\n").with("nodes.yml", "nodes: [ broken")
                .with("dependencies.yml", "cache: [ web ]\n");

        assertThat(folder.load().policies()).hasExactlyElementsOfTypes(Anchor.class, Dependency.class);
        assertThat(folder.load().files()).containsExactly(temporary.resolve("swarm.yml"));
        assertThat(folder.load().warnings()).extracting(Problem::file)
                .containsExactly(temporary.resolve("nodes.yml").toString(), temporary.resolve("dependencies.yml").toString());
    }

    @Test
    void aliasesAndMergesMeanWhatYamlSays() {
        folder.with("swarm.yml", """
                dependencies:
                  db: &usual
                    stack: shop
                    retry_intervals: [ 7 ]
                    services: [ web ]
                  queue:
                    <<: *usual
                    services: [ mailer ]
                """);

        assertThat(folder.load().policies()).contains(
                new Anchor("queue", "shop_queue", true, seconds(7)),
                new Dependency("shop_queue", "shop_mailer", true, seconds(7), Duration.ofSeconds(600)));
        assertThat(folder.load().warnings()).isEmpty();
    }

    @Test
    void equalFilesHaveEqualHashesAndOthersHaveNot() {
        String first = folder.with("swarm.yml", "dependencies: { db: [ web ] }\n").load().hash();

        assertThat(folder.load(Map.of("PATH", "/bin")).hash()).isEqualTo(first).hasSize(64);
        assertThat(folder.load(Map.of("RELABEL_TIME", "61")).hash()).isNotEqualTo(first);
        assertThat(folder.with("swarm.yml", "dependencies: { db: [ app ] }\n").load().hash()).isNotEqualTo(first);
    }

    private Duration giveUpAfter(Map<String, String> environment) {
        return folder.load(environment).policies().stream().filter(Dependency.class::isInstance)
                .map(Dependency.class::cast).findFirst().orElseThrow().giveUpAfter();
    }

    private static List<Duration> seconds(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void choresThatNobodyDoesAreTold() {
        folder.with("swarm.yml", "# later\n");

        assertThat(messages(Map.of("GC_CRON", "0 3 * * *", "AUTOHEAL_ATTEMPTS", "2"))).hasSize(2).allMatch(message ->
                message.contains("no chore is done") && message.contains("without AGENT_TOKEN_FILE and AGENT_SERVICE"));
        assertThat(messages(Map.of("GC_CRON", "0 3 * * *", "GC_GRACE_PERIOD_SECONDS", "3600", "MOD_MANAGER_DEST", "/mods",
                "MOD_MANAGER_REFRESH_INTERVAL_MINUTES", "60", "MOD_MANAGER_MAX_MEGABYTES", "10")))
                .as("each is named").hasSize(5).allMatch(message -> message.contains("no chore is done"));
        assertThat(messages(Map.of("LOGROTATE_CRON", "0 3 * * *"))).singleElement().asString().contains("has no effect here");
        assertThat(folder.report(Map.of("AGENT_TOKEN_FILE", "/run/secrets/agent"))).contains("Maybe write AGENT_SERVICE=orcastra_agent, or");
        assertThat(messages(Map.of("GC_CRON", "0 3 * * *", "AGENT_SERVICE", "orcastra_agent"))).singleElement().asString()
                .endsWith("without AGENT_TOKEN_FILE");
        folder.with("rebalance_config.yml", "memory_sources: { agent: { service: orcastra_agent } }\n");
        assertThat(messages(Map.of("GC_CRON", "0 3 * * *"))).singleElement().asString().endsWith("without AGENT_TOKEN_FILE");
        assertThat(messages(Map.of("GC_CRON", "0 3 * * *", "AGENT_TOKEN_FILE", "/run/secrets/agent"))).isEmpty();
    }

    @Test
    void agentsNamedByAVariableDoChoresAndNothingIsRebalanced() {
        folder.with("swarm.yml", "# later\n");
        Map<String, String> set = Map.of("GC_CRON", "0 3 * * *", "AGENT_TOKEN_FILE", "/run/secrets/agent", "AGENT_SERVICE", "orcastra_agent");

        assertThat(messages(set)).isEmpty();
        assertThat(folder.load(set).policies()).hasAtLeastOneElementOfType(Autoheal.class)
                .hasAtLeastOneElementOfType(GarbageCollection.class)
                .doesNotHaveAnyElementsOfTypes(Rebalancing.class, MemoryPolicy.class);
        assertThat(folder.load().policies()).doesNotHaveAnyElementsOfTypes(Autoheal.class, GarbageCollection.class);
    }

    @Test
    void agentsNamedTwiceAreToldUnlessTheyAreTheSame() {
        folder.with("swarm.yml", "# later\n").with("rebalance_config.yml", "memory_sources: { agent: { service: orcastra_agent } }\n");

        assertThat(messages(Map.of("AGENT_SERVICE", "orcastra_agent"))).isEmpty();
        assertThat(folder.report(Map.of("AGENT_SERVICE", "shop_agent"))).contains("rebalance_config.yml:1:26: warning:",
                "memory_sources.agent is not used: AGENT_SERVICE is set", "Maybe remove one of the two.");
    }

    @Test
    void aKeyThatIsMeantAndCannotBeReadIsTold() {
        folder.with("swarm.yml", "# later\n");

        assertThat(messages(Map.of("SSH_KEY_FILE", "/no/such/key"))).singleElement().asString()
                .contains("/no/such/key: there is no such key", "no machine is asked over SSH");
        assertThat(messages(Map.of("BOOTSTRAP_MODE", "loop", "SSH_KEY_FILE", temporary.resolve("swarm.yml").toString()))).isEmpty();
    }

    @Test
    void aLeaderThatCanMakeNoSwarmIsTold() {
        folder.with("swarm.yml", "leader: oak\nnodes:\n  oak: { role: worker }\n  elm: { ip: 10.0.0.2 }\n");

        assertThat(messages(Map.of())).satisfiesExactly(
                first -> assertThat(first).contains("leader is \"oak\", whose role is worker"),
                second -> assertThat(second).contains("leader is \"oak\", which has no ip"));
        folder.with("swarm.yml", "leader: oak\nnodes:\n  oak: { labels: [ db ] }\n");
        assertThat(messages(Map.of())).as("where nobody has an ip, nothing is meant to be asked").isEmpty();
    }

    @Test
    void cronsAreInTheTimeZone() {
        folder.with("swarm.yml", "# later\n");
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");

        assertThat(folder.load(Map.of("LOGROTATE_CRON", "0 15 * * *", "TZ", "Europe/Berlin")).settings().agents().rotation()
                .orElseThrow().after(noon)).contains(Instant.parse("2026-06-01T13:00:00Z"));
        assertThat(folder.load(Map.of("LOGROTATE_CRON", "0 15 * * *")).settings().agents().rotation().orElseThrow().after(noon))
                .contains(Instant.parse("2026-06-01T15:00:00Z"));
    }

    private List<String> messages(Map<String, String> environment) {
        return folder.load(environment).warnings().stream().map(Problem::message).toList();
    }
}
