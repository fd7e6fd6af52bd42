package org.opengms.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] ENGINES = {
        "org.opengms.genome..",
        "org.opengms.panels..",
        "org.opengms.phenotype..",
        "org.opengms.interpretation..",
        "org.opengms.planning..",
        "org.opengms.transparency..",
        "org.opengms.datafile..",
        "org.opengms.csv.."
    };
    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "java.sql..",
        "javax.sql..",
        "jakarta..",
        "ca.uhn.fhir..",
        "picocli.."
    };

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.opengms");

    @Test
    void enginesKnowNoFrameworkAndNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(CLASSES);
    }

    @Test
    void theDomainKnowsNoFrameworkAndNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("org.opengms..")
                .and()
                .resideOutsideOfPackages(
                        "org.opengms.server..", "org.opengms.fhir..", "org.opengms.hl7..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(CLASSES);
    }

    @Test
    void theAdaptersOfMessagesKnowNoSpringAndNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage("org.opengms.fhir..", "org.opengms.hl7..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void nothingImportsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.opengms.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.opengms.server..")
                .check(CLASSES);
    }

    @Test
    void enginesDoNotKnowTheDomain() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.opengms.orders..",
                        "org.opengms.cases..",
                        "org.opengms.gate..",
                        "org.opengms.people..",
                        "org.opengms.routing..",
                        "org.opengms.directory..",
                        "org.opengms.infrastructure..",
                        "org.opengms.region..",
                        "org.opengms.fhir..",
                        "org.opengms.hl7..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.opengms.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesOfTheServerHaveNoCycles() {
        slices().matching("org.opengms.server.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void personalDataLeavesThroughTheGateAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.opengms.server.pages..")
                .and()
                .doNotHaveSimpleName("JdbcPageData")
                .and()
                .resideOutsideOfPackage("org.opengms.server.pages.html..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.opengms.server.persistence..", "org.springframework.jdbc..")
                .check(CLASSES);
    }
}
