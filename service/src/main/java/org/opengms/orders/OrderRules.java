package org.opengms.orders;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;

/// The rules that an order is judged by. Each looks at one thing and says what it found, where, and
/// what to do; none changes the order.
final class OrderRules {
    /// Dates of orders and births are calendar days in the United Kingdom.
    static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");

    /// The indication whose analysis needs panels to be named (National Genomic Test Directory;
    /// Minimum Data Set, *Additional CITT codes*).
    private static final Set<String> ULTRA_RARE = Set.of("R89");

    /// Diagnostic, predictive and carrier testing for a variant known in the family (National
    /// Genomic Test Directory).
    private static final Set<String> KNOWN_VARIANT = Set.of("R240", "R242", "R244");

    private final Supplier<TestDirectories> directories;
    private final ServiceNetwork network;
    private final People people;
    private final AcceptancePolicy policy;
    private final Clock clock;
    private final DiscussionRules discussionRules;

    /// @param directories in use now; the same during one call
    OrderRules(
            Supplier<TestDirectories> directories,
            ServiceNetwork network,
            People people,
            AcceptancePolicy policy,
            Clock clock) {
        this.directories = directories;
        this.network = network;
        this.people = people;
        this.policy = policy;
        this.clock = clock;
        this.discussionRules = new DiscussionRules(policy, this::today);
    }

    /// What the directory makes of an order.
    ///
    /// @param directory the version that the order is judged by
    /// @param day on which that version is looked up: the order's date, or today where it has none
    ///   or one to come
    /// @param indication if the directory has it
    /// @param test the test asked for, if the directory has it
    record DirectoryMatch(
            TestDirectory directory,
            LocalDate day,
            Optional<ClinicalIndication> indication,
            Optional<DirectoryTest> test) {}

    DirectoryMatch match(OrderRequest order) {
        LocalDate day = order.authoredOn().filter(d -> !isToCome(d)).orElse(today());
        TestDirectory directory = directories.get().judging(day);
        Optional<ClinicalIndication> byTest = order.testCode().flatMap(directory::indicationOfTest);
        Optional<ClinicalIndication> indication =
                order.indicationCode().flatMap(directory::indication).or(() -> byTest);
        Optional<DirectoryTest> test =
                indication.flatMap(
                        i -> order.testCode().flatMap(code -> directory.offered(i, code)));
        return new DirectoryMatch(directory, day, indication, test);
    }

    /// Judges an order.
    List<Finding> check(OrderRequest order) {
        return check(order, match(order));
    }

    /// Judges an order.
    ///
    /// @param match what the directory makes of it
    List<Finding> check(OrderRequest order, DirectoryMatch match) {
        List<Finding> findings = new ArrayList<>();
        checkSubject(order, findings);
        checkRequester(order, findings);
        checkDates(order, findings);
        checkVersion(order, match, findings);
        checkTest(order, match, findings);
        if (!isRelatives(order)) {
            checkFamily(order, match, findings);
            checkDetail(order, match, findings);
            checkPhenotypes(order, match, findings);
        }
        checkDiscussion(order, match, findings);
        discussionRules.check(order, findings);
        checkSpecimens(order, findings);
        return List.copyOf(findings);
    }

    private void checkSubject(OrderRequest order, List<Finding> findings) {
        if (order.subject().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.SUBJECT_MISSING,
                            order.where(OrderField.SUBJECT),
                            "The order does not say who is to be tested.",
                            "Send the Patient in the Bundle, or refer to one that the service knows."));
            return;
        }
        SubjectDetails subject = order.subject().get();
        if (subject.nhsNumberAsGiven().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.NHS_NUMBER_MISSING,
                            order.where(OrderField.NHS_NUMBER),
                            subject.nhsNumberAbsenceReason().isPresent()
                                    ? "There is no NHS number; a reason is given."
                                    : "There is no NHS number, and no reason is given.",
                            "Trace the number, or give the reason why there is none."));
        } else {
            checkNhsNumber(order, subject, subject.nhsNumberAsGiven().get(), findings);
        }
        if (subject.birthDate().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.BIRTH_DATE_MISSING,
                            order.where(OrderField.BIRTH_DATE),
                            "The date of birth is missing or not a full date, so age criteria cannot be checked.",
                            "Give the full date of birth."));
        } else if (subject.birthDate().get().isAfter(today())) {
            findings.add(
                    policy.finding(
                            FindingKind.BIRTH_DATE_IN_FUTURE,
                            order.where(OrderField.BIRTH_DATE),
                            "The date of birth lies in the future.",
                            "Correct the date of birth."));
        }
    }

    private void checkNhsNumber(
            OrderRequest order, SubjectDetails subject, String given, List<Finding> findings) {
        String digits = NhsNumber.unspaced(given);
        NhsNumber.Verdict verdict = NhsNumber.check(digits);
        if (verdict != NhsNumber.Verdict.VALID) {
            findings.add(
                    policy.finding(
                            FindingKind.NHS_NUMBER_INVALID,
                            order.where(OrderField.NHS_NUMBER),
                            "The NHS number is not valid: " + verdict.words() + ".",
                            "Check the number with the patient's record and send the order again."));
            return;
        }
        Optional<Person> known = people.findByNhsNumber(new NhsNumber(digits));
        if (known.isEmpty()) {
            return;
        }
        Person person = known.get();
        if (person.birthDate().isPresent()
                && subject.birthDate().isPresent()
                && !person.birthDate().equals(subject.birthDate())) {
            findings.add(
                    policy.finding(
                            FindingKind.IDENTITY_CONFLICT,
                            order.where(OrderField.BIRTH_DATE),
                            "The service knows this NHS number with another date of birth, so one of the two is the wrong person or a mistyped date.",
                            "Check both with the patient's record; do not send the sample until they agree."));
        }
        if (!person.familyName().isEmpty()
                && !subject.familyName().isEmpty()
                && !person.familyName()
                        .toUpperCase(Locale.ROOT)
                        .equals(subject.familyName().toUpperCase(Locale.ROOT))) {
            findings.add(
                    policy.finding(
                            FindingKind.NAME_DIFFERS,
                            order.where(OrderField.SUBJECT),
                            "The service knows this NHS number with another family name.",
                            "Check that this is the same person; names change, but mix-ups happen."));
        }
    }

    private void checkRequester(OrderRequest order, List<Finding> findings) {
        if (order.requesterName().isEmpty() && order.orderingSite().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.REQUESTER_MISSING,
                            order.where(OrderField.REQUESTER),
                            "The order does not say who asks, so the report cannot find its way back.",
                            "Give the requester with an organisation and its ODS code."));
        }
        if (order.orderingSite().isPresent()
                && network.site(order.orderingSite().get()).isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.SITE_UNKNOWN,
                            order.where(OrderField.ORDERING_SITE),
                            "The ordering organisation %s is not in the service network; its orders go to laboratory %s."
                                    .formatted(
                                            order.orderingSite().get(),
                                            network.fallbackLaboratory()),
                            "Ask the service to add the organisation, or correct the code."));
        }
    }

    private void checkDates(OrderRequest order, List<Finding> findings) {
        if (order.authoredOn().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.AUTHORED_ON_MISSING,
                            order.where(OrderField.AUTHORED_ON),
                            "The order has no date; today's is used.",
                            "Give the date on which the order was written."));
        } else if (isToCome(order.authoredOn().get())) {
            findings.add(
                    policy.finding(
                            FindingKind.AUTHORED_IN_FUTURE,
                            order.where(OrderField.AUTHORED_ON),
                            "The order is dated in the future; it is judged by the directory of today.",
                            "Correct the date."));
        }
    }

    /// Whether a day lies further ahead than clocks differ.
    private boolean isToCome(LocalDate day) {
        return day.isAfter(today().plusDays(1));
    }

    private void checkVersion(OrderRequest order, DirectoryMatch match, List<Finding> findings) {
        TestDirectory directory = match.directory();
        if (match.day().isBefore(directory.effectiveFrom())) {
            findings.add(
                    policy.finding(
                            FindingKind.ORDER_BEFORE_DIRECTORY,
                            order.where(OrderField.AUTHORED_ON),
                            "The order is dated %s, before the first directory version (%s, from %s) that this service holds; judged by that version."
                                    .formatted(
                                            match.day(),
                                            directory.version(),
                                            directory.effectiveFrom()),
                            "Correct the date, or import the version that applied on it."));
        }
    }

    private void checkTest(OrderRequest order, DirectoryMatch match, List<Finding> findings) {
        String version = match.directory().version();
        if (order.testCode().isEmpty() && order.indicationCode().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.TEST_MISSING,
                            order.where(OrderField.TEST),
                            "The order names neither a test nor a clinical indication by a code of the test directory.",
                            "Give the test or the indication by its code in the test directory."));
            return;
        }
        if (order.indicationCode().isEmpty() && match.indication().isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.INDICATION_MISSING,
                            order.where(OrderField.INDICATION),
                            "The order gives no clinical indication.",
                            "Give the indication, so that the right test can be chosen."));
        }
        if (order.indicationCode().isPresent()
                && match.directory().indication(order.indicationCode().get()).isEmpty()) {
            findings.add(
                    policy.finding(
                            FindingKind.INDICATION_NOT_IN_DIRECTORY,
                            order.where(OrderField.INDICATION),
                            "Directory %s has no indication %s; a scientist will decide."
                                    .formatted(version, quoted(order.indicationCode().get())),
                            "Check the code, or load the directory that has it."));
        }
        if (order.testCode().isPresent() && match.test().isEmpty()) {
            Optional<ClinicalIndication> elsewhere =
                    match.directory().indicationOfTest(order.testCode().get());
            if (elsewhere.isPresent()) {
                findings.add(
                        policy.finding(
                                FindingKind.TEST_NOT_OF_INDICATION,
                                order.where(OrderField.TEST),
                                "Test %s belongs to indication %s, not to %s."
                                        .formatted(
                                                order.testCode().get(),
                                                elsewhere.get().code(),
                                                match.indication()
                                                        .map(ClinicalIndication::code)
                                                        .orElse("the one given")),
                                "Choose a test of the indication, or correct the indication."));
            } else {
                findings.add(
                        policy.finding(
                                FindingKind.TEST_NOT_IN_DIRECTORY,
                                order.where(OrderField.TEST),
                                "Directory %s has no test %s; a scientist will decide."
                                        .formatted(version, quoted(order.testCode().get())),
                                "Check the code, or load the directory that has it."));
            }
        }
        match.indication()
                .filter(_ -> !isRelatives(order))
                .ifPresent(indication -> checkCriteria(order, indication, findings));
    }

    /// Whether a relative takes part in the test of a proband. The criteria of the indication, its
    /// family structure, the features and what the laboratory must be told are the proband's.
    private static boolean isRelatives(OrderRequest order) {
        return order.context().role() == ParticipantRole.CONSULTAND;
    }

    private void checkCriteria(
            OrderRequest order, ClinicalIndication indication, List<Finding> findings) {
        if (!indication.specialties().isEmpty()
                && !order.specialty().isEmpty()
                && indication.specialties().stream()
                        .noneMatch(s -> s.equalsIgnoreCase(order.specialty()))) {
            findings.add(
                    policy.finding(
                            FindingKind.SPECIALTY_NOT_LISTED,
                            order.where(OrderField.SPECIALTY),
                            "%s is requested by %s; the order comes from another specialty."
                                    .formatted(
                                            indication.code(),
                                            String.join(", ", indication.specialties())),
                            "Ask a listed specialty to support the order."));
        }
        Optional<LocalDate> birth = order.subject().flatMap(SubjectDetails::birthDate);
        if (birth.isPresent()) {
            int age = Period.between(birth.get(), order.authoredOn().orElse(today())).getYears();
            boolean young = indication.minimumAgeYears().filter(m -> age < m).isPresent();
            boolean old = indication.maximumAgeYears().filter(m -> age > m).isPresent();
            if (young || old) {
                findings.add(
                        policy.finding(
                                FindingKind.AGE_OUTSIDE_CRITERIA,
                                order.where(OrderField.BIRTH_DATE),
                                "The directory's criteria for %s exclude the age of this patient."
                                        .formatted(indication.code()),
                                "Check the indication, or say in the notes why the test is right."));
            }
        }
    }

    /// The directory says on whose samples a test is best done; an order without a test is held to
    /// the indication's preferred one.
    private void checkFamily(OrderRequest order, DirectoryMatch match, List<Finding> findings) {
        Optional<DirectoryTest> test =
                match.test()
                        .or(() -> match.indication().flatMap(i -> i.tests().stream().findFirst()));
        int best = test.flatMap(DirectoryTest::familyStructure).map(OrderRules::people).orElse(1);
        int people = Math.max(order.participants(), order.membersInOrder());
        if (people < best) {
            findings.add(
                    policy.finding(
                            FindingKind.FAMILY_INCOMPLETE,
                            order.where(OrderField.PARTICIPANTS),
                            "%s is best done on %d people of the family, and the order is for %d. With fewer, inherited and new variants cannot be told apart."
                                    .formatted(
                                            test.map(DirectoryTest::code).orElse("The test"),
                                            best,
                                            people),
                            "Order for the relatives too, or leave it if they cannot take part."));
        }
        if (order.membersInOrder() < order.participants()) {
            findings.add(
                    policy.finding(
                            FindingKind.FAMILY_TO_FOLLOW,
                            order.where(OrderField.PARTICIPANTS),
                            "The order is for %d people and brings requests for %d of them."
                                    .formatted(order.participants(), order.membersInOrder()),
                            "Send the others' requests with the same requisition number."));
        }
    }

    private static int people(FamilyStructure structure) {
        return structure == FamilyStructure.TRIO ? 3 : 1;
    }

    /// What the laboratory must be told beside the test, or it cannot analyse it.
    private void checkDetail(OrderRequest order, DirectoryMatch match, List<Finding> findings) {
        if (lacksPanels(order, match)) {
            findings.add(
                    policy.finding(
                            FindingKind.PANELS_MISSING,
                            order.where(OrderField.PANELS),
                            "R89 has no panel of its own: without further panels the laboratory does not know which genes to look at. The order is accepted and waits for them.",
                            "Name the panels or tests to be applied."));
        }
        if (lacksVariant(order, match)) {
            findings.add(
                    policy.finding(
                            FindingKind.VARIANT_MISSING,
                            order.where(OrderField.VARIANT),
                            "The test looks for a known variant, and the order does not say which. The order is accepted and waits for it.",
                            "Give the variant by its HGVS name, or the report of the relative in whom it was found."));
        }
    }

    /// Whether the laboratory could not begin: panels or a variant are missing.
    boolean lacksDetail(OrderRequest order, DirectoryMatch match) {
        return !isRelatives(order) && (lacksPanels(order, match) || lacksVariant(order, match));
    }

    private static boolean lacksPanels(OrderRequest order, DirectoryMatch match) {
        return order.additionalPanels().isEmpty()
                && (isFor(ULTRA_RARE, order, match) || named(order, match).contains("ULTRA-RARE"));
    }

    private static boolean lacksVariant(OrderRequest order, DirectoryMatch match) {
        return !order.variantGiven()
                && (isFor(KNOWN_VARIANT, order, match)
                        || named(order, match)
                                .matches("(?s).*KNOWN (FAMILIAL )?(VARIANT|MUTATION).*"));
    }

    private static boolean isFor(
            Set<String> indications, OrderRequest order, DirectoryMatch match) {
        return Stream.of(
                        order.indicationCode(),
                        order.testCode().map(c -> c.replaceAll("\\..*", "")),
                        match.indication().map(ClinicalIndication::code))
                .flatMap(Optional::stream)
                .anyMatch(indications::contains);
    }

    /// What the order and the directory call the test; the digital directory has codes of its own
    /// for these tests, and the name is what they share.
    private static String named(OrderRequest order, DirectoryMatch match) {
        return (order.testName()
                        + "\n"
                        + match.indication().map(ClinicalIndication::name).orElse("")
                        + "\n"
                        + match.test().map(DirectoryTest::name).orElse(""))
                .toUpperCase(Locale.ROOT);
    }

    private void checkPhenotypes(OrderRequest order, DirectoryMatch match, List<Finding> findings) {
        if (wantsGenome(order, match)
                && order.phenotypes().stream().noneMatch(p -> p.presence() == Presence.PRESENT)) {
            findings.add(
                    policy.finding(
                            FindingKind.PHENOTYPES_MISSING,
                            order.where(OrderField.PHENOTYPES),
                            "No feature is stated as present, so variants can be ranked by their effect alone.",
                            "Add the patient's features as HPO terms."));
        }
        if (order.phenotypes().stream().anyMatch(p -> p.presence() == Presence.UNCLEAR)) {
            findings.add(
                    policy.finding(
                            FindingKind.PHENOTYPE_UNCLEAR,
                            order.where(OrderField.PHENOTYPES),
                            "At least one feature is stated neither as present nor as absent; it is kept but not used.",
                            "Say present or absent for each feature."));
        }
    }

    private void checkDiscussion(OrderRequest order, DirectoryMatch match, List<Finding> findings) {
        Optional<RecordOfDiscussion> record = order.recordOfDiscussion();
        if (record.flatMap(RecordOfDiscussion::testAgreed).filter(agreed -> !agreed).isPresent()) {
            findings.add(
                    policy.finding(
                            FindingKind.TEST_NOT_AGREED,
                            order.where(OrderField.RECORD_OF_DISCUSSION),
                            "The record of discussion says that the patient did not agree to the test.",
                            "Do not test. Correct the record if it is wrong."));
        }
        boolean taken = record.filter(r -> r.state() == DiscussionState.TAKEN).isPresent();
        if (wantsGenome(order, match) && !taken) {
            findings.add(discussionMissing(order));
        }
    }

    Finding discussionMissing(OrderRequest order) {
        return policy.finding(
                FindingKind.RECORD_OF_DISCUSSION_MISSING,
                order.where(OrderField.RECORD_OF_DISCUSSION),
                "A whole genome test needs the record of discussion, and it is not here yet. The order is accepted and waits for it.",
                "Send the record of discussion (form 01-NGIS-ROD) for this order.");
    }

    private void checkSpecimens(OrderRequest order, List<Finding> findings) {
        if (order.specimens().stream().noneMatch(SpecimenDetails::available)) {
            findings.add(
                    policy.finding(
                            FindingKind.SPECIMEN_TO_FOLLOW,
                            order.where(OrderField.SPECIMEN),
                            "No sample is at hand yet.",
                            "Send the sample with the order number on it."));
        }
    }

    /// Whether a whole genome is asked for: by the directory's word, else by the order's own.
    static boolean wantsGenome(OrderRequest order, DirectoryMatch match) {
        if (match.test().isPresent()) {
            return match.test().get().method() == TestMethod.WGS;
        }
        String name = order.testName().toUpperCase(Locale.ROOT);
        return name.contains("WGS") || name.contains("WHOLE GENOME");
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), UNITED_KINGDOM);
    }

    /// A code from outside, cut and cleaned for a message.
    private static String quoted(String code) {
        String clean = code.replaceAll("[^A-Za-z0-9._-]", "?");
        return clean.length() > 20 ? clean.substring(0, 20) + "…" : clean;
    }

    /// The home laboratory of an order.
    OdsCode homeLaboratory(OrderRequest order) {
        return order.orderingSite()
                .map(site -> network.homeLaboratoryOf(site).ods())
                .orElse(network.fallbackLaboratory());
    }

    /// The decision of a person for a test of today's directory, at the home laboratory if it does
    /// the method, else at the one with the most capacity for it.
    Optional<RouteDecision> chosen(
            TestOrder order, String indicationCode, String testCode, String reason) {
        TestDirectory directory = directories.get().judging(today());
        Optional<DirectoryTest> test =
                directory.indication(indicationCode).flatMap(i -> directory.offered(i, testCode));
        return test.flatMap(t ->
                network.laboratories().stream()
                        .filter(l -> l.capacitySamplesPerWeek(t.method()) > 0)
                        .max(
                                Comparator.comparing((Laboratory l) ->
                                                l.ods().equals(order.homeLaboratory()))
                                        .thenComparingInt(
                                                l -> l.capacitySamplesPerWeek(t.method())))
                        .map(l ->
                                new RouteDecision(
                                        new Route.Test(t.code(), t.name(), t.method(), l.ods()),
                                        List.of(),
                                        List.of("A scientist chose this test: " + reason.strip()),
                                        "chosen-by-scientist")));
    }

    /// What could be done for an order instead of what is planned: every test that today's
    /// directory offers for its indication, in every laboratory that does it. Empty where a person
    /// must still choose the test.
    List<Route.Test> otherTests(TestOrder order) {
        Optional<Route.Test> planned = order.test();
        Optional<ClinicalIndication> indication =
                order.indicationCode().flatMap(directories.get().judging(today())::indication);
        if (planned.isEmpty() || indication.isEmpty()) {
            return List.of();
        }
        List<Route.Test> others = new ArrayList<>();
        for (DirectoryTest test : indication.get().tests()) {
            for (Laboratory laboratory : network.laboratories()) {
                Route.Test other =
                        new Route.Test(test.code(), test.name(), test.method(), laboratory.ods());
                if (laboratory.capacitySamplesPerWeek(test.method()) > 0
                        && !other.equals(planned.get())) {
                    others.add(other);
                }
            }
        }
        return others;
    }

    /// The order with the route that a person chose.
    TestOrder routed(TestOrder order, String indicationCode, RouteDecision decision) {
        TestDirectory directory = directories.get().judging(today());
        ClinicalIndication indication = directory.indication(indicationCode).orElseThrow();
        Optional<Turnaround> standard =
                decision.route() instanceof Route.Test chosen
                        ? directory
                                .offered(indication, chosen.testCode())
                                .flatMap(t -> turnaround(directory, t))
                        : Optional.empty();
        return order.routed(
                indication.code(),
                indication.name(),
                decision,
                standard,
                standard.map(s -> today().plusDays(s.calendarDays())));
    }

    /// The standard of a test, where the directory gives it any days.
    static Optional<Turnaround> turnaround(TestDirectory directory, DirectoryTest test) {
        int days = directory.turnaroundCalendarDays(test);
        return days < 1
                ? Optional.empty()
                : Optional.of(new Turnaround(test.turnaroundClass(), days));
    }
}
