package org.opengms.server.journey;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.opengms.cohort.ParticipantId;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestMethod;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.persistence.JdbcCohort;
import org.opengms.server.persistence.JdbcOrders;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// An order that a site sent over the interface for an invented person, and what it brought.
///
/// @param site the ODS code of the site
/// @param made `Type` to `Type/id` of what came with it
public record Ordered(String site, Map<String, String> made) {
    public static final String FAMILY_NAME = "Hiddenname";
    private static final String GENDER = "\"gender\":\"female\"";
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);

    /// Sends an order.
    ///
    /// @param site such as `zr105`
    /// @param nhsNumber a valid one that no other test uses
    public static Ordered send(TestService service, String site, String nhsNumber)
            throws Exception {
        return send(service, site, nhsNumber, UnaryOperator.identity());
    }

    /// Sends an order for somebody who can be reached.
    ///
    /// @param contact further elements of the Patient, each with a comma before it
    public static Ordered sendReachable(
            TestService service, String site, String nhsNumber, String contact) throws Exception {
        return send(service, site, nhsNumber, message -> message.replace(GENDER, GENDER + contact));
    }

    /// Sends an order whose message is changed before it leaves.
    public static Ordered send(
            TestService service, String site, String nhsNumber, UnaryOperator<String> change)
            throws Exception {
        return send(
                service,
                site,
                nhsNumber,
                change,
                REGION.directories().newest().indications().stream()
                        .filter(i -> !i.conventional().isEmpty())
                        .findFirst()
                        .orElseThrow());
    }

    /// Sends an order for the first conventional test of an indication.
    static Ordered send(
            TestService service, String site, String nhsNumber, ClinicalIndication indication)
            throws Exception {
        return send(service, site, nhsNumber, UnaryOperator.identity(), indication);
    }

    /// The message of an order for a whole genome.
    static String genome(String site, String nhsNumber) {
        ClinicalIndication indication =
                REGION.directories().newest().indications().stream()
                        .filter(i -> i.tests().stream().anyMatch(t -> t.method() == TestMethod.WGS))
                        .findFirst()
                        .orElseThrow();
        return message(
                site,
                nhsNumber,
                indication.code(),
                indication.tests().stream()
                        .filter(t -> t.method() == TestMethod.WGS)
                        .findFirst()
                        .orElseThrow()
                        .code());
    }

    private static Ordered send(
            TestService service,
            String site,
            String nhsNumber,
            UnaryOperator<String> change,
            ClinicalIndication indication)
            throws Exception {
        HttpResponse<String> answer =
                service.post(
                        "/FHIR/R4",
                        change.apply(
                                message(
                                        site,
                                        nhsNumber,
                                        indication.code(),
                                        indication.conventional().getFirst().code())),
                        Optional.of(service.token("site-" + site)));
        return of(site, answer);
    }

    private static String message(String site, String nhsNumber, String indication, String test) {
        return """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","request":{"method":"POST","url":"PractitionerRole"},
          "resource":{"resourceType":"PractitionerRole","practitioner":{"identifier":{"system":"https://example.org/staff","value":"S1"},"display":"Dr Test"},
           "organization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"%s"}}}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","request":{"method":"POST","url":"Patient"},
          "resource":{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}],
           "name":[{"family":"%s","given":["Ada"]}],"birthDate":"1985-02-03","gender":"female"}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","request":{"method":"POST","url":"ServiceRequest"},
          "resource":{"resourceType":"ServiceRequest","identifier":[{"system":"https://example.org/orders","value":"%s"}],
           "status":"active","intent":"order","authoredOn":"%s",
           "category":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/rare-diseaseTesting-genomics","code":"diagnostic"}]}],
           "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%s"}]},
           "reasonCode":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%s"}]}],
           "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
           "requester":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"},
           "specimen":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000005"}],
           "supportingInfo":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000006"},{"reference":"urn:uuid:00000000-0000-4000-8000-000000000008"}]}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000005","request":{"method":"POST","url":"Specimen"},
          "resource":{"resourceType":"Specimen","identifier":[{"system":"https://example.org/samples","value":"%s"}],"status":"available",
           "type":{"text":"Blood"},"subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
           "request":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}]}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000006","request":{"method":"POST","url":"Observation"},
          "resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://human-phenotype-ontology.org","code":"HP:0001250"}]},
           "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},"valueBoolean":true}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000008","request":{"method":"POST","url":"Consent"},
          "resource":{"resourceType":"Consent","status":"active",
           "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
           "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"RESEARCH"}]}],
           "patient":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
           "dateTime":"2026-01-05",
           "policy":[{"uri":"https://www.england.nhs.uk/publication/nhs-genomic-medicine-service-record-of-discussion-form"}],
           "provision":{"provision":[
            {"type":"permit","purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}]},
            {"type":"permit","purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"HRESCH"}]}]}}}
        ]}
        """
                .formatted(
                        site.toUpperCase(Locale.ROOT),
                        nhsNumber,
                        FAMILY_NAME,
                        UUID.randomUUID(),
                        LocalDate.now(ZoneId.of("Europe/London")),
                        test,
                        indication,
                        UUID.randomUUID());
    }

    private static Ordered of(String site, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        Map<String, String> made = new HashMap<>();
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            String location =
                    entry.path("response")
                            .path("location")
                            .asString("")
                            .replaceAll("/_history/.*", "");
            made.putIfAbsent(location.substring(0, location.indexOf('/')), location);
        }
        return new Ordered(site, made);
    }

    /// The reference of what came of a type.
    public String made(String type) {
        return Objects.requireNonNull(made.get(type), type);
    }

    /// The order.
    public OrderId order() {
        return new OrderId(made("ServiceRequest").substring("ServiceRequest/".length()));
    }

    /// Whom it is for.
    public PersonId person(TestService service) {
        return service.service()
                .context()
                .getBean(JdbcOrders.class)
                .personOf(order())
                .orElseThrow();
    }

    /// Lets the person into the cohort, as a signed report does.
    public ParticipantId joinsTheCohort(TestService service) {
        PersonId person = person(service);
        service.service().context().getBean(JdbcCohort.class).add(person, order(), Instant.now());
        return new ParticipantId(
                service.service()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql(
                                "select participant from cohort_member where person_id = cast(:p as uuid)")
                        .param("p", person.value())
                        .query(String.class)
                        .single());
    }
}
