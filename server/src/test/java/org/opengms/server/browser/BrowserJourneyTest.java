package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.Sex;
import org.opengms.region.PlantedTruth;
import org.opengms.region.SyntheticPatient;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.journey.TestService;

@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class BrowserJourneyTest {
    private static final String SITE = "ZR101";
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);

    /// Interpretation runs in the background; the page must show its end by itself within this.
    private static final double REPORT_MILLISECONDS = 60_000;

    /// Where the next journey looks for its patient.
    private static final AtomicInteger NEXT = new AtomicInteger(5_000);

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

    @Test
    void anOrderBecomesASignedReportAndAnOutcome(TestService service) throws Exception {
        SyntheticPatient patient = patientWithAFindableCause();
        PlantedTruth truth = REGION.truthOf(patient).orElseThrow();
        String order;
        String number;
        String laboratory;

        try (Visitor clinician = visitor(service).signIn("clinician", SITE)) {
            clinician.link("Order a test").first().click();
            fillIn(clinician, patient);
            clinician.picture("order-form-filled");
            clinician.button("Send order").click();

            assertThat(clinician.heading("Order accepted")).isVisible();
            assertThat(clinician.page().locator("#findings + table"))
                    .containsText("record of discussion");
            order = clinician.path();
            number = clinician.page().locator(".nhsuk-panel strong").innerText();
            assertThat(tag(clinician)).hasText("On hold");
            laboratory = ods(clinician.fact("Laboratory").innerText());
            clinician.picture("order-on-hold");
            clinician.fitsPhone();

            // A mistake does not cost what was typed.
            clinician.choose("agreed", "yes");
            clinician.date("takenOn", LocalDate.of(2020, 5, 17));
            clinician.button("Record the discussion").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary")).isFocused();
            clinician.picture("order-on-hold-mistake");
            assertThat(clinician.page().locator("#takenOn-month")).hasValue("5");
            assertThat(clinician.page().locator("input[name='agreed'][value='yes']")).isChecked();

            clinician.choose("research", "AGREED");
            clinician.button("Record the discussion").click();
            assertThat(clinician.page().getByText("The record of discussion is kept.")).isVisible();
            assertThat(tag(clinician)).hasText("In the laboratory");
            clinician.picture("order-in-laboratory");
        }

        String dataTask;
        try (Visitor technologist = visitor(service).signIn("laboratory", laboratory)) {
            assertEquals("/laboratory", technologist.path());
            technologist.picture("worklist");
            technologist.fitsPhone();
            take(technologist, number, "Process genomic test request", "Accept");
            for (String what :
                    List.of("Align request and sample", "Prepare sample", "Process sample")) {
                for (String step : List.of("Accept", "Start", "Complete")) {
                    take(technologist, number, what, step);
                }
            }
            dataTask =
                    task(technologist, number, "Process genetic or genomic data")
                            .getAttribute("id")
                            .substring("task-".length());
        }
        deliverGenome(service, laboratory, dataTask, patient, truth);

        String report;
        try (Visitor scientist = visitor(service).signIn("scientist", laboratory)) {
            scientist.go(order);
            scientist.picture("order-being-interpreted");
            Locator link = scientist.button("Read the preliminary report");
            assertThat(link)
                    .isVisible(
                            new LocatorAssertions.IsVisibleOptions()
                                    .setTimeout(REPORT_MILLISECONDS));
            link.click();
            assertThat(scientist.page().getByText("Not for clinical use – not signed."))
                    .isVisible();
            assertThat(scientist.page().locator(".ogms-variant th").first())
                    .containsText(truth.geneSymbol());
            report = scientist.path();
            scientist.picture("report-preliminary");
            scientist.fitsPhone();

            try (Visitor clinician = visitor(service).signIn("clinician", SITE)) {
                clinician.go(order);
                assertThat(tag(clinician)).hasText("Awaiting signature");
                assertThat(clinician.button("Read the preliminary report")).hasCount(0);
                assertEquals(403, clinician.go(report));
                assertThat(clinician.page().locator("main"))
                        .not()
                        .containsText(patient.person().familyName());
                clinician.picture("report-refused");
            }

            // The confirmation and the mark are forgotten once: what was written stays.
            scientist.choose("kind", "CAUSE_FOUND");
            scientist
                    .page()
                    .locator("#conclusion")
                    .fill("A variant in %s explains the findings.".formatted(truth.geneSymbol()));
            scientist.button("Sign the report").click();
            assertThat(scientist.page().locator(".nhsuk-error-summary")).isFocused();
            assertThat(scientist.page().locator("input[name='kind'][value='CAUSE_FOUND']"))
                    .isChecked();
            scientist.choose("confirmed", "yes");
            scientist.choose("cause", "1");
            scientist.button("Sign the report").click();
            assertThat(
                            scientist
                                    .page()
                                    .getByText("The report is signed and given to the requester."))
                    .isVisible();
        }

        try (Visitor clinician = visitor(service).signIn("clinician", SITE)) {
            clinician.go("/orders?text=" + number);
            clinician.picture("orders");
            clinician.fitsPhone();
            clinician.link(number).click();
            clinician.button("Read the report").click();
            Locator result = clinician.page().locator(".ogms-result");
            assertThat(result).containsText("explains the findings.");
            assertThat(result).containsText("Signed by Scientist at " + laboratory);
            assertThat(clinician.page().locator("main"))
                    .containsText("The variants marked as the cause explain the disorder");
            clinician.picture("report-signed");
            clinician.print("report-signed");
            clinician.fitsPhone();

            clinician.choose("caseSolved", "YES");
            clinician.choose("clinicalUtility", "CHANGE_IN_MEDICATION");
            clinician.button("Record the outcome").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary")).isFocused();
            assertThat(clinician.page().locator("input[name='caseSolved'][value='YES']"))
                    .isChecked();
            clinician.choose("actionability", "YES");
            clinician.button("Record the outcome").click();
            assertThat(clinician.page().getByText("The outcome is recorded.")).isVisible();
            assertThat(clinician.fact("What changed")).containsText("Change in medication");

            clinician.go(order);
            assertThat(tag(clinician)).hasText("Outcome recorded");
            Locator history = clinician.page().locator(".ogms-timeline");
            for (String step :
                    List.of(
                            "Order accepted",
                            "Process sample: completed",
                            "Interpret: completed",
                            "Produce final report: completed",
                            "Outcome recorded: case solved yes")) {
                assertThat(history).containsText(step);
            }
            clinician.picture("order-finished");
        }

        try (Visitor manager = visitor(service).signIn("manager", manager())) {
            assertEquals("/overview", manager.path());
            assertThat(manager.page().locator("main")).containsText("Whole genome");
            assertThat(manager.page().locator("main"))
                    .not()
                    .containsText(patient.person().familyName());
            manager.picture("overview");
            manager.fitsPhone();
            assertEquals(403, manager.go(order));
            assertThat(manager.link("Go to the start page")).isVisible();
            assertThat(manager.page().locator("main"))
                    .not()
                    .containsText(patient.person().familyName());
            manager.picture("refused");
        }
    }

    @Test
    void anOrderIsHeldReleasedAndRevokedAndItsLaboratoryClosesItsWork(TestService service) {
        SyntheticPatient patient = anotherPatient();
        String order;
        String number;
        String laboratory;
        try (Visitor clinician = visitor(service).signIn("clinician", SITE)) {
            clinician.go("/orders/new");
            fillIn(clinician, patient);
            clinician.choose("discussion", "agreed");
            clinician.choose("research", "DECLINED");
            clinician.date("takenOn", LocalDate.of(2020, 5, 17));
            clinician.button("Send order").click();
            assertThat(clinician.heading("Order accepted")).isVisible();
            order = clinician.path();
            number = clinician.page().locator(".nhsuk-panel strong").innerText();
            laboratory = ods(clinician.fact("Laboratory").innerText());

            clinician.go(order);
            clinician.picture("order-changeable");
            clinician.fitsPhone();
            clinician.tabTo(".ogms-deeds a[href$='/hold']");
            clinician.page().keyboard().press("Enter");
            assertThat(clinician.heading("Order " + number + " Put on hold")).isVisible();
            clinician.picture("order-hold");
            clinician.fitsPhone();
            clinician.button("Put the order on hold").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary")).isFocused();
            clinician.choose("reason", "further-information-needed");
            clinician.button("Put the order on hold").click();
            assertThat(clinician.page().getByText("The order is on hold.")).isVisible();
            assertThat(tag(clinician)).hasText("On hold");
            clinician.picture("order-held");
            clinician.button("Take it off hold").click();
            assertThat(clinician.page().getByText("The order goes on.")).isVisible();
            assertThat(tag(clinician)).hasText("In the laboratory");

            // While the clinician reads what would follow, the laboratory begins.
            clinician.go(order + "/revoke");
            assertThat(clinician.page().locator("#to-close")).hasCount(0);
            try (Visitor technologist = visitor(service).signIn("laboratory", laboratory)) {
                for (String step : List.of("Accept", "Start")) {
                    take(technologist, number, "Align request and sample", step);
                }
            }
            clinician.go(order + "/revoke");
            assertThat(clinician.page().locator("#to-close"))
                    .containsText("align request and sample");
            clinician.picture("order-revoke");
            clinician.fitsPhone();
            String seen = clinician.page().locator("input[name=version]").inputValue();
            try (Visitor colleague = visitor(service).signIn("clinician", SITE)) {
                colleague.go(order + "/hold");
                colleague.choose("reason", "scheduled-delay");
                colleague.button("Put the order on hold").click();
                assertThat(colleague.page().getByText("The order is on hold.")).isVisible();
            }
            clinician.page().locator("#reason").fill("The family has moved away.");
            clinician.button("Revoke the order").click();
            assertThat(clinician.page().locator(".nhsuk-error-summary"))
                    .containsText("Somebody else changed the order");
            clinician.picture("order-revoke-late");
            assertThat(clinician.page().locator("#reason")).hasValue("The family has moved away.");
            assertThat(clinician.page().locator("input[name=version]")).not().hasValue(seen);
            clinician.button("Revoke the order").click();
            assertThat(clinician.page().locator(".nhsuk-notification-banner"))
                    .containsText("asked to close their work");
            assertThat(tag(clinician)).hasText("Cancelled, work to be closed");
            assertThat(clinician.page().locator("#closings"))
                    .containsText("Align request and sample");
            clinician.picture("order-closing");
            clinician.fitsPhone();
            assertThat(clinician.page().locator(".ogms-deeds a")).hasCount(1);
        }
        try (Visitor technologist = visitor(service).signIn("laboratory", laboratory)) {
            assertThat(task(technologist, number, "Align request and sample"))
                    .containsText("The order was revoked.");
            technologist.picture("worklist-closing");
            take(technologist, number, "Align request and sample", "Close the work");
            assertThat(task(technologist, number, "Align request and sample")).hasCount(0);
            technologist.go(order);
            assertThat(tag(technologist)).hasText("Cancelled");
            assertThat(technologist.page().locator(".ogms-timeline"))
                    .containsText("Order revoked: The family has moved away.");
        }
    }

    @Test
    void aSampleComesBeforeItsOrderAndWaitsForIt(TestService service) {
        SyntheticPatient patient = anotherPatient();
        String label = "EARLY-" + patient.person().nhsNumber().substring(6);
        String laboratory = REGION.network().homeLaboratoryOf(new OdsCode(SITE)).ods().value();
        try (Visitor technologist = visitor(service).signIn("laboratory", laboratory)) {
            technologist.link("Samples without an order").click();
            assertThat(technologist.heading("Book in a sample")).isVisible();
            technologist.button("Book in").click();
            assertThat(technologist.page().locator(".nhsuk-error-summary")).isFocused();
            technologist.page().locator("#label").fill(label);
            technologist.page().locator("#nhsNumber").fill(patient.person().nhsNumber());
            technologist.date("collected", LocalDate.of(2026, 1, 5));
            technologist.button("Book in").click();
            assertThat(technologist.page().locator(".nhsuk-notification-banner"))
                    .containsText("Its order is not here yet");
            assertThat(technologist.page().locator("tbody")).containsText(label);
            assertThat(technologist.page().locator("main"))
                    .not()
                    .containsText(patient.person().familyName());
            technologist.picture("samples");
            technologist.fitsPhone();

            try (Visitor clinician = visitor(service).signIn("clinician", SITE)) {
                clinician.go("/orders/new");
                fillIn(clinician, patient);
                clinician.choose("sample", "follows");
                clinician.page().getByLabel("Label on the tube (optional)").fill(label);
                clinician.button("Send order").click();
                assertThat(clinician.heading("Order accepted")).isVisible();
                assertThat(clinician.page().locator(".ogms-timeline"))
                        .containsText("The sample that waited");
            }
            technologist.go("/laboratory/samples");
            assertThat(technologist.page().locator("main")).not().containsText(label);
        }
        try (Visitor operator = visitor(service).signIn("operator", manager())) {
            operator.go("/overview");
            operator.link("Diagnostic yields").click();
            assertThat(operator.heading("Diagnostic yields")).isVisible();
            assertThat(operator.page().locator("main")).containsText("yields-2026.2");
            operator.picture("yields");
            operator.fitsPhone();
        }
        try (Visitor manager = visitor(service).signIn("manager", manager())) {
            assertEquals(403, manager.go("/laboratory/samples"));
            assertEquals(403, manager.go("/overview/yields"));
            assertEquals(403, manager.go("/overview/yields/proposal.json"));
            manager.go("/overview");
            manager.link("Capacity and promises").click();
            assertThat(manager.heading("Capacity and promises")).isVisible();
            assertThat(manager.page().locator("main")).containsText("committed-work");
            manager.page().locator("summary").first().click();
            manager.picture("promises");
            manager.fitsPhone();
            manager.go("/overview");
            manager.link("What orders are checked against").click();
            assertThat(manager.heading("Test directory")).isVisible();
            manager.picture("checks");
            manager.fitsPhone();
        }
    }

    @Test
    void theOrdersOfAFamilyLeadToEachOther(TestService service) throws Exception {
        HttpResponse<String> answer =
                service.post(
                        "/FHIR/R4",
                        family(anotherPatient()),
                        Optional.of(service.token("site-" + SITE.toLowerCase(Locale.ROOT))));
        assertEquals(200, answer.statusCode(), answer.body());
        List<String> orders =
                TestService.json(answer)
                        .path("entry")
                        .valueStream()
                        .map(e -> e.path("response").path("location").asString(""))
                        .filter(l -> l.startsWith("ServiceRequest/"))
                        .map(l -> "/orders/" + l.split("/")[1])
                        .toList();
        assertEquals(2, orders.size());
        try (Visitor clinician = visitor(service).signIn("clinician", SITE)) {
            clinician.go(orders.getFirst());
            Locator family = clinician.page().locator("table[aria-labelledby='family'] tbody tr");
            assertThat(family).hasCount(1);
            assertThat(family).containsText("Relative");
            assertThat(clinician.page().locator("main")).not().containsText("KINSWOMAN");
            clinician.picture("order-family");
            clinician.fitsPhone();
            String relative = family.locator("a").innerText();

            clinician.go(orders.getFirst() + "/revoke");
            assertThat(clinician.page().locator("#relatives")).containsText(relative);
            clinician.picture("order-revoke-family");
            clinician.fitsPhone();

            clinician.go(orders.getFirst());
            clinician.tabTo("table[aria-labelledby='family'] a");
            clinician.page().keyboard().press("Enter");
            assertThat(clinician.page().locator("h1")).hasText("Order " + relative);
            assertEquals(orders.getLast(), clinician.path());
            assertThat(clinician.page().locator(".ogms-patient")).containsText("KINSWOMAN");
            assertThat(family).containsText("Proband");
            family.locator("a").click();
            assertThat(clinician.page().locator("h1")).not().hasText("Order " + relative);
            assertEquals(orders.getFirst(), clinician.path());
        }
        try (Visitor stranger = visitor(service).signIn("clinician", "ZR102")) {
            assertEquals(403, stranger.go(orders.getFirst()));
            assertThat(stranger.page().locator("#family")).hasCount(0);
        }
    }

    @Test
    void theKeyboardAloneIsEnough(TestService service) {
        try (Visitor clinician = visitor(service)) {
            Page page = clinician.page();
            clinician.go("/");
            clinician.picture("start");
            clinician.tabTo("main a[href='/login']");
            page.keyboard().press("Enter");
            assertThat(clinician.heading("Sign in")).isVisible();
            clinician.picture("sign-in");
            clinician.fitsPhone();
            clinician.tabTo("#username");
            page.keyboard()
                    .type(org.opengms.server.security.DemoPeople.userName("clinician", SITE));
            clinician.tabTo("#password");
            page.keyboard().type(org.opengms.server.security.DemoPeople.PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).containsText("Orders");

            clinician.tabTo("main a[href='/orders/new']");
            page.keyboard().press("Enter");
            assertThat(clinician.heading("Order a test")).isVisible();
            clinician.picture("order-form");
            clinician.fitsPhone();

            // A scanner types Enter after a number: nothing may be sent by it.
            clinician.tabTo("#nhsNumber");
            page.keyboard().press("Enter");
            assertThat(page.locator(".nhsuk-error-summary")).hasCount(0);
            clinician.tabTo("button[name='send']");
            page.keyboard().press("Enter");

            Locator summary = page.locator(".nhsuk-error-summary");
            assertThat(summary).isFocused();
            assertThat(page).hasTitle(Pattern.compile("^Error: Order a test"));
            clinician.picture("order-form-mistakes");
            clinician.fitsPhone();
            for (Map.Entry<String, String> problem :
                    Map.of(
                                    "Enter the family name.", "familyName",
                                    "Choose the clinical indication.", "indication",
                                    "Choose the sex recorded at birth.", "sex")
                            .entrySet()) {
                summary.focus();
                clinician.tabTo(".nhsuk-error-summary a[href='#%s']".formatted(problem.getValue()));
                assertThat(page.locator(":focus")).hasText(problem.getKey());
                page.keyboard().press("Enter");
                assertThat(page.locator("#" + problem.getValue())).isFocused();
            }
        }
    }

    private static Visitor visitor(TestService service) {
        return new Visitor(installed.browser(), service.service().address());
    }

    /// Fills in the form as the clinician of a synthetic patient would; the record of discussion is
    /// to follow.
    private static void fillIn(Visitor clinician, SyntheticPatient patient) {
        Page page = clinician.page();
        page.getByLabel("NHS number (optional)").fill(patient.person().nhsNumber());
        page.getByLabel("Family name").fill(patient.person().familyName());
        page.getByLabel("Given name").fill(patient.person().givenName());
        clinician.date("birthDate", patient.person().birthDate());
        clinician.choose("sex", patient.person().sex() == Sex.FEMALE ? "FEMALE" : "MALE");
        page.getByLabel("Clinical indication").selectOption(patient.indicationCode());
        assertThat(page.locator("#test-hint"))
                .containsText("Who is eligible for " + patient.indicationCode());
        page.locator("#test").selectOption(patient.testCode());
        clinician.choose("priority", "ROUTINE");
        int row = 1;
        for (SyntheticPatient.Phenotype feature : patient.observed().stream().limit(4).toList()) {
            Locator field = page.locator("#feature-" + row);
            field.pressSequentially(feature.label().substring(0, feature.label().length() - 1));
            Locator offer =
                    page.locator(
                            "#terms-%d option[value='%s %s']"
                                    .formatted(row, feature.termId(), feature.label()));
            assertThat(offer).isAttached();
            field.fill(offer.getAttribute("value"));
            row++;
        }
        clinician.choose("discussion", "follows");
        clinician.choose("sample", "available");
        page.getByLabel("Clinical notes (optional)").fill("No similar illness in the family.");
    }

    /// Takes a step that the worklist offers for a task of an order.
    private static void take(Visitor technologist, String number, String what, String step) {
        task(technologist, number, what)
                .locator(".ogms-case__form button")
                .filter(new Locator.FilterOptions().setHasText(step))
                .click();
        assertThat(technologist.page().locator(".nhsuk-notification-banner"))
                .containsText("The task is now");
    }

    private static Locator task(Visitor technologist, String number, String what) {
        return technologist
                .page()
                .locator(".ogms-case")
                .filter(new Locator.FilterOptions().setHasText(number))
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        technologist
                                                .page()
                                                .locator(
                                                        "h3",
                                                        new Page.LocatorOptions()
                                                                .setHasText(what))));
    }

    private static void deliverGenome(
            TestService service,
            String laboratory,
            String task,
            SyntheticPatient patient,
            PlantedTruth truth)
            throws IOException, InterruptedException {
        ByteArrayOutputStream vcf = new ByteArrayOutputStream();
        REGION.sequencing().vcf(patient, Optional.of(truth), vcf);
        HttpResponse<String> answer =
                service.send(
                        service.to("/files/tasks/" + task)
                                .header("Content-Type", "application/octet-stream")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(vcf.toByteArray())),
                        Optional.of(
                                service.token(
                                        "laboratory-" + laboratory.toLowerCase(Locale.ROOT))));
        assertTrue(answer.statusCode() < 300, answer.body());
    }

    /// The first patient of the site whose order asks for a whole genome that holds the cause.
    private static SyntheticPatient patientWithAFindableCause() {
        return IntStream.range(0, 5_000)
                .mapToObj(REGION::patient)
                .filter(p -> p.site().equals(new OdsCode(SITE)))
                .filter(p -> p.fault().isEmpty())
                .filter(BrowserJourneyTest::asksForAGenome)
                .filter(p -> REGION.truthOf(p).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /// A patient of the site whom no other journey is about.
    private static SyntheticPatient anotherPatient() {
        String taken = patientWithAFindableCause().person().nhsNumber();
        return IntStream.iterate(NEXT.getAndAdd(500), i -> i + 1)
                .limit(500)
                .mapToObj(REGION::patient)
                .filter(p -> p.site().equals(new OdsCode(SITE)))
                .filter(p -> p.fault().isEmpty())
                .filter(BrowserJourneyTest::asksForAGenome)
                .filter(p -> !p.person().nhsNumber().equals(taken))
                .findFirst()
                .orElseThrow();
    }

    /// A patient and her mother, ordered for in one message.
    private static String family(SyntheticPatient patient) {
        String member =
                """
                {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000%1$s","request":{"method":"POST","url":"Patient"},
                 "resource":{"resourceType":"Patient","name":[{"family":"%2$s","given":["Robin"]}],"birthDate":"%3$s","gender":"female",
                  "identifier":[{"system":"https://example.org/mrn","value":"%4$s-%1$s"}]}},
                {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000001%1$s","request":{"method":"POST","url":"ServiceRequest"},
                 "resource":{"resourceType":"ServiceRequest","identifier":[{"system":"https://example.org/orders","value":"%4$s-%1$s"}],
                  "extension":[{"url":"https://fhir.nhs.uk/England/StructureDefinition/Extension-Genomic-Patient-Role",
                   "valueCodeableConcept":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/patient-role-genomics","code":"%5$s"}]}}],
                  "requisition":{"system":"https://example.org/requisitions","value":"%4$s"},
                  "status":"active","intent":"order","priority":"routine","authoredOn":"%6$s",
                  "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%7$s"}]},
                  "reasonCode":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%8$s"}]}],
                  "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-00000000000%1$s"},
                  "requester":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000009"}}}
                """;
        String number = "F-" + UUID.randomUUID();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        return """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000009","request":{"method":"POST","url":"PractitionerRole"},
          "resource":{"resourceType":"PractitionerRole","practitioner":{"display":"Dr Test"},
           "organization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"%s"}}}},
         %s,%s]}
        """
                .formatted(
                        SITE,
                        member.formatted(
                                1,
                                "Kinsgirl",
                                "2015-02-03",
                                number,
                                "proband",
                                today,
                                patient.testCode(),
                                patient.indicationCode()),
                        member.formatted(
                                2,
                                "Kinswoman",
                                "1985-02-03",
                                number,
                                "consultand",
                                today,
                                patient.testCode(),
                                patient.indicationCode()));
    }

    private static boolean asksForAGenome(SyntheticPatient patient) {
        return REGION.directories()
                .newest()
                .indication(patient.indicationCode())
                .flatMap(i -> i.test(patient.testCode()))
                .map(DirectoryTest::method)
                .filter(m -> m == TestMethod.WGS)
                .isPresent();
    }

    private static String ods(String laboratoryName) {
        return REGION.network().laboratories().stream()
                .filter(l -> l.name().equals(laboratoryName))
                .map(Laboratory::ods)
                .map(OdsCode::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no laboratory is called " + laboratoryName));
    }

    private static String manager() {
        return REGION.network().fallbackLaboratory().value();
    }

    private static Locator tag(Visitor visitor) {
        return visitor.page().locator("h1 + p > .nhsuk-tag, h2 + p > .nhsuk-tag").first();
    }
}
