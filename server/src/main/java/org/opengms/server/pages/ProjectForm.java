package org.opengms.server.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.access.Account;
import org.opengms.access.Application;
import org.opengms.access.DataKind;
import org.opengms.access.HardRefusals;
import org.opengms.access.InstitutionAgreement;
import org.opengms.access.StudyPurpose;
import org.opengms.access.StudyPurpose.Promise;
import org.opengms.access.TeamMember;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;
import org.opengms.infrastructure.OdsCode;

/// The form of an application. People and agreements stand in it one a line, with semicolons
/// between their parts.
final class ProjectForm {
    static final List<Choice> AIMS =
            List.of(
                    new Choice("HEALTH", "Health, medicine or biology"),
                    new Choice("DISEASE", "One disease"),
                    new Choice("ANCESTRY", "The origins of populations"),
                    new Choice("METHODS", "Methods, such as software"),
                    new Choice("GENERAL", "Research of any kind (then name nothing else)"));

    static final List<Choice> REACHES =
            List.of(
                    new Choice(
                            "NOT_FOR_PROFIT",
                            "Not for profit: neither the organisation nor the use"),
                    new Choice("FOR_PROFIT", "For profit"));

    static final List<Choice> SENSITIVE =
            List.of(
                    new Choice("CONTROLS", "Using people as controls"),
                    new Choice("CHILDREN", "Children in particular"),
                    new Choice("VULNERABLE_PEOPLE", "Vulnerable people in particular"),
                    new Choice("NOT_HEALTH", "Something other than health"),
                    new Choice("STIGMATISING", "Something that could stigmatise"),
                    new Choice("PSYCHOLOGICAL_TRAITS", "Psychological traits"));

    static final List<Choice> PROMISES =
            Stream.of(Promise.values())
                    .map(p -> new Choice(p.name(), Wording.sentence("the project " + p.words())))
                    .toList();

    static final List<Choice> DATA =
            Stream.of(DataKind.values())
                    .map(d -> new Choice(d.name(), Wording.sentence(d.words())))
                    .toList();

    private static final Set<String> FIELDS =
            Set.of(
                    "title",
                    "laySummary",
                    "publicBenefit",
                    "aims",
                    "disease",
                    "reach",
                    "promises",
                    "ethicsApproval",
                    "region",
                    "researchType",
                    "data",
                    "why",
                    "team",
                    "agreements",
                    "monthsWanted",
                    "declared");

    private ProjectForm() {}

    static List<Choice> forbidden(HardRefusals refusals, LocalDate today) {
        return refusals.on(today).stream()
                .map(r -> new Choice(r.code(), Wording.sentence(r.use())))
                .toList();
    }

    /// An application, or what is wrong with the form.
    ///
    /// @param application absent where something is wrong
    record Read(Optional<Application> application, List<FormProblem> problems) {}

    static Read read(Typed typed) {
        List<FormProblem> problems = new ArrayList<>();
        List<TeamMember> team = lines(typed, "team", problems, ProjectForm::member);
        List<InstitutionAgreement> agreements =
                lines(typed, "agreements", problems, ProjectForm::agreement);
        if (typed.value("reach").isEmpty()) {
            problems.add(new FormProblem("reach", "Say whether the use is for profit."));
        }
        Optional<Integer> months = Ids.parse(typed.value("monthsWanted"), Integer::valueOf);
        if (months.isEmpty()) {
            problems.add(new FormProblem("monthsWanted", "Give the months as a number."));
        }
        if (!problems.isEmpty()) {
            return new Read(Optional.empty(), problems);
        }
        try {
            return new Read(
                    Optional.of(
                            new Application(
                                    typed.value("title"),
                                    typed.value("laySummary"),
                                    typed.value("publicBenefit"),
                                    new StudyPurpose(
                                            all(typed, "aims", Aim.values()),
                                            text(typed, "disease"),
                                            Ids.constant(Reach.class, typed.value("reach"))
                                                    .orElseThrow(ProjectForm::withoutReach),
                                            all(typed, "sensitive", Sensitive.values()),
                                            all(typed, "promises", Promise.values()),
                                            text(typed, "ethicsApproval"),
                                            text(typed, "region"),
                                            text(typed, "researchType")),
                                    all(typed, "data", DataKind.values()),
                                    typed.value("why"),
                                    team,
                                    agreements,
                                    months.orElseThrow(),
                                    Set.copyOf(
                                            typed.values().getOrDefault("declared", List.of())))),
                    List.of());
        } catch (IllegalArgumentException wrong) {
            return new Read(Optional.empty(), List.of(problem(String.valueOf(wrong.getMessage()))));
        }
    }

    /// A refusal of the domain at its field.
    static FormProblem problem(String message) {
        return FormProblem.read(message, FIELDS::contains);
    }

    private static <E extends Enum<E>> Set<E> all(Typed typed, String field, E[] values) {
        return Arrays.stream(values)
                .filter(value -> typed.has(field, value.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static IllegalArgumentException withoutReach() {
        return new IllegalArgumentException("reach: choose one.");
    }

    private static Optional<String> text(Typed typed, String field) {
        return Optional.of(typed.value(field).strip()).filter(text -> !text.isEmpty());
    }

    private static <T> List<T> lines(
            Typed typed, String field, List<FormProblem> problems, Function<String[], T> read) {
        List<T> found = new ArrayList<>();
        int number = 0;
        for (String line : typed.value(field).split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                String[] parts =
                        Arrays.stream(line.split(";", -1))
                                .map(String::strip)
                                .toArray(String[]::new);
                found.add(read.apply(parts));
            } catch (IllegalArgumentException | DateTimeParseException wrong) {
                problems.add(
                        new FormProblem(
                                field,
                                "Line %d cannot be read. %s"
                                        .formatted(
                                                number,
                                                FormProblem.withoutNumber(
                                                        String.valueOf(wrong.getMessage())))));
            }
        }
        return found;
    }

    private static TeamMember member(String[] parts) {
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "Give account; name; organisation code; day of training as 2026-01-31.");
        }
        return new TeamMember(
                new Account(parts[0]), parts[1], new OdsCode(parts[2]), LocalDate.parse(parts[3]));
    }

    private static InstitutionAgreement agreement(String[] parts) {
        if (parts.length != 5) {
            throw new IllegalArgumentException(
                    "Give organisation code; name; reference; first day; last day, as 2026-01-31.");
        }
        return new InstitutionAgreement(
                new OdsCode(parts[0]),
                parts[1],
                parts[2],
                LocalDate.parse(parts[3]),
                LocalDate.parse(parts[4]));
    }

    /// An application as the form would hold it.
    static Typed typed(Application application) {
        StudyPurpose purpose = application.purpose();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("title", List.of(application.title()));
        values.put("laySummary", List.of(application.laySummary()));
        values.put("publicBenefit", List.of(application.publicBenefit()));
        values.put("aims", names(purpose.aims()));
        values.put("disease", List.of(purpose.disease().orElse("")));
        values.put("reach", List.of(purpose.reach().name()));
        values.put("sensitive", names(purpose.sensitive()));
        values.put("promises", names(purpose.promises()));
        values.put("ethicsApproval", List.of(purpose.ethicsApproval().orElse("")));
        values.put("region", List.of(purpose.region().orElse("")));
        values.put("researchType", List.of(purpose.researchType().orElse("")));
        values.put("data", names(application.data()));
        values.put("why", List.of(application.why()));
        values.put(
                "team",
                List.of(
                        application.team().stream()
                                .map(m ->
                                        String.join(
                                                "; ",
                                                m.account().value(),
                                                m.name(),
                                                m.organisation().value(),
                                                m.trainedOn().toString()))
                                .collect(Collectors.joining("\n"))));
        values.put(
                "agreements",
                List.of(
                        application.agreements().stream()
                                .map(a ->
                                        String.join(
                                                "; ",
                                                a.institution().value(),
                                                a.name(),
                                                a.reference(),
                                                a.from().toString(),
                                                a.until().toString()))
                                .collect(Collectors.joining("\n"))));
        values.put("monthsWanted", List.of(String.valueOf(application.monthsWanted())));
        values.put("declared", List.copyOf(application.declared()));
        return new Typed(values);
    }

    private static List<String> names(Set<? extends Enum<?>> values) {
        return values.stream().map(Objects::requireNonNull).map(Enum::name).toList();
    }
}
