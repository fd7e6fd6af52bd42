package org.opengms.directory;

import java.util.List;
import java.util.Optional;

/// A reason for testing and the tests that the directory offers for it.
///
/// @param code such as `R901`
/// @param name for people
/// @param criteria who is eligible, in words
/// @param specialties requesting specialties; empty where any may request
/// @param minimumAgeYears youngest age tested, in completed years
/// @param maximumAgeYears oldest age tested, in completed years
/// @param tests in the directory's order of preference
public record ClinicalIndication(
        String code,
        String name,
        String criteria,
        List<String> specialties,
        Optional<Integer> minimumAgeYears,
        Optional<Integer> maximumAgeYears,
        List<DirectoryTest> tests) {

    public ClinicalIndication {
        specialties = List.copyOf(specialties);
        tests = List.copyOf(tests);
    }

    /// The test with this code, if it belongs to this indication.
    public Optional<DirectoryTest> test(String testCode) {
        return tests.stream().filter(t -> t.code().equals(testCode)).findFirst();
    }

    /// The whole genome test, if there is one.
    public Optional<DirectoryTest> wgs() {
        return tests.stream().filter(t -> t.method() == TestMethod.WGS).findFirst();
    }

    /// The tests by other methods, in order of preference.
    public List<DirectoryTest> conventional() {
        return tests.stream().filter(t -> t.method() != TestMethod.WGS).toList();
    }
}
