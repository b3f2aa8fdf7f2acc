package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of rules: ORC-SPR-201 wishes, ORC-GRD-325 forbids, ORC-MEM-401 reports, ORC-HLD-501 keeps a timer from running. */
class SwitchesTest {
    private static final Switches SWITCHES = new Switches(RuleSet.builtIn(), RuleBook.builtIn().known());

    @TempDir
    private Path folder;

    private Configuration configuration(String yaml) throws IOException, ConfigurationInvalid {
        return new ConfigurationLoader().load(
                List.of(Files.writeString(folder.resolve("swarm.yml"), yaml)), Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules: {off: [ORC-SPR-201]}                   | rules: {}                       | rule ORC-SPR-201 is heard again
            rules: {off: [ORC-GRD-325]}                   | rules: {}                       | rule ORC-GRD-325 is heard again
            rules: {off: [ORC-SPR-201]}                   | rules: {report: [ORC-SPR-201]}  | rule ORC-SPR-201 is heard again
            rules: {}                                     | rules: {off: [ORC-GRD-325]}     | rule ORC-GRD-325, which may hold something back, is heard no more
            rules: {}                                     | rules: {off: [ORC-HLD-501]}     | rule ORC-HLD-501, which may hold something back, is heard no more
            rules: {}                                     | rules: {report: [ORC-GRD-325]}  | rule ORC-GRD-325 goes from automatic to report
            rules: {report: [ORC-SPR-201]}                | rules: {}                       | rule ORC-SPR-201 goes from report to automatic
            rules: {report: [ORC-SPR-201]}                | rules: {ask: [ORC-SPR-201]}     | rule ORC-SPR-201 goes from report to ask
            rules: {}                                     | rules: {report: [ORC-GRD]}      | rule ORC-GRD goes from automatic to report
            rules: {report: [ORC-SPR]}                    | rules: {}                       | rule ORC-SPR goes from report to automatic
            automation: {services: {web: report}}         | automation: {services: {}}      | service web goes from report to automatic
            automation: {services: {web: ask}}            | automation: {services: {web: automatic}} | service web goes from ask to automatic
            """)
    void whatMayDoMoreIsASwitch(String before, String now, String words) throws Exception {
        assertThat(SWITCHES.between(configuration(before), configuration(now))).containsExactly(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules: {}                                     | rules: {off: [ORC-SPR-201]}
            rules: {}                                     | rules: {off: [ORC-MEM-401]}
            rules: {}                                     | rules: {report: [ORC-SPR-201]}
            rules: {}                                     | rules: {ask: [ORC-GRD-325]}
            rules: {}                                     | rules: {report: [ORC-SPR]}
            rules: {}                                     | rules: {ask: [ORC-GRD]}
            rules: {report: [ORC-GRD-325]}                | rules: {}
            rules: {ask: [ORC-SPR-201]}                   | rules: {report: [ORC-SPR-201]}
            automation: {services: {web: ask}}            | automation: {services: {web: report}}
            rules: {parameters: {big: {least: 3}}}        | rules: {parameters: {big: {least: 4}}}
            rules: {blast_radius: 5}                      | rules: {blast_radius: 50}
            options: {settle_seconds: 5}                  | options: {settle_seconds: 6}
            """)
    void whatOnlyShowsOrDoesLessIsNone(String before, String now) throws Exception {
        assertThat(SWITCHES.between(configuration(before), configuration(now))).isEmpty();
    }

    @Test
    void everySwitchIsNamed() throws Exception {
        assertThat(SWITCHES.between(configuration("rules: {off: [ORC-SPR-201, ORC-SPR-202]}"),
                configuration("rules: {off: [ORC-GRD-325, ORC-GRD-103]}"))).hasSize(4);
    }
}
