package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.reload.TeaRule;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationHereTest {
    @TempDir
    private Path folder;

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("swarm.yml"), yaml);
    }

    @Test
    void onDiskIsWhatLiesThereNowUnlessItIsNoGoodOrGone() throws Exception {
        write("dependencies: { db: [ web ] }\n");
        Configuration present = new ConfigurationLoader().load(folder, Map.of());
        ConfigurationHere here = new ConfigurationHere(folder, Map.of(), () -> present, next -> { }, List::of, problem -> { }, () -> { });
        assertThat(here.onDisk()).map(Configuration::hash).contains(here.inForce().hash());

        write("rules: { report: [ ORC-XYZ-201 ] }\n");
        assertThat(here.onDisk()).get().satisfies(next -> assertThat(next.rules().mentions()).hasSize(1));

        write("rules: [");
        assertThat(here.onDisk()).isEmpty();

        Files.delete(folder.resolve("swarm.yml"));
        assertThat(here.onDisk()).as("no edit").isEmpty();
    }

    @Test
    void whatHasNoEffectByTheNewRulesIsToldWhenTheyTakeOver() throws Exception {
        write("rules: { parameters: { big: { least: 7 } } }\n");
        Configuration present = new ConfigurationLoader().load(folder, Map.of());
        List<String> told = new ArrayList<>();
        new ConfigurationHere(folder, Map.of(), () -> present, next -> { }, List::of,
                problem -> told.add(problem.message()), () -> told.add("again")).rulesTookOver();

        assertThat(told).containsExactly("no rule reads parameters of big, so least has no effect", "again");
    }

    @Test
    void aRuleThatIsStillNotThereWhenTheNewRulesTakeOverIsAnError() throws Exception {
        write("rules: { off: [ ORC-TST-402 ] }\n");
        Configuration present = new ConfigurationLoader().load(folder, Map.of());
        List<Problem> told = new ArrayList<>();
        new ConfigurationHere(folder, Map.of(), () -> present, next -> { }, TeaRule.besideTheBuiltIn()::descriptions, told::add,
                () -> { }).rulesTookOver();

        assertThat(told).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.message()).isEqualTo("there is no rule ORC-TST-402");
        });
    }
}
