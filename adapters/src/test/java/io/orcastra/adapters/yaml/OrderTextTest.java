package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.yaml.OrderText.NoOrder;
import io.orcastra.facts.control.Command;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTextTest {
    private static final Set<String> ANCHORS = Set.of("plex", "db");

    @Test
    void everyCommandOfTheOriginalIsRead() throws NoOrder {
        assertThat(OrderText.names()).containsExactlyInAnyOrder("relabel_all", "bootstrap_swarm", "update_dependents",
                "relabel_anchor", "remove_all_labels", "pause_dependents", "resume_dependents", "noop");
        for (String name : OrderText.names()) {
            String text = name.equals("relabel_anchor") ? name + ":db" : name;
            assertThat(OrderText.of(text, ANCHORS).text()).isEqualTo(text);
        }
        assertThat(OrderText.of(" update_dependents : plex ", ANCHORS)).isEqualTo(new OrderText(Command.UPDATE_DEPENDENTS, "plex"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "relabel_everything | \"relabel_everything\" is no command | Maybe one of relabel_all, relabel_anchor,",
        "noop: | \"noop:\": noop takes no anchor | Maybe write noop alone.",
        "relabel_anchor | \"relabel_anchor\" names no anchor | Maybe write relabel_anchor:db.",
        "update_dependents: | \"update_dependents:\" names no anchor | Maybe write update_dependents:db.",
        "relabel_anchor:plx | \"relabel_anchor:plx\": the configuration has no anchor \"plx\" | Maybe you meant plex.",
        "relabel_anchor:zzzzzz | the configuration has no anchor \"zzzzzz\" | Maybe one of db, plex is meant."})
    void whatIsNoOrderSaysWhy(String text, String message, String advice) {
        assertThatThrownBy(() -> OrderText.of(text, ANCHORS)).isInstanceOfSatisfying(NoOrder.class, no -> {
            assertThat(no.getMessage()).contains(message);
            assertThat(no.advice()).startsWith(advice);
        });
    }

    @Test
    void withoutAConfigurationNoAnchorIsKnown() {
        assertThatThrownBy(() -> OrderText.of("relabel_anchor:db", Set.of())).isInstanceOfSatisfying(NoOrder.class,
                no -> assertThat(no.advice()).contains("names no anchors at all"));
    }
}
