package org.opengms.server.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.server.security.DemoPeople;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One made-up contract about the example project, taken from its draft to what its money buys
/// through the interface that finance staff would use: research for the public good, at less than
/// it costs. One finance officer writes and proposes, another notes the signatures and spends.
///
/// What is done already is looked at first, so it goes on where it stopped.
final class ExampleContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ID = "DEMO-1";
    private static final String CONTRACT = "/api/value/contracts/" + ID;
    private static final String FUNDS = "/api/value/funds";
    private static final String PARTNER = "MADE-UP-1";

    /// The steps: a draft, two signatures, an invoice, a payment with what it binds.
    private static final int SIGNED = 3;

    private static final int INVOICED = 4;

    /// By where it is written the spend of the demonstration is known among others.
    private static final String ORDER = "made-up order 1";

    private static final String SPENT = "made-up bank statement, line 2";

    private final FhirClient finance;
    private final FhirClient second;
    private final OdsCode provider;
    private final LocalDate today;

    ExampleContract(People people, ServiceNetwork network, LocalDate today) {
        this(
                people.person("finance", network.fallbackLaboratory()),
                people.person(DemoPeople.SECOND_FINANCE, network.fallbackLaboratory()),
                network.fallbackLaboratory(),
                today);
    }

    /// @param finance who writes and proposes
    /// @param second who notes signatures and spends
    ExampleContract(FhirClient finance, FhirClient second, OdsCode provider, LocalDate today) {
        this.finance = finance;
        this.second = second;
        this.provider = provider;
        this.today = today;
    }

    /// @param project what it is about
    /// @throws DemoFailure if a step is not taken
    void play(String project) throws InterruptedException {
        if (funds().path("rules").isEmpty()) {
            post(FUNDS + "/steps", Map.of("kind", "rule", "rule", rule()));
        }
        if (steps() == 0) {
            post(CONTRACT + "/steps", Map.of("kind", "draft", "contract", contract(project)));
        }
        for (String party : List.of(provider.value(), PARTNER)) {
            if (steps() < SIGNED && !contract().path("steps").toString().contains(signed(party))) {
                post(
                        second,
                        CONTRACT + "/steps",
                        Map.of(
                                "kind",
                                "sign",
                                "party",
                                party,
                                "signatory",
                                "A director who is made up",
                                "sha256",
                                contract().path("sha256").asString("")));
            }
        }
        if (steps() == SIGNED) {
            post(
                    CONTRACT + "/steps",
                    Map.of(
                            "kind",
                            "invoice",
                            "period",
                            Map.of(
                                    "from", today.toString(),
                                    "to", today.plusDays(89).toString())));
        }
        if (steps() == INVOICED) {
            post(
                    CONTRACT + "/steps",
                    Map.of(
                            "kind", "payment",
                            "reference", "DEMO-PAID-1",
                            "amount", pounds(10_800),
                            "on", today.toString(),
                            "evidence", "made-up bank statement, line 1"));
        }
        spend();
    }

    private void spend() throws InterruptedException {
        JsonNode funds = funds();
        String spent = number(funds.path("spends"), "spent");
        String proposed = number(funds.path("proposals"), "what");
        if (spent.isEmpty() && proposed.isEmpty()) {
            post(
                    FUNDS + "/steps",
                    Map.of(
                            "kind",
                            "propose",
                            "option",
                            Map.of(
                                    "kind",
                                    "training-places",
                                    "laboratory",
                                    provider.value(),
                                    "role",
                                    "TECHNOLOGIST",
                                    "places",
                                    2),
                            "amount",
                            pounds(1_500),
                            "evidence",
                            ORDER));
            proposed = number(funds().path("proposals"), "what");
        }
        if (spent.isEmpty()) {
            post(
                    second,
                    FUNDS + "/steps",
                    Map.of(
                            "kind",
                            "spend",
                            "number",
                            proposed,
                            "on",
                            today.toString(),
                            "evidence",
                            SPENT));
            spent = proposed;
        }
        if (!isTold(spent)) {
            post(
                    FUNDS + "/steps",
                    Map.of(
                            "kind", "outcome",
                            "number", spent,
                            "on", today.toString(),
                            "words", "Two technologists began their training (made up).",
                            "evidence", "made-up letter 1"));
        }
    }

    /// The number of the demonstration's own among spends or proposals; empty if it is not there.
    private static String number(JsonNode all, String what) {
        for (JsonNode one : all) {
            String evidence = one.path(what).path("evidence").asString("");
            if (evidence.equals(ORDER) || evidence.equals(SPENT)) {
                return one.path(what).path("number").asString("");
            }
        }
        return "";
    }

    private boolean isTold(String number) throws InterruptedException {
        for (JsonNode one : funds().path("spends")) {
            if (one.path("spent").path("number").asString("").equals(number)) {
                return !one.path("outcomes").isEmpty();
            }
        }
        return false;
    }

    private static String signed(String party) {
        return "\"party\":\"" + party + "\"";
    }

    private static Map<String, Object> pounds(long pounds) {
        return Map.of("currency", "GBP", "minorUnits", 100 * pounds);
    }

    private Map<String, Object> rule() {
        return Map.of(
                "version", "demo-earmarks",
                "publishedOn", today.toString(),
                "validFrom", today.toString(),
                "earmarks",
                        List.of(
                                Map.of("purpose", "DIGITISING", "share", percent(40)),
                                Map.of("purpose", "SEQUENCING", "share", percent(30)),
                                Map.of("purpose", "TRAINING", "share", percent(20)),
                                Map.of("purpose", "PATIENT_FUND", "share", percent(10))));
    }

    private static Map<String, Object> percent(long percent) {
        return Map.of("partsPerMillion", 10_000 * percent);
    }

    private Map<String, Object> contract(String project) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", ID);
        written.put("version", 1);
        written.put("replaces", "");
        written.put("title", "Genomes for research on epilepsy, at less than it costs");
        written.put(
                "provider",
                Map.of(
                        "id", provider.value(),
                        "kind", "NHS_BODY",
                        "name", "The made-up laboratory hub"));
        written.put(
                "partner",
                Map.of("id", PARTNER, "kind", "ACADEMIC", "name", "A made-up university"));
        written.put("project", project);
        written.put("purpose", "ACADEMIC_PUBLIC_GOOD");
        written.put("currency", "GBP");
        written.put("vat", "STANDARD");
        written.put("start", today.toString());
        written.put("end", today.plusYears(1).minusDays(1).toString());
        written.put("endsOnInsolvency", true);
        written.put("exclusivity", List.of());
        written.put("assessedCostPerYear", pounds(40_000));
        written.put("assessedValuePerYear", pounds(60_000));
        written.put("assessment", "A made-up assessment");
        // £100 a day in a year of 365 days
        written.put(
                "instruments",
                List.of(
                        Map.of(
                                "kind",
                                "cost-recovery",
                                "clause",
                                "cost",
                                "perYear",
                                pounds(
                                        100L
                                                * (today.plusYears(1).toEpochDay()
                                                        - today.toEpochDay())))));
        return written;
    }

    private int steps() throws InterruptedException {
        return contract().path("steps").size();
    }

    /// As it is; without steps if it is not there yet.
    private JsonNode contract() throws InterruptedException {
        Reply read = finance.json("GET", CONTRACT, "");
        if (read.status() == 404) {
            return JSON.createObjectNode();
        }
        return good("reading the contract", read);
    }

    private JsonNode funds() throws InterruptedException {
        return good("reading the funds", finance.json("GET", FUNDS, ""));
    }

    private void post(String path, Map<String, Object> step) throws InterruptedException {
        post(finance, path, step);
    }

    private static void post(FhirClient by, String path, Map<String, Object> step)
            throws InterruptedException {
        good("the step " + step.get("kind"), by.json("POST", path, JSON.writeValueAsString(step)));
    }

    private static JsonNode good(String doing, Reply reply) {
        if (!reply.isGood()) {
            throw new DemoFailure(
                    "OGMS-4831 The example contract stopped at %s: status %d."
                            .formatted(doing, reply.status()));
        }
        return JSON.readTree(reply.text());
    }
}
