package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.cohort.ParticipantId;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecord;
import org.opengms.server.journey.ApprovedProject;
import org.opengms.server.journey.Ordered;
import org.opengms.server.journey.TestService;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.TrustedKeys;

/// A patient reads who used their data, gets their result when they were told, takes a copy with
/// proofs along, and changes their mind about research.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class PatientVisitTest {
    private static final String NUMBER = "9990007101";
    private static final String OTHER_NUMBER = "9990007128";
    private static final String SITE = "zr104";
    private static final String ANSWER = "A change in one gene explains the seizures.";
    private static final ReportId REPORT = ReportId.random();

    private static InstalledBrowser installed;
    private static Ordered ordered;
    private static ParticipantId participant;

    @BeforeAll
    static void aTestIsOrderedAndDataHelpResearch(TestService service) throws Exception {
        installed = InstalledBrowser.start();
        ordered = Ordered.send(service, SITE, NUMBER);
        participant = ordered.joinsTheCohort(service);
        assertEquals(200, research(service));
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    private static int research(TestService service) throws Exception {
        return service.get(
                        "/api/research/participants/"
                                + participant.value()
                                + ApprovedProject.health(service, "ZL01"),
                        Optional.of(service.tokenOf("ZL01", "researcher")))
                .statusCode();
    }

    private static Visitor patient(TestService service, String number) {
        return new Visitor(installed.browser(), service.service().address())
                .signIn("patient", number);
    }

    private static JdbcCases cases(TestService service) {
        return service.service().context().getBean(JdbcCases.class);
    }

    @Test
    @Order(1)
    void readsWhoUsedTheirData(TestService service) throws Exception {
        try (Visitor patient = patient(service, NUMBER)) {
            patient.link("Your data").click();
            assertEquals("/my", patient.path());
            assertThat(patient.heading("Who used your data")).isVisible();
            assertThat(patient.page().locator(".nhsuk-card")).containsText("Being done");
            assertThat(patient.page().locator("table[aria-labelledby='uses'] tbody tr").first())
                    .containsText("Research by a hospital, university or charity");
            assertThat(patient.heading("What came of it")).isVisible();
            assertThat(patient.page().locator(".nhsuk-summary-list__row").first())
                    .containsText("A project of a test");
            assertThat(patient.page().locator(".nhsuk-summary-list__row").first())
                    .containsText("Nothing is told yet.");
            assertThat(patient.page().locator("main")).not().containsText("clinician.");
            patient.picture("my");
            patient.fitsPhone();

            patient.link("Care").click();
            assertThat(patient.page().locator("main")).not().containsText("A researcher");
            patient.go("/my/letter?form=large");
            patient.picture("my-letter-large");
            patient.fitsPhone();
            patient.go("/my/letter?form=easy");
            patient.picture("my-letter-easy");
            patient.go("/my/letter?form=child");
            patient.picture("my-letter-child");
            patient.go("/my/letter");
            patient.picture("my-letter");
        }
    }

    @Test
    @Order(2)
    void seesNoResultThatNobodyHasToldThem(TestService service) throws Exception {
        cases(service)
                .addReport(
                        new Report(
                                REPORT,
                                ordered.order(),
                                1,
                                ReportStatus.FINAL,
                                ResultKind.CAUSE_FOUND,
                                ANSWER,
                                List.of(),
                                Optional.empty(),
                                Instant.now(),
                                Optional.of("Dr Scientist")));
        try (Visitor patient = patient(service, NUMBER)) {
            assertEquals(200, patient.go("/my"));
            assertThat(patient.page().locator(".nhsuk-card"))
                    .containsText("Your clinic will talk with you about it.");
            assertThat(patient.page().locator("main")).not().containsText(ANSWER);
            assertThat(patient.page().locator("main")).not().containsText("Your result");
            assertEquals(403, patient.go("/my/copy"));
            assertEquals(403, patient.go("/reports/" + REPORT.value()));
            assertEquals(403, patient.go("/orders/" + ordered.order().value()));
        }
    }

    @Test
    @Order(3)
    void readsTheResultOnceToldAndTakesACopyThatAnybodyCanCheck(TestService service)
            throws Exception {
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", SITE)) {
            assertEquals(200, clinician.go("/reports/" + REPORT.value()));
            clinician.picture("report-to-tell");
            clinician.button("I have told the patient").click();
            assertThat(clinician.page().getByText("The patient was told this result on"))
                    .isVisible();
        }
        waitForTheLog(service);
        try (Visitor patient = patient(service, NUMBER)) {
            patient.go("/my");
            assertThat(patient.page().locator(".nhsuk-card")).containsText(ANSWER);
            patient.picture("my-told");
            waitForTheLog(service);
            APIResponse copy = patient.page().request().get("/my/copy");
            assertEquals(200, copy.status());
            assertProven(unzip(copy.body()));
        }
    }

    private static void waitForTheLog(TestService service) {
        var context = service.service().context();
        assertTrue(
                context.getBean(LogKeeper.class)
                        .await(
                                context.getBean(JdbcLogBook.class).waiting(10_000).stream()
                                        .map(LogRecord::id)
                                        .collect(Collectors.toSet()),
                                Duration.ofSeconds(30)));
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /// Every record has a proof that holds, all are of one label, and no number is missing.
    private static void assertProven(Map<String, byte[]> files) {
        TrustedKeys keys =
                new TrustedKeys(
                        List.of(
                                VerifierKey.parse(
                                        new String(
                                                file(files, "log/verifier-key.txt"),
                                                StandardCharsets.UTF_8))));
        Set<String> labels = new TreeSet<>();
        Set<Long> numbers = new TreeSet<>();
        List<String> proofs =
                files.keySet().stream().filter(name -> name.startsWith("proofs/")).toList();
        for (String name : proofs) {
            InclusionProof proof = InclusionProof.parse(file(files, name));
            SaltedRecord record =
                    SaltedRecord.parse(file(files, "records/%d.record".formatted(proof.index())));
            assertEquals(Optional.empty(), proof.fault(keys, Optional.of(record)), name);
            LogEntry entry = proof.entry().orElseThrow();
            labels.add(entry.label().toString());
            numbers.add(entry.sequence());
            String json = new String(record.json(), StandardCharsets.UTF_8);
            assertFalse(json.contains("clinician." + SITE), json);
        }
        assertEquals(1, labels.size());
        assertTrue(proofs.size() > 3, "proofs: " + proofs.size());
        assertEquals(
                LongStream.range(0, proofs.size()).boxed().collect(Collectors.toSet()), numbers);
        assertTrue(text(files, "tests.json").contains(ANSWER));
        assertTrue(text(files, "READ-ME-FIRST.txt").contains(labels.iterator().next()));
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new AssertionError("The copy has no " + name + ", but " + files.keySet());
        }
        return bytes;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(file(files, name), StandardCharsets.UTF_8);
    }

    @Test
    @Order(4)
    void stopsResearchInTwoClicks(TestService service) throws Exception {
        assertEquals(200, research(service));
        try (Visitor patient = patient(service, NUMBER)) {
            patient.go("/my/choices");
            patient.picture("my-choices");
            patient.fitsPhone();
            patient.choose("research", "stop");
            patient.button("Save my answer").click();
            assertThat(patient.page().getByText("Your choice is recorded. It counts from now."))
                    .isVisible();
            assertEquals(403, research(service));
            patient.picture("my-choices-stopped");

            // And begins again, without companies.
            patient.choose("research", "yes");
            patient.page().locator("input[value='RESEARCH_BY_COMPANIES']").uncheck();
            patient.button("Save my answer").click();
            assertThat(patient.page().locator("main"))
                    .containsText("Yes to research, except research by companies.");
            assertEquals(200, research(service));
        }
    }

    @Test
    @Order(5)
    void seesNothingOfOthersAndOthersSeeNothing(TestService service) {
        try (Visitor stranger = patient(service, OTHER_NUMBER)) {
            assertEquals(403, stranger.go("/my"));
            assertThat(stranger.page().locator("main"))
                    .containsText("This service holds nothing about you.");
            assertEquals(403, stranger.go("/overview"));
            assertEquals(403, stranger.go("/laboratory"));
        }
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", SITE)) {
            assertEquals(403, clinician.go("/my"));
        }
    }
}
