package org.opengms.server.fhirapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.SpecimenDefinition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.Coded;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;

/// A directory with two packages of the digital kind, whose tests are done on blood and on saliva.
class DirectoryDefinitionsTest {
    private static final TestDirectories DIRECTORIES =
            new TestDirectories(
                    List.of(
                            new TestDirectory(
                                    "2026.1",
                                    LocalDate.of(2026, 4, 1),
                                    Map.of("wgs", 84),
                                    List.of(
                                            indication(
                                                    "R901",
                                                    "TP901",
                                                    new Coded("neurology", "Neurology"),
                                                    test("R901.1", "GT1", "490", "blood")),
                                            indication(
                                                    "R902",
                                                    "TP902",
                                                    new Coded("endocrine", "Endocrinology"),
                                                    test("R902.1", "GT2", "491", "saliva"))))));

    private final List<Object> providers =
            DirectoryDefinitions.of(FhirContext.forR4Cached(), () -> DIRECTORIES);

    private static ClinicalIndication indication(
            String code, String digital, Coded specialty, DirectoryTest test) {
        return new ClinicalIndication(
                code,
                "Indication " + code,
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(test),
                Optional.of(
                        new DigitalPackage(
                                digital,
                                Optional.empty(),
                                digital,
                                "Package " + digital,
                                "",
                                "active",
                                Optional.empty(),
                                Optional.empty(),
                                List.of(specialty),
                                List.of(),
                                List.of(test.digital().orElseThrow().code()))));
    }

    private static DirectoryTest test(String code, String digital, String panel, String specimen) {
        return new DirectoryTest(
                code,
                "Test " + code,
                TestMethod.WGS,
                Optional.empty(),
                "wgs",
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new DigitalTest(
                                digital,
                                Optional.empty(),
                                digital,
                                "Test " + digital,
                                "active",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(
                                        new DigitalTest.PanelLink(
                                                panel,
                                                Optional.empty(),
                                                "https://panels.example/panels/" + panel,
                                                "",
                                                "")),
                                List.of(
                                        new DigitalTest.SpecimenNeed(
                                                "SpecimenDefinition/" + specimen,
                                                Optional.of(new Coded("germline", "Germline")),
                                                List.of(new Coded("1001", specimen)))))));
    }

    private <T extends DomainResource> DirectoryDefinitions<?> provider(Class<T> type) {
        return providers.stream()
                .map(p -> (DirectoryDefinitions<?>) p)
                .filter(p -> p.getResourceType() == type)
                .findFirst()
                .orElseThrow();
    }

    private static Bundle search(DirectoryDefinitions<?> provider, String query) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), new String[] {pair.substring(equals + 1)});
        }
        SystemRequestDetails request = new SystemRequestDetails();
        request.setParameters(parameters);
        request.setFhirServerBase("http://service.example/FHIR/R4");
        request.setCompleteUrl("http://service.example/FHIR/R4/X?" + query);
        return provider.search(request);
    }

    private static String ids(Bundle bundle) {
        List<String> ids = new ArrayList<>();
        bundle.getEntry().forEach(e -> ids.add(e.getResource().getIdElement().getIdPart()));
        return String.join(" ", ids);
    }

    @Nested
    class APlan {
        @ParameterizedTest
        @CsvSource({
            "context=neurology, TP901",
            "context=https://fhir.nhs.uk/CodeSystem/DGTS-clinical-specialty-genomics|endocrine, TP902",
            "'context=neurology,endocrine', TP901 TP902",
            "context=https://elsewhere.example|neurology, ''",
            "context=cardiology, ''",
            "context:text=neuro, TP901",
            "definition=ActivityDefinition/GT2, TP902",
            "definition=https://fhir.nhs.uk/ActivityDefinition/GT1, TP901",
            "definition=GT, ''",
            "composed-of=490, ''",
            "context=neurology&definition=GT2, ''",
        })
        void isFoundByContextAndParts(String query, String found) {
            assertEquals(found, ids(search(provider(PlanDefinition.class), query)));
        }

        @Test
        void isFoundPageByPageAlsoByContext() {
            Bundle first =
                    search(provider(PlanDefinition.class), "context=neurology,endocrine&_count=1");
            assertEquals("TP901", ids(first));
            assertEquals(2, first.getTotal());
            String next = first.getLink("next").getUrl();
            assertTrue(next.contains("_offset=1"), next);
            assertTrue(next.contains("context=neurology%2Cendocrine"), next);
        }
    }

    @Nested
    class AnActivity {
        @ParameterizedTest
        @CsvSource({
            "composed-of=https://panels.example/panels/490, GT1",
            "composed-of=panels/491, GT2",
            "composed-of=49, ''",
            "composed-of=, ''",
        })
        void isFoundByItsPanels(String query, String found) {
            assertEquals(found, ids(search(provider(ActivityDefinition.class), query)));
        }
    }

    @Nested
    class ASpecimen {
        @Test
        void isReadAsTheTestsNameIt() {
            DomainResource blood = provider(SpecimenDefinition.class).read(new IdType("blood"));
            assertEquals(
                    "1001",
                    ((SpecimenDefinition) blood)
                            .getTypeTestedFirstRep()
                            .getType()
                            .getCodingFirstRep()
                            .getCode());
            assertEquals("2026.1", blood.getMeta().getVersionId());
        }

        @ParameterizedTest
        @CsvSource({
            "_id=saliva, saliva",
            "type=germline, blood saliva",
            "type=https://fhir.hl7.org.uk/CodeSystem/UKCore-SampleCategory|germline&_id=blood, blood",
            "type=tumour, ''",
        })
        void isSearched(String query, String found) {
            assertEquals(found, ids(search(provider(SpecimenDefinition.class), query)));
        }

        @Test
        void thatIsNotThereIsNotFound() {
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> provider(SpecimenDefinition.class).read(new IdType("bone")));
        }

        @ParameterizedTest
        @CsvSource({"status=active", "title=x", "context=x"})
        void refusesWhatItHasNot(String query) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> search(provider(SpecimenDefinition.class), query));
        }
    }
}
