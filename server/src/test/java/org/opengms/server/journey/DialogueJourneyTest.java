package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.dialogue.Consultation;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody without an account reads and answers a consultation, a moderator reads the words, and
/// the first consultation of the demonstration has changed the wording of consent.
@ExtendWith(TestService.Extension.class)
class DialogueJourneyTest {
    private static final String WORDS = "A note a year <b>is</b> enough.";

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    private static Optional<String> operator(TestService service) throws Exception {
        return Optional.of(service.tokenOf("ZL01", "operator"));
    }

    private static HttpResponse<String> post(
            TestService service, String path, String body, Optional<String> token)
            throws Exception {
        return service.send(
                service.to(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                token);
    }

    /// Publishes a consultation that is open today.
    private static void publish(TestService service, String id) throws Exception {
        Consultation telling = Consultation.shipped().getLast();
        String open =
                telling.text()
                        .replace(telling.id(), id)
                        .replace(telling.opens().toString(), today().toString())
                        .replace(telling.closes().toString(), today().plusDays(30).toString());
        HttpResponse<String> answer = post(service, "/api/consultations", open, operator(service));
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private static String hidden(String page, String name) {
        Matcher field =
                Pattern.compile("<input[^>]*name=\"" + name + "\"[^>]*value=\"([^\"]+)\"")
                        .matcher(page);
        assertTrue(field.find(), "no field " + name);
        return field.group(1);
    }

    private static HttpResponse<String> send(
            TestService service, HttpClient browser, String id, Map<String, String> fields)
            throws Exception {
        return browser.send(
                service.to("/consultations/" + id)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        fields.entrySet().stream()
                                                .map(f ->
                                                        f.getKey()
                                                                + "="
                                                                + URLEncoder.encode(
                                                                        f.getValue(),
                                                                        StandardCharsets.UTF_8))
                                                .collect(Collectors.joining("&"))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static long answers(TestService service, String id) {
        return service.service()
                .context()
                .getBean(JdbcClient.class)
                .sql("select count(*) from consultation_response where consultation = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    @Test
    void isAnsweredWithoutAnAccountOnceAForm(TestService service) throws Exception {
        String id = "2026-journey";
        publish(service, id);
        try (HttpClient browser =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            String page =
                    browser.send(
                                    service.to("/consultations/" + id).GET().build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            assertFalse(page.contains("What was answered"), page);
            String csrf = hidden(page, "_csrf");
            String number = hidden(page, "number");

            assertEquals(403, send(service, browser, id, Map.of("option", "yearly")).statusCode());
            HttpResponse<String> empty =
                    send(
                            service,
                            browser,
                            id,
                            Map.of("_csrf", csrf, "number", number, "words", WORDS));
            assertEquals(422, empty.statusCode());
            assertTrue(empty.body().contains("Choose one of the answers."), empty.body());
            assertEquals(number, hidden(empty.body(), "number"));

            Map<String, String> form =
                    Map.of("_csrf", csrf, "number", number, "option", "yearly", "words", WORDS);
            HttpResponse<String> taken = send(service, browser, id, form);
            assertEquals(303, taken.statusCode(), taken.body());
            assertTrue(taken.headers().firstValue("Location").orElse("").endsWith("answered=now"));
            HttpResponse<String> again = send(service, browser, id, form);
            assertTrue(
                    again.headers().firstValue("Location").orElse("").endsWith("answered=before"));
            assertEquals(1, answers(service, id));

            moderate(service, id, number);
        }
    }

    private static void moderate(TestService service, String id, String number) throws Exception {
        String page = service.get("/consultations/" + id, Optional.empty()).body();
        assertFalse(page.contains("is enough"), page);
        HttpResponse<String> waiting =
                service.get("/api/consultations/" + id + "/words", operator(service));
        assertEquals(
                WORDS,
                TestService.json(waiting).path("waiting").path(0).path("words").asString(""));
        String path = "/api/consultations/" + id + "/words/" + number;
        assertEquals(
                422,
                post(service, path, "{\"outcome\":\"REFUSE\",\"rule\":77}", operator(service))
                        .statusCode());
        assertEquals(
                422,
                post(service, path, "{\"outcome\":\"REFUSE\"}", operator(service)).statusCode());
        assertEquals(
                200,
                post(service, path, "{\"outcome\":\"PUBLISH\"}", operator(service)).statusCode());
        page = service.get("/consultations/" + id, Optional.empty()).body();
        assertTrue(page.contains("A note a year &lt;b&gt;is&lt;/b&gt; enough."), page);
        assertEquals(
                200,
                post(service, path, "{\"outcome\":\"REFUSE\",\"rule\":4}", operator(service))
                        .statusCode());
        page = service.get("/consultations/" + id, Optional.empty()).body();
        assertFalse(page.contains("is enough"), page);
        assertTrue(page.contains("It is not about the question."), page);
    }

    @Test
    void importsAnswersAndDecidesOnlyAfterTheLastDay(TestService service) throws Exception {
        String id = "2026-imported";
        publish(service, id);
        String path = "/api/consultations/" + id + "/responses";
        String sheet =
                "number,way,option,weight,words,answered-on\nS1,sample,yearly,1.5,,%s\nJ1,jury,each,,,%s\n"
                        .formatted(today(), today());
        HttpResponse<String> dry = post(service, path + "?dry-run=true", sheet, operator(service));
        assertEquals("{\"kept\":2,\"before\":0,\"problems\":[]}", dry.body());
        assertEquals(0, answers(service, id));
        post(service, path, sheet, operator(service));
        assertEquals(
                "{\"kept\":0,\"before\":2,\"problems\":[]}",
                post(service, path, sheet, operator(service)).body());
        assertEquals(2, answers(service, id));
        HttpResponse<String> wrong =
                post(
                        service,
                        path,
                        sheet.replace("S1,sample,yearly", "S2,sample,never"),
                        operator(service));
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("row 2, option"), wrong.body());

        HttpResponse<String> early =
                post(
                        service,
                        "/api/consultations/" + id + "/decision",
                        """
                        {"number":1,"youSaid":"A note.","weDecided":"A note.","because":"You said so.",
                         "by":"The board","on":"%s"}
                        """
                                .formatted(today()),
                        operator(service));
        assertEquals(422, early.statusCode());
        assertTrue(early.body().contains("OGMS-8208"), early.body());
    }

    @Test
    void isRunByTheOperatorAlone(TestService service) throws Exception {
        for (String role : new String[] {"clinician", "manager", "researcher", "laboratory"}) {
            Optional<String> token = Optional.of(service.tokenOf("ZL01", role));
            assertEquals(403, post(service, "/api/consultations", "{}", token).statusCode(), role);
            assertEquals(
                    403,
                    service.get("/api/consultations/2026-companies/words", token).statusCode(),
                    role);
        }
        assertEquals(401, post(service, "/api/consultations", "{}", Optional.empty()).statusCode());
    }

    @Test
    void demonstratesADecisionThatChangedTheWordingOfConsent(TestService service) throws Exception {
        String page = service.get("/consultations/2026-companies", Optional.empty()).body();
        assertTrue(page.contains("You said"), page);
        assertTrue(page.contains("Nobody was asked and nobody decided."), page);
        assertTrue(page.contains("Consent wording 2026.1 became 2026.2"), page);
        assertTrue(page.contains("Representative sample: 420 answers"), page);
        assertTrue(page.contains("On this site: 170 answers"), page);
        assertTrue(page.contains("Because of the companies I said no to all."), page);
        assertFalse(page.contains("Who earns the money"), page);
        assertFalse(page.contains("<form method=\"post\" action=\"/consultations"), page);
        String wording = service.get("/consultations/wording", Optional.empty()).body();
        assertTrue(wording.contains("/consultations/2026-companies"), wording);
        assertTrue(wording.contains("which is made up"), wording);
        assertTrue(
                service.get("/consultations", Optional.empty())
                        .body()
                        .contains("Its answers and its decision are made up."));
        assertEquals(200, service.get("/consultations/rules", Optional.empty()).statusCode());
        assertEquals(
                404, service.get("/consultations/2026-nothing", Optional.empty()).statusCode());
    }

    @Test
    void tellsWhatTheSurveyFoundInEachWave(TestService service) throws Exception {
        String wave = "/api/survey/waves/2020-test";
        String sheet = "number,weight,aware,refuse,trust\n1,1.5,yes,no,much\n";
        assertEquals(400, post(service, wave, sheet, operator(service)).statusCode());
        assertEquals(
                "{\"people\":1,\"problems\":[]}",
                post(
                                service,
                                wave + "?from=2020-03-02&to=2020-03-20&dry-run=true",
                                sheet,
                                operator(service))
                        .body());
        for (int time = 0; time < 2; time++) {
            HttpResponse<String> taken =
                    post(
                            service,
                            wave + "?from=2020-03-02&to=2020-03-20",
                            sheet,
                            operator(service));
            assertEquals(200, taken.statusCode(), taken.body());
        }
        HttpResponse<String> other =
                post(
                        service,
                        wave + "?from=2020-03-02&to=2020-03-20",
                        sheet.replace("yes", "no"),
                        operator(service));
        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("OGMS-8232"), other.body());

        String page = service.get("/consultations/survey", Optional.empty()).body();
        assertTrue(page.contains("Awareness and trust"), page);
        assertTrue(page.contains("2 Mar 2020"), page);
        assertTrue(page.contains("not told"), page);
        assertTrue(page.contains("Nobody was asked."), page);
        HttpResponse<String> data = service.get("/consultations/survey.json", Optional.empty());
        assertEquals(200, data.statusCode());
        assertEquals(
                "2020-test", TestService.json(data).path("waves").path(0).path("name").asString());
        assertFalse(TestService.json(data).path("waves").path(0).path("madeUp").asBoolean(true));
        assertTrue(TestService.json(data).path("waves").path(1).path("madeUp").asBoolean(false));
        assertTrue(
                TestService.json(data)
                        .path("questions")
                        .path(0)
                        .path("answers")
                        .path(0)
                        .path("shares")
                        .path(0)
                        .isNull(),
                data.body());
    }
}
