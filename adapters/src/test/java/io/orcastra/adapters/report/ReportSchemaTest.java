package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.record.DecisionRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published schema and what is written are one. */
class ReportSchemaTest {

    private static final Path SCHEMA = Path.of("..", "config", "schema", "dry-run-report.schema.json");

    private final ObjectMapper json = new ObjectMapper();
    private Validator validator;
    private URI schema;

    @BeforeEach
    void readSchema() throws IOException {
        validator = new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
        schema = validator.registerSchema(Files.readString(SCHEMA));
    }

    @Test
    void aFullReportIsValid() {
        Validator.Result result = validator.validate(schema, new JsonReport().render(ReportGoldenTest.sample()));

        assertThat(result.getErrors()).isEmpty();
    }

    @Test
    void anEmptyReportIsValid() {
        DecisionRecord empty = new DecisionRecord(1, "request", SampleDecision.AT, Duration.ZERO, Set.of(), List.of(),
                List.of(), Plan.EMPTY, Map.of());
        Report report = Reporter.report(empty, "docker", SampleDecision.AT, SampleDecision.AT, Optional.empty());

        assertThat(validator.validate(schema, new JsonReport().render(report)).getErrors()).isEmpty();
    }

    @Test
    void anUnknownFieldIsNot() throws IOException {
        JsonNode report = json.readTree(new JsonReport().render(ReportGoldenTest.sample()));
        ((ObjectNode) report.at("/execute/0")).put("surprise", true);

        assertThat(validator.validate(schema, report.toString()).isValid()).isFalse();
    }
}
