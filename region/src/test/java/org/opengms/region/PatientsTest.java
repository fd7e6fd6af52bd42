package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.region.SyntheticDiscussion.ResearchChoice;

class PatientsTest {
    private static final SyntheticRegion REGION = SyntheticRegion.of(15);
    private static final TestDirectory DIRECTORY = REGION.directories().newest();
    private static final List<SyntheticPatient> PATIENTS = REGION.patients(1_000);

    private static List<SyntheticPatient> sound() {
        return PATIENTS.stream().filter(p -> p.fault().isEmpty()).toList();
    }

    private static DirectoryTest test(SyntheticPatient patient) {
        return DIRECTORY
                .indication(patient.indicationCode())
                .flatMap(i -> i.test(patient.testCode()))
                .orElseThrow();
    }

    @Test
    void aLongerListBeginsWithTheShorterOne() {
        assertEquals(PATIENTS.subList(0, 40), REGION.patients(40));
        assertEquals(PATIENTS.get(17), REGION.patient(17));
    }

    @Test
    void hasNoMorePatientsThanTheTestRangeHasNumbers() {
        assertTrue(REGION.patient(SyntheticRegion.MOST_PATIENTS - 1).family().size() <= 2);
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> REGION.patient(SyntheticRegion.MOST_PATIENTS));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-2303 "));
    }

    @Test
    void nhsNumbersAreOfTheTestRangeValidAndUniqueEvenWithinFamilies() {
        Set<String> seen = new HashSet<>();
        for (SyntheticPatient patient : PATIENTS) {
            for (SyntheticPatient.FamilyMember member : patient.family()) {
                assertTrue(seen.add(member.person().nhsNumber()));
            }
            assertTrue(seen.add(patient.person().nhsNumber()));
        }
        for (SyntheticPatient patient : sound()) {
            seen.removeIf(n -> n.equals(patient.person().nhsNumber()) && passes(n));
            patient.family()
                    .forEach(
                            m -> seen.removeIf(n -> n.equals(m.person().nhsNumber()) && passes(n)));
        }
        assertTrue(seen.size() < 90, "numbers that fail the check: " + seen.size());
    }

    /// The check of the NHS Data Dictionary, the other way round: all ten digits weighted 10 to 1
    /// add up to a multiple of eleven.
    private static boolean passes(String digits) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (10 - i) * (digits.charAt(i) - '0');
        }
        return digits.startsWith("999") && sum % 11 == 0;
    }

    @Test
    void ordersAreConsistentWithTheDirectory() {
        for (SyntheticPatient patient : sound()) {
            ClinicalIndication indication =
                    DIRECTORY.indication(patient.indicationCode()).orElseThrow();
            assertTrue(indication.test(patient.testCode()).isPresent());
            assertTrue(indication.specialties().contains(patient.clinician().specialty()));
            int age =
                    Period.between(patient.person().birthDate(), LocalDate.of(2026, 6, 1))
                            .getYears();
            indication.minimumAgeYears().ifPresent(a -> assertTrue(age >= a));
            indication.maximumAgeYears().ifPresent(a -> assertTrue(age <= a));
            assertTrue(REGION.network().site(patient.site()).isPresent());
        }
    }

    @Test
    void clinicianNumbersStandForOnePersonEach() {
        Map<String, SyntheticPatient.Clinician> byNumber = new HashMap<>();
        for (SyntheticPatient patient : PATIENTS) {
            SyntheticPatient.Clinician before =
                    byNumber.putIfAbsent(patient.clinician().gmcNumber(), patient.clinician());
            assertTrue(before == null || before.equals(patient.clinician()));
            assertTrue(patient.clinician().gmcNumber().matches("99\\d{5}"));
        }
    }

    @Test
    void everyOrderForAWholeGenomeHasARecordOfDiscussion() {
        for (SyntheticPatient patient : sound()) {
            if (test(patient).method() == TestMethod.WGS) {
                assertTrue(patient.discussion().orElseThrow().testAgreed());
            } else {
                assertTrue(patient.family().isEmpty());
            }
            patient.family().forEach(m -> assertTrue(m.discussion().testAgreed()));
        }
    }

    @Test
    void sharesAreAsIntended() {
        List<ResearchChoice> choices =
                sound().stream()
                        .flatMap(p -> p.discussion().stream())
                        .map(SyntheticDiscussion::research)
                        .toList();
        assertEquals(0.70, share(choices, ResearchChoice.AGREED), 0.06);
        assertEquals(0.15, share(choices, ResearchChoice.DECLINED), 0.05);
        assertEquals(0.15, share(choices, ResearchChoice.UNDECIDED), 0.05);
        assertEquals(0.10, (double) count(p -> p.urgent()) / PATIENTS.size(), 0.035);
        long wgs = sound().stream().filter(p -> test(p).method() == TestMethod.WGS).count();
        assertEquals(0.5, (double) wgs / sound().size(), 0.12);
        assertTrue(count(p -> p.family().size() == 2) > 80);
        assertTrue(count(p -> !p.priorTests().isEmpty()) > 200);
        assertEquals(
                14,
                PATIENTS.stream()
                        .filter(p -> p.fault().isEmpty())
                        .map(SyntheticPatient::site)
                        .distinct()
                        .count());
    }

    private static double share(List<ResearchChoice> choices, ResearchChoice choice) {
        return (double) choices.stream().filter(c -> c == choice).count() / choices.size();
    }

    private static long count(java.util.function.Predicate<SyntheticPatient> property) {
        return PATIENTS.stream().filter(property).count();
    }

    @Test
    void parentsAreOldEnoughAndOfTheRightSex() {
        for (SyntheticPatient patient : sound()) {
            for (SyntheticPatient.FamilyMember member : patient.family()) {
                int older =
                        Period.between(member.person().birthDate(), patient.person().birthDate())
                                .getYears();
                assertTrue(older >= 19 && older <= 40, "years older: " + older);
                assertEquals(
                        member.relation() == SyntheticPatient.Relation.MOTHER
                                ? Sex.FEMALE
                                : Sex.MALE,
                        member.person().sex());
            }
        }
    }

    @Test
    void findingsAreKnownAndNothingIsBothThereAndAbsent() {
        for (SyntheticPatient patient : sound()) {
            Set<String> above = new HashSet<>();
            for (SyntheticPatient.Phenotype finding : patient.phenotypes()) {
                assertTrue(REGION.ontology().has(finding.termId()));
                assertEquals(REGION.ontology().term(finding.termId()).label(), finding.label());
                if (!finding.absent()) {
                    above.addAll(REGION.ontology().withAncestors(finding.termId()));
                }
            }
            int observed = patient.observed().size();
            assertTrue(observed >= 3 && observed <= 8, "observed: " + observed);
            assertEquals(
                    patient.phenotypes().size(),
                    patient.phenotypes().stream()
                            .map(SyntheticPatient.Phenotype::termId)
                            .distinct()
                            .count());
            for (SyntheticPatient.Phenotype finding : patient.phenotypes()) {
                assertFalse(finding.absent() && above.contains(finding.termId()));
            }
        }
    }

    @Test
    void specimensAreUnique() {
        Set<String> ids = new HashSet<>();
        for (SyntheticPatient patient : PATIENTS) {
            assertTrue(ids.add(patient.specimen().id()));
            patient.family().forEach(m -> assertTrue(ids.add(m.specimen().id())));
        }
    }

    @Test
    void noPatientLeadsToTheTruth() {
        Set<Class<?>> reached = new HashSet<>();
        reach(SyntheticPatient.class, reached);
        assertFalse(reached.contains(PlantedTruth.class));
        assertFalse(reached.contains(PlantedVariant.class));
        assertFalse(reached.contains(Disease.class));
    }

    private static void reach(Class<?> type, Set<Class<?>> reached) {
        if (!type.isRecord() || !reached.add(type)) {
            return;
        }
        for (java.lang.reflect.RecordComponent component : type.getRecordComponents()) {
            reach(component.getType(), reached);
            if (component.getGenericType()
                    instanceof java.lang.reflect.ParameterizedType parameterized) {
                for (java.lang.reflect.Type argument : parameterized.getActualTypeArguments()) {
                    if (argument instanceof Class<?> inner) {
                        reach(inner, reached);
                    }
                }
            }
        }
    }

    @Nested
    class FaultyOrders {
        private static Map<OrderFault, List<SyntheticPatient>> byFault() {
            Map<OrderFault, List<SyntheticPatient>> found = new EnumMap<>(OrderFault.class);
            found.putAll(
                    PATIENTS.stream()
                            .filter(p -> p.fault().isPresent())
                            .collect(Collectors.groupingBy(p -> p.fault().orElseThrow())));
            return found;
        }

        @Test
        void areOneInTwentyOfEveryKind() {
            assertEquals(50, byFault().values().stream().mapToInt(List::size).sum());
            assertEquals(Set.of(OrderFault.values()), byFault().keySet());
            assertEquals(
                    2, PATIENTS.subList(0, 40).stream().filter(p -> p.fault().isPresent()).count());
            for (OrderFault fault : OrderFault.values()) {
                assertFalse(fault.consequence().isBlank());
                assertFalse(fault.place().isBlank());
            }
        }

        @Test
        void areFaultyAsLabelledAndOnlySo() {
            byFault().forEach((fault, patients) -> patients.forEach(p -> check(fault, p)));
        }

        private static void check(OrderFault fault, SyntheticPatient patient) {
            Set<OrderFault> found = new HashSet<>();
            if (NhsNumber.check(patient.person().nhsNumber())
                    == NhsNumber.Verdict.CHECK_DIGIT_WRONG) {
                found.add(OrderFault.NHS_NUMBER_CHECK_DIGIT_WRONG);
            }
            Optional<ClinicalIndication> owner = DIRECTORY.indicationOfTest(patient.testCode());
            if (owner.isEmpty()) {
                found.add(OrderFault.TEST_CODE_UNKNOWN);
            } else if (!owner.get().code().equals(patient.indicationCode())) {
                found.add(OrderFault.TEST_OF_ANOTHER_INDICATION);
            } else if (test(patient).method() == TestMethod.WGS && patient.discussion().isEmpty()) {
                found.add(OrderFault.WGS_WITHOUT_RECORD_OF_DISCUSSION);
            }
            if (patient.discussion().filter(d -> !d.testAgreed()).isPresent()) {
                found.add(OrderFault.TEST_NOT_AGREED);
            }
            if (patient.phenotypes().stream().anyMatch(p -> !REGION.ontology().has(p.termId()))) {
                found.add(OrderFault.PHENOTYPE_TERM_UNKNOWN);
            }
            if (patient.person().birthDate().isAfter(LocalDate.of(2090, 1, 1))) {
                found.add(OrderFault.BIRTH_DATE_IN_FUTURE);
            }
            if (REGION.network().site(patient.site()).isEmpty()) {
                found.add(OrderFault.SITE_UNKNOWN);
            }
            assertEquals(Set.of(fault), found, "patient " + patient.number());
        }

        @Test
        void canBeLeftOut() {
            SyntheticRegion region =
                    SyntheticRegion.of(
                            15, new RegionOptions(LocalDate.of(2026, 6, 1), 0.6, 0, 3_000));
            assertTrue(region.patients(200).stream().allMatch(p -> p.fault().isEmpty()));
        }
    }

    @Test
    void networkHasSevenLaboratoriesAndSitesFromPaperToDigital() {
        assertEquals(7, REGION.network().laboratories().size());
        assertEquals(14, REGION.network().sites().size());
        double[] readiness =
                REGION.network().sites().stream()
                        .mapToDouble(s -> s.readiness().overall())
                        .sorted()
                        .toArray();
        assertTrue(readiness[0] < 0.1, Arrays.toString(readiness));
        assertTrue(readiness[13] > 0.9, Arrays.toString(readiness));
        assertEquals(
                7,
                REGION.network().laboratories().stream()
                        .map(l -> l.capacitySamplesPerWeek())
                        .distinct()
                        .count());
    }
}
