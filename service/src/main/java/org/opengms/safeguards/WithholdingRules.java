package org.opengms.safeguards;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.datafile.DataFile;

/// The dated rule of what may be held back, for how long, and on whose opinion.
///
/// @param version of the rule
/// @param from its first day
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param tellBeforeDays how many days before its end a withholding is on the list to review
/// @param reasons what each reason asks for
public record WithholdingRules(
        String version,
        LocalDate from,
        Optional<String> signedBy,
        String source,
        int tellBeforeDays,
        Map<WithholdingReason, Rule> reasons) {
    private static final DataFile<WithholdingRules> FORM =
            new DataFile<>(
                    WithholdingRules.class, "a file of withholding rules", "OGMS-7161", r -> r);
    private static final WithholdingRules RULES =
            FORM.shipped(WithholdingRules.class, "withholding-rules-2026.1.json");

    /// What a reason asks for.
    ///
    /// @param longestMonths how long it holds at most before it is renewed
    /// @param opinionMonths how old another health professional's opinion may be; absent where the
    ///   law asks for none
    /// @param from from whom it may be held back for this reason
    /// @param source the law
    public record Rule(
            int longestMonths,
            Optional<Integer> opinionMonths,
            Set<Withholding.Audience> from,
            String source) {
        public Rule {
            from = Set.copyOf(from);
        }
    }

    /// @throws IllegalArgumentException if a reason has no rule
    public WithholdingRules {
        reasons = Map.copyOf(reasons);
        if (!reasons.keySet().containsAll(List.of(WithholdingReason.values()))) {
            throw new IllegalArgumentException("every reason needs its rule");
        }
    }

    /// The rule that comes with the program.
    public static WithholdingRules shipped() {
        return RULES;
    }

    /// What a reason asks for.
    public Rule of(WithholdingReason reason) {
        Rule rule = reasons.get(reason);
        if (rule == null) {
            throw new IllegalStateException("OGMS-7161 No rule for " + reason);
        }
        return rule;
    }

    /// Whether a withholding is to be looked at: it ends soon.
    public boolean isToReview(Withholding withholding, LocalDate today) {
        return withholding.holds(today)
                && !today.isBefore(withholding.ends().minusDays(tellBeforeDays));
    }
}
