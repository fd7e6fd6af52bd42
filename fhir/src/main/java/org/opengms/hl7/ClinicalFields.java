package org.opengms.hl7;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opengms.fhir.OrderSupplement.Code;
import org.opengms.fhir.OrderSupplement.CodedStatement;
import org.opengms.fhir.PresenceCodes;
import org.opengms.fhir.Systems;
import org.opengms.orders.FindingKind;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;

/// What is said of the patient's condition: features, coded statements, notes and the record of
/// discussion, from OBR-13, NTE, DG1, PV1-15 and OBX.
final class ClinicalFields {
    private static final Pattern HPO = Pattern.compile("HP[:_]?([0-9]{7})");
    private static final Pattern FEATURE_QUESTION =
            Pattern.compile(
                    "\\b(?:hpo|phenotyp\\w*|clinical (?:features?|findings?|information|details?|presentation)|features?|symptoms?)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_QUESTION =
            Pattern.compile(
                    "\\b(?:absent|absence|exclud\\w*|negative|not|no|without|famil\\w*|mother|father|maternal|paternal|f(?:o)?et(?:us|al)|parents?|siblings?)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern FETUS =
            Pattern.compile(
                    "\\b(?:which |choice of )?f(?:o)?etus(?:es)?\\b|\\bf(?:o)?etal sample\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern FETUS_CHOICE =
            Pattern.compile(
                    "^(?:twin|triplet|f(?:o)?etus)\\s*(?:[0-9]|[A-D])\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PREGNANT =
            Pattern.compile("\\bpregnan(?:t|cy)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DISCUSSION =
            Pattern.compile(
                    "\\brecord of discussion\\b|\\bRoD\\b|\\bconsent", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEST_QUESTION =
            Pattern.compile(
                    "\\b(?:test|indication|panel|r[ -]?code|m[ -]?code|referral|investigation)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Code PREGNANCY = new Code(Systems.SNOMED, "77386006", "Pregnancy");
    private static final Code NOT_PREGNANT = new Code(Systems.SNOMED, "60001007", "Not pregnant");
    private static final Set<String> SNOMED_NAMES =
            Set.of("SCT", "SNOMED-CT", "SNOMED CT", "SNOMEDCT", "SNM3", "SNOMED", "SCT2");

    private final Told told;
    private final TestFields test;
    private final DiscussionAnswers discussion;
    private final List<PhenotypeObservation> features = new ArrayList<>();
    private final List<String> featureLocations = new ArrayList<>();
    private final List<CodedStatement> statements = new ArrayList<>();
    private final List<String> statementLocations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> localQuestions = new LinkedHashSet<>();
    private final Set<String> fromText = new LinkedHashSet<>();
    private String discussionLocation = "";

    ClinicalFields(Told told, TestFields test, DiscussionAnswers discussion) {
        this.told = told;
        this.test = test;
        this.discussion = discussion;
    }

    List<PhenotypeObservation> features() {
        return features;
    }

    List<CodedStatement> statements() {
        return statements;
    }

    List<String> notes() {
        return notes;
    }

    /// Where features and statements stand, in the order in which they are written.
    List<String> observationLocations() {
        List<String> all = new ArrayList<>(featureLocations);
        all.addAll(statementLocations);
        return all;
    }

    /// Where the record of discussion stands; empty if nowhere.
    String discussionLocation() {
        return discussionLocation;
    }

    void read(Er7Message message, Er7Segment obr) {
        if (obr.has(13)) {
            note(obr.text(13), obr.location(13), FeatureText.Subject.FEATURES);
        }
        for (Er7Segment segment : message.segments()) {
            switch (segment.name()) {
                case "NTE" -> {
                    segment.pass(1, 2, 4);
                    note(segment.text(3), segment.location(3), FeatureText.Subject.FEATURES);
                }
                case "DG1" -> diagnosis(segment);
                case "OBX" -> observation(segment);
                case "PV1" -> pregnancyOf(segment);
                default -> {
                    // Others are read where they belong, or told.
                }
            }
        }
        finish();
    }

    private void finish() {
        if (!localQuestions.isEmpty()) {
            told.find(
                    FindingKind.NOT_MAPPED,
                    localQuestions.iterator().next(),
                    "The question has no code that is known here, so question and answer are kept as a note"
                            + Told.among(localQuestions)
                            + ".",
                    "Use HPO or SNOMED CT codes for what the laboratory should compute with.");
        }
        if (!fromText.isEmpty()) {
            told.find(
                    FindingKind.NOT_MAPPED,
                    fromText.iterator().next(),
                    "HPO terms were read out of free text; one is present only where the text around it does nothing but state it"
                            + Told.among(fromText)
                            + ".",
                    "Send each feature as an OBX of its own, with the HPO term in OBX-3 and Y or N in OBX-5.");
        }
    }

    private void note(String text, String location, FeatureText.Subject about) {
        if (text.isBlank()) {
            return;
        }
        notes.add(text);
        featuresOf(text, location, about);
    }

    private void featuresOf(String text, String location, FeatureText.Subject about) {
        for (PhenotypeObservation feature : FeatureText.read(text, about)) {
            fromText.add(location);
            feature(feature, location);
        }
    }

    /// A feature stated twice is one; where the statements differ it is unclear.
    private void feature(PhenotypeObservation feature, String location) {
        for (int i = 0; i < features.size(); i++) {
            PhenotypeObservation before = features.get(i);
            if (before.termId().equals(feature.termId())) {
                boolean coded = !fromText.contains(featureLocations.get(i));
                boolean differs = before.presence() != feature.presence();
                if (differs && !(coded && fromText.contains(location))) {
                    features.set(
                            i,
                            new PhenotypeObservation(
                                    before.termId(), before.label(), Presence.UNCLEAR));
                }
                return;
            }
        }
        features.add(feature);
        featureLocations.add(location);
    }

    private void diagnosis(Er7Segment dg1) {
        dg1.pass(1, 2);
        String words = TestFields.words(dg1.value(3));
        String description = dg1.value(4).words(1);
        String code = dg1.value(3).part(1);
        String text = words.isEmpty() ? description : words;
        if (!text.isEmpty()) {
            String coded = code.isEmpty() || code.equals(text) ? "" : " (" + code + ")";
            note("Diagnosis: " + text + coded, dg1.location(3), FeatureText.Subject.ANYTHING);
        }
    }

    private void pregnancyOf(Er7Segment visit) {
        visit.pass(1, 2);
        boolean pregnant = false;
        if (visit.has(15)) {
            for (Er7Value status : visit.values(15)) {
                pregnant |= status.part(1).equals("B6"); // HL7 table 0009
            }
        }
        if (pregnant) {
            statement(new CodedStatement(PREGNANCY, Optional.empty()), visit.location(15));
        }
    }

    private void statement(CodedStatement statement, String location) {
        if (!statements.contains(statement)) {
            statements.add(statement);
            statementLocations.add(location);
        }
    }

    // ---- OBX

    private void observation(Er7Segment obx) {
        obx.pass(1, 2, 4, 11, 14);
        String status = obx.part(11).toUpperCase(Locale.ROOT);
        if (Set.of("D", "W", "X").contains(status)) {
            obx.pass(3, 5, 6);
            told.find(
                    FindingKind.NOT_MAPPED,
                    obx.location(11),
                    "The answer is marked as deleted, wrong or not to be had, so it was not taken.",
                    "Nothing need be done.");
            return;
        }
        Er7Value question = obx.value(3);
        String type = obx.peek(2).part(1).toUpperCase(Locale.ROOT);
        if (type.equals("ED") || type.equals("RP")) {
            document(obx, question);
            return;
        }
        List<Er7Value> answers = obx.values(5).stream().filter(a -> !a.isEmpty()).toList();
        if (question.isEmpty() && answers.isEmpty()) {
            return;
        }
        Optional<String> term = hpo(question);
        if (term.isPresent()) {
            feature(
                    new PhenotypeObservation(term.get(), label(question), presence(answers)),
                    obx.location(3));
            if (answers.isEmpty() || presence(answers) == Presence.UNCLEAR) {
                answers.forEach(a -> notes.add(label(question) + ": " + answerWords(a, type, obx)));
            }
            return;
        }
        if (discussionAnswer(obx, question, answers) || coded(obx, question, answers)) {
            return;
        }
        inWords(obx, question, answers, type);
    }

    /// A document is kept with the message; a note tells of it.
    private void document(Er7Segment obx, Er7Value question) {
        obx.pass(5, 6);
        String name = questionWords(question);
        notes.add(
                "A document came with the message"
                        + (name.isEmpty() ? "" : " (" + name + ")")
                        + "; it is in the message as received.");
        told.find(
                FindingKind.NOT_MAPPED,
                obx.location(5),
                "A document inside the message is not read; it stays in the message as received, and a note tells of it.",
                "Send what the laboratory needs from it as codes or text.");
    }

    private boolean discussionAnswer(Er7Segment obx, Er7Value question, List<Er7Value> answers) {
        String answer =
                answers.isEmpty()
                        ? ""
                        : answers.getFirst().part(1).isEmpty()
                                ? answers.getFirst().words(2)
                                : answers.getFirst().part(1);
        return switch (discussion.take(question.part(3), question.part(1), answer)) {
            case UNDERSTOOD -> {
                discussionLocation = obx.location();
                yield true;
            }
            case NOT_UNDERSTOOD -> {
                told.find(
                        FindingKind.STRUCTURE_ADVICE,
                        obx.location(5),
                        "The answer to a question of the record of discussion was not understood, and counts as not given.",
                        "Use the answers that docs/spec/hl7-v2-orders.md lists.");
                yield true;
            }
            case OTHER_QUESTION -> false;
        };
    }

    /// A question with a SNOMED CT code, or the answer to one about features with HPO terms.
    private boolean coded(Er7Segment obx, Er7Value question, List<Er7Value> answers) {
        List<Er7Value> terms = answers.stream().filter(a -> hpo(a).isPresent()).toList();
        if (!terms.isEmpty()
                && terms.size() == answers.size()
                && answers.stream().allMatch(a -> a.components().size() > 1 || isTermAlone(a))) {
            Presence presence = isAboutFeatures(question) ? Presence.PRESENT : Presence.UNCLEAR;
            terms.forEach(a ->
                    feature(
                            new PhenotypeObservation(hpo(a).orElseThrow(), label(a), presence),
                            obx.location(5)));
            if (presence == Presence.UNCLEAR) {
                notes.add(
                        questionWords(question)
                                + ": "
                                + terms.stream()
                                        .map(a -> hpo(a).orElseThrow() + " " + label(a))
                                        .collect(Collectors.joining(", ")));
            }
            return true;
        }
        Optional<Code> asked = snomed(question);
        if (asked.isEmpty()) {
            return false;
        }
        Optional<Code> answer = answers.size() == 1 ? snomed(answers.getFirst()) : Optional.empty();
        Optional<Boolean> yes = answers.size() == 1 ? yes(answers.getFirst()) : Optional.empty();
        boolean pregnancy =
                asked.get().code().equals(PREGNANCY.code())
                        || asked.get().code().equals(NOT_PREGNANT.code());
        if (pregnancy && yes.isPresent()) {
            boolean pregnant = yes.get() == asked.get().code().equals(PREGNANCY.code());
            statement(
                    new CodedStatement(pregnant ? PREGNANCY : NOT_PREGNANT, Optional.empty()),
                    obx.location(3));
            return true;
        }
        if (answers.isEmpty() || answer.isPresent()) {
            statement(new CodedStatement(asked.get(), answer), obx.location(3));
            return true;
        }
        return false;
    }

    private static boolean isTermAlone(Er7Value value) {
        return HPO.matcher(value.whole().strip()).matches();
    }

    private boolean isAboutFeatures(Er7Value question) {
        String words = questionWords(question) + " " + question.words(4) + " " + question.part(1);
        return FEATURE_QUESTION.matcher(words).find() && !OTHER_QUESTION.matcher(words).find();
    }

    /// A question that only people can read: kept as a note, and looked through for what the order
    /// needs to know.
    private void inWords(Er7Segment obx, Er7Value question, List<Er7Value> answers, String type) {
        String asked = questionWords(question);
        String answer =
                answers.stream()
                        .map(a -> answerWords(a, type, obx))
                        .collect(Collectors.joining("\n"));
        if (question.isEmpty()) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    obx.location(3),
                    "The answer has no question; it is kept as a note.",
                    "Name the question in OBX-3.");
        } else {
            localQuestions.add(obx.location(3));
        }
        notes.add(
                asked.isEmpty()
                        ? answer
                        : asked
                                + (asked.endsWith("?") || asked.endsWith(":") ? " " : ": ")
                                + (answer.isEmpty() ? "no answer" : answer));
        featuresOf(
                answer,
                obx.location(5),
                question.isEmpty() || isAboutFeatures(question)
                        ? FeatureText.Subject.FEATURES
                        : FeatureText.Subject.ANYTHING);
        if (question.isEmpty() || TEST_QUESTION.matcher(asked).find()) {
            test.answer(answer, obx.location(5));
        }
        if (FETUS.matcher(asked).find() || FETUS_CHOICE.matcher(answer).find()) {
            told.find(
                    FindingKind.FETUS_IN_NOTES,
                    obx.location(5),
                    "The message speaks of a fetus. The order is read as that of the person in PID, and the answer is kept as a note.",
                    "Check that the laboratory knows which fetus the sample is from.");
        }
        if (DISCUSSION.matcher(asked).find()) {
            discussion.mentioned();
            discussionLocation = obx.location();
        }
        if (PREGNANT.matcher(asked).find() && answers.size() == 1) {
            yes(answers.getFirst())
                    .ifPresent(yes ->
                            statement(
                                    new CodedStatement(
                                            yes ? PREGNANCY : NOT_PREGNANT, Optional.empty()),
                                    obx.location(5)));
        }
    }

    private static String questionWords(Er7Value question) {
        for (int component : List.of(2, 5, 9, 1)) {
            if (!question.words(component).isEmpty()) {
                return question.words(component);
            }
        }
        return question.words(4);
    }

    private static String answerWords(Er7Value answer, String type, Er7Segment obx) {
        String words =
                switch (type) {
                    case "CE", "CWE", "CNE", "CF" -> TestFields.words(answer);
                    default -> answer.whole().strip();
                };
        String units = obx.value(6).part(1);
        return units.isEmpty() ? words : words + " " + units;
    }

    private static Optional<String> hpo(Er7Value coded) {
        for (int component : List.of(1, 4)) {
            Matcher term = HPO.matcher(coded.part(component));
            if (term.matches()) {
                return Optional.of("HP:" + term.group(1));
            }
        }
        return Optional.empty();
    }

    private static String label(Er7Value coded) {
        int at = HPO.matcher(coded.part(1)).matches() ? 2 : 5;
        return coded.words(at);
    }

    private static Optional<Code> snomed(Er7Value coded) {
        for (int component : List.of(1, 4)) {
            String system = coded.part(component + 2).toUpperCase(Locale.ROOT);
            String code = coded.part(component);
            if (SNOMED_NAMES.contains(system) && code.matches("[0-9]{6,18}")) {
                return Optional.of(new Code(Systems.SNOMED, code, coded.words(component + 1)));
            }
        }
        return Optional.empty();
    }

    private static Presence presence(List<Er7Value> answers) {
        if (answers.size() != 1) {
            return Presence.UNCLEAR;
        }
        return yes(answers.getFirst())
                .map(yes -> yes ? Presence.PRESENT : Presence.ABSENT)
                .orElse(Presence.UNCLEAR);
    }

    /// Yes or no, by a code of HL7 table 0136, SNOMED CT or LOINC, or in one word.
    private static Optional<Boolean> yes(Er7Value answer) {
        for (int component : List.of(1, 4)) {
            for (String system : List.of(Systems.SNOMED, Systems.LOINC)) {
                switch (PresenceCodes.of(system, answer.part(component))) {
                    case PRESENT -> {
                        return Optional.of(true);
                    }
                    case ABSENT -> {
                        return Optional.of(false);
                    }
                    case UNCLEAR -> {
                        // Another code, or none.
                    }
                }
            }
        }
        String word = answer.part(1).isEmpty() ? answer.words(2) : answer.part(1);
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "Y", "YES", "TRUE", "PRESENT", "POS", "POSITIVE", "CONFIRMED", "DETECTED" ->
                    Optional.of(true);
            case "N", "NO", "FALSE", "ABSENT", "NEG", "NEGATIVE", "EXCLUDED", "NOT PRESENT" ->
                    Optional.of(false);
            default -> Optional.empty();
        };
    }
}
