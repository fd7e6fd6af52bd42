package org.opengms.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] ENGINES = {
        "org.opengms.genome..",
        "org.opengms.panels..",
        "org.opengms.phenotype..",
        "org.opengms.interpretation..",
        "org.opengms.planning..",
        "org.opengms.transparency..",
        "org.opengms.disclosure..",
        "org.opengms.ledger..",
        "org.opengms.evaluation..",
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

    /// What holds data of persons.
    private static final Set<String> HOLDS_PERSONS =
            Set.of(
                    "org.opengms.people.People",
                    "org.opengms.consent.ConsentStore",
                    "org.opengms.cohort.CohortStore",
                    "org.opengms.cohort.CohortRecords",
                    "org.opengms.catalogue.Holdings",
                    "org.opengms.cases.CaseStore",
                    "org.opengms.orders.EarlierResults",
                    "org.opengms.gate.AccessTrail",
                    "org.opengms.notices.Contacts",
                    "org.opengms.notices.NoticeStore",
                    "org.opengms.notices.PostalAddresses",
                    "org.opengms.server.notices.KeptContacts",
                    "org.opengms.server.persistence.JdbcNotices",
                    "org.opengms.server.persistence.ResourceStore",
                    "org.opengms.server.persistence.JdbcAccessTrail",
                    "org.opengms.server.persistence.JdbcPeople",
                    "org.opengms.server.persistence.JdbcConsents",
                    "org.opengms.server.persistence.JdbcCohort",
                    "org.opengms.server.persistence.JdbcCohortRecords",
                    "org.opengms.server.persistence.JdbcCatalogue",
                    "org.opengms.server.persistence.JdbcCases");

    /// Who reads it. Of these, those that answer somebody ask the gate, or hand what they read to
    /// the one that does; the others take in, change, interpret or count, and answer without it.
    /// `EveryPathTest` tries that on every path. Whoever is new must be named here, and seen to.
    private static final Set<String> READS_PERSONS =
            Set.of(
                    // Ask the gate.
                    "org.opengms.orders.EarlierTests",
                    "org.opengms.gate.Gate",
                    "org.opengms.gate.AuditDesk",
                    "org.opengms.cohort.ResearchDesk",
                    "org.opengms.environment.ProjectData",
                    "org.opengms.environment.RunWork",
                    "org.opengms.environment.FileDesk",
                    "org.opengms.server.pages.JdbcPageData",
                    "org.opengms.server.choices.ChoiceOffice",
                    "org.opengms.server.notices.NoticeOffice",
                    "org.opengms.server.patient.PatientOffice",
                    // Within `PatientOffice`, which asks: leaves out, or finds whose handle it is.
                    "org.opengms.server.patient.Discretion",
                    "org.opengms.server.patient.ProxyOffice",
                    "org.opengms.server.relatives.FamilyResults",
                    // Hand it to `Release`.
                    "org.opengms.server.fhirapi.FhirApi",
                    "org.opengms.server.fhirapi.StoredResources",
                    "org.opengms.server.fhirapi.Searches",
                    "org.opengms.server.fhirapi.Tasks",
                    "org.opengms.server.fhirapi.Reports",
                    "org.opengms.server.fhirapi.Graphs",
                    "org.opengms.server.fhirapi.Consents",
                    "org.opengms.server.fhirapi.CurrentChoices",
                    // Sets what the gate has released, to an address; made here.
                    "org.opengms.server.pages.PagesConfiguration",
                    "org.opengms.server.pages.PaperLetters",
                    // Tell the person themself.
                    "org.opengms.notices.NoticeBook",
                    "org.opengms.notices.NoticeDelivery",
                    "org.opengms.server.notices.LetterFolder",
                    "org.opengms.server.notices.NoticeSweep",
                    // Within `Release`: takes out what a patient's page does not show.
                    "org.opengms.server.patient.OwnResources",
                    // Within `Release`: takes out what locates.
                    "org.opengms.server.fhirapi.ProtectedAddresses",
                    // Take in, change, interpret, count.
                    "org.opengms.cohort.CohortDesk",
                    "org.opengms.cohort.CohortOpinions",
                    "org.opengms.catalogue.CatalogueDesk",
                    "org.opengms.choices.ChoiceDesk",
                    "org.opengms.safeguards.SafeguardDesk",
                    "org.opengms.cases.ReportDesk",
                    "org.opengms.orders.OrderAcceptance",
                    "org.opengms.orders.OrderChecks",
                    "org.opengms.orders.OrderDesk",
                    "org.opengms.orders.OrderRules",
                    "org.opengms.orders.SpecimenBook",
                    "org.opengms.orders.Workflow",
                    "org.opengms.server.desk.ChangeIntake",
                    "org.opengms.server.desk.FollowUpWork",
                    "org.opengms.server.desk.ConsentIntake",
                    "org.opengms.server.desk.OrderIntake",
                    "org.opengms.server.desk.ResourceViews",
                    "org.opengms.server.hl7.Cancellations",
                    "org.opengms.server.jobs.InterpretationWork");

    @Test
    void whoReadsDataOfPersonsIsNamed() {
        Set<String> readers =
                CLASSES.stream()
                        .filter(reader ->
                                !reader.getPackageName().endsWith(".configuration")
                                        && !reader.getPackageName().endsWith(".persistence")
                                        && !HOLDS_PERSONS.contains(reader.getName()))
                        .filter(reader ->
                                reader.getDirectDependenciesFromSelf().stream()
                                        .map(d -> d.getTargetClass().getName())
                                        .anyMatch(HOLDS_PERSONS::contains))
                        .map(reader -> reader.getName().replaceAll("\\$.*", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(READS_PERSONS), readers);
    }

    @Test
    void theRulesOfTheGateReadNothing() {
        noClasses()
                .that()
                .haveSimpleName("GateRules")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Store")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Log")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("CareRelations")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.time..", "java.io..")
                .check(CLASSES);
    }
}
