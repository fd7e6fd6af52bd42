package org.opengms.server.pages;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderSupplement;
import org.opengms.gate.Actor;
import org.opengms.orders.Finding;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.EthnicCategory;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// Reads what was typed into the order form. Says only what the form itself cannot take; whether
/// the order is right is for the service to say.
final class OrderReading {
    private static final Pattern TERM = Pattern.compile("(?i)(HP:[0-9]{7})(\\s.*)?");

    private final OrderEntry entry;
    private final TestDirectory directory;
    private final PhenotypeTerms terms;
    private final List<FormProblem> problems = new ArrayList<>();

    private OrderReading(OrderEntry entry, TestDirectory directory, PhenotypeTerms terms) {
        this.entry = entry;
        this.directory = directory;
        this.terms = terms;
    }

    /// What a form holds: an order, or what is wrong with the form.
    sealed interface Result {
        /// The order that was filled in.
        record Filled(OrderForm form) implements Result {}

        /// What must be mended first, in the order of the form.
        record Wrong(List<FormProblem> problems) implements Result {}
    }

    static Result read(
            OrderEntry entry,
            TestDirectory directory,
            PhenotypeTerms terms,
            Actor actor,
            LocalDate today) {
        OrderReading reading = new OrderReading(entry, directory, terms);
        OrderForm form = reading.form(actor, today);
        return reading.problems.isEmpty()
                ? new Result.Filled(form)
                : new Result.Wrong(List.copyOf(reading.problems));
    }

    private OrderForm form(Actor actor, LocalDate today) {
        SubjectDetails patient = patient();
        Optional<ClinicalIndication> indication = directory.indication(entry.indication());
        if (entry.indication().isEmpty()) {
            wrong("indication", "Choose the clinical indication.");
        } else if (indication.isEmpty() && !entry.is("indication", "other")) {
            wrong("indication", "Choose an indication from the list.");
        } else if (indication.isEmpty() && entry.value("notes").isEmpty()) {
            wrong(
                    "notes",
                    "Describe the reason for testing: the directory does not have your indication.");
        }
        Optional<DirectoryTest> test =
                indication.isPresent()
                        ? indication.get().test(entry.value("test"))
                        : directory
                                .indicationOfTest(entry.value("test"))
                                .flatMap(i -> i.test(entry.value("test")));
        if (!entry.value("test").isEmpty() && test.isEmpty()) {
            wrong(
                    "test",
                    "The test does not belong to the indication. Choose another, or let the service choose.");
        }
        Priority priority = Priority.ROUTINE;
        Optional<Priority> chosen = Ids.constant(Priority.class, entry.value("priority"));
        if (chosen.isPresent()) {
            priority = chosen.get();
        } else {
            wrong("priority", "Choose how soon the answer is needed.");
        }
        List<PhenotypeObservation> features = features();
        RecordOfDiscussion discussion = discussion();
        List<SpecimenDetails> specimens = specimens();
        String reference = entry.value("reference");
        return new OrderForm(
                reference.isEmpty()
                        ? "WEB-"
                                + UUID.randomUUID()
                                        .toString()
                                        .substring(24)
                                        .toUpperCase(Locale.ROOT)
                        : reference,
                patient,
                actor.organisation().value(),
                actor.displayName(),
                entry.value("specialty"),
                indication
                        .map(i -> i.digital().map(DigitalPackage::code).orElse(i.code()))
                        .orElse(""),
                indication.map(ClinicalIndication::name).orElse(""),
                test.map(t -> t.digital().map(DigitalTest::code).orElse(t.code())).orElse(""),
                test.map(DirectoryTest::name)
                        .orElse(indication.isPresent() ? "" : "Not in the directory"),
                priority,
                today,
                features,
                Optional.of(discussion),
                specimens,
                entry.value("notes").isEmpty() ? List.of() : List.of(entry.value("notes")),
                indication
                        .flatMap(ClinicalIndication::digital)
                        .map(d -> d.version().orElse(""))
                        .or(() -> indication.map(_ -> directory.version()))
                        .orElse(""),
                test.flatMap(DirectoryTest::digital)
                        .map(d -> d.version().orElse(""))
                        .or(() -> test.map(_ -> directory.version()))
                        .orElse(""),
                OrderSupplement.of(EthnicCategory.find(entry.value("ethnicity"))));
    }

    private SubjectDetails patient() {
        Optional<String> nhsNumber =
                Optional.of(entry.value("nhsNumber")).filter(n -> !n.isEmpty());
        nhsNumber.ifPresent(text -> {
            NhsNumber.Verdict verdict = NhsNumber.check(NhsNumber.unspaced(text));
            if (verdict != NhsNumber.Verdict.VALID) {
                wrong(
                        "nhsNumber",
                        "The NHS number is not valid: %s. Check it, or leave it empty."
                                .formatted(verdict.words()));
            }
        });
        required("familyName", "Enter the family name.");
        required("givenName", "Enter the given name.");
        Optional<LocalDate> birthDate = date("birthDate", "the date of birth", true);
        Optional<Sex> sex = Ids.constant(Sex.class, entry.value("sex"));
        if (sex.isEmpty()) {
            wrong("sex", "Choose the sex recorded at birth.");
        }
        return new SubjectDetails(
                nhsNumber,
                Optional.empty(),
                entry.value("familyName"),
                entry.value("givenName"),
                birthDate,
                sex.orElse(Sex.UNKNOWN),
                entry.value("postcode"));
    }

    private List<PhenotypeObservation> features() {
        List<PhenotypeObservation> features = new ArrayList<>();
        for (int i = 0; i < entry.features().size(); i++) {
            String text = entry.features().get(i);
            if (text.isEmpty()) {
                continue;
            }
            Matcher matcher = TERM.matcher(text);
            Optional<PhenotypeTerms.Term> term =
                    terms.find(
                            matcher.matches() ? matcher.group(1).toUpperCase(Locale.ROOT) : text);
            if (term.isEmpty()) {
                wrong(
                        "feature-" + (i + 1),
                        "Feature %d is not a term of the ontology. Begin to type and pick one from the list."
                                .formatted(i + 1));
                continue;
            }
            features.add(
                    new PhenotypeObservation(
                            term.get().id(),
                            term.get().label(),
                            entry.featuresAbsent().get(i) ? Presence.ABSENT : Presence.PRESENT));
        }
        return features;
    }

    private RecordOfDiscussion discussion() {
        Optional<LocalDate> takenOn = date("takenOn", "the date of the discussion", false);
        String state = entry.value("discussion");
        Optional<ResearchChoice> research =
                Ids.constant(ResearchChoice.class, entry.value("research"));
        if (state.equals("follows")) {
            return RecordOfDiscussion.TO_FOLLOW;
        }
        if (!state.equals("agreed") && !state.equals("declined")) {
            wrong("discussion", "Say whether the discussion has taken place.");
        } else if (research.isEmpty()) {
            wrong("research", "Choose what was said about research.");
        }
        return new RecordOfDiscussion(
                DiscussionState.TAKEN,
                Optional.of(state.equals("agreed")),
                research.orElse(ResearchChoice.UNDECIDED),
                takenOn);
    }

    private List<SpecimenDetails> specimens() {
        String sample = entry.value("sample");
        if (!sample.equals("available") && !sample.equals("follows")) {
            wrong("sample", "Say whether the sample is at hand.");
        }
        return List.of(
                new SpecimenDetails(
                        entry.value("sampleLabel"),
                        entry.value("sampleType"),
                        sample.equals("available")));
    }

    /// A date typed in three fields.
    private Optional<LocalDate> date(String field, String words, boolean isRequired) {
        DateEntry typed =
                new DateEntry(
                        entry.value(field + "-day"),
                        entry.value(field + "-month"),
                        entry.value(field + "-year"));
        if (typed.isEmpty()) {
            if (isRequired) {
                wrong(field, "Enter " + words + ".");
            }
            return Optional.empty();
        }
        Optional<LocalDate> date = typed.date();
        if (date.isEmpty()) {
            wrong(
                    field,
                    "%s is not a date. Enter day, month and year, for example 31 3 2019."
                            .formatted(Wording.sentence(words)));
        }
        return date;
    }

    /// Day, month and year as typed.
    record DateEntry(String day, String month, String year) {
        boolean isEmpty() {
            return (day + month + year).isBlank();
        }

        Optional<LocalDate> date() {
            if (!year.strip().matches("[0-9]{4}")) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        LocalDate.of(
                                Integer.parseInt(year.strip()),
                                Integer.parseInt(month.strip()),
                                Integer.parseInt(day.strip())));
            } catch (DateTimeException | NumberFormatException _) {
                return Optional.empty();
            }
        }
    }

    private void required(String field, String words) {
        if (entry.value(field).isEmpty()) {
            wrong(field, words);
        }
    }

    private void wrong(String field, String words) {
        problems.add(new FormProblem(field, words));
    }

    /// What refused an order, beside the field that can mend it.
    static List<FormProblem> problems(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.grade() == org.opengms.orders.Grade.ERROR)
                .map(f ->
                        new FormProblem(
                                field(f),
                                f.advice().isEmpty() ? f.words() : f.words() + " " + f.advice()))
                .distinct()
                .toList();
    }

    private static String field(Finding finding) {
        return switch (finding.kind()) {
            case NHS_NUMBER_INVALID, NHS_NUMBER_MISSING, IDENTITY_CONFLICT -> "nhsNumber";
            case NAME_DIFFERS, SUBJECT_MISSING -> "familyName";
            case BIRTH_DATE_MISSING, BIRTH_DATE_IN_FUTURE, AGE_OUTSIDE_CRITERIA -> "birthDate";
            case TEST_MISSING, TEST_NOT_IN_DIRECTORY, TEST_NOT_OF_INDICATION -> "test";
            case INDICATION_MISSING, INDICATION_NOT_IN_DIRECTORY, DUPLICATE_ORDER -> "indication";
            case SPECIALTY_NOT_LISTED -> "specialty";
            case PHENOTYPES_MISSING, PHENOTYPE_UNCLEAR -> "feature-1";
            case RECORD_OF_DISCUSSION_MISSING,
                    TEST_NOT_AGREED,
                    DISCUSSION_CATEGORY_DOUBTFUL,
                    ASSENT_DOUBTFUL,
                    DISCUSSION_RESEARCH_UNCLEAR,
                    DISCUSSION_DATE_DOUBTFUL,
                    DISCUSSION_OF_ANOTHER ->
                    "discussion";
            case SPECIMEN_TO_FOLLOW -> "sample";
            case STRUCTURE_INVALID,
                    STRUCTURE_ADVICE,
                    IDENTIFIER_SYSTEM_INVALID,
                    TOOL_LIMIT,
                    PROFILE_INVALID,
                    PROFILE_ADVICE,
                    PROFILE_FALLBACK,
                    CODE_SYSTEM_UNDEFINED,
                    REFERENCE_DANGLING,
                    ORDER_MISSING,
                    REQUESTER_MISSING,
                    SITE_UNKNOWN,
                    SITE_NOT_YOURS,
                    SENT_BEFORE,
                    COMPETENCE_LACKING,
                    TARGET_UNKNOWN,
                    CHANGE_UNCLEAR,
                    AUTHORED_ON_MISSING,
                    AUTHORED_IN_FUTURE,
                    ORDER_BEFORE_DIRECTORY,
                    NHS_NUMBER_INVALID_ELSEWHERE,
                    FAMILY_INCOMPLETE,
                    FAMILY_TO_FOLLOW,
                    PANELS_MISSING,
                    VARIANT_MISSING,
                    DATA_ITEM_MISSING,
                    DATA_ITEM_UNDECIDED,
                    DATA_ITEM_RULE_NOT_REVIEWED,
                    MESSAGE_CLEANED,
                    NOT_MAPPED,
                    TEST_CODE_AND_TEXT_DIFFER,
                    FETUS_IN_NOTES ->
                    "";
        };
    }
}
