package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
        for (String party : new String[] {"RX0", "09999999"}) {
            assertEquals(
                    200,
                    step(
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
