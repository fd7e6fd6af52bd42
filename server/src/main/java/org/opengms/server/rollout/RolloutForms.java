package org.opengms.server.rollout;

import java.math.BigDecimal;
import java.util.Optional;
import org.opengms.rollout.RolloutQuestion.Source;

/// What page and interface read alike.
public final class RolloutForms {
    private RolloutForms() {}

    /// A sum of pounds in pence; empty if it is none of whole pence.
    public static Optional<Long> pence(BigDecimal pounds) {
        try {
            return Optional.of(pounds.movePointRight(2).longValueExact());
        } catch (ArithmeticException tooFineOrTooMuch) {
            return Optional.empty();
        }
    }

    /// The catalogue that goes with a scenario unless another is named: the region's with a
    /// regional scenario, else the nation's.
    public static Source usualCatalogue(Source scenario) {
        return Source.shipped(
                scenario.text().isEmpty() && scenario.name().startsWith("regional")
                        ? "regional-investments"
                        : "national-investments");
    }
}
