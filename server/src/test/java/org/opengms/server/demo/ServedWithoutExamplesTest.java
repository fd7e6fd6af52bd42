package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `opengms serve` as an operator starts it shows nothing that was made up.
class ServedWithoutExamplesTest {
    private static HttpResponse<String> get(ServeProcess server, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.address().resolve(path)).GET().build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void showsNoAnswerDecisionOrSurveyThatNobodyGave(@TempDir Path data) throws Exception {
        try (ServeProcess server = ServeProcess.start(data)) {
            assertEquals(404, get(server, "/consultations/2026-companies").statusCode());
            String all = get(server, "/consultations").body();
            assertTrue(all.contains("/consultations/2026-telling"), all);
            assertFalse(all.contains("2026-companies"), all);
            assertFalse(get(server, "/consultations/wording").body().contains("2026-companies"));
            String survey = get(server, "/consultations/survey").body();
            assertTrue(survey.contains("Nobody was asked yet."), survey);
        }
    }
}
