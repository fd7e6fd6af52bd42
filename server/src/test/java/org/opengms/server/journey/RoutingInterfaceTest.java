package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.routing.Replay;

/// The records of routing, as an operator takes them from the service and decides them again.
@ExtendWith(TestService.Extension.class)
class RoutingInterfaceTest {
    private static final String RECORDS = "/api/routing/records";
    private static final String OUTCOMES = "/api/routing/outcomes";

    private static HttpResponse<String> records(TestService service, String query)
            throws Exception {
        return service.get(RECORDS + query, Optional.of(service.tokenOf("ZL01", "operator")));
    }

    private static String today() {
        LocalDate now = LocalDate.now(ZoneOffset.UTC);
        return "?from=%s&until=%s".formatted(now.minusDays(1), now.plusDays(1));
    }

    private static List<String> about(String order, HttpResponse<String> answer) {
        return answer.body()
                .lines()
                .filter(line -> line.contains(order.substring(order.indexOf('/') + 1)))
                .toList();
    }

    @Test
    void anOrderIsRoutedOnceAndEveryDecisionComesOutAgain(TestService service) throws Exception {
        ChangeInterfaceTest.Ordered one = ChangeInterfaceTest.ordered(service, true);
        HttpResponse<String> answer = records(service, today());
        assertEquals(200, answer.statusCode());
        assertEquals(1, about(one.order(), answer).size());
        Replay.Report report = Replay.of(answer.body().lines().toList());
        assertEquals(List.of(), report.problems());
        assertEquals(report.lines(), report.identical());
        assertTrue(report.identical() > 0);
        assertFalse(answer.body().contains("Change"), "the patient's name");
    }

    @Test
    void outcomesAreCountedAndGiveNothingAway(TestService service) throws Exception {
        ChangeInterfaceTest.Ordered one = ChangeInterfaceTest.ordered(service, true);
        HttpResponse<String> answer =
                service.get(OUTCOMES + today(), Optional.of(service.tokenOf("ZL01", "operator")));
        assertEquals(200, answer.statusCode());
        assertTrue(
                answer.body()
                        .startsWith(
                                "indication_group,subgroup,family,negative_before,method,result,requests\n"),
                answer.body());
        int told =
                answer.body()
                        .lines()
                        .skip(1)
                        .mapToInt(
                                line -> Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)))
                        .sum();
        int withheld =
                Integer.parseInt(
                        answer.headers().firstValue("OpenGMS-Requests-Withheld").orElseThrow());
        assertTrue(told + withheld > 0);
        assertFalse(answer.body().contains(one.order().substring(one.order().indexOf('/') + 1)));
    }

    @Test
    void choicesOfPersonsAreGivenInTheSameWay(TestService service) throws Exception {
        HttpResponse<String> answer =
                service.get(
                        "/api/routing/overrides" + today(),
                        Optional.of(service.tokenOf("ZL01", "operator")));
        assertEquals(200, answer.statusCode());
        assertTrue(
                answer.body().lines().allMatch(line -> line.startsWith("{\"kind\":\"override\"")));
    }

    @Test
    void daysWithoutOrdersHaveNone(TestService service) throws Exception {
        HttpResponse<String> answer = records(service, "?from=2020-01-01&until=2020-01-31");
        assertEquals(200, answer.statusCode());
        assertEquals("", answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "?from=2026-06-01",
        "?from=2026-06-02&until=2026-06-01",
        "?from=2026-06-31&until=2026-07-01",
        "?from=2025-01-01&until=2026-01-01",
    })
    void daysThatAreNoneAreTold(String query, TestService service) throws Exception {
        HttpResponse<String> answer = records(service, query);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("such as 2026-06-01"), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"ZL01, laboratory", "ZL01, scientist", "ZR105, clinician", "ZL01, manager"})
    void nobodyButTheOperatorHasThem(String organisation, String role, TestService service)
            throws Exception {
        for (String path : List.of(RECORDS, OUTCOMES, "/api/routing/overrides")) {
            assertEquals(
                    403,
                    service.get(path + today(), Optional.of(service.tokenOf(organisation, role)))
                            .statusCode());
            assertEquals(401, service.get(path + today(), Optional.empty()).statusCode());
        }
    }
}
