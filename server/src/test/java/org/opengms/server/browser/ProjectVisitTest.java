package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;
import org.opengms.server.security.DemoPeople;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A researcher applies, members of the committee read and vote, the officer approves and
/// publishes, and anybody reads it in the register. The researcher asks about the cohort, and two
/// checkers let a file out.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
@SuppressWarnings("NullAway.Init")
class ProjectVisitTest {
    private static final String TITLE = "Hearts that stop in the young";
    private static final String ENOUGH =
            " It is told here in more words than a title has, so that anybody who gave their data can follow what is done with them.";

    private static InstalledBrowser installed;
    private static List<String> laboratories;

    @BeforeAll
    static void aCommitteeSits(TestService service) throws Exception {
        installed = InstalledBrowser.start();
        laboratories =
                service.service().settings().network().laboratories().stream()
                        .map(l -> l.ods().value())
                        .limit(2)
                        .toList();
        String fallback = service.service().settings().network().fallbackLaboratory().value();
        seat(service, DemoPeople.userName(DemoPeople.OFFICER, fallback), "OFFICER", fallback);
        for (String laboratory : laboratories) {
            seat(service, DemoPeople.userName(DemoPeople.MEMBER, laboratory), "MEMBER", laboratory);
        }
        seat(service, DemoPeople.LAY_MEMBERS.getFirst(), "LAY_MEMBER", "");
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    private static void seat(TestService service, String account, String seat, String organisation)
            throws Exception {
        assertEquals(
                201,
                service.send(
                                service.to("/api/access/committee")
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"account\":\"%s\",\"name\":\"%s\",%s\"seat\":\"%s\",\"from\":\"%s\",\"until\":\"%s\"}"
                                                                .formatted(
                                                                        account,
                                                                        "Person of " + account,
                                                                        organisation.isEmpty()
                                                                                ? ""
                                                                                : "\"organisation\":\""
                                                                                        + organisation
                                                                                        + "\",",
                                                                        seat,
                                                                        today(),
                                                                        today().plusYears(1)))),
                                Optional.of(service.tokenOf("ZL01", "operator")))
                        .statusCode());
    }

    private static Visitor visitor(TestService service, String kind, String name) {
        return new Visitor(installed.browser(), service.service().address()).signIn(kind, name);
    }

    @Test
    void goesFromAnApplicationToThePublicRegister(TestService service) throws Exception {
        String project;
        try (Visitor researcher = visitor(service, "researcher", "ZR104")) {
            assertEquals("/projects", researcher.path());
            researcher.button("Apply for a project").click();
            researcher.page().locator("#title").fill(TITLE);
            researcher.button("Keep the application").click();
            assertThat(researcher.heading("There is a problem")).isVisible();
            researcher.picture("project-problems");
            researcher.page().locator("#laySummary").fill("We look for why." + ENOUGH);
            researcher.page().locator("#publicBenefit").fill("Families are told early." + ENOUGH);
            researcher.choose("aims", "HEALTH");
            researcher.choose("reach", "NOT_FOR_PROFIT");
            researcher.choose("promises", "PUBLISHES_RESULTS");
            researcher.page().locator("#ethicsApproval").fill("26/EX/0002");
            researcher.choose("data", "GENOMES");
            researcher.page().locator("#why").fill("Results do not say what was not looked for.");
            researcher
                    .page()
                    .locator("#team")
                    .fill(
                            "researcher.zr104; Dr Made Up; ZR104; %s"
                                    .formatted(today().minusDays(9)));
            researcher
                    .page()
                    .locator("#agreements")
                    .fill(
                            "ZR104; Example Hospital; DSA-9; %s; %s"
                                    .formatted(today().minusDays(30), today().plusYears(1)));
            researcher.page().locator("#monthsWanted").fill("12");
            researcher.button("Keep the application").click();
            assertThat(researcher.page().locator("h1")).containsText(TITLE);
            project = researcher.path();
            researcher.button("Send it to the committee").click();
            assertThat(researcher.heading("What people's consents say to it")).isVisible();
            researcher.picture("project-sent");
            researcher.fitsPhone();
        }
        String officerName = service.service().settings().network().fallbackLaboratory().value();
        try (Visitor officer = visitor(service, DemoPeople.OFFICER, officerName)) {
            assertEquals("/committee", officer.path());
            officer.link(TITLE).click();
            assertThat(officer.page().locator("main")).not().containsText("vouch");
            service.service()
                    .context()
                    .getBean(JdbcClient.class)
                    .sql(
                            """
                            insert into researcher_visa (account, issuer, subject, type, value, source,
                                asserted_at, expires_at, read_at)
                            values ('researcher.zr104', 'https://broker.example.org', 'made-up-1',
                                'RESEARCHER_STATUS', 'https://broker.example.org/bona-fide',
                                'https://example.org', now(), now() + interval '1 day', now())
                            """)
                    .update();
            officer.go(project);
            assertThat(officer.page().locator("main"))
                    .containsText(
                            "Dr Made Up is a researcher by https://broker.example.org/bona-fide, says https://broker.example.org");
            officer.picture("project-vouched");
            officer.button("Put it before the committee").click();
        }
        for (String laboratory : laboratories) {
            try (Visitor member = visitor(service, DemoPeople.MEMBER, laboratory)) {
                vote(member, project);
            }
        }
        String[] lay = DemoPeople.LAY_MEMBERS.getFirst().split("\\.");
        try (Visitor member = visitor(service, lay[0], lay[1])) {
            member.go(project);
            assertThat(member.page().locator("main"))
                    .containsText("You see how others voted once you have voted yourself.");
            member.picture("project-vote");
            vote(member, project);
            assertThat(member.page().locator("main")).containsText("3 to approve");
            assertThat(member.page().locator("main")).not().containsText("Close the vote");
        }
        try (Visitor officer = visitor(service, DemoPeople.OFFICER, officerName)) {
            officer.picture("committee");
            officer.go(project);
            officer.page().locator("#approved-until").fill(today().plusMonths(6).toString());
            officer.page().locator("#approved-reasons").fill("The benefit is clear.");
            officer.picture("project-approve");
            officer.button("Close the vote: approved").click();
            officer.button("Publish summary and benefit in the register").click();
            assertThat(officer.page().locator(".nhsuk-tag--green").first()).isVisible();
            officer.go("/committee/access");
            assertThat(officer.page().locator("main")).containsText("Dr Made Up");
            officer.picture("committee-access");
            officer.fitsPhone();
        }
        try (Visitor anybody = new Visitor(installed.browser(), service.service().address())) {
            anybody.go("/register");
            anybody.link(TITLE).click();
            assertThat(anybody.page().locator("main")).containsText("Families are told early.");
            assertThat(anybody.fact("Who")).containsText("Example Hospital, led by Dr Made Up");
            anybody.picture("register-project");
            anybody.fitsPhone();
            anybody.go("/register");
            anybody.picture("register-projects");
        }
        String run = asksAboutTheCohort(service);
        String output = sendsAFile(service, project, run);
        for (String laboratory : laboratories) {
            try (Visitor checker = visitor(service, "checker", laboratory)) {
                checker.go("/checking");
                checker.picture("checking");
                checker.link("model.csv").first().click();
                assertThat(checker.page().locator("pre")).hasText("term,estimate\nage,0.12\n");
                assertThat(checker.page().locator("main")).not().containsText("says it is safe");
                checker.choose("opinion", "APPROVE");
                checker.page().locator("#words").fill("One estimate over many people.");
                checker.picture("checking-one");
                checker.fitsPhone();
                checker.button("Keep what I say").click();
                assertThat(checker.page().locator("main")).containsText("What you said is kept.");
            }
        }
        try (Visitor researcher = visitor(service, "researcher", "ZR104")) {
            researcher.go("/research/outputs/" + output);
            assertThat(researcher.button("Take it away")).isVisible();
            researcher.picture("research-released");
            researcher.fitsPhone();
            researcher.go("/research");
            researcher.picture("research-done");
        }
    }

    /// @return the id of an analysis that is done
    private static String asksAboutTheCohort(TestService service) {
        try (Visitor researcher = visitor(service, "researcher", "ZR104")) {
            researcher.go("/research");
            researcher.button("Run the analysis").click();
            assertThat(researcher.heading("There is a problem")).isVisible();
            researcher.picture("research-problems");
            researcher.choose("kind", "table");
            researcher.page().locator("#values-SEX").fill("FEMALE");
            researcher.fitsPhone();
            researcher.button("Run the analysis").click();
            assertThat(researcher.page().locator("h1")).containsText("Project");
            String run = researcher.path();
            for (long until = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < until; ) {
                if (researcher.heading("Ask for its release").isVisible()) {
                    break;
                }
                researcher.go(run);
            }
            researcher.picture("research-run");
            researcher.page().locator("#shows").fill("How many participants there are, by sex.");
            researcher.page().locator("#population").fill("Everybody who agrees to the project.");
            researcher.page().locator("#whySafe").fill("Small groups are hidden by the rules.");
            researcher.button("Ask for its release").click();
            assertThat(researcher.page().locator("main")).containsText("Judged by the rules");
            researcher.picture("research-output");
            researcher.fitsPhone();
            return run.substring(run.lastIndexOf('/') + 1);
        }
    }

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /// As the programs of the team would.
    ///
    /// @return the id of the output
    private static String sendsAFile(TestService service, String project, String run)
            throws Exception {
        HttpResponse<String> sent =
                service.send(
                        service.to(
                                        "/api/environment/projects/"
                                                + project.substring(project.lastIndexOf('/') + 1)
                                                + "/outputs")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"runs":["%s"],"kind":"MODEL","name":"model.csv",
                                                 "text":"term,estimate\\nage,0.12\\n",
                                                 "shows":"How age goes with the answer.",
                                                 "population":"Everybody who agrees to the project.",
                                                 "whySafe":"One estimate over all participants.",
                                                 "residualDegreesOfFreedom":80}
                                                """
                                                        .formatted(run))),
                        Optional.of(service.tokenFor("researcher.zr104", "ZR104", "researcher")));
        assertEquals(201, sent.statusCode(), sent.body());
        return TestService.json(sent).path("id").asString();
    }

    private static void vote(Visitor member, String project) {
        member.go(project);
        member.choose("voted-choice", "APPROVE");
        member.page().locator("#voted-reason").fill("The benefit is clear.");
        member.button("Vote").click();
        assertThat(member.page().locator("main")).containsText("to approve");
    }
}
