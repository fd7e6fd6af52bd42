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

    /// The indication with this code, old (`R69`) or new (`TP383`), if the directory has it.
    public Optional<ClinicalIndication> indication(String code) {
        return indications.stream().filter(i -> i.hasCode(code)).findFirst();
    }

    /// The test with this code, old (`R69.5`) or new (`GT46`), if the directory has it.
    public Optional<DirectoryTest> test(String code) {
        return indications.stream().flatMap(i -> i.test(code).stream()).findFirst();
    }

    /// The indication that a test belongs to, by the test's code, old or new, if the directory has
    /// it.
    public Optional<ClinicalIndication> indicationOfTest(String testCode) {
        return indications.stream().filter(i -> i.test(testCode).isPresent()).findFirst();
    }

    /// The test with this code, old or new, if it can be ordered for an indication: it is one of
    /// the indication's own, or the indication's package lists it although it belongs to another.
    /// So does `TP231` (R47) with `GT36` (R242.1), testing for a variant known in the family.
    public Optional<DirectoryTest> offered(ClinicalIndication indication, String testCode) {
        return indication
                .test(testCode)
                .or(() ->
                        test(testCode)
                                .filter(t ->
                                        t.digital().isPresent()
                                                && indication.digital().isPresent()
                                                && indication
                                                        .digital()
                                                        .get()
                                                        .testCodes()
                                                        .contains(t.digital().get().code())));
    }

    /// The tests of an indication's package that belong to other indications, in the package's
    /// order.
    public List<DirectoryTest> offeredFromElsewhere(ClinicalIndication indication) {
        return indication.digital().stream()
                .flatMap(p -> p.testCodes().stream())
                .filter(code -> indication.test(code).isEmpty())
                .flatMap(code -> test(code).stream())
                .toList();
    }

    /// Every test, by indication.
    public List<DirectoryTest> tests() {
        return indications.stream().flatMap(i -> i.tests().stream()).toList();
    }

    /// The turnaround standard of a test, in calendar days.
    public int turnaroundCalendarDays(DirectoryTest test) {
        return turnaroundCalendarDays.getOrDefault(test.turnaroundClass(), 0);
    }
}
