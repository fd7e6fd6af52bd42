package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.cases.CauseMark;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ReportedVariant;
import org.opengms.cases.ResultKind;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestMethod;
import org.opengms.orders.OrderId;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.persistence.JdbcCases;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A proband is tested with her mother, and the mother's clinician asks what was found.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyResultInterfaceTest {
    private static final String SITE = "zr102";
    private static final String CONCLUSION =
            "GENEA c.5A>G explains the seizures. A carrier state was found too.";

    private final ReportId report = ReportId.random();

    @SuppressWarnings("NullAway.Init")
    private OrderId proband;

    @SuppressWarnings("NullAway.Init")
    private OrderId mother;

    private static String member(int at, String role, String test, String indication, String set) {
        return """
        {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000%1$d","request":{"method":"POST","url":"Patient"},
         "resource":{"resourceType":"Patient","name":[{"family":"Kinslaw","given":["Robin"]}],"birthDate":"%2$s","gender":"female",
          "identifier":[{"system":"https://example.org/mrn","value":"%3$s-%1$d"}]}},
        {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000001%1$d","request":{"method":"POST","url":"ServiceRequest"},
         "resource":{"resourceType":"ServiceRequest","identifier":[{"system":"https://example.org/orders","value":"%3$s-%1$d"}],
          "extension":[{"url":"https://fhir.nhs.uk/England/StructureDefinition/Extension-Genomic-Patient-Role",
           "valueCodeableConcept":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/patient-role-genomics","code":"%4$s"}]}}],
          "requisition":{"system":"https://example.org/requisitions","value":"%3$s"},
          "status":"active","intent":"order","priority":"routine","authoredOn":"%5$s",
          "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%6$s"}]},
          "reasonCode":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%7$s"}]}],
          "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-00000000000%1$d"},
          "requester":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000009"}}}
        """
                .formatted(
                        at,
                        at == 1 ? "2015-02-03" : "1985-02-03",
                        set,
                        role,
                        LocalDate.now(ZoneId.of("Europe/London")),
                        test,
                        indication);
    }

    @BeforeAll
    void aFamilyIsTested(TestService service) throws Exception {
        ClinicalIndication indication =
                SyntheticRegion.of(1).directories().newest().indications().stream()
                        .filter(i -> i.tests().stream().anyMatch(t -> t.method() == TestMethod.WGS))
                        .findFirst()
                        .orElseThrow();
        String test =
                indication.tests().stream()
                        .filter(t -> t.method() == TestMethod.WGS)
                        .findFirst()
                        .orElseThrow()
                        .code();
        String set = "F-" + UUID.randomUUID();
        HttpResponse<String> answer =
                service.post(
                        "/FHIR/R4",
                        """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000009","request":{"method":"POST","url":"PractitionerRole"},
                          "resource":{"resourceType":"PractitionerRole","practitioner":{"display":"Dr Test"},
                           "organization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZR102"}}}},
                         %s,%s]}
                        """
                                .formatted(
                                        member(1, "proband", test, indication.code(), set),
                                        member(2, "consultand", test, indication.code(), set)),
                        Optional.of(service.token("site-" + SITE)));
        assertEquals(200, answer.statusCode(), answer.body());
        List<OrderId> orders = new ArrayList<>();
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            String location = entry.path("response").path("location").asString("");
            if (location.startsWith("ServiceRequest/")) {
                orders.add(new OrderId(location.split("/")[1]));
            }
        }
        proband = orders.get(0);
        mother = orders.get(1);
        sign(service, 1, Optional.empty());
    }

    /// A version of the proband's report, signed.
    private void sign(TestService service, int version, Optional<CauseMark> cause) {
        service.service()
                .context()
                .getBean(JdbcCases.class)
                .addReport(
                        new Report(
                                report,
                                proband,
                                version,
                                ReportStatus.FINAL,
                                ResultKind.CAUSE_FOUND,
                                CONCLUSION,
                                List.of(
                                        variant(1, "GENEA", "c.5A>G"),
                                        variant(2, "GENEB", "c.6del")),
                                Optional.empty(),
                                Instant.now(),
                                Optional.of("Dr Test"),
                                cause));
    }

    private static ReportedVariant variant(int rank, String gene, String hgvsC) {
        return new ReportedVariant(
                rank,
                gene,
                "HGNC:" + rank,
                "chr1",
                100,
                "A",
                "G",
                "missense_variant",
                "NM_1.1",
                hgvsC,
                "",
                "heterozygous",
                0.9,
                List.of("seizures"));
    }

    private HttpResponse<String> read(TestService service, String client, Optional<String> law)
            throws Exception {
        HttpRequest.Builder request =
                service.to("/api/orders/" + mother.value() + "/family-result").GET();
        law.ifPresent(words -> request.header("X-Legal-Reason", words));
        return service.send(request, Optional.of(service.token(client)));
    }

    private void say(TestService service, String answer) throws Exception {
        HttpResponse<String> said =
                service.send(
                        service.to("/api/orders/" + proband.value() + "/choices")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"said\":\"sharing-with-relatives\",\"answer\":\"%s\",\"by\":\"child\",\"evidence\":\"Letter\"}"
                                                        .formatted(answer))),
                        Optional.of(service.token("site-" + SITE)));
        assertEquals(201, said.statusCode(), said.body());
    }

    @Test
    void isToldAsFarAsTheRecordOfDiscussionOrTheLawOpensIt(TestService service) throws Exception {
        HttpResponse<String> unasked = read(service, "site-" + SITE, Optional.empty());
        assertEquals(200, unasked.statusCode(), unasked.body());
        assertTrue(unasked.body().contains("Ask the clinic that holds it."), unasked.body());
        assertFalse(unasked.body().contains("GENEA"), unasked.body());

        say(service, "yes");
        HttpResponse<String> told = read(service, "site-" + SITE, Optional.empty());
        JsonNode one = TestService.json(told).path("probands").path(0);
        assertEquals("Cause found", one.path("result").asString(), told.body());
        assertEquals("GENEA", one.path("variants").path(0).path("gene").asString());
        assertEquals(1, one.path("variants").size());
        assertTrue(one.path("reason").asString().contains("the record of discussion says"));
        for (String other : List.of("GENEB", "seizures", "carrier", "Kinslaw", "heterozygous")) {
            assertFalse(told.body().contains(other), other);
        }

        say(service, "no");
        HttpResponse<String> refused = read(service, "site-" + SITE, Optional.empty());
        assertTrue(refused.body().contains("does not want results to help"), refused.body());
        assertFalse(refused.body().contains("GENEA"), refused.body());

        assertEquals(400, read(service, "site-" + SITE, Optional.of("why")).statusCode());
        HttpResponse<String> byLaw =
                read(
                        service,
                        "site-" + SITE,
                        Optional.of("Court order of the family division of 3 March"));
        assertTrue(byLaw.body().contains("GENEA"), byLaw.body());
        assertEquals(
                1,
                service.service()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql(
                                "select count(*) from access_log where justification = 'LAW' and permitted and purpose = 'CARE_OF_RELATIVE' and resource = :r")
                        .param("r", "ServiceRequest/" + proband.value())
                        .query(Integer.class)
                        .single());
        assertTrue(byLaw.body().contains("read-from-the-conclusion"), byLaw.body());

        say(service, "yes");
        sign(service, 2, Optional.of(new CauseMark.Explains(List.of(2))));
        HttpResponse<String> marked = read(service, "site-" + SITE, Optional.empty());
        assertTrue(marked.body().contains("marked-by-the-signature"), marked.body());
        assertTrue(marked.body().contains("GENEB"), marked.body());
        assertFalse(marked.body().contains("GENEA"), marked.body());

        sign(service, 3, Optional.of(new CauseMark.None()));
        HttpResponse<String> none = read(service, "site-" + SITE, Optional.empty());
        assertTrue(none.body().contains("marked-by-the-signature"), none.body());
        assertFalse(none.body().contains("GENE"), none.body());
    }

    @Test
    void isForTheClinicOfTheRelativeAlone(TestService service) throws Exception {
        for (String client : new String[] {"site-zr101", "laboratory-zl01"}) {
            HttpResponse<String> answer = read(service, client, Optional.empty());
            assertEquals(403, answer.statusCode(), client);
            assertFalse(answer.body().contains("GENEA"), client);
        }
    }
}
