package org.opengms.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a set of resources of the digital test directory says: packages and tests with the old
/// codes that they replace.
///
/// @param packages test packages
/// @param tests genomic tests
/// @param unmatched what was wrong with the resources themselves
public record DigitalDirectory(
        List<PackageEntry> packages, List<TestEntry> tests, List<Unmatched> unmatched) {
    public DigitalDirectory {
        packages = List.copyOf(packages);
        tests = List.copyOf(tests);
        unmatched = List.copyOf(unmatched);
    }

    /// A package and the codes that it had before.
    ///
    /// @param oldCodes such as `R47`, published with the use `old`
    public record PackageEntry(DigitalPackage digital, List<String> oldCodes) {
        public PackageEntry {
            oldCodes = List.copyOf(oldCodes);
        }
    }

    /// A test and the codes that it had before.
    ///
    /// @param oldCodes such as `R47.2`, published with the use `old`
    public record TestEntry(DigitalTest digital, List<String> oldCodes) {
        public TestEntry {
            oldCodes = List.copyOf(oldCodes);
        }
    }

    /// Something that found no place in the directory.
    ///
    /// @param what its code, or the file or resource it stands in
    /// @param reason in words
    public record Unmatched(String what, String reason) {}

    /// A directory version with the new codes, and what matched nothing.
    public record Merged(TestDirectory directory, List<Unmatched> unmatched) {
        public Merged {
            unmatched = List.copyOf(unmatched);
        }
    }

    /// Adds what is said here to a directory version: by the old codes that packages and tests
    /// name.
    public Merged onto(TestDirectory directory) {
        return new Matching(directory).merge();
    }

    private final class Matching {
        private final TestDirectory directory;
        private final List<Unmatched> left = new ArrayList<>(unmatched);
        private final Map<String, DigitalTest> testOf = new HashMap<>();
        private final Map<String, DigitalPackage> packageOf = new HashMap<>();

        Matching(TestDirectory directory) {
            this.directory = directory;
        }

        Merged merge() {
            Set<String> seen = new HashSet<>();
            for (TestEntry entry : tests) {
                String code = entry.digital().code();
                if (!seen.add(code)) {
                    leave(code, "it is defined twice; the first counts");
                    continue;
                }
                place(code, entry.oldCodes(), "test", directory.version())
                        .ifPresent(old -> testOf.put(old, entry.digital()));
            }
            for (PackageEntry entry : packages) {
                String code = entry.digital().code();
                if (!seen.add(code)) {
                    leave(code, "it is defined twice; the first counts");
                    continue;
                }
                place(code, entry.oldCodes(), "indication", directory.version())
                        .ifPresent(old -> packageOf.put(old, entry.digital()));
                for (String test : entry.digital().testCodes()) {
                    if (tests.stream().noneMatch(t -> t.digital().code().equals(test))) {
                        leave(
                                test,
                                "package %s lists it, but no ActivityDefinition defines it"
                                        .formatted(code));
                    }
                }
            }
            List<ClinicalIndication> indications = new ArrayList<>();
            for (ClinicalIndication indication : directory.indications()) {
                List<DirectoryTest> of = new ArrayList<>();
                for (DirectoryTest test : indication.tests()) {
                    DigitalTest digital = testOf.get(test.code());
                    of.add(digital == null ? test : test.with(digital));
                }
                indications.add(
                        indication.with(
                                of,
                                Optional.ofNullable(packageOf.get(indication.code()))
                                        .or(indication::digital)));
            }
            return new Merged(
                    new TestDirectory(
                            directory.version(),
                            directory.effectiveFrom(),
                            directory.turnaroundCalendarDays(),
                            indications),
                    left);
        }

        /// The one old code under which something stands in the directory.
        private Optional<String> place(
                String code, List<String> oldCodes, String what, String version) {
            if (oldCodes.isEmpty()) {
                leave(code, "it names no old code, so nothing says which %s it is".formatted(what));
                return Optional.empty();
            }
            List<String> there = oldCodes.stream().filter(old -> has(what, old)).toList();
            if (there.isEmpty()) {
                leave(
                        code,
                        "directory %s has no %s %s"
                                .formatted(version, what, String.join(", ", oldCodes)));
                return Optional.empty();
            }
            if (there.size() > 1) {
                leave(
                        code,
                        "it names several %ss, %s; the first is taken"
                                .formatted(what, String.join(", ", there)));
            }
            String old = there.getFirst();
            boolean taken =
                    what.equals("test") ? testOf.containsKey(old) : packageOf.containsKey(old);
            if (taken) {
                leave(code, "%s %s has a new code already".formatted(what, old));
                return Optional.empty();
            }
            return Optional.of(old);
        }

        private boolean has(String what, String old) {
            return what.equals("test")
                    ? directory.tests().stream().anyMatch(t -> t.code().equals(old))
                    : directory.indications().stream().anyMatch(i -> i.code().equals(old));
        }

        private void leave(String what, String reason) {
            left.add(new Unmatched(what, reason));
        }
    }
}
