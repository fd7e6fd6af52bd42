package org.opengms.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One version of the test directory.
///
/// @param version such as `2026.1`
/// @param effectiveFrom first day on which it applies
/// @param turnaroundCalendarDays the standard of each turnaround class, in calendar days
/// @param indications every clinical indication
public record TestDirectory(
        String version,
        LocalDate effectiveFrom,
        Map<String, Integer> turnaroundCalendarDays,
        List<ClinicalIndication> indications) {

    /// @throws IllegalArgumentException if a test names a turnaround class that has no standard
    public TestDirectory {
        turnaroundCalendarDays = Map.copyOf(turnaroundCalendarDays);
        indications = List.copyOf(indications);
        for (ClinicalIndication indication : indications) {
            for (DirectoryTest test : indication.tests()) {
                if (!turnaroundCalendarDays.containsKey(test.turnaroundClass())) {
                    throw new IllegalArgumentException(
                            "OGMS-2201 Test %s has turnaround class %s, for which directory %s has no standard."
                                    .formatted(test.code(), test.turnaroundClass(), version));
                }
            }
        }
    }

    /// The indication with this code, if the directory has it.
    public Optional<ClinicalIndication> indication(String code) {
        return indications.stream().filter(i -> i.code().equals(code)).findFirst();
    }

    /// The indication that a test code belongs to, if the directory has it.
    public Optional<ClinicalIndication> indicationOfTest(String testCode) {
        return indications.stream().filter(i -> i.test(testCode).isPresent()).findFirst();
    }

    /// The turnaround standard of a test, in calendar days.
    public int turnaroundCalendarDays(DirectoryTest test) {
        return turnaroundCalendarDays.getOrDefault(test.turnaroundClass(), 0);
    }
}
