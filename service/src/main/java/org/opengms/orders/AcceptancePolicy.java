package org.opengms.orders;

import java.util.List;
import java.util.Map;

/// Which findings refuse an order: the default grade of each kind, changed where the operator says
/// so.
///
/// @param name of the policy, told with every refusal
/// @param grades kinds whose grade differs from the default
public record AcceptancePolicy(String name, Map<FindingKind, Grade> grades) {
    /// The default grades: refuses only what would make the test wrong or unsafe.
    public static final AcceptancePolicy STANDARD = new AcceptancePolicy("standard", Map.of());

    /// For trying out interfaces with example messages: invalid NHS numbers are told, not refused.
    public static final AcceptancePolicy CONNECTATHON =
            new AcceptancePolicy(
                    "connectathon", Map.of(FindingKind.NHS_NUMBER_INVALID, Grade.WARNING));

    public AcceptancePolicy {
        grades = Map.copyOf(grades);
    }

    /// The grade of a kind under this policy.
    public Grade gradeOf(FindingKind kind) {
        return grades.getOrDefault(kind, kind.defaultGrade());
    }

    /// Makes a finding with the grade that this policy gives it.
    public Finding finding(FindingKind kind, String path, String words, String advice) {
        return new Finding(kind, gradeOf(kind), path, words, advice);
    }

    /// Whether the findings refuse the order.
    public static boolean refuses(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.grade() == Grade.ERROR);
    }
}
