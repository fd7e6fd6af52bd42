package org.opengms.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.server.security.DemoPeople;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One made-up project, taken from its draft to data through the interface that anyone else would
/// use: the operator gives seats, a researcher applies, members and a lay member vote, the officer
/// approves and publishes, and the researcher asks once whose data may serve it.
///
/// What is done already is looked at first, so it goes on where it stopped.
final class ExampleProject {
    static final String TITLE = "Epilepsy: which genomes still hold an answer";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROJECTS = "/api/access/projects";

    private final People people;
    private final ServiceNetwork network;
    private final LocalDate today;
    private final OdsCode institution;

    ExampleProject(People people, ServiceNetwork network, LocalDate today) {
        this.people = people;
        this.network = network;
        this.today = today;
        this.institution = network.sites().getFirst().ods();
    }

    /// @return the number of the project
    /// @throws DemoFailure if a step is not taken
    String play() throws InterruptedException {
        Map<String, FhirClient> members = new LinkedHashMap<>();
        for (Laboratory laboratory : network.laboratories().subList(0, 2)) {
            members.put(
                    DemoPeople.userName(DemoPeople.MEMBER, laboratory.ods().value()),
                    people.person(DemoPeople.MEMBER, laboratory.ods()));
        }
        for (String lay : DemoPeople.LAY_MEMBERS) {
            members.put(lay, people.named(lay));
        }
        FhirClient officer = people.person(DemoPeople.OFFICER, network.fallbackLaboratory());
        FhirClient researcher = people.person("researcher", institution);
        seats(members);

        String project = draft(researcher);
        step(researcher, project, "DRAFT", Map.of("kind", "submitted"));
        step(officer, project, "SUBMITTED", Map.of("kind", "put-to-committee"));
        if (stage(officer, project).equals("REVIEW")) {
            for (FhirClient member : members.values()) {
                step(
                        member,
                        project,
                        "REVIEW",
                        Map.of(
                                "kind",
                                "voted",
                                "vote",
                                Map.of(
                                        "choice",
                                        "APPROVE",
                                        "reason",
                                        "The benefit is clear, and the risk is small.")));
            }
        }
        step(
                officer,
                project,
                "REVIEW",
                Map.of(
                        "kind",
                        "approved",
                        "until",
                        today.plusMonths(12).toString(),
                        "conditions",
                        List.of(
                                Map.of(
                                        "words",
                                        "Tell the committee after six months what was found.",
                                        "beforeAccess",
                                        false)),
                        "reasons",
                        "The members found the benefit clear and the data no more than needed."));
        if (stage(officer, project).equals("APPROVED")) {
            step(officer, project, "APPROVED", Map.of("kind", "summary-published"));
            Reply used =
                    researcher.json("GET", "/api/research/participants?project=" + project, "");
            if (!used.isGood()) {
                throw failure("asking for participants", used);
            }
        }
        String stage = stage(researcher, project);
        if (!stage.equals("RUNNING")) {
            throw new DemoFailure(
                    "OGMS-4830 The example project is not running: %s.".formatted(stage));
        }
        return project;
    }

    private void seats(Map<String, FhirClient> members) throws InterruptedException {
        FhirClient operator = people.person("operator", network.fallbackLaboratory());
        Reply sitting = operator.json("GET", "/api/access/committee", "");
        if (!sitting.isGood()) {
            throw failure("reading who sits on the committee", sitting);
        }
        seat(
                operator,
                sitting,
                DemoPeople.userName(DemoPeople.OFFICER, network.fallbackLaboratory().value()),
                "Officer of the demonstration",
                "OFFICER",
                network.fallbackLaboratory().value());
        int number = 1;
        for (String account : members.keySet()) {
            boolean isLay = DemoPeople.LAY_MEMBERS.contains(account);
            seat(
                    operator,
                    sitting,
                    account,
                    (isLay ? "Lay member " : "Member ") + number++,
                    isLay ? "LAY_MEMBER" : "MEMBER",
                    isLay ? "" : account.substring(account.indexOf('.') + 1));
        }
    }

    private void seat(
            FhirClient operator,
            Reply sitting,
            String account,
            String name,
            String seat,
            String organisation)
            throws InterruptedException {
        for (JsonNode one : JSON.readTree(sitting.text()).path("seats")) {
            if (one.path("account").asString("").equals(account)) {
                return;
            }
        }
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("account", account);
        given.put("name", name);
        if (!organisation.isEmpty()) {
            given.put("organisation", organisation);
        }
        given.put("seat", seat);
        given.put("from", today.toString());
        given.put("until", today.plusYears(3).toString());
        Reply kept = operator.json("POST", "/api/access/committee", JSON.writeValueAsString(given));
        if (!kept.isGood()) {
            throw failure("giving a seat", kept);
        }
    }

    private String draft(FhirClient researcher) throws InterruptedException {
        Reply own = researcher.json("GET", PROJECTS, "");
        if (!own.isGood()) {
            throw failure("reading own projects", own);
        }
        for (JsonNode one : JSON.readTree(own.text()).path("projects")) {
            if (one.path("title").asString("").equals(TITLE)) {
                return one.path("id").asString("");
            }
        }
        Reply drafted = researcher.json("POST", PROJECTS, JSON.writeValueAsString(application()));
        if (!drafted.isGood()) {
            throw failure("writing the application", drafted);
        }
        return JSON.readTree(drafted.text()).path("id").asString("");
    }

    private Map<String, Object> application() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("title", TITLE);
        written.put(
                "laySummary",
                "Some people with epilepsy have had their genome read and nobody has found the cause. We look at these genomes again, together, for changes that only show when many are compared. We never see names, and we look at no data of people who did not agree to research.");
        written.put(
                "publicBenefit",
                "Families would learn where seizures come from, and some people could be treated differently. We expect an answer for about one family in twenty. The risk is that somebody is recognised by a rare change; results leave only as numbers that are rounded and checked.");
        written.put(
                "purpose",
                Map.of(
                        "aims",
                        List.of("HEALTH"),
                        "reach",
                        "NOT_FOR_PROFIT",
                        "sensitive",
                        List.of(),
                        "promises",
                        List.of("PUBLISHES_RESULTS", "RETURNS_RESULTS", "STUDIES_GENES"),
                        "ethicsApproval",
                        "26/EX/0001 (made up)",
                        "region",
                        "England"));
        written.put("data", List.of("GENOMES", "RESULTS"));
        written.put(
                "why",
                "A result says what was found. To see what was not, the genome itself must be compared.");
        List<Map<String, String>> team = new ArrayList<>();
        team.add(
                Map.of(
                        "account", DemoPeople.userName("researcher", institution.value()),
                        "name", "Dr Made Up",
                        "organisation", institution.value(),
                        "trainedOn", today.minusDays(30).toString()));
        written.put("team", team);
        written.put(
                "agreements",
                List.of(
                        Map.of(
                                "institution", institution.value(),
                                "name",
                                        network.site(institution)
                                                .map(site -> site.name())
                                                .orElse(institution.value()),
                                "reference", "Made-up agreement 1",
                                "from", today.minusMonths(1).toString(),
                                "until", today.plusYears(2).toString())));
        written.put("monthsWanted", 12);
        written.put("declared", List.of());
        return written;
    }

    private static String stage(FhirClient reader, String project) throws InterruptedException {
        Reply read = reader.json("GET", PROJECTS + "/" + project, "");
        if (!read.isGood()) {
            throw failure("reading the project", read);
        }
        return JSON.readTree(read.text()).path("stage").asString("");
    }

    /// Takes a step where the project stands at a stage.
    private static void step(FhirClient who, String project, String at, Map<String, Object> step)
            throws InterruptedException {
        if (!stage(who, project).equals(at)) {
            return;
        }
        Reply taken =
                who.json(
                        "POST", PROJECTS + "/" + project + "/steps", JSON.writeValueAsString(step));
        if (!taken.isGood()) {
            throw failure("the step " + step.get("kind"), taken);
        }
    }

    private static DemoFailure failure(String doing, Reply reply) {
        return new DemoFailure(
                "OGMS-4830 The example project stopped at %s: status %d."
                        .formatted(doing, reply.status()));
    }
}
