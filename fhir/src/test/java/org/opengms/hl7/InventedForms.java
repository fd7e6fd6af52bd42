package org.opengms.hl7;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderSupplement;
import org.opengms.fhir.OrderSupplement.Code;
import org.opengms.fhir.OrderSupplement.CodedStatement;
import org.opengms.fhir.OrderSupplement.LocalIdentifier;
import org.opengms.fhir.OrderSupplement.SpecimenCollection;
import org.opengms.fhir.Systems;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.EthnicCategory;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// Order forms with whatever a version of HL7 v2 can carry; nobody's.
final class InventedForms {
    private static final String[] WORDS = {
        "plain",
        "a|b^c~d\\e&f",
        "#!*$%?",
        "Zoë's \"quoted\" words",
        "two\nlines",
        "5 < 6 > 4",
        "1 & 2"
    };

    private final RandomGenerator random;
    private final boolean late;

    private InventedForms(RandomGenerator random, boolean late) {
        this.random = random;
        this.late = late;
    }

    static OrderForm of(RandomGenerator random, String version) {
        return new InventedForms(random, Er7Writer.isLate(version)).form();
    }

    private OrderForm form() {
        boolean number = random.nextInt(5) > 0;
        boolean test = random.nextInt(4) > 0;
        List<SpecimenDetails> specimens = new ArrayList<>();
        List<SpecimenCollection> collections = new ArrayList<>();
        for (int i = random.nextInt(late ? 4 : 2); i > 0; i--) {
            specimen(specimens, collections);
        }
        return new OrderForm(
                "REF-" + random.nextInt(1_000_000) + one("", "/7|x"),
                new SubjectDetails(
                        number ? Optional.of(nhsNumber()) : Optional.empty(),
                        number || random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of("Overseas visitor"),
                        one("O'Neil-Ó Briain", "Žižek", "Smith <b>", "", "Van & Söhne|x", "Ng"),
                        one("Anne Marie", "Jo", ""),
                        random.nextInt(6) == 0 ? Optional.empty() : Optional.of(day()),
                        one(Sex.values()),
                        one("ZZ99 3CZ", "")),
                one("ZZ901", "RAX01", "RX1"),
                one("Dr Example", "Prof. Ä. Name", "Dr Ann Mary O'Example", "Example"),
                one("Renal Medicine", "Clinical Genetics", ""),
                one("R901", "TP171"),
                one("Some indication", "Aorta | heart", ""),
                test ? one("R901.2", "GT497") : "",
                test ? one("Some test", "A ^ B") : "",
                one(Priority.values()),
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)),
                features(),
                discussion(),
                specimens,
                some(4, () -> "Note " + one(WORDS)),
                new OrderSupplement(
                        some(
                                3,
                                () ->
                                        new LocalIdentifier(
                                                "A" + random.nextInt(100_000),
                                                one("ZR101", "Hospital & Co", ""),
                                                one("MR", "PI", ""))),
                        random.nextBoolean()
                                ? Optional.of(one(EthnicCategory.values()))
                                : Optional.empty(),
                        List.of("1 Test Row", "Upper Brackendale", "Brackenholt")
                                .subList(0, random.nextInt(4)),
                        random.nextInt(8) == 0
                                ? Optional.of(
                                        new OrderSupplement.Death(
                                                random.nextBoolean()
                                                        ? Optional.of(day())
                                                        : Optional.empty()))
                                : Optional.empty(),
                        random.nextBoolean()
                                ? Optional.of(
                                        new LocalIdentifier(
                                                "C" + random.nextInt(10_000), one("GMC", ""), ""))
                                : Optional.empty(),
                        one("Brackenholt Infirmary", "Ear, Nose & Throat", ""),
                        one("", "GROUP-" + random.nextInt(100)),
                        collections,
                        statements(),
                        some(
                                2,
                                () ->
                                        new OrderSupplement.Relative(
                                                one("Sample", "Ng"),
                                                one("Robin", "Lee Ann"),
                                                "Mother")),
                        Optional.empty()));
    }

    private void specimen(List<SpecimenDetails> specimens, List<SpecimenCollection> collections) {
        Optional<Code> code =
                late && random.nextBoolean()
                        ? Optional.of(new Code(Systems.SNOMED, "119297000", "Blood specimen"))
                        : Optional.empty();
        specimens.add(
                new SpecimenDetails(
                        late ? one("T" + random.nextInt(1000), "") : "",
                        code.map(Code::display).orElse(one("Saliva", "Blood & marrow")),
                        random.nextBoolean()));
        collections.add(
                new SpecimenCollection(
                        random.nextBoolean() ? Optional.of(day()) : Optional.empty(),
                        code,
                        late ? one("Left arm", "") : ""));
    }

    private List<PhenotypeObservation> features() {
        Set<String> terms = new HashSet<>();
        List<PhenotypeObservation> features = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String term = "HP:%07d".formatted(random.nextInt(10_000_000));
            if (terms.add(term)) {
                features.add(
                        new PhenotypeObservation(
                                term,
                                one("Seizure", "A & B", "Cyst \"x\"", ""),
                                one(Presence.values())));
            }
        }
        return features;
    }

    private List<CodedStatement> statements() {
        List<CodedStatement> statements = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            statements.add(
                    new CodedStatement(
                            new Code(Systems.SNOMED, "160475008", "Family history: consanguinity"),
                            Optional.of(new Code(Systems.SNOMED, "373067005", "No"))));
        }
        if (random.nextInt(3) == 0) {
            statements.add(
                    new CodedStatement(
                            new Code(Systems.SNOMED, "77386006", "Pregnancy"), Optional.empty()));
        }
        return statements;
    }

    private Optional<RecordOfDiscussion> discussion() {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(RecordOfDiscussion.TO_FOLLOW);
            default ->
                    Optional.of(
                            new RecordOfDiscussion(
                                    DiscussionState.TAKEN,
                                    Optional.of(random.nextInt(4) > 0),
                                    one(ResearchChoice.values()),
                                    Optional.of(day())));
        };
    }

    private <T> List<T> some(int most, java.util.function.Supplier<T> each) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            all.add(each.get());
        }
        return all;
    }

    private LocalDate day() {
        return LocalDate.of(1940, 1, 1).plusDays(random.nextInt(30_000));
    }

    private String nhsNumber() {
        while (true) {
            String nine = "999%06d".formatted(random.nextInt(1_000_000));
            int check = NhsNumber.checkDigit(nine);
            if (check < 10) {
                return nine + check;
            }
        }
    }

    @SafeVarargs
    private final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
