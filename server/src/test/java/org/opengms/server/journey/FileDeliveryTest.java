package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.OrderBundleWriter;
import org.opengms.fhir.OrderForm;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.region.SyntheticRegion;
import org.opengms.routing.Priority;
import tools.jackson.databind.JsonNode;

/// A laboratory delivers for a whole genome order whose sample is processed.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileDeliveryTest {
    private static final String FHIR = "/FHIR/R4";
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final List<String> BEFORE_DELIVERY =
            List.of("request-sample-alignment", "sample-preparation", "sample-processing");

    private String order = "";
    private String laboratory = "";
    private String dataTask = "";

    @BeforeAll
    void anOrderReachesTheLaboratory(TestService service) throws Exception {
        TestDirectory directory = REGION.directories().newest();
        ClinicalIndication indication =
                directory.indications().stream()
                        .filter(i -> i.wgs().isPresent())
                        .findFirst()
                        .orElseThrow();
        HttpResponse<String> answer =
                service.post(
                        FHIR,
                        bundle(indication, indication.wgs().orElseThrow()),
                        Optional.of(service.token("site-zr103")));
        assertEquals(200, answer.statusCode(), answer.body());
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            String location = entry.path("response").path("location").asString("");
            if (location.startsWith("ServiceRequest/")) {
                order = location.replaceAll("/_history/.*", "");
            }
        }
        for (var candidate : REGION.network().laboratories()) {
            String token = service.token("laboratory-" + lower(candidate.ods().value()));
            if (!tasks(service, token, "sample-processing").isEmpty()) {
                laboratory = token;
            }
        }
        for (String code : BEFORE_DELIVERY) {
            JsonNode task = tasks(service, laboratory, code).getFirst();
            for (String status : List.of("accepted", "in-progress", "completed")) {
                change(service, task.path("id").asString(), code, status);
            }
        }
        dataTask =
                tasks(service, laboratory, "genetic-genomic-data-processing")
                        .getFirst()
                        .path("id")
                        .asString();
    }

    @Nested
    class ABadFile {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "this is no VCF",
                    "##fileformat=VCFv4.2\nchr1\t1\t.\tA\tC\t.\tPASS\t.\tGT\t0/1\n",
                    "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=249250621>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\nchr1\t1000\t.\tA\tC\t.\tPASS\t.\tGT\t0/1\n",
                    "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\nchr99\t1000\t.\tA\tC\t.\tPASS\t.\tGT\t0/1\n"
                })
        void isRefusedWithItsReasonAndNothingOfItStays(String content, TestService service)
                throws Exception {
            List<Path> before = kept(service);

            HttpResponse<String> answer =
                    deliver(service, content.getBytes(StandardCharsets.UTF_8), laboratory);

            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("OGMS-01"), answer.body());
            assertEquals(before, kept(service));
        }

        @Test
        void thatIsCutShortIsRefused(TestService service) throws Exception {
            byte[] whole = genome();
            List<Path> before = kept(service);

            HttpResponse<String> answer =
                    deliver(service, Arrays.copyOf(whole, whole.length / 2), laboratory);

            assertEquals(422, answer.statusCode(), answer.body());
            assertEquals(before, kept(service));
        }

        @Test
        void ofAnotherLaboratoryIsNotTaken(TestService service) throws Exception {
            String stranger =
                    Stream.of("laboratory-zl01", "laboratory-zl07")
                            .map(client -> tokenOf(service, client))
                            .filter(token -> !sameOrganisation(token, laboratory))
                            .findFirst()
                            .orElseThrow();
            assertEquals(403, deliver(service, genome(), stranger).statusCode());
        }
    }

    @Nested
    class ATaskThatTakesNoFile {
        @Test
        void isRefused(TestService service) throws Exception {
            String other =
                    tasks(service, laboratory, "sample-processing")
                            .getFirst()
                            .path("id")
                            .asString();
            HttpResponse<String> answer =
                    service.send(
                            service.to("/files/tasks/" + other)
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(genome())),
                            Optional.of(laboratory));
            assertEquals(422, answer.statusCode());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"nonsense", "../../etc/passwd", "8f1b1b0e-35a5-4d0c-9a55-2d0c4a4be0aa"})
        void doesNotExist(String id, TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.send(
                            service.to(
                                            "/files/tasks/"
                                                    + java.net.URLEncoder.encode(
                                                            id, StandardCharsets.UTF_8))
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[0])),
                            Optional.of(laboratory));
            assertTrue(
                    answer.statusCode() == 404 || answer.statusCode() == 400,
                    "status " + answer.statusCode());
        }
    }

    private HttpResponse<String> deliver(TestService service, byte[] content, String token)
            throws IOException, InterruptedException {
        return service.send(
                service.to("/files/tasks/" + dataTask)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content)),
                Optional.of(token));
    }

    private static byte[] genome() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        REGION.sequencing().vcf(REGION.patient(0), Optional.empty(), bytes);
        return bytes.toByteArray();
    }

    private static List<Path> kept(TestService service) throws IOException {
        try (Stream<Path> files = Files.walk(service.data().resolve("files"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void change(TestService service, String id, String code, String status)
            throws IOException, InterruptedException {
        JsonNode current =
                TestService.json(service.get(FHIR + "/Task/" + id, Optional.of(laboratory)));
        String changed =
                current.toString()
                        .replaceFirst("\"status\":\"[a-z-]+\"", "\"status\":\"" + status + "\"");
        HttpResponse<String> answer =
                service.send(
                        service.to(FHIR + "/Task/" + id)
                                .header("Content-Type", "application/fhir+json")
                                .PUT(HttpRequest.BodyPublishers.ofString(changed)),
                        Optional.of(laboratory));
        assertEquals(200, answer.statusCode(), code + " " + status + " " + answer.body());
    }

    private List<JsonNode> tasks(TestService service, String token, String code)
            throws IOException, InterruptedException {
        JsonNode bundle =
                TestService.json(
                        service.get(
                                FHIR + "/Task?focus=" + order + "&code=" + code,
                                Optional.of(token)));
        return bundle.path("entry").valueStream().map(e -> e.path("resource")).toList();
    }

    private static String tokenOf(TestService service, String client) {
        try {
            return service.token(client);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean sameOrganisation(String token, String other) {
        return claims(token).equals(claims(other));
    }

    private static String claims(String token) {
        String json =
                new String(
                        java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                        StandardCharsets.UTF_8);
        return json.replaceAll(".*\"org\":\"([A-Z0-9]+)\".*", "$1");
    }

    private static String lower(String ods) {
        return ods.toLowerCase(java.util.Locale.ROOT);
    }

    private static String bundle(ClinicalIndication indication, DirectoryTest test) {
        String nine = "999123404";
        OrderForm form =
                new OrderForm(
                        "DELIVERY-1",
                        new SubjectDetails(
                                Optional.of(nine + NhsNumber.checkDigit(nine)),
                                Optional.empty(),
                                "Muster",
                                "Anna",
                                Optional.of(LocalDate.of(2015, 3, 9)),
                                Sex.FEMALE,
                                "ZZ1 1ZZ"),
                        "ZR103",
                        "Dr Example",
                        indication.specialties().stream().findFirst().orElse(""),
                        indication.code(),
                        indication.name(),
                        test.code(),
                        test.name(),
                        Priority.ROUTINE,
                        LocalDate.now(java.time.ZoneId.of("Europe/London")),
                        List.of(),
                        Optional.of(
                                new RecordOfDiscussion(
                                        DiscussionState.TAKEN,
                                        Optional.of(true),
                                        ResearchChoice.DECLINED,
                                        Optional.of(LocalDate.of(2026, 1, 5)))),
                        List.of(new SpecimenDetails("ZS-1", "Blood specimen", true)),
                        List.of());
        return ca.uhn.fhir.context.FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(OrderBundleWriter.write(form));
    }
}
