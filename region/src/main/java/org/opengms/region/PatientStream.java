package org.opengms.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.people.EthnicCategory;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.region.SyntheticDiscussion.PatientCategory;
import org.opengms.region.SyntheticDiscussion.ResearchChoice;

/// Draws patients, each from a stream of its own: the first forty of a hundred are the same forty.
final class PatientStream {
    /// NHS numbers tried for each patient and family, of the million that begin with 999.
    private static final int NUMBERS_PER_PATIENT = 16;

    static final int MOST_PATIENTS = 1_000_000 / NUMBERS_PER_PATIENT;

    private static final List<String> FAMILY_NAME_STARTS =
            List.of(
                    "Ark", "Bel", "Cor", "Dun", "Esk", "Fal", "Gor", "Hax", "Ild", "Jor", "Kes",
                    "Lor", "Mar", "Nor", "Orm", "Pell", "Quar", "Rusk", "Sel", "Thar", "Ulm",
                    "Vens", "Wyn", "Yar", "Zel");
    private static final List<String> FAMILY_NAME_ENDS =
            List.of(
                    "wold", "dene", "mire", "thwick", "holm", "garth", "combe", "stow", "fleet",
                    "shaw");

    /// Everybody but the majority, each as likely: so that the few of a demonstration are varied.
    private static final List<EthnicCategory> OTHER_CATEGORIES =
            Arrays.stream(EthnicCategory.values())
                    .filter(c -> c != EthnicCategory.NOT_STATED)
                    .filter(c -> c != EthnicCategory.WHITE_BRITISH)
                    .toList();

    private static final List<String> FEMALE_NAMES =
            List.of(
                    "Aldra", "Brenna", "Cosima", "Delwen", "Elspa", "Fenna", "Gwilla", "Hesta",
                    "Isolde", "Jorunn", "Kerra", "Liriel", "Maris", "Nessa", "Orla", "Perla");
    private static final List<String> MALE_NAMES =
            List.of(
                    "Aldo", "Bryn", "Corin", "Dorn", "Edric", "Fenn", "Garel", "Hale", "Ivo",
                    "Jarl", "Kester", "Lorcan", "Merrin", "Nolan", "Osric", "Perrin");
    private static final List<String> PRIOR_RESULTS =
            List.of(
                    "No cause found",
                    "Variant of uncertain significance",
                    "Failed: too little DNA");

    private final long seed;
    private final RegionOptions options;
    private final ServiceNetwork network;
    private final FictionalOntology ontology;
    private final List<Disease> diseases;
    private final List<Disease> diseasesWithWgs;
    private final int numberStep;
    private final int numberStart;

    PatientStream(
            long seed,
            RegionOptions options,
            ServiceNetwork network,
            FictionalOntology ontology,
            Diseases diseases) {
        this.seed = seed;
        this.options = options;
        this.network = network;
        this.ontology = ontology;
        this.diseases = diseases.all();
        this.diseasesWithWgs =
                diseases.all().stream()
                        .filter(d -> IndicationPlan.ofCode(d.indicationCode()).offersWgs())
                        .toList();
        Draws draws = Draws.of(seed, "NHS numbers", 0);
        this.numberStep = 10 * draws.between(10_000, 99_999) + draws.pick(List.of(1, 3, 7, 9));
        this.numberStart = draws.below(1_000_000);
    }

    SyntheticPatient patient(int number) {
        Draws draws = Draws.of(seed, "patient", number);
        Optional<OrderFault> fault = fault(number);
        boolean needsWgs = fault.map(OrderFault::needsWgs).orElse(false);
        Disease disease = disease(number);
        IndicationPlan plan = IndicationPlan.ofCode(disease.indicationCode());
        Sex sex = sex(number, disease);
        LocalDate birthDate = birthDate(plan, draws);
        boolean adult = birthDate.isBefore(options.referenceDate().minusYears(16));
        String familyName = draws.pick(FAMILY_NAME_STARTS) + draws.pick(FAMILY_NAME_ENDS);
        String postcode = postcode(draws);
        List<String> nhsNumbers = nhsNumbers(number);
        Site site = draws.pick(network.sites());

        TestMethod method = method(plan, needsWgs, draws);
        String testCode = plan.code() + "." + (plan.methods().indexOf(method) + 1);
        boolean wgs = method == TestMethod.WGS;
        boolean discussed = wgs || draws.chance(plan.offersWgs() ? 0.7 : 0.3);
        Optional<SyntheticDiscussion> discussion =
                discussed ? Optional.of(discussion(adult, draws)) : Optional.empty();

        SyntheticPatient sound =
                new SyntheticPatient(
                        number,
                        new SyntheticPerson(
                                nhsNumbers.get(0),
                                familyName,
                                draws.pick(sex == Sex.FEMALE ? FEMALE_NAMES : MALE_NAMES),
                                birthDate,
                                sex,
                                ethnicity(number),
                                postcode),
                        site.ods(),
                        clinician(site, draws.pick(plan.specialties())),
                        plan.code(),
                        testCode,
                        draws.chance(plan.acute() ? 0.5 : 0.07),
                        phenotypes(disease, draws),
                        discussion,
                        specimen(number, 0, draws),
                        wgs && draws.chance(plan.family() == FamilyStructure.TRIO ? 0.75 : 0.1)
                                ? parents(
                                        number, familyName, birthDate, postcode, nhsNumbers, draws)
                                : List.of(),
                        draws.chance(0.3) ? List.of(priorTest(plan, draws)) : List.of(),
                        Optional.empty());
        return fault.isPresent() ? faulty(sound, fault.get()) : sound;
    }

    /// The cause planted in a patient's genome, where one is.
    Optional<PlantedTruth> truth(int number) {
        Draws draws = Draws.of(seed, "truth", number);
        if (!draws.chance(options.causalShare())) {
            return Optional.empty();
        }
        Disease disease = disease(number);
        return Optional.of(
                new PlantedTruth(
                        number,
                        disease.gene().symbol(),
                        disease.gene().hgncId(),
                        disease.id(),
                        disease.name(),
                        disease.inheritance(),
                        DamagePlanter.cause(
                                disease.gene(),
                                disease.inheritance(),
                                sex(number, disease),
                                draws)));
    }

    /// The disease that the patient's findings are drawn from, whether or not its cause is planted.
    private Disease disease(int number) {
        boolean needsWgs = fault(number).map(OrderFault::needsWgs).orElse(false);
        return Draws.of(seed, "patient's disease", number)
                .pick(needsWgs ? diseasesWithWgs : diseases);
    }

    private Sex sex(int number, Disease disease) {
        boolean female = Draws.of(seed, "patient's sex", number).chance(0.5);
        return female && disease.inheritance() != Inheritance.X_LINKED_RECESSIVE
                ? Sex.FEMALE
                : Sex.MALE;
    }

    /// Faults are spread evenly and take turns, so that a few dozen orders show several kinds.
    private Optional<OrderFault> fault(int number) {
        long before = Math.round(Math.floor(number * options.faultyShare() + 0.5));
        long after = Math.round(Math.floor((number + 1) * options.faultyShare() + 0.5));
        OrderFault[] kinds = OrderFault.values();
        return after > before
                ? Optional.of(kinds[(int) (before % kinds.length)])
                : Optional.empty();
    }

    private static SyntheticPatient faulty(SyntheticPatient sound, OrderFault fault) {
        SyntheticPerson person = sound.person();
        OdsCode site = sound.site();
        String testCode = sound.testCode();
        List<SyntheticPatient.Phenotype> phenotypes = new ArrayList<>(sound.phenotypes());
        Optional<SyntheticDiscussion> discussion = sound.discussion();
        switch (fault) {
            case NHS_NUMBER_CHECK_DIGIT_WRONG -> {
                String digits = person.nhsNumber();
                int wrong = (digits.charAt(9) - '0' + 1) % 10;
                person = with(person, digits.substring(0, 9) + wrong, person.birthDate());
            }
            case WGS_WITHOUT_RECORD_OF_DISCUSSION -> discussion = Optional.empty();
            case TEST_CODE_UNKNOWN -> testCode = "R999.9";
            case TEST_NOT_AGREED ->
                    discussion =
                            discussion.map(d ->
                                    new SyntheticDiscussion(
                                            false, ResearchChoice.DECLINED, d.category()));
            case TEST_OF_ANOTHER_INDICATION ->
                    testCode = sound.indicationCode().equals("R901") ? "R902.1" : "R901.1";
            case PHENOTYPE_TERM_UNKNOWN ->
                    phenotypes.add(
                            new SyntheticPatient.Phenotype(
                                    "HP:9999999", "Finding of no ontology", false));
            case BIRTH_DATE_IN_FUTURE ->
                    person = with(person, person.nhsNumber(), LocalDate.of(2099, 1, 1));
            case SITE_UNKNOWN -> site = new OdsCode("ZQ999");
        }
        return new SyntheticPatient(
                sound.number(),
                person,
                site,
                sound.clinician(),
                sound.indicationCode(),
                testCode,
                sound.urgent(),
                phenotypes,
                discussion,
                sound.specimen(),
                sound.family(),
                sound.priorTests(),
                Optional.of(fault));
    }

    private static SyntheticPerson with(
            SyntheticPerson person, String nhsNumber, LocalDate birthDate) {
        return new SyntheticPerson(
                nhsNumber,
                person.familyName(),
                person.givenName(),
                birthDate,
                person.sex(),
                person.ethnicity(),
                person.postcode());
    }

    /// What they say of their ethnicity: three in four the majority's, about as in the census of
    /// England and Wales of 2021 (Office for National Statistics, *Ethnic group*); one in eight was
    /// not asked. Drawn by itself, so that nothing else of a patient depends on it.
    private Optional<EthnicCategory> ethnicity(int number) {
        Draws draws = Draws.of(seed, "ethnicity", number);
        if (draws.chance(0.12)) {
            return Optional.empty();
        }
        if (draws.chance(0.05)) {
            return Optional.of(EthnicCategory.NOT_STATED);
        }
        if (draws.chance(0.744)) {
            return Optional.of(EthnicCategory.WHITE_BRITISH);
        }
        return Optional.of(draws.pick(OTHER_CATEGORIES));
    }

    private LocalDate birthDate(IndicationPlan plan, Draws draws) {
        int leastYears = plan.leastAge().orElse(-1) + 1;
        int mostYears = plan.mostAge().orElse(draws.chance(0.5) ? 15 : 80) - 1;
        int days = draws.between(366 * leastYears + 14, 365 * Math.max(mostYears, leastYears + 2));
        return options.referenceDate().minusDays(days);
    }

    private static TestMethod method(IndicationPlan plan, boolean needsWgs, Draws draws) {
        List<TestMethod> conventional =
                plan.methods().stream().filter(m -> m != TestMethod.WGS).toList();
        if (needsWgs || conventional.isEmpty() || (plan.offersWgs() && draws.chance(0.6))) {
            return TestMethod.WGS;
        }
        return draws.pick(conventional);
    }

    private static SyntheticDiscussion discussion(boolean adult, Draws draws) {
        double at = draws.share();
        ResearchChoice research =
                at < 0.70
                        ? ResearchChoice.AGREED
                        : at < 0.85 ? ResearchChoice.DECLINED : ResearchChoice.UNDECIDED;
        PatientCategory category =
                !adult
                        ? PatientCategory.CHILD_PARENT_OR_GUARDIAN
                        : draws.chance(0.05)
                                ? PatientCategory.ADULT_LACKING_CAPACITY_CONSULTEE
                                : PatientCategory.ADULT_OWN_CHOICES;
        return new SyntheticDiscussion(true, research, category);
    }

    private static String postcode(Draws draws) {
        return "ZZ"
                + draws.between(1, DeprivationTables.TOWNS)
                + " "
                + draws.between(1, DeprivationTables.SECTORS)
                + draws.pick(DeprivationTables.FIRST_LETTERS)
                + draws.pick(DeprivationTables.SECOND_LETTERS);
    }

    /// One of the clinicians of a site: there is one of each specialty, always the same.
    private SyntheticPatient.Clinician clinician(Site site, String specialty) {
        List<String> specialties =
                IndicationPlan.CURRENT.stream()
                        .flatMap(p -> p.specialties().stream())
                        .distinct()
                        .toList();
        int number =
                network.sites().indexOf(site) * specialties.size() + specialties.indexOf(specialty);
        Draws draws = Draws.of(seed, "clinician", number);
        return new SyntheticPatient.Clinician(
                Integer.toString(9_900_000 + number),
                draws.pick(FAMILY_NAME_STARTS) + draws.pick(FAMILY_NAME_ENDS),
                draws.pick(draws.chance(0.5) ? FEMALE_NAMES : MALE_NAMES),
                specialty);
    }

    /// Findings of the disease by their frequency, three at least; one of them told less exactly,
    /// by its parent; one that has nothing to do with it; up to three that were looked for in vain.
    private List<SyntheticPatient.Phenotype> phenotypes(Disease disease, Draws draws) {
        List<String> observed = new ArrayList<>();
        List<Disease.Finding> findings = draws.shuffled(disease.findings());
        for (Disease.Finding finding : findings) {
            if (draws.chance(finding.frequency()) && observed.size() < 7) {
                observed.add(finding.termId());
            }
        }
        for (Disease.Finding finding : findings) {
            if (observed.size() < 3 && !observed.contains(finding.termId())) {
                observed.add(finding.termId());
            }
        }
        int imprecise = draws.below(observed.size());
        String parent = ontology.term(observed.get(imprecise)).parents().getFirst();
        if (!observed.contains(parent)) {
            observed.set(imprecise, parent);
        }
        Set<String> known = new HashSet<>();
        disease.findings().forEach(f -> known.addAll(ontology.withAncestors(f.termId())));
        List<FictionalOntology.Term> unrelated =
                ontology.findings().stream().filter(t -> !known.contains(t.id())).toList();
        observed.add(draws.pick(unrelated).id());

        Set<String> present = new HashSet<>();
        observed.forEach(id -> present.addAll(ontology.withAncestors(id)));
        List<SyntheticPatient.Phenotype> phenotypes = new ArrayList<>();
        observed.forEach(id -> phenotypes.add(phenotype(id, false)));
        List<FictionalOntology.Term> absent =
                unrelated.stream().filter(t -> !present.contains(t.id())).toList();
        draws.sample(absent, draws.below(4)).forEach(t -> phenotypes.add(phenotype(t.id(), true)));
        return phenotypes;
    }

    private SyntheticPatient.Phenotype phenotype(String id, boolean absent) {
        return new SyntheticPatient.Phenotype(id, ontology.term(id).label(), absent);
    }

    private static SyntheticSpecimen specimen(int number, int member, Draws draws) {
        double at = draws.share();
        return new SyntheticSpecimen(
                String.format(Locale.ROOT, "ZS%06d-%d", number, member),
                at < 0.85
                        ? SyntheticSpecimen.Type.BLOOD_EDTA
                        : at < 0.95 ? SyntheticSpecimen.Type.SALIVA : SyntheticSpecimen.Type.DNA,
                draws.below(6));
    }

    private List<SyntheticPatient.FamilyMember> parents(
            int number,
            String familyName,
            LocalDate childBorn,
            String postcode,
            List<String> nhsNumbers,
            Draws draws) {
        List<SyntheticPatient.FamilyMember> parents = new ArrayList<>();
        for (SyntheticPatient.Relation relation : SyntheticPatient.Relation.values()) {
            boolean mother = relation == SyntheticPatient.Relation.MOTHER;
            int member = parents.size() + 1;
            parents.add(
                    new SyntheticPatient.FamilyMember(
                            relation,
                            new SyntheticPerson(
                                    nhsNumbers.get(member),
                                    familyName,
                                    draws.pick(mother ? FEMALE_NAMES : MALE_NAMES),
                                    childBorn.minusDays(draws.between(20 * 365, 40 * 365)),
                                    mother ? Sex.FEMALE : Sex.MALE,
                                    Optional.empty(),
                                    postcode),
                            specimen(number, member, draws),
                            discussion(true, draws),
                            false));
        }
        return parents;
    }

    private static SyntheticPatient.PriorTest priorTest(IndicationPlan plan, Draws draws) {
        TestMethod method =
                draws.pick(List.of(TestMethod.MICROARRAY, TestMethod.PANEL, TestMethod.EXOME));
        return new SyntheticPatient.PriorTest(
                plan.methods().contains(TestMethod.SINGLE_GENE) && draws.chance(0.3)
                        ? TestMethod.SINGLE_GENE
                        : method,
                draws.between(3, 60),
                draws.pick(PRIOR_RESULTS));
    }

    /// Three valid NHS numbers from the patient's own part of the test range.
    ///
    /// @throws IllegalArgumentException if the patient's number is beyond what the range holds
    List<String> nhsNumbers(int number) {
        if (number < 0 || number >= MOST_PATIENTS) {
            throw new IllegalArgumentException(
                    "OGMS-2303 There is no patient %d: the NHS test range has numbers for patients 0 to %d."
                            .formatted(number, MOST_PATIENTS - 1));
        }
        List<String> valid = new ArrayList<>();
        for (int i = 0; valid.size() < 3; i++) {
            long candidate = (long) number * NUMBERS_PER_PATIENT + i;
            String digits =
                    String.format(
                            Locale.ROOT,
                            "999%06d",
                            (numberStart + candidate * numberStep) % 1_000_000);
            int check = NhsNumber.checkDigit(digits);
            // of sixteen in a row with a fixed step at least three can be issued, as the tests show
            if (check < 10 && NhsNumber.check(digits + check) == NhsNumber.Verdict.VALID) {
                valid.add(digits + check);
            }
        }
        return valid;
    }
}
