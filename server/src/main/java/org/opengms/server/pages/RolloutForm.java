package org.opengms.server.pages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutQuestion.Source;
import org.opengms.server.rollout.RolloutForms;

/// Reads the form by which an operator asks for a roll-out. What is wrong is noted beside its
/// field.
final class RolloutForm {
    /// A file that was sent with the form.
    ///
    /// @param name as its sender calls it
    /// @param bytes how large it is
    /// @param text its content
    record Sent(String name, long bytes, String text) {}

    private final Typed typed;
    private final Optional<Sent> scenario;
    private final Optional<Sent> catalogue;
    private final List<Sent> plans;
    private final List<FormProblem> problems = new ArrayList<>();

    RolloutForm(Typed typed, Optional<Sent> scenario, Optional<Sent> catalogue, List<Sent> plans) {
        this.typed = typed;
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.plans = List.copyOf(plans);
    }

    List<FormProblem> problems() {
        return problems;
    }

    /// What is asked; absent if something is wrong with the form.
    Optional<RolloutQuestion> question() {
        Source service = scenario();
        long budget = budget();
        int replications = (int) whole("replications", RolloutQuestion.MOST_REPLICATIONS);
        long seed = whole("seed", Long.MAX_VALUE);
        List<Source> given = new ArrayList<>();
        for (Sent plan : plans) {
            fits("plan-file", plan);
            given.add(Source.sent(plan.name(), plan.text()));
        }
        RolloutQuestion question =
                new RolloutQuestion(
                        service, catalogue(service), budget, given, replications, seed, target());
        return problems.isEmpty() ? Optional.of(question) : Optional.empty();
    }

    private Source scenario() {
        if (scenario.isPresent()) {
            fits("scenario-file", scenario.get());
            return Source.sent(scenario.get().name(), scenario.get().text());
        }
        String pasted = typed.value("scenario-text");
        if (!pasted.isBlank()) {
            fits("scenario-text", new Sent("The pasted text", pasted.length(), pasted));
            return Source.sent(
                    pasted.strip().startsWith("{") ? "pasted text.json" : "pasted text.yaml",
                    pasted);
        }
        String name = typed.value("scenario");
        if (name.isBlank()) {
            problems.add(new FormProblem("scenario", "Choose a scenario, or give a file."));
        }
        return Source.shipped(name);
    }

    private Source catalogue(Source service) {
        if (catalogue.isPresent()) {
            fits("catalogue-file", catalogue.get());
            return Source.sent(catalogue.get().name(), catalogue.get().text());
        }
        String name = typed.value("catalogue");
        return name.isBlank() ? RolloutForms.usualCatalogue(service) : Source.shipped(name);
    }

    private void fits(String field, Sent file) {
        if (file.bytes() > RolloutQuestion.LARGEST_BYTES) {
            problems.add(
                    new FormProblem(
                            field,
                            "%s is larger than the 2 MB that are read. Give a smaller file."
                                    .formatted(file.name())));
        }
    }

    private long budget() {
        String words = typed.value("budget").replaceAll("[£,\\s]", "");
        if (words.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
            return RolloutForms.pence(new BigDecimal(words)).orElseThrow();
        }
        problems.add(
                new FormProblem(
                        "budget",
                        "Enter the budget of a quarter in pounds, for example 2000000 or 2,000,000."));
        return 0;
    }

    private Optional<Double> target() {
        String words = typed.value("target").replaceAll("[%\\s]", "");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.matches("[0-9]{1,2}(\\.[0-9]{1,2})?")) {
            return Optional.of(Double.parseDouble(words) / 100);
        }
        problems.add(
                new FormProblem(
                        "target", "Enter the chance in per cent, for example 90, or nothing."));
        return Optional.empty();
    }

    private long whole(String field, long most) {
        String words = typed.value(field).strip();
        if (words.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(words, 10);
            if (number <= most) {
                return number;
            }
        }
        problems.add(
                new FormProblem(
                        field,
                        field.equals("seed")
                                ? "Enter the seed as a whole number, for example 1."
                                : "Enter how many replications there are to be, 1 to %d."
                                        .formatted(RolloutQuestion.MOST_REPLICATIONS)));
        return 1;
    }

    /// What the desk finds wrong, beside the field that it is about.
    List<FormProblem> beside(List<RolloutQuestion.Wrong> wrong) {
        return wrong.stream().map(w -> new FormProblem(field(w.part()), w.words())).toList();
    }

    private String field(RolloutQuestion.Part part) {
        return switch (part) {
            case SCENARIO ->
                    scenario.isPresent()
                            ? "scenario-file"
                            : typed.value("scenario-text").isBlank() ? "scenario" : "scenario-text";
            case CATALOGUE -> catalogue.isPresent() ? "catalogue-file" : "catalogue";
            case PLANS -> "plan-file";
            case BUDGET, REPLICATIONS, SEED, TARGET -> part.name().toLowerCase(Locale.ROOT);
            case NUMBER -> "";
        };
    }
}
