package io.orcastra.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Time is injected, so that tests need not wait and a decision can be replayed. */
@AnalyzeClasses(packages = "io.orcastra", importOptions = ProductionCode.class)
class TimeTest {

    @ArchTest
    static final ArchRule THE_WALL_CLOCK_IS_READ_IN_ONE_PLACE = noClasses()
            .that().resideOutsideOfPackage("io.orcastra.adapters.cli..")
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(Clock.class, "systemUTC")
            .orShould().callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule THE_STOPWATCH_TOO = noClasses()
            .that().resideOutsideOfPackage("io.orcastra.adapters.cli..")
            .should().callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule THE_ENVIRONMENT_TOO = noClasses()
            .that().resideOutsideOfPackage("io.orcastra.adapters.cli..")
            .should().callMethod(System.class, "getenv").orShould().callMethod(System.class, "getenv", String.class)
            .orShould().callMethod(System.class, "exit", int.class);
}
