package org.opengms.directory;

import java.util.List;
import java.util.Optional;

/// A reason for testing and the tests that the directory offers for it.
///
/// @param code such as `R901`
/// @param name for people
/// @param criteria who is eligible, in words; empty where the directory does not say
/// @param specialties requesting specialties; empty where any may request, or where the directory
///   does not say
/// @param minimumAgeYears youngest age tested, in completed years
/// @param maximumAgeYears oldest age tested, in completed years
/// @param tests in the directory's order of preference
/// @param digital what the digital test directory says of it, with its new code
public record ClinicalIndication(
        String code,
        String name,
        String criteria,
        List<String> specialties,
        Optional<Integer> minimumAgeYears,
        Optional<Integer> maximumAgeYears,
        List<DirectoryTest> tests,
        Optional<DigitalPackage> digital) {

    public ClinicalIndication {
        specialties = List.copyOf(specialties);
        tests = List.copyOf(tests);
    }

    /// An indication without a code in the digital test directory.
    public ClinicalIndication(
            String code,
            String name,
            String criteria,
            List<String> specialties,
            Optional<Integer> minimumAgeYears,
            Optional<Integer> maximumAgeYears,
            List<DirectoryTest> tests) {
        this(
                code,
                name,
                criteria,
                specialties,
                minimumAgeYears,
                maximumAgeYears,
                tests,
                Optional.empty());
    }

    /// Whether this is its code, old (`R69`) or new (`TP383`).
    public boolean hasCode(String oldOrNew) {
        return code.equals(oldOrNew) || digital.filter(d -> d.code().equals(oldOrNew)).isPresent();
    }

    /// The test with this code, old or new, if it belongs to this indication. A package of the
    /// digital test directory can also offer tests that belong elsewhere: see
    /// [TestDirectory#offered].
    public Optional<DirectoryTest> test(String testCode) {
        return tests.stream().filter(t -> t.hasCode(testCode)).findFirst();
    }

    /// The whole genome test, if there is one.
    public Optional<DirectoryTest> wgs() {
        return tests.stream().filter(t -> t.method() == TestMethod.WGS).findFirst();
    }

    /// The tests by other methods, in order of preference.
    public List<DirectoryTest> conventional() {
        return tests.stream().filter(t -> t.method() != TestMethod.WGS).toList();
    }

    /// The same indication with other tests and a package of the digital test directory.
    ClinicalIndication with(List<DirectoryTest> newTests, Optional<DigitalPackage> newDigital) {
        return new ClinicalIndication(
                code,
                name,
                criteria,
                specialties,
                minimumAgeYears,
                maximumAgeYears,
                newTests,
                newDigital);
    }
}
