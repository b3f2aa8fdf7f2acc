package io.orcastra.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The one straight line of modules, and what each may know. */
@AnalyzeClasses(packages = "io.orcastra", importOptions = ProductionCode.class)
class ModulesTest {

    @ArchTest
    static final ArchRule MODULES_POINT_ONE_WAY = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("facts").definedBy("io.orcastra.facts..")
            .layer("rules").definedBy("io.orcastra.rules..")
            .layer("engine").definedBy("io.orcastra.engine..")
            .layer("adapters").definedBy("io.orcastra.adapters..")
            .whereLayer("adapters").mayNotBeAccessedByAnyLayer()
            .whereLayer("engine").mayOnlyBeAccessedByLayers("adapters")
            .whereLayer("rules").mayOnlyBeAccessedByLayers("engine", "adapters");

    @ArchTest
    static final ArchRule FACTS_KNOW_THE_JDK_ONLY = classes().that().resideInAPackage("io.orcastra.facts..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("io.orcastra.facts..", "java..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLES = slices().matching("io.orcastra.(*).(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DOCKER_JAVA_STAYS_IN_ITS_ADAPTER = noClasses()
            .that().resideOutsideOfPackage("io.orcastra.adapters.docker..")
            .should().dependOnClassesThat().resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule DROOLS_STAYS_IN_RULES = noClasses()
            .that().resideOutsideOfPackage("io.orcastra.rules..")
            .should().dependOnClassesThat().resideInAPackage("org.drools..");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_ADAPTERS_LIBRARY = classes().that().resideInAPackage("io.orcastra.engine..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("io.orcastra.facts..", "io.orcastra.rules..",
                    "io.orcastra.engine..", "org.kie.api..", "org.slf4j..", "java..");

    @ArchTest
    static final ArchRule ADAPTERS_ARE_WIRED_IN_ONE_PLACE = noClasses()
            .that(resideInAPackage("io.orcastra..").and(not(resideInAPackage("io.orcastra.adapters.cli.."))))
            .should().dependOnClassesThat().resideInAPackage("io.orcastra.adapters.cli..");

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    /** {@code NotASwarmManager} ends in Swarm's own word for a node's role. */
    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses().should()
            .haveNameMatching(".*(?<!NotASwarm)(Manager|Helper|Utils?|Impl)");

    @ArchTest
    static final ArchRule PUBLIC_FIELDS_ARE_CONSTANTS = fields().that().arePublic().should().beFinal();

    @ArchTest
    static final ArchRule FACTS_ARE_IMMUTABLE = classes().that().resideInAPackage("io.orcastra.facts..")
            .and().arePublic().and().areNotInterfaces().and().areNotEnums().should().beRecords();
}
