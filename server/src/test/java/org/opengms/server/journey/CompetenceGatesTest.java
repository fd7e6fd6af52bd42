package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.access.Account;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.server.security.CompetenceNotes;
import org.opengms.workforce.Competence;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.GateMode;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.ModePreview;
import org.opengms.workforce.StaffAnswer;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Every task that needs a competence, over the interface, in every mode of its workplace: by
/// somebody who holds it, by somebody who lacks it, in an emergency and by a program.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompetenceGatesTest {
    private static final String FHIR = "/FHIR/R4";
    private static final String SITE = "zr112";
    private static final String NHS_NUMBER = "9990008507";
    private static final String REASON = "The child deteriorates tonight.";
    private static final Actor OPERATOR =
            new Actor("operator.test", "Operator", new OdsCode("ZL01"), Set.of(Role.OPERATOR));

    @SuppressWarnings("NullAway.Init")
    private Ordered ordered;

    private String laboratory = "";

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    /// The same message about somebody whom no other test looks for.
    static String ofAnother(String message) {
        return message.replace(Ordered.FAMILY_NAME, "Gatename");
    }

    // ---- the people

    @BeforeAll
    void peopleWorkThere(TestService service) throws Exception {
        ordered = Ordered.send(service, SITE, NHS_NUMBER, CompetenceGatesTest::ofAnother);
        laboratory =
                service.service()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql("select laboratory from test_order where id = cast(:id as uuid)")
                        .param("id", ordered.order().value())
                        .query(String.class)
                        .single();
        employ(service, "gate-holder", SITE, Competence.ORDER_WGS, Competence.RECORD_OF_DISCUSSION);
        employ(service, "gate-lacking", SITE);
        employ(
                service,
                "bench-holder",
                laboratory,
                Competence.WET_LAB,
                Competence.BIOINFORMATICS,
                Competence.INTERPRET,
                Competence.AUTHORISE_REPORT);
        employ(service, "bench-lacking", laboratory);
    }

    static void employ(
            TestService service, String subject, String organisation, Competence... competences) {
        StaffDesk staff = service.service().context().getBean(StaffDesk.class);
        StaffId id = new StaffId(subject);
        done(
                staff.record(
                        id,
                        new StaffStep.Employed(
                                new OdsCode(organisation), JobRole.OTHER, "Somebody at work"),
                        OPERATOR));
        for (int i = 0; i < competences.length; i++) {
            done(
                    staff.record(
                            id,
                            new StaffStep.EvidenceTaken(
                                    new Evidence.Recognised(
                                            competences[i], "A register", today(), "R" + i)),
                            OPERATOR));
            done(
                    staff.record(
                            id,
                            new StaffStep.Granted(
                                    competences[i], today(), today().plusMonths(6), List.of(i + 1)),
                            OPERATOR));
        }
    }

    static void done(StaffAnswer<?> answer) {
        assertInstanceOf(StaffAnswer.Done.class, answer, answer.toString());
    }

    static void mode(TestService service, String organisation, GateMode mode) {
        GateDesk gates = service.service().context().getBean(GateDesk.class);
        OdsCode ods = new OdsCode(organisation);
        if (gates.mode(ods) != mode
                && gates.preview(ods, mode, OPERATOR)
                        instanceof StaffAnswer.Done<ModePreview>(ModePreview preview)) {
            done(gates.switchMode(ods, mode, preview.digest(), OPERATOR));
        }
    }

    @AfterAll
    void allIsAsBefore(TestService service) {
        mode(service, SITE, GateMode.OBSERVE);
        mode(service, laboratory, GateMode.OBSERVE);
        mode(service, GateDesk.COMMITTEE.value(), GateMode.OBSERVE);
    }

    // ---- what they try

    private HttpResponse<String> sent(
            TestService service,
            String method,
            String path,
            String type,
            String body,
            String token,
            boolean isUrgent)
            throws Exception {
        HttpRequest.Builder request =
                service.to(path)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (isUrgent) {
            request.header(CompetenceNotes.OVERRIDE, REASON);
        }
        return service.send(request, Optional.of(token));
    }

    /// Tries a task; who tries is `holder` or `lacking`, with `!` in an emergency, or `program`.
    private HttpResponse<String> tried(TestService service, String task, String who)
            throws Exception {
        boolean isUrgent = who.endsWith("!");
        String name = who.replace("!", "");
        boolean atSite = Set.of("order", "choice", "consent", "discussion").contains(task);
        String token =
                name.equals("program")
                        ? service.token(
                                atSite
                                        ? "site-" + SITE
                                        : "laboratory-" + laboratory.toLowerCase(Locale.ROOT))
                        : atSite
                                ? service.tokenFor(
                                        "gate-" + name, SITE.toUpperCase(Locale.ROOT), "clinician")
                                : service.tokenFor("bench-" + name, laboratory, "laboratory");
        return switch (task) {
            case "order" ->
                    sent(
                            service,
                            "POST",
                            FHIR,
                            "application/fhir+json",
                            ofAnother(Ordered.genome(SITE, NHS_NUMBER)),
                            token,
                            isUrgent);
            case "choice" ->
                    sent(
                            service,
                            "POST",
                            "/api/orders/" + ordered.order().value() + "/choices",
                            "application/json",
                            "{\"said\":\"research-agreed\",\"by\":\"adult-own-choice\",\"evidence\":\"Said so in clinic\"}",
                            token,
                            isUrgent);
            case "consent" ->
                    sent(
                            service,
                            "POST",
                            FHIR + "/Consent",
                            "application/fhir+json",
                            consent(ordered.made("Patient")),
                            token,
                            isUrgent);
            case "bench" ->
                    sent(
                            service,
                            "PUT",
                            FHIR + "/Task/" + benchTask(service),
                            "application/fhir+json",
                            "{\"resourceType\":\"Task\",\"id\":\"%s\",\"intent\":\"order\",\"status\":\"in-progress\"}"
                                    .formatted(benchTask(service)),
                            token,
                            isUrgent);
            case "result" ->
                    sent(
                            service,
                            "POST",
                            FHIR + "/DiagnosticReport",
                            "application/fhir+json",
                            """
                            {"resourceType":"DiagnosticReport","status":"preliminary",
                             "code":{"text":"Result"},"basedOn":[{"reference":"%s"}],
                             "conclusion":"Nothing was found that explains it.",
                             "conclusionCode":[{"coding":[{"system":"https://opengms.org/CodeSystem/result-kind","code":"no-cause-found"}]}]}
                            """
                                    .formatted(worked(service)),
                            token,
                            isUrgent);
            default -> throw new IllegalArgumentException(task);
        };
    }

    private static String consent(String patient) {
        return """
        {"resourceType":"Consent","status":"active",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"%1$s"},"dateTime":"%2$s","performer":[{"reference":"%1$s"}],
         "organization":[{"display":"Clinic"}],"sourceReference":{"display":"Form"},
         "policy":[{"uri":"https://example.org/policy"}],
         "provision":{"type":"permit","purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"HRESCH"}]}}
        """
                .formatted(patient, today());
    }

    /// A task of the bench that has been accepted, of an order of its own.
    private String benchTask(TestService service) throws Exception {
        if (bench.isEmpty()) {
            Ordered another =
                    Ordered.send(service, SITE, "9990008515", CompetenceGatesTest::ofAnother);
            moved(service, laboratory, another, "request-sample-alignment", "completed");
            bench = moved(service, laboratory, another, "sample-preparation", "accepted");
        }
        return bench;
    }

    private String bench = "";

    /// An order of its own whose bench work is done.
    private String worked(TestService service) throws Exception {
        Ordered another = Ordered.send(service, SITE, "9990008523", CompetenceGatesTest::ofAnother);
        moved(service, laboratory, another, "request-sample-alignment", "completed");
        moved(service, laboratory, another, "sample-preparation", "completed");
        moved(service, laboratory, another, "sample-processing", "completed");
        return another.made("ServiceRequest");
    }

    /// Moves a task on by the laboratory's own system.
    static String moved(
            TestService service, String laboratory, Ordered order, String code, String to)
            throws Exception {
        String token = service.token("laboratory-" + laboratory.toLowerCase(Locale.ROOT));
        String last = "";
        for (JsonNode entry :
                TestService.json(
                                service.get(
                                        FHIR + "/Task?focus=" + order.made("ServiceRequest"),
                                        Optional.of(token)))
                        .path("entry")) {
            JsonNode found = entry.path("resource");
            if (!found.path("code").path("coding").path(0).path("code").asString().equals(code)) {
                continue;
            }
            last = found.path("id").asString();
            for (String status :
                    to.equals("accepted")
                            ? List.of("accepted")
                            : List.of("accepted", "in-progress", "completed")) {
                HttpResponse<String> answer =
                        service.send(
                                service.to(FHIR + "/Task/" + last)
                                        .header("Content-Type", "application/fhir+json")
                                        .PUT(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"resourceType\":\"Task\",\"id\":\"%s\",\"intent\":\"order\",\"status\":\"%s\"}"
                                                                .formatted(last, status))),
                                Optional.of(token));
                assertEquals(200, answer.statusCode(), answer.body());
            }
        }
        return last;
    }

    // ---- what becomes of it

    @ParameterizedTest
    @CsvSource({
        "order,   OBSERVE, lacking,  done",
        "order,   WARN,    lacking,  warned",
        "order,   ENFORCE, lacking,  refused",
        "order,   ENFORCE, lacking!, warned",
        "order,   ENFORCE, holder,   done",
        "order,   ENFORCE, program,  done",
        "choice,  OBSERVE, lacking,  done",
        "choice,  WARN,    lacking,  warned",
        "choice,  ENFORCE, lacking,  refused",
        "choice,  ENFORCE, lacking!, warned",
        "choice,  ENFORCE, holder,   done",
        "choice,  ENFORCE, program,  done",
        "consent, OBSERVE, lacking,  done",
        "consent, WARN,    lacking,  warned",
        "consent, ENFORCE, lacking,  refused",
        "consent, ENFORCE, lacking!, warned",
        "consent, ENFORCE, holder,   done",
        "bench,   ENFORCE, lacking,  refused",
        "result,  OBSERVE, lacking,  done",
        "result,  WARN,    lacking,  warned",
        "result,  ENFORCE, lacking,  refused",
        "result,  ENFORCE, lacking!, warned",
        "result,  ENFORCE, holder,   done",
        "result,  ENFORCE, program,  done",
    })
    void theGateStandsOnEveryWay(
            String task, GateMode mode, String who, String becomes, TestService service)
            throws Exception {
        mode(service, SITE, mode);
        mode(service, laboratory, mode);

        HttpResponse<String> answer = tried(service, task, who);

        boolean refused = answer.statusCode() >= 400;
        assertEquals(becomes.equals("refused"), refused, answer.body());
        if (refused) {
            assertTrue(answer.body().contains("OperationOutcome"), answer.body());
            assertTrue(answer.body().contains("OGMS-8830"), answer.body());
            assertTrue(answer.body().contains("It needs"), answer.body());
        }
        assertEquals(
                becomes.equals("warned"),
                answer.headers().firstValue(CompetenceNotes.WARNING).isPresent(),
                answer.headers().map().toString());
    }

    @Test
    void aWithdrawalIsTakenFromAnybody(TestService service) throws Exception {
        mode(service, SITE, GateMode.ENFORCE);
        Ordered another = Ordered.send(service, SITE, "9990008531", CompetenceGatesTest::ofAnother);

        HttpResponse<String> answer =
                sent(
                        service,
                        "POST",
                        "/api/orders/" + another.order().value() + "/choices",
                        "application/json",
                        "{\"said\":\"full-withdrawal\",\"by\":\"adult-own-choice\",\"evidence\":\"Said so in clinic\"}",
                        service.tokenFor("gate-lacking", "ZR112", "clinician"),
                        false);

        assertEquals(201, answer.statusCode(), answer.body());
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AManager {
        private String manager(TestService service) throws Exception {
            return service.tokenFor("gate-manager", "ZR112", "manager");
        }

        private HttpResponse<String> gates(TestService service, String token) throws Exception {
            return service.get("/api/workforce/organisations/ZR112/gates", Optional.of(token));
        }

        @Test
        void switchesWithThePreviewThatTheySaw(TestService service) throws Exception {
            mode(service, SITE, GateMode.OBSERVE);
            employ(service, "gate-newcomer", SITE);
            HttpResponse<String> tried =
                    sent(
                            service,
                            "POST",
                            FHIR,
                            "application/fhir+json",
                            ofAnother(Ordered.genome(SITE, NHS_NUMBER)),
                            service.tokenFor("gate-newcomer", "ZR112", "clinician"),
                            false);
            assertEquals(200, tried.statusCode(), tried.body());

            HttpResponse<String> preview = gates(service, manager(service));
            assertEquals(200, preview.statusCode(), preview.body());
            assertTrue(preview.body().contains("gate-newcomer"), preview.body());

            assertEquals(422, switched(service, "0000000000000000").statusCode());
            HttpResponse<String> done =
                    switched(service, TestService.json(preview).path("digest").asString());
            assertEquals(200, done.statusCode(), done.body());
            mode(service, SITE, GateMode.OBSERVE);
        }

        private HttpResponse<String> switched(TestService service, String digest) throws Exception {
            return sent(
                    service,
                    "POST",
                    "/api/workforce/organisations/ZR112/gates",
                    "application/json",
                    "{\"mode\":\"ENFORCE\",\"digest\":\"%s\"}".formatted(digest),
                    manager(service),
                    false);
        }

        @Test
        void ofAnotherOrganisationSeesNothing(TestService service) throws Exception {
            String other = service.tokenFor("other-manager", "ZR114", "manager");

            assertEquals(403, gates(service, other).statusCode());
            assertEquals(
                    403,
                    service.get("/api/workforce/organisations/ZR112/staff", Optional.of(other))
                            .statusCode());
            assertEquals(
                    404,
                    service.get("/api/workforce/staff/gate-holder", Optional.of(other))
                            .statusCode());
        }

        @Test
        void seesEmergenciesAndReviewsThem(TestService service) throws Exception {
            mode(service, SITE, GateMode.ENFORCE);
            assertEquals(200, tried(service, "order", "lacking!").statusCode());

            HttpResponse<String> list =
                    service.get("/api/workforce/overrides", Optional.of(manager(service)));
            JsonNode newest = null;
            for (JsonNode one : TestService.json(list).path("overrides")) {
                newest = one;
            }
            assertTrue(newest != null, list.body());
            assertEquals(REASON, newest.path("urgency").asString());
            String path = "/api/workforce/overrides/" + newest.path("id").asString();
            String review = "{\"verdict\":\"JUSTIFIED\",\"words\":\"R14, at night\"}";
            assertEquals(
                    200,
                    sent(service, "POST", path, "application/json", review, manager(service), false)
                            .statusCode());
            assertEquals(
                    422,
                    sent(service, "POST", path, "application/json", review, manager(service), false)
                            .statusCode());
        }

        @Test
        void takesCompletionsInOnce(TestService service) throws Exception {
            String csv =
                    "subject,course,completed_on,score_percent,reference\ngate-lacking,discussing-wgs,2026-02-01,90,LMS 7\nnobody-here,discussing-wgs,2026-02-01,90,LMS 8\n";
            for (int time = 0; time < 2; time++) {
                HttpResponse<String> answer =
                        sent(
                                service,
                                "POST",
                                "/api/workforce/completions",
                                "text/csv",
                                csv,
                                manager(service),
                                false);
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals(time == 0 ? 1 : 0, TestService.json(answer).path("taken").asInt());
                assertEquals(time, TestService.json(answer).path("before").asInt());
                assertEquals(
                        "row 3",
                        TestService.json(answer).path("problems").path(0).path("where").asString());
            }
            assertTrue(
                    service.get(
                                    "/api/workforce/organisations/ZR112/imports",
                                    Optional.of(manager(service)))
                            .body()
                            .contains("\"taken\":1"));
        }
    }

    @Test
    void aMemberOfTheCommitteeVotesOnlyIfCompetentWhereThatIsEnforced(TestService service) {
        employ(service, "reviewer-holder", GateDesk.COMMITTEE.value(), Competence.ACCESS_REVIEWER);
        mode(service, GateDesk.COMMITTEE.value(), GateMode.ENFORCE);
        GateDesk gates = service.service().context().getBean(GateDesk.class);

        for (String who : List.of("reviewer-holder", "reviewer-lacking")) {
            Actor member =
                    new Actor(
                            new Account(who).value(),
                            "Member",
                            Actor.NO_ORGANISATION,
                            Set.of(Role.COMMITTEE));
            assertEquals(
                    who.equals("reviewer-lacking"),
                    gates.refusal(
                                    member,
                                    org.opengms.workforce.GatedTask.REVIEW_ACCESS,
                                    GateDesk.COMMITTEE)
                            .isPresent());
        }
        mode(service, GateDesk.COMMITTEE.value(), GateMode.OBSERVE);
    }

    @Test
    void aPersonSeesTheirOwnAndPassesALesson(TestService service) throws Exception {
        String token = service.tokenFor("gate-lacking", "ZR112", "clinician");

        HttpResponse<String> me = service.get("/api/workforce/me", Optional.of(token));
        assertEquals(200, me.statusCode(), me.body());
        assertTrue(me.body().contains("\"standing\":\"lacks\""), me.body());
        HttpResponse<String> lesson =
                service.get("/api/workforce/lessons/ordering-wgs", Optional.of(token));
        assertEquals(4, TestService.json(lesson).path("questions").size());
        assertTrue(!lesson.body().contains("right"), lesson.body());
        assertEquals(
                404,
                service.get("/api/workforce/lessons/no-lesson", Optional.of(token)).statusCode());

        HttpResponse<String> wrong = answered(service, token, "[1,1,1,1]");
        assertEquals("false", TestService.json(wrong).path("passed").asString(), wrong.body());
        HttpResponse<String> right = answered(service, token, "[2,1,2,2]");
        assertEquals("true", TestService.json(right).path("passed").asString(), right.body());
    }

    private HttpResponse<String> answered(TestService service, String token, String answers)
            throws Exception {
        return sent(
                service,
                "POST",
                "/api/workforce/lessons/ordering-wgs/answers",
                "application/json",
                "{\"answers\":%s}".formatted(answers),
                token,
                false);
    }
}
