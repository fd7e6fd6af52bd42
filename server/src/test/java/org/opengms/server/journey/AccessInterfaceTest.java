package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.access.AccessDesk;
import org.opengms.cohort.ParticipantId;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.testing.Cases;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A project over the interface, from its draft to its end, and what nobody gets past.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessInterfaceTest {
    private static final String LEAD = "researcher.lead";
    private static final String SECOND = "researcher.second";

    @SuppressWarnings("NullAway.Init")
    private ParticipantId participant;

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    @BeforeAll
    void aCommitteeSitsAndSomebodyAgreed(TestService service) throws Exception {
        participant = Ordered.send(service, "zr109", "9990001227").joinsTheCohort(service);
        seat(service, "i-officer", "ZGMS1", "OFFICER");
        seat(service, "i-anne", "ZHA01", "MEMBER");
        seat(service, "i-ben", "ZHB01", "MEMBER");
        seat(service, "i-own", "ZUN01", "MEMBER");
        seat(service, "i-dai", "", "LAY_MEMBER");
    }

    private static void seat(TestService service, String account, String organisation, String seat)
            throws Exception {
        HttpResponse<String> given =
                send(
                        service,
                        "POST",
                        "/api/access/committee",
                        """
                        {"account":"%s","name":"%s",%s"seat":"%s","from":"%s","until":"%s"}
                        """
                                .formatted(
                                        account,
                                        account,
                                        organisation.isEmpty()
                                                ? ""
                                                : "\"organisation\":\"" + organisation + "\",",
                                        seat,
                                        today(),
                                        today().plusYears(1)),
                        service.tokenOf("ZL01", "operator"));
        assertEquals(201, given.statusCode(), given.body());
    }

    private static HttpResponse<String> send(
            TestService service, String method, String path, String json, String token)
            throws Exception {
        return service.send(
                service.to(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json)),
                Optional.of(token));
    }

    private static String researcher(TestService service, String account) throws Exception {
        return service.tokenFor(account, "ZUN01", "researcher");
    }

    private static String committee(TestService service, String account) throws Exception {
        return service.tokenFor(account, "ZGMS1", "committee");
    }

    private static String application(String aims, String disease, String declared) {
        return """
        {"title":"Why kidneys fail early",
         "laySummary":"We look for changes in genes that make kidneys fail before the age of forty, so that families can be told earlier. No names are read.",
         "publicBenefit":"People whose kidneys may fail could be treated years earlier. The risk is that somebody is recognised, and rules keep it small.",
         "purpose":{"aims":[%s]%s,"reach":"NOT_FOR_PROFIT","sensitive":[],"promises":["PUBLISHES_RESULTS"],"ethicsApproval":"26/NW/0001"},
         "data":["GENOMES"],
         "why":"Results alone do not show what was not looked for.",
         "team":[{"account":"%s","name":"A. Lead","organisation":"ZUN01","trainedOn":"%s"},
                 {"account":"%s","name":"B. Second","organisation":"ZUN01","trainedOn":"%s"}],
         "agreements":[{"institution":"ZUN01","name":"Example University","reference":"DSA-1","from":"%s","until":"%s"}],
         "monthsWanted":12,"declared":[%s]}
        """
                .formatted(
                        aims,
                        disease,
                        LEAD,
                        today().minusDays(20),
                        SECOND,
                        today().minusDays(20),
                        today().minusYears(1),
                        today().plusYears(1),
                        declared);
    }

    private static String draft(TestService service, String declared) throws Exception {
        HttpResponse<String> drafted =
                send(
                        service,
                        "POST",
                        "/api/access/projects",
                        application("\"HEALTH\"", "", declared),
                        researcher(service, LEAD));
        assertEquals(201, drafted.statusCode(), drafted.body());
        return TestService.json(drafted).path("id").asString();
    }

    private static HttpResponse<String> step(
            TestService service, String project, String json, String token) throws Exception {
        return send(service, "POST", "/api/access/projects/" + project + "/steps", json, token);
    }

    private static void takes(TestService service, String project, String json, String token)
            throws Exception {
        HttpResponse<String> answer = step(service, project, json, token);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private static HttpResponse<String> refuses(
            TestService service, String code, String project, String json, String token)
            throws Exception {
        HttpResponse<String> answer = step(service, project, json, token);
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(code), answer.body());
        return answer;
    }

    private static String vote(String choice) {
        return "{\"kind\":\"voted\",\"vote\":{\"choice\":\"%s\",\"reason\":\"As the summary says.\"}}"
                .formatted(choice);
    }

    private static String approval() {
        return "{\"kind\":\"approved\",\"until\":\"%s\",\"conditions\":[],\"reasons\":\"The benefit is clear.\"}"
                .formatted(today().plusMonths(12));
    }

    private int use(TestService service, String project, String account) throws Exception {
        return service.get(
                        "/api/research/participants/" + participant.value() + "?project=" + project,
                        Optional.of(researcher(service, account)))
                .statusCode();
    }

    private static JsonNode read(TestService service, String project, String token)
            throws Exception {
        HttpResponse<String> answer =
                service.get("/api/access/projects/" + project, Optional.of(token));
        assertEquals(200, answer.statusCode(), answer.body());
        return TestService.json(answer);
    }

    @Test
    void goesFromADraftToDataAndStopsAtTheNextRequest(TestService service) throws Exception {
        String officer = committee(service, "i-officer");
        String lead = researcher(service, LEAD);
        String project = draft(service, "");
        assertEquals(403, use(service, project, LEAD));
        assertEquals(
                404,
                service.get("/api/access/projects/" + project, Optional.of(officer)).statusCode());

        takes(service, project, "{\"kind\":\"submitted\"}", lead);
        JsonNode sent = read(service, project, officer);
        assertEquals("SUBMITTED", sent.path("stage").asString());
        assertTrue(sent.path("firstOpinion").path("clauses").size() > 0, sent.toString());

        takes(service, project, "{\"kind\":\"put-to-committee\"}", officer);
        takes(
                service,
                project,
                "{\"kind\":\"asked\",\"question\":\"How many people?\"}",
                committee(service, "i-dai"));
        JsonNode asked = read(service, project, lead);
        assertEquals("QUESTIONS", asked.path("stage").asString());
        takes(
                service,
                project,
                "{\"kind\":\"answered\",\"number\":1,\"answer\":\"Forty.\"}",
                researcher(service, SECOND));

        takes(service, project, vote("APPROVE"), committee(service, "i-anne"));
        // Who has not voted sees no votes; who works for the applicant's university does not vote.
        assertTrue(
                read(service, project, committee(service, "i-ben")).path("votes").isMissingNode());
        assertEquals(1, read(service, project, committee(service, "i-anne")).path("votes").size());
        refuses(service, "OGMS-8622", project, vote("APPROVE"), committee(service, "i-own"));
        takes(service, project, vote("APPROVE"), committee(service, "i-ben"));
        refuses(service, "OGMS-8627", project, approval(), officer);
        takes(service, project, vote("ABSTAIN"), committee(service, "i-dai"));
        refuses(service, "OGMS-8627", project, approval(), officer);
        takes(service, project, vote("APPROVE"), committee(service, "i-dai"));
        takes(service, project, approval(), officer);

        assertEquals(403, use(service, project, LEAD));
        takes(service, project, "{\"kind\":\"summary-published\"}", officer);
        assertEquals(200, use(service, project, LEAD));
        assertEquals(200, use(service, project, SECOND));
        assertEquals(403, use(service, project, "researcher.stranger"));

        // The applicant is told what was decided, and never by whom.
        String seen = read(service, project, lead).toString();
        assertFalse(seen.contains("i-anne") || seen.contains("i-officer"), seen);

        long began = System.nanoTime();
        takes(
                service,
                project,
                "{\"kind\":\"suspended\",\"because\":\"A laptop was lost.\"}",
                officer);
        assertEquals(403, use(service, project, LEAD));
        long tookMilliseconds = (System.nanoTime() - began) / 1_000_000;
        assertTrue(tookMilliseconds <= 1000, tookMilliseconds + " ms");

        JdbcClient jdbc = service.service().context().getBean(JdbcClient.class);
        String kept =
                jdbc.sql(
                                """
                                select string_agg(step, ' ' order by seq) from project_refusal
                                where project = cast(:project as uuid)
                                """)
                        .param("project", project)
                        .query(String.class)
                        .single();
        assertEquals("Use Voted Approved Approved Use Use Use", kept);
        assertEquals(
                2L,
                jdbc.sql("select count(*) from access_log where project = cast(:p as uuid)")
                        .param("p", project)
                        .query(Long.class)
                        .single());
    }

    @Nested
    class WhatIsRefused {
        @ParameterizedTest
        @CsvSource({
            "'\"HEALTH\",\"GENERAL\"', '',                  purpose.aims",
            "'\"DISEASE\"',            '',                  purpose.disease",
            "'\"HEALTH\"',             ',\"disease\":\"D1\"', purpose.disease",
            "'',                       '',                  purpose.aims",
        })
        void isAnApplicationWithCodesThatContradictEachOther(
                String aims, String disease, String field, TestService service) throws Exception {
            HttpResponse<String> answer =
                    send(
                            service,
                            "POST",
                            "/api/access/projects",
                            application(aims, disease, ""),
                            researcher(service, LEAD));
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(field), answer.body());
        }

        @Test
        void isAUseThatNobodyMayHaveForGood(TestService service) throws Exception {
            String project = draft(service, "\"policing\"");
            takes(service, project, "{\"kind\":\"submitted\"}", researcher(service, LEAD));
            JsonNode ended = read(service, project, researcher(service, LEAD));
            assertEquals("NEVER_ALLOWED", ended.path("stage").asString());
            refuses(
                    service,
                    "OGMS-8610",
                    project,
                    "{\"kind\":\"put-to-committee\"}",
                    committee(service, "i-officer"));
            assertEquals(403, use(service, project, LEAD));
        }

        @Test
        void isWhatCannotBeRead(TestService service) throws Exception {
            String project = draft(service, "");
            for (String json : List.of("", "[]", "{}", "{\"kind\":\"bribed\"}", "{\"kind\":")) {
                assertEquals(
                        422,
                        step(service, project, json, researcher(service, LEAD)).statusCode(),
                        json);
            }
            assertEquals(
                    404,
                    service.get(
                                    "/api/access/projects/not-one",
                                    Optional.of(researcher(service, LEAD)))
                            .statusCode());
            assertEquals(
                    404,
                    step(service, project, "{\"kind\":\"withdrawn\"}", researcher(service, "x"))
                            .statusCode());
        }

        @Test
        void isWhoHasTheRoleAndNoSeat(TestService service) throws Exception {
            for (String path : List.of("projects", "entitlements", "bars")) {
                assertEquals(
                        403,
                        service.get(
                                        "/api/access/" + path,
                                        Optional.of(committee(service, "i-nobody")))
                                .statusCode());
            }
            assertEquals(
                    403,
                    service.get(
                                    "/api/access/entitlements",
                                    Optional.of(committee(service, "i-anne")))
                            .statusCode());
        }

        @Test
        void isWhoeverIsBarred(TestService service) throws Exception {
            String project =
                    ApprovedProject.open(
                                    service.service().context().getBean(AccessDesk.class),
                                    List.of("researcher.barred"),
                                    "ZUN01",
                                    ApprovedProject.purpose(
                                            Set.of(Aim.HEALTH),
                                            Reach.NOT_FOR_PROFIT,
                                            Set.of(),
                                            true))
                            .value();
            assertEquals(200, use(service, project, "researcher.barred"));
            HttpResponse<String> barred =
                    send(
                            service,
                            "POST",
                            "/api/access/bars",
                            """
                            {"account":"researcher.barred","because":"Passed data on.","from":"%s","until":"%s"}
                            """
                                    .formatted(today(), today().plusYears(1)),
                            committee(service, "i-officer"));
            assertEquals(201, barred.statusCode(), barred.body());
            assertEquals(403, use(service, project, "researcher.barred"));
            JsonNode open =
                    TestService.json(
                            service.get(
                                    "/api/access/entitlements",
                                    Optional.of(committee(service, "i-officer"))));
            boolean told = false;
            for (JsonNode one : open.path("projects")) {
                if (one.path("project").path("id").asString().equals(project)) {
                    told =
                            one.path("people")
                                    .path(0)
                                    .path("stopped")
                                    .asString("")
                                    .contains("no data until");
                }
            }
            assertTrue(told, open.toString());
        }
    }

    @Nested
    class AVisaOfThisService {
        private static final String ACCOUNT = "researcher.visa";

        private String project(TestService service) {
            return ApprovedProject.open(
                            service.service().context().getBean(AccessDesk.class),
                            List.of(ACCOUNT),
                            "ZUN01",
                            ApprovedProject.purpose(
                                    Set.of(Aim.HEALTH), Reach.NOT_FOR_PROFIT, Set.of(), true))
                    .value();
        }

        private List<String> visas(TestService service) throws Exception {
            List<String> visas = new ArrayList<>();
            TestService.json(
                            service.get(
                                    "/api/access/visas", Optional.of(researcher(service, ACCOUNT))))
                    .path("ga4gh_passport_v1")
                    .forEach(visa -> visas.add(visa.asString()));
            return visas;
        }

        private JsonNode introspect(TestService service, String visa) throws Exception {
            return TestService.json(
                    send(
                            service,
                            "POST",
                            "/api/access/visas/introspection",
                            "{\"visa\":\"" + visa + "\"}",
                            service.tokenOf("ZL01", "laboratory")));
        }

        @Test
        void isVerifiedWithThePublishedKeyAndEndsWithTheProject(TestService service)
                throws Exception {
            String project = project(service);
            // The newest project stands first.
            String visa = visas(service).getFirst();
            SignedJWT read = SignedJWT.parse(visa);
            RSAKey key =
                    (RSAKey)
                            JWKSet.parse(
                                            service.get("/passport/jwks.json", Optional.empty())
                                                    .body())
                                    .getKeyByKeyId(read.getHeader().getKeyID());
            assertTrue(read.verify(new RSASSAVerifier(key.toRSAPublicKey())));
            assertFalse(key.isPrivate());
            assertEquals(
                    service.service().address() + "/passport/jwks.json",
                    read.getHeader().getJWKURL().toString());
            assertTrue(introspect(service, visa).path("active").asBoolean());

            takes(
                    service,
                    project,
                    "{\"kind\":\"suspended\",\"because\":\"A laptop was lost.\"}",
                    committee(service, "i-officer"));
            JsonNode stopped = introspect(service, visa);
            assertFalse(stopped.path("active").asBoolean());
            assertTrue(stopped.path("reason").asString().contains("Suspended"), stopped.toString());
            assertFalse(visas(service).stream().anyMatch(other -> introspectsTo(other, project)));
        }

        private static boolean introspectsTo(String visa, String project) {
            try {
                return SignedJWT.parse(visa).getJWTClaimsSet().toString().contains(project);
            } catch (java.text.ParseException notOne) {
                throw new AssertionError(notOne);
            }
        }

        @Test
        void isNoTokenOfIt(TestService service) throws Exception {
            project(service);
            assertEquals(
                    401,
                    service.get("/api/access/projects", Optional.of(visas(service).getLast()))
                            .statusCode());
            // And a token of it is no visa.
            assertFalse(
                    introspect(service, researcher(service, ACCOUNT)).path("active").asBoolean());
        }

        @Test
        void ofAForeignIssuerIsRefusedAndThatIsKept(TestService service) throws Exception {
            project(service);
            String account = "researcher.foreign";
            HttpResponse<String> answer =
                    send(
                            service,
                            "POST",
                            "/api/access/passport",
                            "{\"ga4gh_passport_v1\":[\"" + visas(service).getLast() + "\",\"x\"]}",
                            researcher(service, account));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("not one that is trusted"), answer.body());
            assertEquals(
                    2L,
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql("select count(*) from visa_refusal where account = :account")
                            .param("account", account)
                            .query(Long.class)
                            .single());
        }
    }

    /// Whoever calls the interface with whatever step in whatever order, data opens only after what
    /// must have been accepted before. What that is is read here from the answers alone.
    @Nested
    class WhateverIsCalled {
        private static final List<String> ACCOUNTS = List.of(LEAD, SECOND, "researcher.stranger");
        private static final List<String> SEATS =
                List.of("i-officer", "i-anne", "i-ben", "i-own", "i-dai", "i-nobody");

        /// A call that the service accepted.
        private record Accepted(String kind, String by, String choice) {}

        private record Call(String kind, String by, String json) {}

        private static Call call(String kind, String by) {
            return new Call(kind, by, "{\"kind\":\"%s\"}".formatted(kind));
        }

        private static Call votes(String by, String choice) {
            return new Call("voted " + choice, by, vote(choice));
        }

        private static <T> T one(RandomGenerator random, List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        /// Steps in an order in which they are accepted, to be mixed with others.
        private static final List<Call> THE_WAY =
                List.of(
                        call("submitted", LEAD),
                        call("put-to-committee", "i-officer"),
                        votes("i-anne", "APPROVE"),
                        votes("i-ben", "APPROVE"),
                        votes("i-dai", "APPROVE"),
                        new Call("approved", "i-officer", approval()),
                        call("summary-published", "i-officer"));

        private static Call any(RandomGenerator random) {
            String by = one(random, random.nextInt(3) == 0 ? ACCOUNTS : SEATS);
            return switch (random.nextInt(16)) {
                case 0, 1, 2 -> votes(by, one(random, List.of("APPROVE", "REFUSE", "ABSTAIN")));
                case 3, 4 -> new Call("approved", by, approval());
                case 5, 6 -> call("summary-published", by);
                case 7 -> call("submitted", by);
                case 8 -> call("put-to-committee", by);
                case 9 ->
                        new Call(
                                "suspended",
                                by,
                                "{\"kind\":\"suspended\",\"because\":\"A laptop was lost.\"}");
                case 10, 11 ->
                        new Call(
                                "resumed",
                                by,
                                "{\"kind\":\"resumed\",\"because\":\"It was found.\"}");
                case 12 ->
                        new Call(
                                "member-left",
                                by,
                                "{\"kind\":\"member-left\",\"member\":\"%s\"}".formatted(SECOND));
                case 13 ->
                        new Call(
                                "interest-declared",
                                by,
                                "{\"kind\":\"interest-declared\",\"member\":\"%s\",\"interest\":\"A grant.\"}"
                                        .formatted(one(random, SEATS)));
                case 14 ->
                        new Call(
                                "refused",
                                by,
                                "{\"kind\":\"refused\",\"reasons\":\"The risk is too high.\"}");
                default ->
                        new Call(
                                "closed",
                                by,
                                "{\"kind\":\"closed\",\"outcome\":\"Nothing was found.\"}");
            };
        }

        private static String token(TestService service, String account) throws Exception {
            return ACCOUNTS.contains(account)
                    ? researcher(service, account)
                    : committee(service, account);
        }

        /// What the votes came to when the officer closed the vote.
        private static boolean isFor(Map<String, String> votes, Set<String> interested) {
            Map<String, String> counted = new LinkedHashMap<>(votes);
            counted.keySet().removeAll(interested);
            long yes = counted.values().stream().filter("APPROVE"::equals).count();
            long no = counted.values().stream().filter("REFUSE"::equals).count();
            boolean lay = List.of("APPROVE", "REFUSE").contains(counted.getOrDefault("i-dai", ""));
            return yes + no >= 3 && yes > no && lay;
        }

        /// What is missing before an account may use data.
        private static List<String> missing(List<Accepted> calls, String account) {
            List<String> missing = new ArrayList<>();
            Map<String, String> votes = new LinkedHashMap<>();
            Set<String> interested = new HashSet<>();
            boolean sent = false;
            boolean before = false;
            boolean approved = false;
            boolean voted = false;
            boolean published = false;
            boolean stopped = false;
            boolean left = false;
            for (Accepted call : calls) {
                switch (call.kind()) {
                    case "submitted" -> sent = true;
                    case "put-to-committee" -> before = sent;
                    case "voted" -> votes.put(call.by(), call.choice());
                    case "interest-declared" -> interested.add(call.choice());
                    case "approved" -> {
                        approved = before;
                        voted = isFor(votes, interested);
                    }
                    case "summary-published" -> published = approved;
                    case "suspended", "closed", "refused" -> stopped = true;
                    case "resumed" -> stopped = false;
                    case "member-left" -> left = true;
                    default -> throw new AssertionError(call.kind());
                }
            }
            if (!approved) {
                missing.add("an approval of what lies before the committee");
            }
            if (!voted) {
                missing.add("a vote for it, with a quorum and a lay member");
            }
            if (!published) {
                missing.add("a published summary");
            }
            if (stopped) {
                missing.add("a project that runs");
            }
            if (!account.equals(LEAD) && !(account.equals(SECOND) && !left)) {
                missing.add("a place in the team");
            }
            return missing;
        }

        @Test
        void opensNothingThatWasNotApproved(TestService service) throws Exception {
            AtomicInteger opened = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            Cases.check(
                    6,
                    random -> {
                        String project = draft(service, "");
                        List<Accepted> accepted = new ArrayList<>();
                        int way = 0;
                        for (int i = 0; i < 40; i++) {
                            Call call =
                                    way < THE_WAY.size() && random.nextInt(3) > 0
                                            ? THE_WAY.get(way++)
                                            : any(random);
                            int status =
                                    step(service, project, call.json(), token(service, call.by()))
                                            .statusCode();
                            assertTrue(
                                    Set.of(200, 403, 404, 422).contains(status),
                                    () -> call + " was answered " + status);
                            if (status == 200) {
                                accepted.add(accepted(call));
                            } else {
                                refused.incrementAndGet();
                            }
                            String account = one(random, ACCOUNTS);
                            if (use(service, project, account) == 200) {
                                opened.incrementAndGet();
                                assertEquals(
                                        List.of(),
                                        missing(accepted, account),
                                        () -> account + " after " + accepted);
                            }
                        }
                    });
            if (System.getProperty("opengms.seed") == null) {
                assertTrue(refused.get() > 20, "refused " + refused);
            }
        }

        private static Accepted accepted(Call call) {
            String choice =
                    call.kind().startsWith("voted ")
                            ? call.kind().substring("voted ".length())
                            : call.json().replaceAll("(?s).*\"member\":\"([^\"]*)\".*", "$1");
            return new Accepted(call.kind().split(" ", 2)[0], call.by(), choice);
        }

        /// The way that is mixed in above opens data, so the property is not empty.
        @Test
        void opensDataOnTheWayThatIsMeant(TestService service) throws Exception {
            String project = draft(service, "");
            List<Accepted> accepted = new ArrayList<>();
            for (Call call : THE_WAY) {
                assertEquals(403, use(service, project, LEAD));
                assertFalse(missing(accepted, LEAD).isEmpty());
                takes(service, project, call.json(), token(service, call.by()));
                accepted.add(accepted(call));
            }
            assertEquals(200, use(service, project, LEAD));
            assertEquals(List.of(), missing(accepted, LEAD));
        }
    }

    @Test
    void theCommitteesListHasWhatWaitsAndWhoSitsThere(TestService service) throws Exception {
        String project = draft(service, "");
        takes(service, project, "{\"kind\":\"submitted\"}", researcher(service, LEAD));
        String anne = committee(service, "i-anne");
        HttpResponse<String> waiting = service.get("/api/access/projects", Optional.of(anne));
        assertTrue(waiting.body().contains(project), waiting.body());
        assertEquals(
                400, service.get("/api/access/projects?page=0", Optional.of(anne)).statusCode());
        assertFalse(
                service.get("/api/access/projects?show=over", Optional.of(anne))
                        .body()
                        .contains(project));
        String seats = service.get("/api/access/committee", Optional.of(anne)).body();
        assertTrue(seats.contains("i-dai") && seats.contains("LAY_MEMBER"), seats);
    }
}
