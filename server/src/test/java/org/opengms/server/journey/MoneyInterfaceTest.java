package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.market.AskerKind;
import org.opengms.market.EnquiryAnswer;
import org.opengms.market.EnquiryDesk;
import org.opengms.market.EnquiryId;
import org.opengms.market.Step;
import org.opengms.value.ContractDesk;
import org.opengms.value.ContractStore;
import tools.jackson.databind.JsonNode;

/// Contracts over HTTP, as the programs of finance staff keep them.
@ExtendWith(TestService.Extension.class)
class MoneyInterfaceTest {
    private static final String CONTRACTS = "/api/value/contracts/";

    private static HttpResponse<String> step(TestService service, String id, String json)
            throws Exception {
        return service.post(
                CONTRACTS + id + "/steps", json, Optional.of(service.tokenOf("ZL01", "finance")));
    }

    /// The same by the other member of finance staff.
    private static HttpResponse<String> second(TestService service, String id, String json)
            throws Exception {
        return service.post(
                CONTRACTS + id + "/steps",
                json,
                Optional.of(service.tokenFor("finance-second", "ZL01", "finance")));
    }

    private static String contract(
            String id, String project, LocalDate start, String exclusivity, long perYear) {
        return """
        {"kind": "draft", "contract": {
          "id": "%s", "version": 1, "replaces": "", "title": "A contract of a test",
          "provider": {"id": "RX0", "kind": "NHS_BODY", "name": "Fenwick NHS Trust"},
          "partner": {"id": "09999999", "kind": "COMPANY", "name": "Larkspur Ltd"},
          "project": "%s", "purpose": "COMMERCIAL", "currency": "GBP", "vat": "STANDARD",
          "start": "%s", "end": "%s", "endsOnInsolvency": true, "exclusivity": [%s],
          "assessedCostPerYear": {"currency": "GBP", "minorUnits": 100000},
          "assessedValuePerYear": {"currency": "GBP", "minorUnits": 900000},
          "assessment": "assessment A-3",
          "instruments": [
            {"kind": "metered", "clause": "use", "unit": "linked-record",
             "perThousand": {"currency": "GBP", "minorUnits": %d},
             "costPerThousand": {"currency": "GBP", "minorUnits": 100}},
            {"kind": "royalty", "clause": "royalty", "base": "net sales",
             "rate": {"partsPerMillion": 25000}, "from": "%s", "to": "%s", "audit": 3,
             "basePerThousandUnits": {"currency": "GBP", "minorUnits": 100},
             "unit": "linked-record"}]}}
        """
                .formatted(
                        id,
                        project,
                        start,
                        start.plusYears(2).minusDays(1),
                        exclusivity,
                        perYear,
                        start,
                        start.plusYears(2).minusDays(1));
    }

    @Test
    void isAboutAProjectByExactlyItsNumber(TestService service) throws Exception {
        String project = ApprovedProject.health(service, "ZR101").substring("?project=".length());
        LocalDate start =
                service.service().context().getBean(ContractDesk.class).today().minusDays(3);
        HttpResponse<String> other =
                step(
                        service,
                        "T-2",
                        contract("T-2", project.toUpperCase(Locale.ROOT), start, "", 500));
        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("OGMS-7860"), other.body());
    }

    @Test
    void isAboutAnEnquiryThatBecameThisContractAndNoOther(TestService service) throws Exception {
        EnquiryDesk enquiries = service.service().context().getBean(EnquiryDesk.class);
        EnquiryAnswer asked =
                enquiries.ask(
                        "money-interface-1",
                        "Example Institute",
                        Optional.of(AskerKind.UNIVERSITY),
                        "Which genes explain ataxia?",
                        "People with ataxia",
                        "lead@example.org");
        EnquiryId id = assertInstanceOf(EnquiryAnswer.Kept.class, asked, asked::toString).enquiry();
        LocalDate start =
                service.service().context().getBean(ContractDesk.class).today().minusDays(3);
        HttpResponse<String> early =
                step(service, "T-3", contract("T-3", id.value(), start, "", 500));
        assertEquals(422, early.statusCode());
        assertTrue(early.body().contains("OGMS-7860"), early.body());
        int known = 0;
        for (Step next :
                List.of(
                        new Step.Answered("What we hold"),
                        new Step.Applied("P-0012"),
                        new Step.Contracted("T-3"))) {
            EnquiryAnswer taken = enquiries.take(id, known++, () -> next, "officer");
            assertInstanceOf(EnquiryAnswer.Kept.class, taken, taken::toString);
        }
        assertEquals(
                422,
                step(service, "T-4", contract("T-4", id.value(), start, "", 500)).statusCode());
        HttpResponse<String> drafted =
                step(service, "T-3", contract("T-3", id.value(), start, "", 500));
        assertEquals(200, drafted.statusCode(), drafted.body());
        assertEquals(id.value(), TestService.json(drafted).path("project").asString());
        // Nobody else uses data for an enquiry, so an end stops nobody.
        HttpResponse<String> ended =
                step(
                        service,
                        "T-3",
                        """
                        {"kind": "end", "ending": "INSOLVENCY", "on": "%s", "evidence": "Gazette"}
                        """
                                .formatted(start));
        assertEquals(200, ended.statusCode(), ended.body());
    }

    @Test
    void isLedToFromTheRegisterUnderAHeadingWithItsOwnWords(TestService service) throws Exception {
        Document register = Jsoup.parse(service.get("/register", Optional.empty()).body());
        assertEquals(
                1,
                register.select("h2:contains(What the data earned) + p a[href=/register/money]")
                        .size());
        assertEquals(
                1, register.select("h2:contains(For programs) + p a[href=/register.json]").size());
    }

    @Test
    void goesFromADraftToTheEndOfAccessWithAReasonForEveryRefusal(TestService service)
            throws Exception {
        String project = ApprovedProject.health(service, "ZR101").substring("?project=".length());
        ContractDesk desk = service.service().context().getBean(ContractDesk.class);
        LocalDate start = desk.today().minusDays(40);
        String end = start.plusDays(9).toString();

        HttpResponse<String> forbidden =
                step(
                        service,
                        "T-1",
                        contract(
                                "T-1",
                                project,
                                start,
                                "{\"over\": \"RAW_DATA\", \"months\": 1}",
                                500));
        assertEquals(422, forbidden.statusCode());
        assertTrue(forbidden.body().contains("principle 3"), forbidden.body());
        ContractStore.Refusal kept = desk.refusals(1).getFirst();
        assertEquals("T-1", kept.contract().value());
        assertTrue(kept.reason().contains("OGMS-7750"), kept.reason());
        assertEquals(
                422, step(service, "T-1", contract("T-1", project, start, "", -500)).statusCode());
        assertEquals(404, step(service, "T-1", "{\"kind\": \"allocate\"}").statusCode());

        HttpResponse<String> drafted =
                step(service, "T-1", contract("T-1", project, start, "", 500));
        assertEquals(200, drafted.statusCode(), drafted.body());
        String hash = TestService.json(drafted).path("sha256").asString();
        HttpResponse<String> alone =
                step(
                        service,
                        "T-1",
                        """
                        {"kind": "sign", "party": "RX0", "signatory": "a director", "sha256": "%s"}
                        """
                                .formatted(hash));
        assertEquals(422, alone.statusCode());
        assertTrue(alone.body().contains("OGMS-7836"), alone.body());
        for (String party : new String[] {"RX0", "09999999"}) {
            assertEquals(
                    200,
                    second(
                                    service,
                                    "T-1",
                                    """
                                    {"kind": "sign", "party": "%s", "signatory": "a director", "sha256": "%s"}
                                    """
                                            .formatted(party, hash))
                            .statusCode());
        }
        HttpResponse<String> taken =
                service.post(
                        "/api/value/use?evidence=meter",
                        "project,from,to,unit,trust,units,people\n%s,%s,%s,linked-record,RX0,2500,40\n"
                                .formatted(project, start, end),
                        Optional.of(service.tokenOf("ZL01", "finance")));
        assertEquals(200, taken.statusCode(), taken.body());
        HttpResponse<String> invoiced =
                step(
                        service,
                        "T-1",
                        """
                        {"kind": "invoice", "period": {"from": "%s", "to": "%s"}}
                        """
                                .formatted(start, end));
        assertEquals(200, invoiced.statusCode(), invoiced.body());
        // 2,500 reads at £5 a thousand
        assertEquals(
                1_250, TestService.json(invoiced).path("invoiced").path("minorUnits").asLong());
        JsonNode last = TestService.json(invoiced).path("steps");
        assertEquals(
                "RX0",
                last.get(last.size() - 1)
                        .path("step")
                        .path("attribution")
                        .path("shares")
                        .propertyNames()
                        .iterator()
                        .next());
        HttpResponse<String> declared =
                step(
                        service,
                        "T-1",
                        """
                        {"kind": "royalty", "last": "MORE_FOLLOWS", "declaration": {
                          "reference": "d1", "clause": "royalty",
                          "period": {"from": "%s", "to": "%s"},
                          "base": {"currency": "EUR", "minorUnits": 100},
                          "royalty": {"currency": "EUR", "minorUnits": 3}}}
                        """
                                .formatted(start, end));
        assertEquals(422, declared.statusCode());
        assertTrue(declared.body().contains("OGMS-7781"), declared.body());

        String asks = "/api/research/participants?project=" + project;
        assertEquals(
                200,
                service.get(asks, Optional.of(service.tokenOf("ZR101", "researcher")))
                        .statusCode());
        HttpResponse<String> ended =
                step(
                        service,
                        "T-1",
                        """
                        {"kind": "end", "ending": "INSOLVENCY", "on": "%s", "evidence": "Gazette"}
                        """
                                .formatted(desk.today()));
        assertEquals(200, ended.statusCode(), ended.body());
        assertEquals(
                403,
                service.get(asks, Optional.of(service.tokenOf("ZR101", "researcher")))
                        .statusCode());
    }
}
