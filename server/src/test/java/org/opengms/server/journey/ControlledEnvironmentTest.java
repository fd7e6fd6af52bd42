package org.opengms.server.journey;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.access.AccessAnswer;
import org.opengms.access.AccessDesk;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLists;
import org.opengms.access.Seat;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.environment.Findings;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunId;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.gate.Scopes;
import org.opengms.infrastructure.OdsCode;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.Period;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.Reconciliation.Outcome;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputDesk.Opinion;
import org.opengms.outputs.OutputEvent;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputRequest;
import org.opengms.outputs.OutputState;
import org.opengms.people.NhsNumber;
import org.opengms.server.OpenGms;
import org.opengms.server.environment.ApprovedProjects;
import org.opengms.server.environment.MeteringOffice;
import org.opengms.server.environment.OutputOffice;
import org.opengms.server.persistence.JdbcMeter;
import org.opengms.server.persistence.JdbcOutputs;
import org.opengms.server.persistence.JdbcReleases;
import org.opengms.server.persistence.JdbcRuns;
import org.opengms.server.register.ProjectUse;
import org.opengms.server.register.PublicProject;
import org.opengms.server.register.PublicProjects;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import org.opengms.value.UseDesk;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An approved project at work beside the data, over the interfaces, and what comes out.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlledEnvironmentTest {
    private static final String DRS = "/ga4gh/drs/v1/objects/";
    private static final String VCF =
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @SuppressWarnings("NullAway.Init")
    private Ordered ordered;

    @SuppressWarnings("NullAway.Init")
    private ProjectId project;

    private String participant = "";
    private String environment = "";
    private String researcher = "";

    @BeforeAll
    void aProjectIsApprovedAndSomebodyWithAFileAgrees(TestService service) throws Exception {
        project =
                ApprovedProject.open(
                        service,
                        "ZL01",
                        ApprovedProject.purpose(
                                Set.of(Aim.HEALTH), Reach.NOT_FOR_PROFIT, Set.of(), true));
        Files.writeString(
                service.data().resolve("environments.json"),
                "{\"environments\":[{\"client\":\"environment-zl01\",\"project\":\"%s\"}]}"
                        .formatted(project.value()));
        ordered = Ordered.send(service, "zr107", "9990007004");
        participant = ordered.joinsTheCohort(service).value();
        deliver(service, ordered);
        environment = service.token("environment-zl01");
        researcher = service.tokenOf("ZL01", "researcher");
    }

    private static void deliver(TestService service, Ordered order) throws Exception {
        UUID id = UUID.randomUUID();
        Path file = service.data().resolve(id + ".vcf");
        Files.writeString(file, VCF);
        service.service()
                .context()
                .getBean(JdbcClient.class)
                .sql(
                        """
                        insert into sequencing_file (id, order_id, path, sha256, size_bytes, received_at)
                        values (:id, cast(:order as uuid), :path, :sha256, :bytes, now())
                        """)
                .param("id", id)
                .param("order", order.order().value())
                .param("path", file.toString())
                .param("sha256", "ab".repeat(32))
                .param("bytes", VCF.length())
                .update();
    }

    private String fileOf(TestService service) throws Exception {
        return fileOf(service, participant);
    }

    private String fileOf(TestService service, String of) throws Exception {
        for (JsonNode file :
                TestService.json(service.get("/api/environment/files", Optional.of(environment)))
                        .path("files")) {
            if (file.path("participant").asString().equals(of)) {
                return file.path("id").asString();
            }
        }
        throw new AssertionError("The file is not listed");
    }

    private static HttpResponse<String> fetch(
            TestService service, String url, String token, Optional<String> range)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
        range.ifPresent(r -> request.header("Range", r));
        return service.send(request, Optional.of(token));
    }

    private String address(TestService service) throws Exception {
        return address(service, fileOf(service));
    }

    private String address(TestService service, String id) throws Exception {
        return TestService.json(service.get(DRS + id + "/access/https", Optional.of(environment)))
                .path("url")
                .asString();
    }

    @Test
    void handsAFileToTheEnvironmentWholeAndInParts(TestService service) throws Exception {
        String url = address(service);
        assertEquals(VCF, fetch(service, url, environment, Optional.empty()).body());
        HttpResponse<String> part = fetch(service, url, environment, Optional.of("bytes=2-11"));
        assertEquals(206, part.statusCode());
        assertEquals("fileformat", part.body());
        assertEquals(
                "bytes 2-11/" + VCF.length(),
                part.headers().firstValue("Content-Range").orElse(""));
        assertEquals(
                416, fetch(service, url, environment, Optional.of("bytes=9999-")).statusCode());
    }

    @Test
    void handsNothingToPeopleOrOtherTokens(TestService service) throws Exception {
        String id = fileOf(service);
        String url = address(service);
        for (String path :
                List.of(DRS + id, DRS + id + "/access/https", "/htsget/variants/" + id)) {
            assertEquals(403, service.get(path, Optional.of(researcher)).statusCode(), path);
            assertEquals(401, service.get(path, Optional.empty()).statusCode(), path);
        }
        assertEquals(403, fetch(service, url, researcher, Optional.empty()).statusCode());
        // another token of the same client
        String another = service.token("environment-zl01");
        assertEquals(403, fetch(service, url, another, Optional.empty()).statusCode());
        assertEquals(404, service.get(DRS + "0".repeat(32), Optional.of(environment)).statusCode());
    }

    @Test
    @RealData
    void answersAsThePublishedSchemasOfDrsSay(TestService service) throws Exception {
        Path schemas = SharedData.folder().resolve("trust/drs-compliance/compliance_suite/schemas");
        Schema drs = new Schema(schemas.resolve("v1.3.0"));
        String id = fileOf(service);
        JsonNode object = TestService.json(service.get(DRS + id, Optional.of(environment)));
        assertEquals(List.of(), drs.wrong("drs_object.json", object));
        assertEquals(
                List.of(), new Schema(schemas.resolve("v1.2.0")).wrong("drs_object.json", object));
        assertEquals(id, object.path("id").asString());
        assertEquals(VCF.length(), object.path("size").asInt());
        assertEquals(
                List.of(),
                drs.wrong(
                        "access_url.json",
                        TestService.json(
                                service.get(
                                        DRS + id + "/access/https", Optional.of(environment)))));
        JsonNode error = TestService.json(service.get(DRS + "nothing", Optional.of(environment)));
        assertEquals(List.of(), drs.wrong("error.json", error));
        assertEquals(404, error.path("status_code").asInt());
        assertEquals(
                List.of(),
                new Schema(schemas)
                        .wrong(
                                "service_info.json",
                                TestService.json(
                                        service.get(
                                                "/ga4gh/drs/v1/service-info",
                                                Optional.of(environment)))));
        // a check of the check: each field that is required is missed
        for (String name : List.of("id", "self_uri", "size", "created_time", "checksums")) {
            JsonNode without = object.deepCopy();
            ((ObjectNode) without).remove(name);
            assertFalse(drs.wrong("drs_object.json", without).isEmpty(), name);
        }
    }

    @Test
    void answersHtsgetWithTicketsByTheSpecification(TestService service) throws Exception {
        Path schema =
                Path.of(
                        Objects.requireNonNull(
                                        ControlledEnvironmentTest.class.getResource(
                                                "htsget-ticket.json"))
                                .toURI());
        Schema htsget = new Schema(Objects.requireNonNull(schema.getParent()));
        String path = "/htsget/variants/" + fileOf(service);
        HttpResponse<String> answer = service.get(path, Optional.of(environment));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(List.of(), htsget.wrong("htsget-ticket.json", TestService.json(answer)));
        assertTrue(
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("application/vnd.ga4gh.htsget.v1.3.0+json"));
        JsonNode whole = TestService.json(answer).path("htsget").path("urls").path(0);
        assertEquals(
                VCF,
                fetch(service, whole.path("url").asString(), environment, Optional.empty()).body());
        JsonNode header =
                TestService.json(service.get(path + "?class=header", Optional.of(environment)));
        assertEquals(List.of(), htsget.wrong("htsget-ticket.json", header));
        assertEquals(
                VCF,
                fetch(
                                service,
                                header.path("htsget").path("urls").path(0).path("url").asString(),
                                environment,
                                Optional.empty())
                        .body());
        HttpResponse<String> posted =
                service.send(
                        service.to(path)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"format\":\"VCF\",\"regions\":[{\"referenceName\":\"chr1\",\"start\":0,\"end\":10}]}")),
                        Optional.of(environment));
        assertEquals(200, posted.statusCode(), posted.body());
        assertEquals(List.of(), htsget.wrong("htsget-ticket.json", TestService.json(posted)));
    }

    @ParameterizedTest
    @CsvSource({
        "?format=BAM, 400, UnsupportedFormat",
        "?class=everything, 400, InvalidInput",
        "?class=header&referenceName=chr1, 400, InvalidInput",
        "?referenceName=chr1&start=5&end=5, 400, InvalidRange",
        "?start=5, 400, InvalidInput",
        "?referenceName=chr1&start=x, 400, InvalidInput"
    })
    void refusesWhatHtsgetDoesNotKnow(String query, int status, String error, TestService service)
            throws Exception {
        HttpResponse<String> answer =
                service.get(
                        "/htsget/variants/" + fileOf(service) + query, Optional.of(environment));
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(error, TestService.json(answer).path("htsget").path("error").asString());
    }

    /// In the same words, however it is asked.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"regions\":[{\"referenceName\":\"chr1\",\"start\":5,\"end\":5}]} | InvalidRange",
                "{\"regions\":[{\"start\":5}]} | InvalidInput",
                "{\"regions\":[{\"referenceName\":\"chr1\",\"start\":\"x\"}]} | InvalidInput",
                "{\"regions\":[]} | InvalidInput"
            })
    void refusesTheSameWhereItIsAskedInAMessage(String message, String error, TestService service)
            throws Exception {
        HttpResponse<String> answer =
                service.send(
                        service.to("/htsget/variants/" + fileOf(service))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(message)),
                        Optional.of(environment));
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(error, TestService.json(answer).path("htsget").path("error").asString());
    }

    /// The operator's fault, and not the caller's.
    @Test
    void answersAsAFaultOfTheServiceWhereTheOperatorsFileIsMalformed(TestService service)
            throws Exception {
        Path file = service.data().resolve("environments.json");
        String kept = Files.readString(file);
        try {
            Files.writeString(file, "{\"environments\":[{\"client\":\"environment-zl01\"}]}");
            for (String path :
                    List.of(
                            "/api/environment/files",
                            "/api/environment/projects/" + project.value() + "/runs")) {
                assertEquals(
                        500,
                        service.get(
                                        path,
                                        Optional.of(
                                                path.endsWith("files") ? environment : researcher))
                                .statusCode(),
                        path);
            }
        } finally {
            Files.writeString(file, kept);
        }
        assertEquals(
                200, service.get("/api/environment/files", Optional.of(environment)).statusCode());
    }

    private static final String BY_SEX =
            "{\"kind\":\"cross-tabulation\",\"by\":[{\"trait\":\"SEX\",\"values\":[\"FEMALE\"]}],\"where\":[]}";

    /// How many participants there are with a feature that no other test tells of, so that their
    /// number does not depend on who else is in the cohort.
    private static String with(String feature) {
        return "{\"kind\":\"cross-tabulation\",\"by\":[],\"where\":[{\"phenotype\":\"%s\",\"values\":[\"yes\"]}]}"
                .formatted(feature);
    }

    /// A participant with that feature.
    private static Ordered participant(TestService service, String number, String feature)
            throws Exception {
        Ordered ordered =
                Ordered.send(
                        service, "zr108", number, bundle -> bundle.replace("HP:0001250", feature));
        ordered.joinsTheCohort(service);
        return ordered;
    }

    private HttpResponse<String> ask(TestService service, String token, String analysis)
            throws Exception {
        return service.send(
                service.to("/api/environment/projects/" + project.value() + "/runs")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(analysis)),
                Optional.of(token));
    }

    /// The path of an analysis that has found something.
    private String run(TestService service, String token) throws Exception {
        return run(service, token, BY_SEX);
    }

    private String run(TestService service, String token, String analysis) throws Exception {
        HttpResponse<String> asked = ask(service, token, analysis);
        assertEquals(202, asked.statusCode(), asked.body());
        String run = "/api/environment/runs/" + TestService.json(asked).path("id").asString();
        JsonNode ended = ended(service, run);
        assertEquals("DONE", ended.path("state").asString(), ended.toString());
        assertTrue(ended.path("lookedAt").asInt() > 0);
        return run;
    }

    private JsonNode output(TestService service, String run) throws Exception {
        HttpResponse<String> output =
                service.send(
                        service.to(run + "/output")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"shows":"How many participants there are, by sex.",
                                                 "population":"Everybody who agrees to the project.",
                                                 "whySafe":"Small groups are hidden by the rules.",
                                                 "supersedes":null}
                                                """)),
                        Optional.of(researcher));
        assertEquals(201, output.statusCode(), output.body());
        return TestService.json(output);
    }

    @Test
    void keepsTheScopesUnderWhichAnAnalysisWasAskedFor(TestService service) throws Exception {
        HttpResponse<String> refused =
                ask(service, service.tokenOf("ZL01", "researcher", "user/Task.crus"), BY_SEX);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("user/DiagnosticReport.r"), refused.body());
        String narrowed = "user/DiagnosticReport.rs user/Task.crus";
        String run = run(service, service.tokenOf("ZL01", "researcher", narrowed));
        assertEquals(
                Scopes.parse(narrowed),
                service.service()
                        .context()
                        .getBean(JdbcRuns.class)
                        .find(new RunId(run.substring(run.lastIndexOf('/') + 1)))
                        .orElseThrow()
                        .askedBy()
                        .scopes());
    }

    @Test
    void countsAgainAndSaysWhyWhereAChoiceChangedBeforeTheOutput(TestService service)
            throws Exception {
        Ordered another = participant(service, "9990007020", "HP:0001251");
        String run = run(service, researcher, with("HP:0001251"));
        withdraw(service, another, "zr108");
        JsonNode made = output(service, run);
        List<String> history =
                made.path("history").valueStream().map(e -> e.path("what").asString()).toList();
        assertEquals(List.of("PREPARED", "RECOMPUTED", "JUDGED", "REFUSED"), history);
        assertEquals(
                "Choices changed after the analysis ran: it was counted again without those who no longer agree.",
                made.path("history").path(1).path("words").asString());
    }

    private static void withdraw(TestService service, Ordered order, String site) throws Exception {
        HttpResponse<String> answer =
                service.send(
                        service.to("/api/orders/" + order.order().value() + "/choices")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"said\":\"full-withdrawal\",\"by\":\"adult-own-choice\",\"evidence\":\"Letter\"}")),
                        Optional.of(service.token("site-" + site)));
        assertEquals(201, answer.statusCode(), answer.body());
    }

    @Test
    void runsAnAnalysisAndReleasesNothingOfFewPeople(TestService service) throws Exception {
        participant(service, "9990009198", "HP:0001263");
        JsonNode made = output(service, run(service, researcher, with("HP:0001263")));
        assertEquals("REFUSED", made.path("state").asString(), made.toString());
        assertTrue(made.path("findings").size() > 0);
        assertEquals(
                403,
                service.get(
                                "/api/environment/outputs/" + made.path("id").asString() + "/file",
                                Optional.of(researcher))
                        .statusCode());
    }

    /// Else its runs would be counted as those of another project.
    @Test
    void knowsAProjectByOneSpellingOfItsIdentifierAlone(TestService service) throws Exception {
        ProjectId lettered =
                Stream.generate(ProjectId::random)
                        .filter(id -> !id.value().equals(id.value().toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow();
        ApprovedProjects projects = service.service().context().getBean(ApprovedProjects.class);
        Files.writeString(
                service.data().resolve("environments.json"),
                """
                {"environments":[{"client":"environment-zl01","project":"%s"},
                 {"client":"environment-of-a-test","project":"%s"}]}
                """
                        .formatted(project.value(), lettered.value()));
        assertTrue(
                projects.isInTeam(new ProjectReference(lettered.value()), "environment-of-a-test"));
        assertFalse(
                projects.isInTeam(
                        new ProjectReference(lettered.value().toUpperCase(Locale.ROOT)),
                        "environment-of-a-test"));
    }

    private JsonNode ended(TestService service, String run) throws Exception {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            JsonNode now = TestService.json(service.get(run, Optional.of(researcher)));
            if (!List.of("WAITING", "RUNNING").contains(now.path("state").asString())
                    || System.nanoTime() > until) {
                return now;
            }
        }
    }

    @Test
    void endsWithTheChoiceOfTheParticipantAndMetersWhatTheLogHolds(TestService service)
            throws Exception {
        Ordered another = Ordered.send(service, "zr109", "9990007012");
        deliver(service, another);
        String mine = fileOf(service, another.joinsTheCohort(service).value());
        String url = address(service, mine);
        assertEquals(200, fetch(service, url, environment, Optional.empty()).statusCode());
        LocalDate tomorrow = LocalDate.now(ConsentStatement.ENGLAND).plusDays(1);
        JsonNode sums =
                TestService.json(
                        service.get(
                                "/api/metering?from=%s&until=%s&project=%s"
                                        .formatted(
                                                tomorrow.minusDays(2), tomorrow, project.value()),
                                Optional.of(service.tokenOf("ZL01", "operator"))));
        assertEquals(
                project.value(),
                sums.path("sums").path(0).path("project").asString(),
                sums.toString());
        MeteringOffice metering = service.service().context().getBean(MeteringOffice.class);
        assertInstanceOf(Outcome.Agrees.class, metering.reconcile(tomorrow));
        withdraw(service, another, "zr109");
        assertEquals(404, fetch(service, url, environment, Optional.empty()).statusCode());
        assertEquals(404, service.get(DRS + mine, Optional.of(environment)).statusCode());
    }

    /// The days until tomorrow are compared, on the stores of the service.
    @Test
    void metersExactlyWhatTheLogHoldsAndFindsTheUseThatItDoesNot(TestService service)
            throws Exception {
        run(service, researcher);
        String url = address(service);
        fetch(service, url, environment, Optional.of("bytes=0-9"));
        fetch(service, url, environment, Optional.of("bytes=10-19"));
        service.get("/htsget/variants/" + fileOf(service), Optional.of(environment));
        LocalDate until = LocalDate.now(ConsentStatement.ENGLAND).plusDays(1);
        ApplicationContext context = service.service().context();
        MeteringOffice metering = context.getBean(MeteringOffice.class);
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        Outcome.Agrees agrees = assertInstanceOf(Outcome.Agrees.class, metering.reconcile(until));
        assertEquals(
                jdbc.sql("select sum(records) from metered_use").query(Long.class).single(),
                agrees.readings());
        assertEquals(
                jdbc.sql(
                                """
                                select count(*) from access_log
                                where permitted and resource like 'Participant/%&use=%'
                                """)
                        .query(Long.class)
                        .single(),
                agrees.readings());
        chargesWhatWasMetered(context, until);
        Path uses = Files.createTempFile(service.data(), "uses", ".jsonl");
        String kept =
                service.get("/api/metering/uses", Optional.of(service.tokenOf("ZL01", "operator")))
                        .body();
        Files.writeString(uses, kept);
        assertEquals(0, reconcile(service, uses, until));
        String lie =
                kept.lines().filter(l -> l.contains("\"records\":1,")).findFirst().orElseThrow();
        Files.writeString(uses, kept.replace(lie, lie.replace("\"records\":1,", "\"records\":2,")));
        assertEquals(1, reconcile(service, uses, until));
    }

    /// What a contract would be charged by is what was metered, and all of it is of some trust.
    private void chargesWhatWasMetered(ApplicationContext context, LocalDate until) {
        var ofContract = new org.opengms.ledger.contract.ProjectReference(project.value());
        Period days = new Period(until.minusDays(2), until.minusDays(1));
        UseDesk desk = context.getBean(UseDesk.class);
        var units = desk.of(ofContract, days);
        assertEquals(
                metered(context, "records"), units.of("record-read") + units.of("genome-read"));
        assertEquals(metered(context, "queries"), units.of("query"));
        assertTrue(units.of("record-read") > 0, units::toString);
        assertTrue(units.of("genome-read") > 0, units::toString);
        List<TrustUse> trusts = desk.byTrust(ofContract, days);
        assertEquals(metered(context, "records"), trusts.stream().mapToLong(TrustUse::units).sum());
        assertEquals(Set.of("ZR1"), trusts.stream().map(TrustUse::trust).collect(toSet()));
    }

    /// A sum over the uses of the project.
    private long metered(ApplicationContext context, String column) {
        return context.getBean(JdbcClient.class)
                .sql("select sum(" + column + ") from metered_use where project = :project")
                .param("project", project.value())
                .query(Long.class)
                .single();
    }

    private static int reconcile(TestService service, Path uses, LocalDate until) {
        return OpenGms.run(
                "metering",
                "reconcile",
                "--uses",
                uses.toString(),
                "--log",
                String.valueOf(service.service().settings().log().folders().log().getParent()),
                "--until",
                until.toString());
    }

    // ---- Files that a project's program made ----------------------------------------------------

    /// The id of a file that waits for checkers.
    private String send(TestService service, String run) throws Exception {
        HttpResponse<String> sent =
                service.send(
                        service.to("/api/environment/projects/" + project.value() + "/outputs")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"runs":["%s"],"kind":"MODEL","name":"model.csv","text":"%s",
                                                 "shows":"How age goes with the answer.",
                                                 "population":"Everybody who agrees to the project.",
                                                 "whySafe":"One estimate over all participants.",
                                                 "residualDegreesOfFreedom":80}
                                                """
                                                        .formatted(
                                                                run.substring(
                                                                        run.lastIndexOf('/') + 1),
                                                                MODEL.replace("\n", "\\n")))),
                        Optional.of(researcher));
        assertEquals(201, sent.statusCode(), sent.body());
        assertEquals("WAITING_FOR_CHECKERS", TestService.json(sent).path("state").asString());
        return TestService.json(sent).path("id").asString();
    }

    private static final String MODEL = "term,estimate\nage,0.12\n";

    private static final List<Actor> CHECKERS =
            Stream.of("a", "b", "c")
                    .map(name ->
                            new Actor(
                                    "checker-of-a-test." + name,
                                    "Checker " + name,
                                    new OdsCode("ZL02"),
                                    Set.of(Role.OUTPUT_CHECKER)))
                    .toList();

    private static void judge(TestService service, String output, Opinion opinion, Actor checker) {
        OutputOffice office = service.service().context().getBean(OutputOffice.class);
        OutputId id = new OutputId(output);
        if (office.desk().find(id, checker) instanceof OutputDesk.Answer.Done(OutputRequest seen)) {
            var _ = office.judge(id, opinion, "I looked at it.", seen.sha256(), checker);
        }
    }

    /// Whoever calls what in which order: a file leaves only when two checkers have agreed since
    /// the team last answered, and to a person of the team alone.
    @Test
    void reachesNoUnapprovedReleaseByAnySequenceOfCalls(TestService service) throws Exception {
        String run = run(service, researcher);
        List<String> tokens =
                List.of(
                        researcher,
                        environment,
                        service.tokenFor("a.stranger", "ZL01", "researcher"),
                        service.tokenFor(CHECKERS.getFirst().id(), "ZL02", "output_checker"),
                        service.tokenFor("an.operator", "ZL01", "operator"));
        Cases.check(
                8,
                random -> {
                    String path = "/api/environment/outputs/" + send(service, run);
                    String id = path.substring(path.lastIndexOf('/') + 1);
                    // an independent account of who spoke since the last answer
                    Map<Actor, Opinion> said = new HashMap<>();
                    boolean closed = false;
                    boolean returned = false;
                    boolean released = false;
                    for (int step = 0; step < 12; step++) {
                        String token = tokens.get(random.nextInt(tokens.size()));
                        switch (random.nextInt(8)) {
                            case 0, 1, 2, 3 -> {
                                Actor checker = CHECKERS.get(random.nextInt(3));
                                Opinion opinion =
                                        List.of(
                                                        Opinion.APPROVE,
                                                        Opinion.APPROVE,
                                                        Opinion.REFUSE,
                                                        Opinion.ASK)
                                                .get(random.nextInt(4));
                                judge(service, id, opinion, checker);
                                if (!closed && !returned && !said.containsKey(checker)) {
                                    if (opinion == Opinion.ASK) {
                                        returned = true;
                                    } else {
                                        said.put(checker, opinion);
                                        closed = Collections.frequency(said.values(), opinion) == 2;
                                        released = closed && opinion == Opinion.APPROVE;
                                    }
                                }
                            }
                            case 4, 5 -> {
                                post(service, path + "/answer", "{\"words\":\"Thus.\"}", token);
                                if (returned && !closed && token.equals(researcher)) {
                                    returned = false;
                                    said.clear();
                                }
                            }
                            case 6 -> {
                                if (random.nextInt(4) == 0) {
                                    post(service, path + "/withdraw", "", token);
                                    closed |= token.equals(researcher);
                                }
                            }
                            default -> post(service, "/checking/" + id, "opinion=APPROVE", token);
                        }
                        for (String anybody : tokens) {
                            HttpResponse<String> file =
                                    service.get(path + "/file", Optional.of(anybody));
                            boolean may = released && anybody.equals(researcher);
                            assertEquals(may, file.statusCode() == 200, file.body());
                            assertEquals(may, file.body().equals(MODEL));
                        }
                    }
                });
    }

    private static void post(TestService service, String path, String body, String token)
            throws Exception {
        service.send(
                service.to(path)
                        .header(
                                "Content-Type",
                                body.startsWith("{")
                                        ? "application/json"
                                        : "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                Optional.of(token));
    }

    /// Whoever comes second is told so: the transaction around it is not lost.
    @Test
    void tellsWhoeverActsSecondThatSomebodyWasFaster(TestService service) throws Exception {
        ApplicationContext context = service.service().context();
        JdbcOutputs outputs = context.getBean(JdbcOutputs.class);
        OutputId id = new OutputId(send(service, run(service, researcher)));
        List<OutputEvent> before = outputs.find(id).orElseThrow().events();
        boolean isKept =
                Objects.requireNonNull(
                        context.getBean("transactions", TransactionTemplate.class)
                                .execute(status -> outputs.append(id, List.of(before.getLast()))));
        assertFalse(isKept);
        assertEquals(before, outputs.find(id).orElseThrow().events());
    }

    @Test
    void keepsReleasedFrequenciesInTheOrderInWhichTheyWereJudged(TestService service)
            throws Exception {
        ApplicationContext context = service.service().context();
        JdbcOutputs outputs = context.getBean(JdbcOutputs.class);
        OutputRequest made =
                outputs.find(new OutputId(send(service, run(service, researcher)))).orElseThrow();
        Findings.Carriers released =
                new Findings.Carriers(
                        RoaringBitmap.bitmapOfRange(0, 300),
                        new TreeMap<>(Map.of("chr1:9:A:T", RoaringBitmap.bitmapOfRange(0, 200))));
        context.getBean("transactions", TransactionTemplate.class)
                .executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    int known = outputs.frequencies().size();
                    OutputRequest late = another(made);
                    assertTrue(outputs.add(another(made), new byte[0], released, known));
                    assertFalse(outputs.add(late, new byte[0], released, known));
                    assertEquals(Optional.empty(), outputs.find(late.id()));
                    assertTrue(outputs.add(late, new byte[0], released, known + 1));
                    assertEquals(
                            List.of(released, released),
                            outputs.frequencies().subList(known, known + 2));
                });
    }

    private static OutputRequest another(OutputRequest request) {
        return new OutputRequest(
                OutputId.next(),
                request.project(),
                request.title(),
                request.askedBy(),
                OutputKind.CARRIERS,
                request.name(),
                request.runs(),
                request.context(),
                request.findings(),
                request.sha256(),
                request.bytes(),
                request.events());
    }

    /// On the stores of the service, with a ledger of its own: what the register has told depends
    /// on which tests ran before.
    @Test
    void releasesWhatEveryRuleHoldsForAndNothingThatOnePersonMakesTheDifferenceTo(
            TestService service) throws Exception {
        ApplicationContext context = service.service().context();
        OutputDesk desk =
                new OutputDesk(
                        context.getBean(JdbcOutputs.class),
                        context.getBean(RunDesk.class),
                        context.getBean(ApprovedProjects.class),
                        DisclosureRules.standard(),
                        new ReleaseRegistry(
                                DisclosureRules.standard().counts(),
                                new JdbcReleases(
                                        context.getBean(JdbcClient.class),
                                        context.getBean("transactions", TransactionTemplate.class),
                                        "cohort of a test")),
                        context.getBean(JdbcMeter.class),
                        Clock.systemUTC());
        List<Ordered> many = new ArrayList<>();
        try {
            for (String number : nhsNumbers(12)) {
                many.add(participant(service, number, SHARED));
            }
            String run = run(service, researcher, with(SHARED));
            OutputRequest released = ask(desk, run);
            assertEquals(OutputState.RELEASED, released.state(), released.findings()::toString);
            HttpResponse<String> file =
                    service.get(
                            "/api/environment/outputs/" + released.id() + "/file",
                            Optional.of(researcher));
            assertTrue(file.body().matches("(?s).*\npeople\n10\n"), file.body());
            assertEquals(OutputState.RELEASED, ask(desk, run).state(), "the same again");
            withdraw(service, many.removeFirst(), "zr108");
            OutputRequest refused = ask(desk, run(service, researcher, with(SHARED)));
            assertEquals(OutputState.REFUSED, refused.state(), refused.findings()::toString);
            assertEquals(OutputState.REFUSED, ask(desk, run).state(), "counted again");
        } finally {
            for (Ordered one : many) {
                withdraw(service, one, "zr108");
            }
        }
    }

    private static final String SHARED = "HP:0001252";

    private OutputRequest ask(OutputDesk desk, String run) {
        return desk.ask(
                                new ProjectReference(project.value()),
                                new RunId(run.substring(run.lastIndexOf('/') + 1)),
                                new OutputContext(
                                        "How many participants there are.",
                                        "Everybody with the feature who agrees to the project.",
                                        "It is one number of many people.",
                                        OptionalInt.empty()),
                                Optional.empty(),
                                new Actor(
                                        "somebody",
                                        "Somebody",
                                        new OdsCode("ZL01"),
                                        Set.of(Role.RESEARCHER)))
                        instanceof OutputDesk.Answer.Done(OutputRequest done)
                ? done
                : fail("no answer");
    }

    /// Numbers of the test range that no other test uses, with the check digit of NHS numbers.
    private static List<String> nhsNumbers(int count) {
        return IntStream.range(999_000_920, 999_000_960)
                .mapToObj(Integer::toString)
                .filter(nine -> NhsNumber.checkDigit(nine) < 10)
                .map(nine -> nine + NhsNumber.checkDigit(nine))
                .limit(count)
                .toList();
    }

    @Test
    void tellsThePublicOnTheNextDayWhatTheProjectAskedAndTookAway(TestService service)
            throws Exception {
        String output = send(service, run(service, researcher));
        judge(service, output, Opinion.APPROVE, CHECKERS.get(0));
        judge(service, output, Opinion.APPROVE, CHECKERS.get(1));
        String path = "/api/environment/projects/" + project.value();
        int questions =
                TestService.json(service.get(path + "/runs", Optional.of(researcher))).size();
        long released =
                TestService.json(service.get(path + "/outputs", Optional.of(researcher)))
                        .valueStream()
                        .filter(o -> o.path("state").asString().equals("RELEASED"))
                        .count();
        ApplicationContext context = service.service().context();
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        ProjectUse told =
                Objects.requireNonNull(
                                context.getBean("transactions", TransactionTemplate.class)
                                        .execute(status -> {
                                            status.setRollbackOnly();
                                            return new PublicProjects(
                                                            context.getBean(JdbcClient.class),
                                                            context.getBean(AccessDesk.class),
                                                            context.getBean(ProjectLists.class),
                                                            DisclosureRules.standard(),
                                                            tomorrow)
                                                    .find(project);
                                        }))
                        .flatMap(PublicProject::use)
                        .orElseThrow();
        assertTrue(released > 0);
        assertEquals(questions, told.questions());
        assertEquals(released, told.outputs());
    }

    private static AccessAnswer<Project> step(
            TestService service, ProjectId project, ProjectEvent event) {
        return service.service()
                .context()
                .getBean(AccessDesk.class)
                .act(
                        project,
                        event,
                        new Acting(
                                new Account("test-committee.officer"),
                                "Officer",
                                Optional.of(new OdsCode("ZGMS1")),
                                Seat.OFFICER));
    }

    @Test
    void endsWhileTheCommitteesOfficerSuspendsTheProject(TestService service) throws Exception {
        String id = fileOf(service);
        String url = address(service, id);
        assertInstanceOf(
                AccessAnswer.Done.class,
                step(service, project, new ProjectEvent.Suspended("A laptop was lost.")));
        try {
            for (String path : List.of(DRS + id, DRS + id + "/access/https")) {
                assertEquals(403, service.get(path, Optional.of(environment)).statusCode(), path);
            }
            assertEquals(403, fetch(service, url, environment, Optional.empty()).statusCode());
            assertEquals(
                    403,
                    service.get("/api/environment/files", Optional.of(environment)).statusCode());
        } finally {
            step(service, project, new ProjectEvent.Resumed("The laptop was found."));
        }
        assertEquals(VCF, fetch(service, url, environment, Optional.empty()).body());
    }
}
