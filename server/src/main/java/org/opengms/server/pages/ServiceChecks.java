package org.opengms.server.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.PackageReport;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;

/// What orders are checked against while the service runs.
///
/// @param directories every version of the test directory, newest first
/// @param dataSet the Minimum Data Set that orders are asked for, if any
/// @param hasPackages whether the operator gave a folder of national definitions
/// @param packages what was found in it
/// @param policy which findings refuse an order
public record ServiceChecks(
        List<TestDirectory> directories,
        Optional<MinimumDataSet> dataSet,
        boolean hasPackages,
        PackageReport packages,
        AcceptancePolicy policy) {
    public ServiceChecks {
        directories = List.copyOf(directories);
    }

    /// How many definitions of each type are in use.
    public Map<String, Integer> definitions() {
        return new TreeMap<>(packages.definitions());
    }

    /// The name of a folder or archive of definitions.
    public String packageName(String folder) {
        return folder.isEmpty() ? "Single files" : folder;
    }

    /// What the policy gives a grade, in words, by the alphabet.
    public List<String> kinds(Grade grade) {
        return Arrays.stream(FindingKind.values())
                .filter(kind -> policy.gradeOf(kind) == grade)
                .map(kind ->
                        kind.defaultGrade() == grade
                                ? Wording.words(kind)
                                : "%s (changed by the policy; it is %s by default)"
                                        .formatted(
                                                Wording.words(kind),
                                                Wording.lower(Wording.words(kind.defaultGrade()))))
                .sorted()
                .toList();
    }

    /// The last part of a canonical address, by which people know a profile.
    public String shortName(String canonical) {
        return canonical.substring(canonical.lastIndexOf('/') + 1);
    }
}
