package org.opengms.server.pages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.infrastructure.OdsCode;
import org.opengms.rollout.RolloutJobId;
import org.opengms.server.rollout.RolloutForms;
import org.opengms.staffing.ForecastQuestion;

/// The form that asks for a forecast of the workforce, as it was filled in.
final class ForecastForm {
    private final Typed typed;
    private final List<FormProblem> problems = new ArrayList<>();

    ForecastForm(Typed typed) {
        this.typed = typed;
    }

    /// The question; empty if something is wrong with the form.
    Optional<ForecastQuestion> question() {
        String rollout = typed.value("rollout");
        Optional<RolloutJobId> job =
                rollout.isBlank() ? Optional.empty() : Ids.parse(rollout, RolloutJobId::parse);
        if (!rollout.isBlank() && job.isEmpty()) {
            problems.add(new FormProblem("rollout", "Choose a roll-out of the list, or none."));
        }
        ForecastQuestion question =
                new ForecastQuestion(
                        typed.value("scenario"),
                        Optional.empty(),
                        job,
                        budgets(),
                        (int) whole("worlds", ForecastQuestion.MOST_WORLDS),
                        whole("seed", Long.MAX_VALUE),
                        tests(),
                        places());
        return problems.isEmpty() ? Optional.of(question) : Optional.empty();
    }

    /// What is wrong.
    List<FormProblem> problems() {
        return problems;
    }

    private List<Long> budgets() {
        List<Long> budgets = new ArrayList<>();
        for (String line : typed.value("budgets").lines().toList()) {
            String words = line.replaceAll("[£,\\s]", "");
            if (words.matches("[0-9]{1,10}(\\.[0-9]{1,2})?")) {
                budgets.add(RolloutForms.pence(new BigDecimal(words)).orElseThrow());
            } else if (!words.isEmpty()) {
                problems.add(
                        new FormProblem(
                                "budgets",
                                "Enter budgets in pounds a year, each on a line, such as 1,000,000."));
                return List.of();
            }
        }
        return budgets;
    }

    private long whole(String field, long most) {
        String words = typed.value(field).strip();
        if (words.matches("[0-9]{1,18}") && Long.parseLong(words, 10) <= most) {
            return Long.parseLong(words, 10);
        }
        problems.add(
                new FormProblem(
                        field,
                        field.equals("seed")
                                ? "Enter the seed as a whole number, for example 1."
                                : "Enter how many futures there are to be, 2 to %d."
                                        .formatted(ForecastQuestion.MOST_WORLDS)));
        return 2;
    }

    private Optional<Double> tests() {
        String words = typed.value("tests").replaceAll("[,\\s]", "");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.matches("[0-9]{1,8}")) {
            return Optional.of(Double.parseDouble(words));
        }
        problems.add(
                new FormProblem(
                        "tests", "Enter the tests of a year as a whole number, or nothing."));
        return Optional.empty();
    }

    private Map<String, OdsCode> places() {
        Map<String, OdsCode> places = new TreeMap<>();
        for (String line : typed.value("places").lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.split("=", -1);
            if (parts.length == 2 && OdsCode.isValid(parts[1])) {
                places.put(parts[0].strip(), new OdsCode(parts[1]));
            } else {
                problems.add(
                        new FormProblem(
                                "places",
                                "Write on each line a place of the scenario, = and the code of the organisation it stands for, such as north = ZL01."));
                return Map.of();
            }
        }
        return places;
    }

    /// What the desk refuses, beside the field that it is about.
    static FormProblem problem(ForecastQuestion.Part part, String words) {
        String field =
                switch (part) {
                    case SCENARIO, PLAN -> "scenario";
                    case ROLLOUT, BUDGETS, WORLDS, TESTS, PLACES ->
                            part.name().toLowerCase(Locale.ROOT);
                    case NUMBER -> "";
                };
        return new FormProblem(field, FormProblem.withoutNumber(words));
    }
}
