package org.opengms.planning.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the routing of care may not know of. The words are reviewed with the policy: nine protected
/// characteristics of the Equality Act 2010 and what commonly stands for them, the choice about
/// research, and whatever has to do with money made of data.
class RoutingLimitsTest {
    private static final Set<String> WORDS =
            Set.of(
                    // research and money
                    "research",
                    "consent",
                    "donation",
                    "donate",
                    "income",
                    "revenue",
                    "sale",
                    "tariff",
                    "fee",
                    "payer",
                    "insurer",
                    "commercial",
                    "partner",
                    "reward",
                    "dataset",
                    "licence",
                    // protected characteristics, Equality Act 2010, sections 4 to 12, and proxies
                    "age",
                    "birth",
                    "born",
                    "dob",
                    "disability",
                    "gender",
                    "sex",
                    "marriage",
                    "marital",
                    "married",
                    "pregnancy",
                    "pregnant",
                    "maternity",
                    "race",
                    "ethnic",
                    "ethnicity",
                    "nationality",
                    "nation",
                    "colour",
                    "ancestry",
                    "religion",
                    "belief",
                    "faith",
                    "orientation",
                    "postcode",
                    "deprivation",
                    "language",
                    "name",
                    "surname",
                    "nhs");

    /// Fields whose word means something else: who signed a policy is named.
    private static final Set<String> REVIEWED = Set.of("Approval.name");

    private static JavaClasses routing() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.opengms.planning.routing");
    }

    private static List<String> offences(JavaClasses classes) {
        List<String> offences = new ArrayList<>();
        for (JavaClass type : classes) {
            for (JavaField field : type.getFields()) {
                String name = type.getSimpleName() + "." + field.getName();
                boolean forbidden =
                        Arrays.stream(field.getName().split("(?<=[a-z0-9])(?=[A-Z])|_", -1))
                                .map(w -> w.toLowerCase(Locale.ROOT))
                                .anyMatch(WORDS::contains);
                if (forbidden && !REVIEWED.contains(name)) {
                    offences.add(name);
                }
            }
        }
        return offences;
    }

    @Test
    void noTypeHasAFieldForWhatMayNotCount() {
        assertTrue(offences(routing()).isEmpty(), () -> offences(routing()).toString());
    }

    record Forbidden(String researchChoice, int ageYears) {}

    @Test
    void theCheckSeesWhatItLooksFor() {
        JavaClasses planted = new ClassFileImporter().importClasses(Forbidden.class);
        assertFalse(offences(planted).isEmpty());
    }

    @Test
    void routingKnowsNothingButItsFormatsAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("org.opengms.planning.routing")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.opengms.planning.routing",
                        "org.opengms.datafile",
                        "org.opengms.csv",
                        "com.fasterxml.jackson.annotation",
                        "tools.jackson..",
                        "org.jspecify..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.io",
                        "java.nio..",
                        "java.security")
                .check(routing());
    }

    @Test
    void noClockIsRead() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(routing());
    }
}
