package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.TimeWindow;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsReaderTest {
    @TempDir
    private Path temporary;

    @Test
    void aWindowWithoutDaysOpensEveryDay() {
        assertThat(new Folder(temporary).with("swarm.yml", "windows: {night: {from: 22:00, to: 06:00}}").load().policies())
                .hasSize(7).allMatch(fact -> fact instanceof TimeWindow span && span.to().toHours() == 30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {w: }                       | 1:11 | windows.w says nothing of when             | from:
            {W: {}}                     | 1:11 | "W" cannot be the name of a window          | small letters
            {w: {from: 24:01}}          | 1:21 | windows.w.from is "24:01", not a time of the day | 06:30
            {w: {to: noon}}             | 1:19 | windows.w.to is "noon", not a time of the day    | 06:30
            {w: {zone: Europe/Berlim}}  | 1:21 | windows.w.zone is "Europe/Berlim", not a time zone | you meant Europe/Berlin
            {w: {days: sun}}            | 1:21 | windows.w.days is "sun", not a list         | [first, second]
            {w: {days: []}}             | 1:21 | windows.w.days is     | leave days out
            {w: [{days: [su]}]}         | 1:23 | windows.w[0].days[0] is "su", not a day of the week | mon, tue
            """)
    void whatCannotBeMeantIsAnErrorAtItsPlace(String yaml, String place, String message, String advice) {
        assertThat(new Folder(temporary).with("swarm.yml", "windows: " + yaml).problems(Map.of())).singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.place()).endsWith("swarm.yml:" + place);
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.advice()).startsWith("Maybe ").contains(advice);
                });
    }
}
