package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.OrderId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.StandingStep.Kind;
import org.opengms.orders.TestOrder;
import org.opengms.planning.routing.Replay;
import org.opengms.server.desk.FollowUpWork;
import org.opengms.server.persistence.JdbcOrders;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A genome that is kept behind a conventional test, on the whole service. The shipped yields keep
/// none while laboratories are free, so each test puts one behind an order that was routed.
@ExtendWith(TestService.Extension.class)
class KeptGenomeInterfaceTest {
    private static final String FHIR = "/FHIR/R4";

    private static <T> T bean(TestService service, Class<T> type) {
        return service.service().context().getBean(type);
    }

    private static List<Kind> steps(TestService service, TestOrder order) {
        return bean(service, JdbcOrders.class).standingSteps(order.id()).stream()
                .map(StandingStep::kind)
                .toList();
    }

    private static String laboratory(TestOrder order) {
        return order.route().route().laboratory().value().toLowerCase(Locale.ROOT);
    }

    private static void report(TestService service, TestOrder order, String result)
            throws Exception {
        String token = service.token("laboratory-" + laboratory(order));
        for (String code :
                List.of("request-sample-alignment", "sample-preparation", "sample-processing")) {
            for (JsonNode entry : tasks(service, order, token)) {
                JsonNode task = entry.path("resource");
                if (task.path("code").path("coding").path(0).path("code").asString().equals(code)) {
                    move(service, task.path("id").asString(), token);
                }
            }
        }
        HttpResponse<String> entered =
                service.post(
                        FHIR + "/DiagnosticReport",
                        """
                        {"resourceType":"DiagnosticReport","status":"preliminary",
                         "code":{"text":"Result"},"basedOn":[{"reference":"ServiceRequest/%s"}],
                         "conclusion":"As it was found.",
                         "conclusionCode":[{"coding":[{"system":"https://opengms.org/CodeSystem/result-kind","code":"%s"}]}]}
                        """
                                .formatted(order.id().value(), result),
                        Optional.of(token));
        assertEquals(201, entered.statusCode(), entered.body());
        HttpResponse<String> signed =
                service.post(
                        FHIR
                                + "/DiagnosticReport/"
                                + TestService.json(entered).path("id").asString()
                                + "/$sign",
                        """
                        {"resourceType":"Parameters","parameter":[
                         {"name":"seenVersion","valuePositiveInt":1},
                         {"name":"kind","valueCode":"%s"},
                         {"name":"conclusion","valueString":"As it was found."}]}
                        """
                                .formatted(result),
                        Optional.of(
                                service.tokenOf(
                                        laboratory(order).toUpperCase(Locale.ROOT), "scientist")));
        assertEquals(200, signed.statusCode(), signed.body());
    }

    private static JsonNode tasks(TestService service, TestOrder order, String token)
            throws Exception {
        return TestService.json(
                        service.get(
                                FHIR + "/Task?focus=ServiceRequest/" + order.id().value(),
                                Optional.of(token)))
                .path("entry");
    }

    private static void move(TestService service, String task, String token) throws Exception {
        for (String status : List.of("accepted", "in-progress", "completed")) {
            HttpResponse<String> answer =
                    service.send(
                            service.to(FHIR + "/Task/" + task)
                                    .header("Content-Type", "application/fhir+json")
                                    .PUT(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"resourceType\":\"Task\",\"id\":\"%s\",\"intent\":\"order\",\"status\":\"%s\"}"
                                                            .formatted(task, status))),
                            Optional.of(token));
            assertEquals(200, answer.statusCode(), answer.body());
        }
    }

    /// The ServiceRequests that are based on an order, as its requester finds them.
    private static List<JsonNode> following(TestService service, TestOrder order) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        TestService.json(
                        service.get(
                                FHIR
                                        + "/ServiceRequest?based-on=ServiceRequest/"
                                        + order.id().value(),
                                Optional.of(service.token("site-" + KeptGenome.SITE))))
                .path("entry")
                .forEach(entry -> found.add(entry.path("resource")));
        return found;
    }

    private static void awaitStep(TestService service, TestOrder order, Kind kind) {
        Instant latest = Instant.now().plus(Duration.ofMinutes(1));
        while (steps(service, order).getLast() != kind) {
            assertTrue(Instant.now().isBefore(latest), () -> "still " + steps(service, order));
            Thread.onSpinWait();
        }
    }

    private static HttpResponse<String> cancel(
            TestService service, String order, String body, String token) throws Exception {
        return service.send(
                service.to("/api/orders/" + order + "/genome-cancellation")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                Optional.of(token));
    }

    @Test
    void isOrderedByItselfWhenTheReportFindsNoCause(TestService service) throws Exception {
        TestOrder order = KeptGenome.behindAnOrder(service, "9990103100");
        report(service, order, "no-cause-found");
        awaitStep(service, order, Kind.ORDERED);

        assertEquals(List.of(Kind.KEPT, Kind.DUE, Kind.ORDERED), steps(service, order));
        List<JsonNode> following = following(service, order);
        assertEquals(1, following.size());
        JsonNode request = following.getFirst();
        assertEquals("reflex-order", request.path("intent").asString());
        assertEquals("active", request.path("status").asString());
        assertEquals(
                KeptGenome.GENOME.code(),
                request.path("code").path("coding").path(0).path("code").asString());
        assertEquals(
                "Patient/" + order.person().value(),
                request.path("subject").path("reference").asString());
        TestOrder genome =
                bean(service, JdbcOrders.class)
                        .find(new OrderId(request.path("id").asString()))
                        .orElseThrow();
        assertTrue(genome.isGenome());
        assertEquals(order.person(), genome.person());
        assertEquals(order.phenotypes(), genome.phenotypes());
        assertEquals(order.submittedBy(), genome.submittedBy());
        assertEquals(order.orderingSite(), genome.orderingSite());
        assertEquals(order.requesterName(), genome.requesterName());
        assertFalse(
                bean(service, JdbcClient.class)
                        .sql("select findings::text from test_order where id = cast(:id as uuid)")
                        .param("id", genome.id().value())
                        .query(String.class)
                        .single()
                        .contains("REFERENCE_DANGLING"));
        assertEquals(
                1, bean(service, JdbcOrders.class).specimens(genome.id()).size(), "the sample");
    }

    @ParameterizedTest
    @CsvSource({
        "cause-found, CAUSE_FOUND, 9990103119",
        "uncertain, UNCERTAIN, 9990103127",
    })
    void isNotOrderedAfterAnotherResult(
            String result, Kind kind, String nhsNumber, TestService service) throws Exception {
        TestOrder order = KeptGenome.behindAnOrder(service, nhsNumber);
        report(service, order, result);
        assertEquals(List.of(Kind.KEPT, kind), steps(service, order));
        assertEquals(List.of(), following(service, order));
    }

    /// What happens where a server dies after its work and before it could say so, or where two
    /// take the same job.
    @Test
    void isOrderedOnceByManyAtOnce(TestService service) throws Exception {
        TestOrder order = KeptGenome.behindAnOrder(service, "9990103135");
        bean(service, JdbcClient.class)
                .sql("update test_order set state = 'REPORTED' where id = cast(:id as uuid)")
                .param("id", order.id().value())
                .update();
        KeptGenome.step(service, order, Kind.DUE);
        FollowUpWork work = bean(service, FollowUpWork.class);
        CountDownLatch ready = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService servers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                all.add(
                        servers.submit(() -> {
                            ready.await();
                            work.order(order.id());
                            return true;
                        }));
            }
            ready.countDown();
            for (Future<?> one : all) {
                assertEquals(true, one.get());
            }
        }
        work.order(order.id());
        assertEquals(List.of(Kind.KEPT, Kind.DUE, Kind.ORDERED), steps(service, order));
        assertEquals(1, following(service, order).size());
    }

    /// What the rules refuse reaches who ordered, and is ordered again by one action once the
    /// reason is mended.
    @Test
    void thatIsRefusedIsListedAndOrderedAgain(TestService service) throws Exception {
        TestOrder order = KeptGenome.behindAnOrder(service, "9990103178");
        String born =
                bean(service, JdbcClient.class)
                        .sql("select birth_date::text from person where id = cast(:id as uuid)")
                        .param("id", order.person().value())
                        .query(String.class)
                        .single();
        bornOn(service, order, "1901-01-01");
        report(service, order, "no-cause-found");
        awaitStep(service, order, Kind.REFUSED);
        String site = service.token("site-" + KeptGenome.SITE);
        JsonNode refused = listed(service, "refused", order, site).orElseThrow();
        assertTrue(
                refused.path("reason").asString().startsWith(Kind.REFUSED.words() + ": "),
                refused.toString());
        assertTrue(
                refused.path("remedy").asString().contains("order the genome again"),
                refused.toString());
        assertTrue(listed(service, "waiting", order, site).isEmpty());
        assertTrue(listed(service, "refused", order, service.token("site-zr101")).isEmpty());
        assertEquals(
                400, service.get("/api/kept-genomes?state=lost", Optional.of(site)).statusCode());

        bornOn(service, order, born);
        assertEquals(
                403, again(service, order.id().value(), service.token("site-zr101")).statusCode());
        assertEquals(404, again(service, "nothing", site).statusCode());
        HttpResponse<String> done = again(service, order.id().value(), site);
        assertEquals(200, done.statusCode(), done.body());
        awaitStep(service, order, Kind.ORDERED);
        assertEquals(
                List.of(Kind.KEPT, Kind.DUE, Kind.REFUSED, Kind.DUE, Kind.ORDERED),
                steps(service, order));
        assertEquals(1, following(service, order).size());
        assertEquals(
                following(service, order).getFirst().path("id").asString(),
                listed(service, "ordered", order, site).orElseThrow().path("followUp").asString());
        assertEquals(422, again(service, order.id().value(), site).statusCode());
    }

    /// The person's record has another date of birth than the order, which refuses orders.
    private static void bornOn(TestService service, TestOrder order, String day) {
        bean(service, JdbcClient.class)
                .sql(
                        "update person set birth_date = cast(:day as date) where id = cast(:id as uuid)")
                .param("day", day)
                .param("id", order.person().value())
                .update();
    }

    private static Optional<JsonNode> listed(
            TestService service, String state, TestOrder order, String token) throws Exception {
        HttpResponse<String> answer =
                service.get("/api/kept-genomes?state=" + state, Optional.of(token));
        assertEquals(200, answer.statusCode(), answer.body());
        for (JsonNode genome : TestService.json(answer).path("genomes")) {
            if (genome.path("order").asString().equals(order.id().value())) {
                return Optional.of(genome);
            }
        }
        return Optional.empty();
    }

    private static HttpResponse<String> again(TestService service, String order, String token)
            throws Exception {
        return service.send(
                service.to("/api/orders/" + order + "/genome-order")
                        .POST(HttpRequest.BodyPublishers.noBody()),
                Optional.of(token));
    }

    @Test
    void isCancelledByWhoOrderedAndCounted(TestService service) throws Exception {
        TestOrder order = KeptGenome.behindAnOrder(service, "9990103143");
        String site = service.token("site-" + KeptGenome.SITE);
        String id = order.id().value();
        String body = "{\"kind\":\"wish\",\"reason\":\"The family has decided otherwise.\"}";

        assertEquals(403, cancel(service, id, body, service.token("site-zr101")).statusCode());
        assertEquals(400, cancel(service, id, "[]", site).statusCode());
        assertEquals(400, cancel(service, id, "{\"kind\":\"mood\"}", site).statusCode());
        assertEquals(
                422,
                cancel(service, id, "{\"kind\":\"wish\",\"reason\":\" \"}", site).statusCode());
        assertEquals(404, cancel(service, "nothing", body, site).statusCode());
        HttpResponse<String> done = cancel(service, id, body, site);
        assertEquals(200, done.statusCode(), done.body());
        HttpResponse<String> again = cancel(service, id, body, site);
        assertEquals(422, again.statusCode());
        assertTrue(again.body().contains("is cancelled"), again.body());
        assertEquals(List.of(Kind.KEPT, Kind.CANCELLED), steps(service, order));

        String days =
                "?from=%s&until=%s"
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC).minusDays(1),
                                LocalDate.now(ZoneOffset.UTC).plusDays(1));
        Optional<String> operator = Optional.of(service.tokenOf("ZL01", "operator"));
        List<String> lines =
                new ArrayList<>(
                        service.get("/api/routing/records" + days, operator)
                                .body()
                                .lines()
                                .toList());
        List<String> overrides =
                service.get("/api/routing/overrides" + days, operator)
                        .body()
                        .lines()
                        .filter(line -> line.contains(id))
                        .toList();
        assertEquals(1, overrides.size());
        assertTrue(overrides.getFirst().contains("The wish of the patient or the family"));
        lines.addAll(overrides);
        assertEquals(List.of(), Replay.of(lines).problems());
    }
}
