package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.access.ProjectId;
import org.opengms.access.StudyPurpose;
import org.opengms.cohort.CohortDesk;
import org.opengms.cohort.ParticipantId;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;
import org.opengms.server.configuration.ServiceApplication;
import org.opengms.server.configuration.ServiceSettings;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What patients choose, over the interfaces, and how soon it bites.
@ExtendWith(TestService.Extension.class)
class WithdrawalTest {
    private static HttpResponse<String> research(
            TestService service, ParticipantId participant, String purpose, String token)
            throws Exception {
        return service.get(
                "/api/research/participants/" + participant.value() + purpose, Optional.of(token));
    }

    private static HttpResponse<String> say(TestService service, Ordered ordered, String json)
            throws Exception {
        return service.send(
                service.to("/api/orders/" + ordered.order().value() + "/choices")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                Optional.of(service.token("site-" + ordered.site())));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnOneOfTwoServers {
        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        @SuppressWarnings("NullAway.Init")
        private ParticipantId participant;

        @BeforeAll
        void aParticipantAgreed(TestService service) throws Exception {
            ordered = Ordered.send(service, "zr103", "9990001014");
            participant = ordered.joinsTheCohort(service);
        }

        @Test
        void isRefusedByTheOtherAtTheNextRequestWithTheSameToken(TestService service)
                throws Exception {
            ServiceSettings settings = service.service().settings();
            try (ConfigurableApplicationContext other =
                    ServiceApplication.start(onAnotherPort(settings))) {
                String address = other.getBean(ServiceSettings.class).address();
                String token = TestService.tokenOf(service.data(), address, "ZL01", "researcher");
                String project = ApprovedProject.health(service, "ZL01");
                HttpRequest question =
                        HttpRequest.newBuilder(
                                        URI.create(
                                                address
                                                        + "/api/research/participants/"
                                                        + participant.value()
                                                        + project))
                                .header("Authorization", "Bearer " + token)
                                .build();
                HttpClient http = HttpClient.newHttpClient();
                HttpResponse<String> before =
                        http.send(question, HttpResponse.BodyHandlers.ofString());
                int membersBefore = other.getBean(CohortDesk.class).permitted().getCardinality();

                HttpResponse<String> withdrawn =
                        say(
                                service,
                                ordered,
                                """
                                {"said":"full-withdrawal","by":"adult-own-choice","evidence":"Telephone call"}
                                """);
                long asked = System.nanoTime();
                HttpResponse<String> after =
                        http.send(question, HttpResponse.BodyHandlers.ofString());
                long tookMilliseconds = (System.nanoTime() - asked) / 1_000_000;

                assertEquals(200, before.statusCode(), before.body());
                assertEquals(201, withdrawn.statusCode(), withdrawn.body());
                assertEquals(403, after.statusCode(), after.body());
                assertTrue(after.body().contains("The participant withdrew."), after.body());
                assertTrue(tookMilliseconds <= 1000, tookMilliseconds + " ms");
                assertEquals(
                        membersBefore - 1,
                        other.getBean(CohortDesk.class).permitted().getCardinality());
            }
        }

        private static ServiceSettings onAnotherPort(ServiceSettings s) throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            return new ServiceSettings(
                    s.data(),
                    s.host(),
                    port,
                    s.databaseUrl(),
                    s.databaseUser(),
                    s.databasePassword(),
                    false,
                    s.network(),
                    s.directories(),
                    s.reference(),
                    s.packages(),
                    s.dataSet(),
                    s.policy(),
                    s.routing(),
                    s.staleness(),
                    s.rollouts(),
                    s.log(),
                    s.examples(),
                    s.kind());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Research {
        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        @SuppressWarnings("NullAway.Init")
        private ParticipantId participant;

        @SuppressWarnings("NullAway.Init")
        private String researcher;

        @SuppressWarnings("NullAway.Init")
        private String project;

        @BeforeAll
        void aParticipantAgreed(TestService service) throws Exception {
            ordered = Ordered.send(service, "zr105", "9990001030");
            participant = ordered.joinsTheCohort(service);
            researcher = service.token("research-zl01");
            project = ApprovedProject.health(service, "ZL01");
        }

        @Test
        void isToldTheTermsAndNeverWhoItIs(TestService service) throws Exception {
            HttpResponse<String> answer = research(service, participant, project, researcher);
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("DUO:0000006"), answer.body());
            assertFalse(answer.body().contains(Ordered.FAMILY_NAME), answer.body());
            assertFalse(answer.body().contains(ordered.person(service).value()), answer.body());
        }

        @Test
        void isRefusedWhereItsPurposeMeetsNotTheTerms(TestService service) throws Exception {
            for (StudyPurpose purpose :
                    List.of(
                            purpose(Aim.HEALTH, Set.of(), false),
                            purpose(Aim.ANCESTRY, Set.of(), true),
                            purpose(Aim.GENERAL, Set.of(), true),
                            purpose(Aim.HEALTH, Set.of(Sensitive.CHILDREN), true))) {
                ProjectId other = ApprovedProject.open(service, "ZL01", purpose);
                assertEquals(
                        403,
                        research(service, participant, "?project=" + other.value(), researcher)
                                .statusCode(),
                        purpose::toString);
            }
        }

        private static StudyPurpose purpose(Aim aim, Set<Sensitive> sensitive, boolean ethics) {
            return ApprovedProject.purpose(Set.of(aim), Reach.NOT_FOR_PROFIT, sensitive, ethics);
        }

        /// What for stands in the project that was approved; whoever says it in the question too is
        /// told so.
        @Test
        void isRefusedWithoutAProjectOfItsOwn(TestService service) throws Exception {
            for (String query :
                    new String[] {"", "?aim=health", project + "&aim=health", "?project=x"}) {
                assertEquals(
                        400, research(service, participant, query, researcher).statusCode(), query);
            }
            for (String query :
                    new String[] {
                        "?project=" + ProjectId.random().value(),
                        ApprovedProject.health(service, "ZUN77")
                    }) {
                HttpResponse<String> refused = research(service, participant, query, researcher);
                assertEquals(403, refused.statusCode(), query);
                assertTrue(refused.body().contains("in no team"), refused.body());
            }
        }

        @Test
        void isForResearchersAlone(TestService service) throws Exception {
            for (String client : new String[] {"site-zr105", "laboratory-zl01"}) {
                assertEquals(
                        403,
                        research(service, participant, project, service.token(client)).statusCode(),
                        client);
            }
        }

        @Test
        void companiesAreLeftOutWhereThatWasSaid(TestService service) throws Exception {
            Ordered other = Ordered.send(service, "zr105", "9990001057");
            ParticipantId choosy = other.joinsTheCohort(service);
            String companies = ApprovedProject.query(service, "ZL01", Reach.FOR_PROFIT);
            assertEquals(200, research(service, choosy, companies, researcher).statusCode());
            assertEquals(
                    201,
                    say(
                                    service,
                                    other,
                                    """
                                    {"said":"partial-withdrawal","by":"adult-own-choice",
                                     "uses":["research-by-companies"],"evidence":"Letter"}
                                    """)
                            .statusCode());
            assertEquals(403, research(service, choosy, companies, researcher).statusCode());
            assertEquals(200, research(service, choosy, project, researcher).statusCode());
        }

        @Test
        void aRunningJobIsToldWhomToStopUsing(TestService service) throws Exception {
            Ordered leaving = Ordered.send(service, "zr105", "9990001073");
            ParticipantId gone = leaving.joinsTheCohort(service);
            say(
                    service,
                    leaving,
                    """
                    {"said":"research-declined","by":"adult-own-choice","evidence":"Letter"}
                    """);
            HttpResponse<String> answer =
                    service.send(
                            service.to("/api/research/check" + project)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"participants\":[\"%s\",\"%s\"]}"
                                                            .formatted(
                                                                    participant.value(),
                                                                    gone.value()))),
                            Optional.of(researcher));
            assertEquals(200, answer.statusCode(), answer.body());
            var body = TestService.json(answer);
            assertEquals(
                    participant.value(),
                    body.path("participants").path(0).path("participant").asString());
            assertEquals(1, body.path("participants").size());
            assertEquals(gone.value(), body.path("refused").path(0).path("participant").asString());
        }

        @Test
        void tooLongAListIsToBeAskedInParts(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.send(
                            service.to("/api/research/check" + project)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    " ".repeat((1 << 17) + 1))),
                            Optional.of(researcher));
            assertEquals(413, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("larger than the 128 KB"), answer.body());
            assertTrue(answer.body().contains("Ask in several parts."), answer.body());
        }
    }

    @Nested
    class AConsentThatIsMadeInactive {
        @Test
        void isAWithdrawal(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr112", "9990001170");
            ParticipantId participant = ordered.joinsTheCohort(service);
            String researcher = service.token("research-zl01");
            String project = ApprovedProject.health(service, "ZL01");
            assertEquals(200, research(service, participant, project, researcher).statusCode());
            String consent = ordered.made("Consent");
            HttpResponse<String> answer =
                    service.post(
                            "/FHIR/R4",
                            """
                            {"resourceType":"Bundle","type":"transaction","entry":[
                             {"fullUrl":"https://example.org/%1$s","request":{"method":"PUT","url":"%1$s"},
                              "resource":{"resourceType":"Consent","id":"%2$s","status":"inactive",
                               "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
                               "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"RESEARCH"}]}],
                               "patient":{"reference":"%3$s"},
                               "policy":[{"uri":"https://www.england.nhs.uk/publication/nhs-genomic-medicine-service-record-of-discussion-form"}],
                               "provision":{"data":[{"meaning":"instance","reference":{"reference":"%4$s"}}]}}}]}
                            """
                                    .formatted(
                                            consent,
                                            consent.substring("Consent/".length()),
                                            ordered.made("Patient"),
                                            ordered.made("ServiceRequest")),
                            Optional.of(service.token("site-zr112")));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("counts as withdrawn"), answer.body());
            assertEquals(403, research(service, participant, project, researcher).statusCode());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class RecordingAChoice {
        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        @BeforeAll
        void anOrder(TestService service) throws Exception {
            ordered = Ordered.send(service, "zr108", "9990001081");
        }

        @Test
        void isRefusedWithTheReason(TestService service) throws Exception {
            HttpResponse<String> future =
                    say(
                            service,
                            ordered,
                            """
                            {"said":"research-declined","by":"adult-own-choice","evidence":"Letter","saidOn":"2999-01-01"}
                            """);
            assertEquals(422, future.statusCode());
            assertTrue(future.body().contains("lies in the future"), future.body());
            assertEquals(422, say(service, ordered, "{\"said\":\"hm\"}").statusCode());
            assertEquals(400, say(service, ordered, "[]").statusCode());
        }

        @Test
        void isReadBackWithItsHistoryByThoseWhoCareForThePerson(TestService service)
                throws Exception {
            String path = "/api/orders/" + ordered.order().value() + "/choices";
            HttpResponse<String> own = service.get(path, Optional.of(service.token("site-zr108")));
            assertEquals(200, own.statusCode());
            assertTrue(own.body().contains("Record of discussion: yes to the test"), own.body());
            HttpResponse<String> stranger =
                    service.get(path, Optional.of(service.token("site-zr101")));
            assertEquals(403, stranger.statusCode());
            assertFalse(stranger.body().contains("Record of discussion: "), stranger.body());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InAnEmergency {
        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        @BeforeAll
        void anOrder(TestService service) throws Exception {
            ordered = Ordered.send(service, "zr109", "9990001103");
        }

        private HttpResponse<String> read(TestService service, Optional<String> reason)
                throws Exception {
            HttpRequest.Builder request = service.to("/FHIR/R4/" + ordered.made("Patient")).GET();
            reason.ifPresent(words -> request.header("X-Emergency-Reason", words));
            return service.send(request, Optional.of(service.token("site-zr101")));
        }

        @Test
        void aClinicianOfAnotherOrganisationReadsWithAReasonAndIsReviewed(TestService service)
                throws Exception {
            assertEquals(403, read(service, Optional.empty()).statusCode());
            assertEquals(400, read(service, Optional.of("why")).statusCode());
            HttpResponse<String> read =
                    read(service, Optional.of("Unconscious in the emergency department"));
            assertEquals(200, read.statusCode(), read.body());

            String owner = service.token("site-zr109");
            var readings =
                    TestService.json(service.get("/api/access/reviews", Optional.of(owner)))
                            .path("readings");
            assertEquals(1, readings.size(), readings.toString());
            assertEquals(
                    "Unconscious in the emergency department",
                    readings.path(0).path("reason").asString());
            String id = readings.path(0).path("id").asString();

            assertEquals(404, review(service, id, service.token("site-zr101")).statusCode());
            assertEquals(201, review(service, id, owner).statusCode());
            assertEquals(422, review(service, id, owner).statusCode());
            assertEquals(
                    "JUSTIFIED",
                    TestService.json(service.get("/api/access/reviews", Optional.of(owner)))
                            .path("readings")
                            .path(0)
                            .path("review")
                            .path("outcome")
                            .asString());
            assertEquals(
                    1,
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    "select count(*) from access_log where justification = 'EMERGENCY' and person_id = cast(:p as uuid)")
                            .param("p", ordered.person(service).value())
                            .query(Integer.class)
                            .single());
        }

        private static HttpResponse<String> review(TestService service, String id, String token)
                throws Exception {
            return service.send(
                    service.to("/api/access/reviews/" + id)
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"outcome\":\"justified\",\"words\":\"Patient was in our care.\"}")),
                    Optional.of(token));
        }
    }
}
