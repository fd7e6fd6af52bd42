package org.opengms.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.opengms.datafile.DataFile;
import org.opengms.orders.OrderId;

/// How those who gave no outcome are followed up, as dated data: every report asks for one, some
/// answer, and who does not may differ from who does. So some of the others are drawn at random and
/// asked again; they stand for all of them (Hansen and Hurwitz 1946,
/// doi:10.1080/01621459.1946.10501894).
///
/// @param version of the rule
/// @param from its first day
/// @param afterDays days after a report was signed without an outcome, from which on its order is
///   in the draw, once
/// @param percent of the orders in a draw that are drawn, each by itself
/// @param answerWithinDays days within which the answer is asked for
/// @param source where it comes from
public record FollowUpRule(
        String version,
        LocalDate from,
        int afterDays,
        int percent,
        int answerWithinDays,
        String source) {
    private static final List<FollowUpRule> SHIPPED =
            new DataFile<>(
                            Versions.class,
                            "a file of rules for the follow-up of outcomes",
                            "OGMS-2404",
                            versions -> versions)
                    .shipped(FollowUpRule.class, "follow-up-rules.json")
                    .versions();

    /// @throws IllegalArgumentException if a number is not of this world
    public FollowUpRule {
        if (afterDays < 1
                || afterDays > 365
                || percent < 1
                || percent > 100
                || answerWithinDays < 1
                || answerWithinDays > 365) {
            throw new IllegalArgumentException(
                    "afterDays and answerWithinDays must be 1 to 365, percent 1 to 100.");
        }
    }

    /// The versions of a file.
    ///
    /// @param format [#FORMAT]
    record Versions(String format, List<FollowUpRule> versions) {
        static final String FORMAT = "opengms-outcome-follow-up/1";

        Versions {
            if (!format.equals(FORMAT) || versions.isEmpty()) {
                throw new IllegalArgumentException(
                        "format must be \"%s\", and there must be a version.".formatted(FORMAT));
            }
            versions = versions.stream().sorted(Comparator.comparing(FollowUpRule::from)).toList();
        }
    }

    /// The version in force on a day: the newest that has begun, before the first the first.
    public static FollowUpRule on(LocalDate day) {
        return SHIPPED.reversed().stream()
                .filter(rule -> !rule.from().isAfter(day))
                .findFirst()
                .orElse(SHIPPED.getFirst());
    }

    /// Whether an order is drawn. Its lot is the first 32 bits of the SHA-256 of seed, colon and
    /// order as UTF-8, as a share of 2³²; it is drawn if that is less than [#percent] %. So anybody
    /// who has the seed can draw again.
    ///
    /// @param seed of the draw, hexadecimal
    boolean draws(String seed, OrderId order) {
        byte[] hash;
        try {
            hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((seed + ":" + order.value()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-2405 This Java has no SHA-256.", e);
        }
        long lot = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            lot = (lot << Byte.SIZE) | (hash[i] & 0xff);
        }
        return lot * 100 < ((long) percent << Integer.SIZE);
    }
}
