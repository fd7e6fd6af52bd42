package org.opengms.infrastructure;

import java.util.Map;
import org.opengms.directory.TestMethod;

/// A genomic laboratory hub.
///
/// @param ods its ODS code
/// @param name its name
/// @param region the region it serves first
/// @param capacitySamplesPerWeek how many samples it can take through each method in a week; a
///   method that is absent is not done here
/// @param staff how many people of each role it has, whole-time equivalents
public record Laboratory(
        OdsCode ods,
        String name,
        String region,
        Map<TestMethod, Integer> capacitySamplesPerWeek,
        Map<StaffRole, Double> staff) {

    /// @throws IllegalArgumentException if a capacity is not positive
    public Laboratory {
        capacitySamplesPerWeek = Map.copyOf(capacitySamplesPerWeek);
        staff = Map.copyOf(staff);
        capacitySamplesPerWeek.forEach((method, samples) -> {
            if (samples <= 0) {
                throw new IllegalArgumentException(
                        "OGMS-2103 Laboratory %s has capacity %d for %s. Leave out a method that is not done."
                                .formatted(ods, samples, method));
            }
        });
    }

    /// Samples a week through a method; 0 where the method is not done here.
    public int capacitySamplesPerWeek(TestMethod method) {
        return capacitySamplesPerWeek.getOrDefault(method, 0);
    }
}
