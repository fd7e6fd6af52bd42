package org.opengms.server.persistence;

import java.util.List;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOption;

/// A routing decision as it stands in the `route` column.
record StoredRoute(
        String kind,
        String testCode,
        String testName,
        String method,
        String laboratory,
        List<Option> options,
        List<String> reasons,
        String policyVersion) {

    record Option(
            String testCode,
            String method,
            String laboratory,
            int openOrders,
            int capacitySamplesPerWeek,
            int forecastCalendarDays,
            int standardCalendarDays) {}

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
                                        o.standardCalendarDays()))
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
                                    decision.policyVersion());
                    case Route.Manual manual ->
                            new StoredRoute(
                                    "manual",
                                    "",
                                    "",
                                    "",
                                    manual.laboratory().value(),
                                    options,
                                    decision.reasons(),
                                    decision.policyVersion());
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
                                        o.standardCalendarDays()))
                        .toList();
        return new RouteDecision(route, options, stored.reasons(), stored.policyVersion());
    }
}
