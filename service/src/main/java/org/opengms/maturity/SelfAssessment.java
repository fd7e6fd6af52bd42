package org.opengms.maturity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Said;

/// What a site says of itself, by the dimensions of NHS England's *What Good Looks Like* framework
/// (2021). It stands beside what is observed and changes nothing of it. A later one takes its
/// place.
///
/// @param scores from 1 (little is in place) to 5 (all of it is), of the dimensions that were
///   assessed
/// @param said who said it, when
public record SelfAssessment(OdsCode site, Map<Dimension, Integer> scores, Said said) {
    private static final int LEAST = 1;
    private static final int MOST = 5;

    /// @throws IllegalArgumentException if there is no score, or one outside 1..5
    public SelfAssessment {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-8921 Nothing is assessed. Give at least one dimension a score from 1 to 5.");
        }
        scores = Collections.unmodifiableMap(new EnumMap<>(scores));
        scores.forEach((dimension, score) -> {
            if (score < LEAST || score > MOST) {
                throw new IllegalArgumentException(
                        "OGMS-8920 %s: the score is %d. Give a whole number from %d to %d."
                                .formatted(dimension.code(), score, LEAST, MOST));
            }
        });
    }

    /// The seven dimensions.
    public enum Dimension {
        WELL_LED("well-led", "Well led"),
        SMART_FOUNDATIONS("smart-foundations", "Smart foundations"),
        SAFE_PRACTICE("safe-practice", "Safe practice"),
        SUPPORT_PEOPLE("support-people", "Support people"),
        EMPOWER_CITIZENS("empower-citizens", "Empower citizens"),
        IMPROVE_CARE("improve-care", "Improve care"),
        HEALTHY_POPULATIONS("healthy-populations", "Healthy populations");

        private final String code;
        private final String words;

        Dimension(String code, String words) {
            this.code = code;
            this.words = words;
        }

        /// As forms name it.
        public String code() {
            return code;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// The mean of the scores.
    public double mean() {
        return scores.values().stream().mapToInt(Integer::intValue).average().orElseThrow();
    }
}
