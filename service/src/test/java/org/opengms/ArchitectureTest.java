package org.opengms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.opengms.orders.OrderDesk;

/// The domain is plain Java: what it needs of the world it asks for through ports.
class ArchitectureTest {
    private static final JavaClasses DOMAIN = domain();

    private static JavaClasses domain() {
        try {
            URI compiled =
                    OrderDesk.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return new ClassFileImporter().importLocations(java.util.Set.of(Location.of(compiled)));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The compiled domain has no place.", e);
        }
    }

    @Test
    void seesTheWholeDomain() {
        assertTrue(DOMAIN.contain(OrderDesk.class));
        assertTrue(DOMAIN.size() > 80, () -> "only " + DOMAIN.size() + " classes");
    }

    @Test
    void knowsNoFrameworkNoDatabaseAndNoMessageFormat() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "ca.uhn..",
                        "org.hl7..")
                .check(DOMAIN);
    }

    @Test
    void knowsNoneOfTheModulesThatUseIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.opengms.fhir..", "org.opengms.server..", "org.opengms.region..")
                .check(DOMAIN);
    }

    @Test
    void hasNoCyclesBetweenItsPackages() {
        slices().matching("org.opengms.(*)..").should().beFreeOfCycles().check(DOMAIN);
    }
}
