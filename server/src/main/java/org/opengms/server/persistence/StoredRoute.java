package org.opengms.server.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOption;
import org.opengms.routing.RouteOverride;
import org.opengms.routing.StandingGenome;

/// A routing decision as it stands in the `route` column.
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredRoute(
        String kind,
        String testCode,
        String testName,
        String method,
        String laboratory,
        List<Option> options,
        List<String> reasons,
        String policyVersion,
        @Nullable ChosenAgainst override,
        @Nullable LocalDate promisedOn,
        @Nullable Standing standing) {

    /// @param testName of the genome that is kept behind the test
    record Standing(
            String testCode,
            String testName,
            String laboratory,
            LocalDate firstDueOn,
            LocalDate reportBy) {
        static Standing of(StandingGenome standing) {
            return new Standing(
                    standing.genome().testCode(),
                    standing.genome().testName(),
                    standing.genome().laboratory().value(),
                    standing.firstDueOn(),
                    standing.reportBy());
        }

        StandingGenome read() {
            return new StandingGenome(
                    new Route.Test(testCode, testName, TestMethod.WGS, new OdsCode(laboratory)),
                    firstDueOn,
                    reportBy);
        }
    }

    /// @param kind absent in what was kept before reasons had a kind
    record ChosenAgainst(
            Instant at,
            String by,
            String organisation,
            @Nullable String kind,
            String reason,
            String testCode,
            String testName,
            String method,
            String laboratory) {
        static ChosenAgainst of(RouteOverride override) {
            Route.Test recommended = override.recommended();
            return new ChosenAgainst(
                    override.at(),
                    override.by(),
                    override.organisation().value(),
                    override.reason().kind().name(),
                    override.reason().words(),
                    recommended.testCode(),
                    recommended.testName(),
                    recommended.method().name(),
                    recommended.laboratory().value());
        }

        RouteOverride read() {
            return new RouteOverride(
                    at,
                    by,
                    new OdsCode(organisation),
                    new OverrideReason(
                            kind == null
                                    ? OverrideReason.Kind.OTHER
                                    : OverrideReason.Kind.valueOf(kind),
                            reason),
                    new Route.Test(
                            testCode,
                            testName,
                            TestMethod.valueOf(method),
                            new OdsCode(laboratory)));
        }
    }

    record Option(
            String testCode,
            String method,
            String laboratory,
            int openOrders,
            int capacitySamplesPerWeek,
            int forecastCalendarDays,
            int standardCalendarDays,
            @Nullable Weighed weighed) {}

    record Weighed(
            String words,
            double expectedYield,
            double benefit,
            double price,
            double score,
            @Nullable Boolean promised,
            @Nullable String exclusion,
            boolean chosen) {
        static Weighed of(RouteOption.Weighed weighed) {
            return new Weighed(
                    weighed.words(),
                    weighed.expectedYield(),
                    weighed.benefit(),
                    weighed.price(),
                    weighed.score(),
                    weighed.promised().orElse(null),
                    weighed.exclusion().orElse(null),
                    weighed.chosen());
        }

        RouteOption.Weighed read() {
            return new RouteOption.Weighed(
                    words,
                    expectedYield,
                    benefit,
                    price,
                    score,
                    Optional.ofNullable(promised),
                    Optional.ofNullable(exclusion),
                    chosen);
        }
    }

    static String write(RouteDecision decision) {
        List<Option> options =
                decision.options().stream()
                        .map(o ->
                                new Option(
                                        o.testCode(),
                                        o.method().name(),
                                        o.laboratory().value(),
                                        o.openOrders(),
                                        o.capacitySamplesPerWeek(),
                                        o.forecastCalendarDays(),
                                        o.standardCalendarDays(),
                                        o.weighed().map(Weighed::of).orElse(null)))
                        .toList();
        StoredRoute stored =
                switch (decision.route()) {
                    case Route.Test test ->
                            new StoredRoute(
                                    "test",
                                    test.testCode(),
                                    test.testName(),
                                    test.method().name(),
                                    test.laboratory().value(),
                                    options,
                                    decision.reasons(),
                                    decision.policyVersion(),
                                    decision.override().map(ChosenAgainst::of).orElse(null),
                                    decision.promisedOn().orElse(null),
                                    decision.standing().map(Standing::of).orElse(null));
                    case Route.Manual manual ->
                            new StoredRoute(
                                    "manual",
                                    "",
                                    "",
                                    "",
                                    manual.laboratory().value(),
                                    options,
                                    decision.reasons(),
                                    decision.policyVersion(),
                                    decision.override().map(ChosenAgainst::of).orElse(null),
                                    decision.promisedOn().orElse(null),
                                    null);
                };
        return Rows.JSON.writeValueAsString(stored);
    }

    static RouteDecision read(String json) {
        StoredRoute stored = Rows.JSON.readValue(json, StoredRoute.class);
        OdsCode laboratory = new OdsCode(stored.laboratory());
        Route route =
                switch (stored.kind()) {
                    case "test" ->
                            new Route.Test(
                                    stored.testCode(),
                                    stored.testName(),
                                    TestMethod.valueOf(stored.method()),
                                    laboratory);
                    case "manual" -> new Route.Manual(laboratory);
                    default ->
                            throw new IllegalStateException(
                                    "OGMS-4201 Unknown route kind " + stored.kind());
                };
        List<RouteOption> options =
                stored.options().stream()
                        .map(o ->
                                new RouteOption(
                                        o.testCode(),
                                        TestMethod.valueOf(o.method()),
                                        new OdsCode(o.laboratory()),
                                        o.openOrders(),
                                        o.capacitySamplesPerWeek(),
                                        o.forecastCalendarDays(),
                                        o.standardCalendarDays(),
                                        Optional.ofNullable(o.weighed()).map(Weighed::read)))
                        .toList();
        return new RouteDecision(
                route,
                options,
                stored.reasons(),
                stored.policyVersion(),
                Optional.ofNullable(stored.override()).map(ChosenAgainst::read),
                Optional.ofNullable(stored.promisedOn()),
                Optional.ofNullable(stored.standing()).map(Standing::read),
                Optional.empty());
    }
}
