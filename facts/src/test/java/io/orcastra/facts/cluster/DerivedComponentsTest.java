package io.orcastra.facts.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules ask facts beyond their components. */
class DerivedComponentsTest {

    private static Service service(String name, String stack, Duration stopGracePeriod) {
        return new Service("id", name, stack, ServiceMode.REPLICATED, 1, 0, "image", UpdateState.NONE, UpdateOrder.STOP_FIRST,
                stopGracePeriod, RestartCondition.ANY, Duration.ZERO, 0, Resources.NONE, Set.of(), List.of(), Set.of(), "");
    }

    @ParameterizedTest
    @CsvSource({
        "node.labels.db, db", "NODE.LABELS.Db, Db", "node.labels.a.b, a.b", "node.labels, ''", "node.id, ''",
        "engine.labels.db, ''", "xnode.labels.db, ''"})
    void aConstraintNamesTheKeyOfALabel(String key, String labelKey) {
        assertThat(new PlacementConstraint("s", key, ConstraintOperator.EQUAL, "v").labelKey()).isEqualTo(labelKey);
        assertThat(new SpreadPreference("s", key, 0).labelKey()).isEqualTo(labelKey);
    }

    @Test
    void anExpressionIsWrittenWithoutBlanks() {
        assertThat(new PlacementConstraint("s", "node.id", ConstraintOperator.EQUAL, "Abc").expression()).isEqualTo("node.id==Abc");
        assertThat(new PlacementConstraint("s", "node.id", ConstraintOperator.NOT_EQUAL, "b").expression()).isEqualTo("node.id!=b");
    }

    @Test
    void valuesAreComparedWithoutRegardToCase() {
        assertThat(new PlacementConstraint("s", "node.id", ConstraintOperator.EQUAL, "TrUe").foldedValue())
                .isEqualTo(new NodeLabel("n", "k", "tRuE").foldedValue());
    }

    @ParameterizedTest
    @CsvSource({"shop_db, shop, db", "shop_db, '', shop_db", "shop_db, sho, shop_db", "a_b_c, a_b, c"})
    void theShortNameIsWithoutTheStack(String name, String stack, String shortName) {
        assertThat(service(name, stack, Duration.ZERO).shortName()).isEqualTo(shortName);
    }

    @ParameterizedTest
    @CsvSource({"1.41, true", "1.40, false", "1.9, false", "1.100, true", "2.0, true", "unknown, false"})
    void jobsCameWithApi141(String apiVersion, boolean hasJobs) {
        assertThat(new LocalEngine("n", apiVersion, "c").hasJobs()).isEqualTo(hasJobs);
    }

    @Test
    void aBegunMillisecondOfTheGracePeriodCounts() {
        assertThat(service("s", "", Duration.ofSeconds(55)).stopGraceMillis()).isEqualTo(55_000);
        assertThat(service("s", "", Duration.ofSeconds(55).plusNanos(1)).stopGraceMillis()).isEqualTo(55_001);
    }
}
