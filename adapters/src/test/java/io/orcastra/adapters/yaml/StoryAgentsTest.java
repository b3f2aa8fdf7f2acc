package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.adapters.scenario.script.KnownRules;
import io.orcastra.adapters.scenario.script.Script;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.Holding;
import io.orcastra.engine.simulation.MachineAnswer;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.policy.Autoheal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario says of agents, machines and variables. */
class StoryAgentsTest {
    private static final String CLUSTER = """
            title: Words
            cluster: { nodes: { hill: { role: manager }, oak: {} } }
            expect: [ { at: 1m, only_actions: [] } ]
            """;

    @TempDir
    private Path folder;

    private Script script(String text) throws ConfigurationInvalid, IOException {
        return ScriptReader.read(Files.writeString(folder.resolve("a_test.yml"), CLUSTER + text),
                (rules, policies) -> new KnownRules(Set.of("ORC-HEA-301"), Set.of()));
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(ConfigurationInvalid.class, () -> script(text)).problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message() + " | " + problem.advice())
                .toList();
    }

    @Test
    void whatANodeHoldsHasDefaults() throws Exception {
        List<Holding> holdings = script("""
                agents:
                  oak:
                    containers: { plex: }
                    images: { "nginx:1.25": { size: 1 GiB, newer: 2, old_after: 5m } }
                    mods: { a.tar: { refused: is gone } }
                """).scenario().holdings();

        assertThat(holdings).satisfiesExactly(holding -> {
            Holding.Living plex = (Holding.Living) holding;
            assertThat(plex.container().health()).isEqualTo(ContainerHealth.HEALTHY);
            assertThat(plex.container().service()).isEmpty();
            assertThat(plex.curable()).isTrue();
        }, holding -> {
            Holding.Image image = (Holding.Image) holding;
            assertThat(image.image().bytes()).isEqualTo(1L << 30);
            assertThat(image.image().newer()).isEqualTo(2);
            assertThat(image.oldAfter()).isEqualTo(Duration.ofMinutes(5));
        }, holding -> assertThat(((Holding.Mod) holding).refusal()).isEqualTo("is gone"));
    }

    @Test
    void aMachineIsInTheSwarmWhenItIsANode() throws Exception {
        assertThat(script("machines: { oak: , ash: { curable: false }, elm: { state: untrusted } }\n").scenario().answers())
                .containsExactly(new MachineAnswer("oak", MachineState.IN_SWARM, true),
                        new MachineAnswer("ash", MachineState.OUT_OF_SWARM, false),
                        new MachineAnswer("elm", MachineState.UNTRUSTED, true));
    }

    @Test
    void containersAndMachinesChangeAtTheirTime() throws Exception {
        assertThat(script("""
                agents: { oak: { containers: { plex: {} } } }
                machines: { ash: {} }
                events:
                - { at: 1m, container: { name: plex, health: unhealthy } }
                - { at: 2m, machine: { name: ash, state: unreachable } }
                """).scenario().faults().stream().map(fault -> (Object) fault.fault())).containsExactly(
                        new Fault.ContainerBecomes("plex", ContainerHealth.UNHEALTHY),
                        new Fault.MachineBecomes("ash", MachineState.UNREACHABLE));
    }

    @Test
    void variablesAreThoseOfTheEnvironment() throws Exception {
        assertThat(script("""
                configuration:
                  rebalance: { memory_sources: { agent: { service: orcastra_agent } } }
                  variables: { AUTOHEAL_ATTEMPTS: 2 }
                """).configured()).anyMatch(fact -> fact instanceof Autoheal autoheal && autoheal.attempts() == 2);
    }

    @Test
    void whatIsMistypedIsToldAtItsPlace() {
        assertThat(problems("agents: { oka: { containers: {} } }\n")).singleElement().asString()
                .startsWith("4:11 ").contains("oka").endsWith("Maybe you meant oak.");
        assertThat(problems("agents: { oak: { containers: { plex: { health: ill } } } }\n")).singleElement().asString()
                .startsWith("4:48 ").contains("ill", "one of starting, healthy, unhealthy", "| Maybe");
        assertThat(problems("configuration: { variables: { AUTOHEAL_ATEMPTS: 2 } }\n")).singleElement().asString()
                .startsWith("4:31 ").endsWith("Maybe you meant AUTOHEAL_ATTEMPTS.");
        assertThat(problems("machines: { ash: {} }\nevents: [ { at: 1m, machine: { name: ahs, state: in_swarm } } ]\n"))
                .singleElement().asString().startsWith("5:38 ").endsWith("Maybe you meant ash.");
        assertThat(problems("agents: { oak: { containers: { plex: {} } , volumes: { a: { size: 3 } } } }\n"))
                .singleElement().asString().startsWith("4:").contains("3", "| Maybe");
    }
}
