package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.LogSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    @Test
    void whatDroolsSaysOfARuleThatDoesNotCompileIsSaidByUsAlone() {
        Logging.forCommand(true);
        assertDroolsIsSilent();

        Logging.forDaemon(new LogSettings(true, LogSettings.Format.TEXT, Optional.empty()));
        assertDroolsIsSilent();
    }

    private static void assertDroolsIsSilent() {
        assertThat(LoggerFactory.getLogger("org.drools.compiler.builder.impl.KnowledgeBuilderImpl").isErrorEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger("io.orcastra.rules").isErrorEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("com.somebody.else").isErrorEnabled()).isTrue();
    }
}
