package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.logbook.LogKeeper;
import org.opengms.server.journey.TestService;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.TrustedKeys;
import tools.jackson.databind.JsonNode;

/// Somebody who does not believe what the service says about itself.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class EvaluationVisitTest {
    private static InstalledBrowser installed;

    @BeforeAll
    static void startTheBrowser() {
        installed = InstalledBrowser.start();
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    private static JsonNode standard(TestService service) throws Exception {
        for (JsonNode protocol :
                TestService.json(service.get("/evaluation.json", Optional.empty()))
                        .path("protocols")) {
            if (protocol.path("protocol").asString().equals(Protocol.standard().hash())) {
                return protocol;
            }
        }
        throw new AssertionError("The protocol that comes with the program is not registered.");
    }

    @Test
    void readsTheProtocolAndWhenItWasRegistered(TestService service) {
        String version = Protocol.standard().version();
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/evaluation");
            anybody.fitsPhone();
            anybody.picture("evaluations");
            anybody.link("Protocol " + version).first().click();
            assertEquals("/evaluation/protocols/" + version, anybody.path());
            assertThat(anybody.page().locator("main")).containsText(Protocol.standard().hash());
            assertThat(anybody.page().locator("main"))
                    .containsText("How many of those tested get a diagnosis, and who?");
            anybody.fitsPhone();
            anybody.picture("evaluation-protocol");
        }
    }

    @Test
    void provesWithoutBelievingThePageThatTheProtocolIsInTheLog(TestService service)
            throws Exception {
        JsonNode protocol = standard(service);
        assertTrue(
                service.service()
                        .context()
                        .getBean(LogKeeper.class)
                        .await(
                                Set.of(UUID.fromString(protocol.path("record").asString())),
                                Duration.ofSeconds(30)));
        String page = protocol.path("page").asString();
        String text = service.get(page + "/text", Optional.empty()).body();
        assertEquals(
                Protocol.standard().hash(),
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(text.getBytes(StandardCharsets.UTF_8))));
        SaltedRecord record =
                SaltedRecord.parse(
                        service.get(page + "/record", Optional.empty())
                                .body()
                                .getBytes(StandardCharsets.UTF_8));
        assertTrue(
                new String(record.json(), StandardCharsets.UTF_8)
                        .contains("\"protocol\":\"" + Protocol.standard().hash() + "\""));
        String logKey =
                TestService.json(service.get("/register.json", Optional.empty()))
                        .path("log")
                        .path("verifierKey")
                        .asString();
        assertEquals(
                Optional.empty(),
                InclusionProof.parse(
                                service.get(page + "/proof", Optional.empty())
                                        .body()
                                        .getBytes(StandardCharsets.UTF_8))
                        .fault(
                                new TrustedKeys(java.util.List.of(VerifierKey.parse(logKey))),
                                Optional.of(record)));
        for (String nothing : java.util.List.of("/text", "/record", "/proof")) {
            assertEquals(
                    404,
                    service.get(page + nothing + "?hash=" + "0".repeat(64), Optional.empty())
                            .statusCode(),
                    nothing);
            assertEquals(
                    404,
                    service.get("/evaluation/protocols/none" + nothing, Optional.empty())
                            .statusCode(),
                    nothing);
        }
    }

    @Test
    void readsWhatIsPublishedAboutTheHundredThousandGenomes(TestService service) throws Exception {
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/evaluation");
            anybody.link("What is published").click();
            assertThat(anybody.heading("Is it cost-effective?")).isVisible();
            anybody.fitsPhone();
            anybody.picture("evidence");
            anybody.link(
                            "What an evaluation on the project's data would show, and what is missing to run it")
                    .click();
            assertThat(anybody.page().locator("main"))
                    .containsText("What is missing to begin is permission and a protocol");
            anybody.fitsPhone();
        }
        HttpResponse<String> csv = service.get("/evaluation/100000-genomes.csv", Optional.empty());
        assertEquals(
                Optional.of("text/csv;charset=UTF-8"), csv.headers().firstValue("Content-Type"));
        assertTrue(csv.body().startsWith("step,id,Row,What,Published,"), csv.body());
        assertEquals(
                108,
                TestService.json(service.get("/evaluation/100000-genomes.json", Optional.empty()))
                        .path("figures")
                        .size());
    }
}
