package org.opengms.disclosure.release;

import java.util.List;

/// Whether something may be published beside everything before. For a checker, not for the public:
/// that a release is refused tells that a few people make the difference.
public sealed interface Verdict {
    /// Nothing small can be worked out from it and one other breakdown.
    record Safe() implements Verdict {}

    /// What could be worked out.
    ///
    /// @param findings at least one
    record Unsafe(List<Finding> findings) implements Verdict {
        public Unsafe {
            findings = List.copyOf(findings);
        }
    }

    /// Two sums of published numbers that differ by few people.
    ///
    /// @param numbers of the new publication, added up
    /// @param earlier publication that has the others; the new one's own id if it has both
    /// @param others added up; none if the numbers are small themselves
    /// @param fewerThan bounds the people who are in one sum and not in the other; at least one is
    record Finding(List<String> numbers, String earlier, List<String> others, int fewerThan) {
        public Finding {
            numbers = List.copyOf(numbers);
            others = List.copyOf(others);
        }

        /// What is wrong and what helps, in words.
        public String words() {
            return others.isEmpty()
                    ? "%s counts fewer than %d people. Hide it or join it with another."
                            .formatted(numbers, fewerThan)
                    : "%s and, in publication %s, %s differ by fewer than %d people. Leave one out, or use the earlier one's groups."
                            .formatted(numbers, earlier, others, fewerThan);
        }
    }
}
