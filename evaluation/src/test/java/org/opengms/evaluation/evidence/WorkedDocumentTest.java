package org.opengms.evaluation.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.evaluation.statistics.MissingOutcomes;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.SharedData;

/// Every number of the section on what can be learned is computed here, from the counts that the
/// evidence table holds and from closed forms.
class WorkedDocumentTest {
    private static final String BEGIN = "<!-- computed: begin -->\n";
    private static final String END = "<!-- computed: end -->\n";
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double Z = NORMAL.inverseCumulativeProbability(0.975);
    private static final double POWER = NORMAL.inverseCumulativeProbability(0.8);
    private static final double YIELD = 0.25;

    private final PublishedEvidence evidence = PublishedEvidence.shipped();
    private final long families = published("families-interpreted");
    private final long pilot = published("pilot-families");
    private final long cancer = published("cancer-participants");

    private long published(String id) {
        return Long.parseLong(evidence.figure(id).value().orElseThrow().digits(), 10);
    }

    /// The difference from a share that is found with 80 % power at the 5 % level, two-sided,
    /// without correction for continuity (Fleiss, Levin and Paik, Statistical Methods for Rates and
    /// Proportions, 3rd edition, formula 4.14).
    private static double detectable(double share, double first, double second) {
        double low = 0;
        double high = 1 - share;
        for (int i = 0; i < 100; i++) {
            double d = (low + high) / 2;
            double other = share + d;
            double pooled = (first * share + second * other) / (first + second);
            double needed =
                    Z * Math.sqrt(pooled * (1 - pooled) * (1 / first + 1 / second))
                            + POWER
                                    * Math.sqrt(
                                            share * (1 - share) / first
                                                    + other * (1 - other) / second);
            if (d < needed) {
                low = d;
            } else {
                high = d;
            }
        }
        return high;
    }

    /// Deaths needed to find a ratio of hazards (Schoenfeld 1983, doi:10.2307/2531021).
    private static double deaths(double ratio, double share) {
        double log = Math.log(ratio);
        return (Z + POWER) * (Z + POWER) / (share * (1 - share) * log * log);
    }

    /// Textbook values: 1,251 in each of two groups for 25 against 30 % (the usual table, without
    /// correction), and 247 deaths for a ratio of 0.7 in halves (rounded up).
    @ParameterizedTest
    @CsvSource({"0.25,1251,0.05", "0.50,388,0.10"})
    void findsTheDifferencesOfTextbooks(double share, double each, double difference) {
        assertEquals(difference, detectable(share, each, each), 0.0003);
    }

    @Test
    void needsTheDeathsOfTextbooks() {
        assertEquals(247, Math.ceil(deaths(0.7, 0.5)));
    }

    @Test
    void holdsTheNumbersThatAreComputed() throws IOException {
        Path file = SharedData.projectRoot().resolve("docs/reports/100000-genomes-evaluation.md");
        String document = Files.readString(file);
        int from = document.indexOf(BEGIN) + BEGIN.length();
        int to = document.indexOf(END);
        String computed = computed();
        Files.writeString(
                SharedData.projectRoot().resolve("evaluation/target/100000-genomes-computed.md"),
                computed);
        assertEquals(
                computed,
                document.substring(from, to),
                "Copy evaluation/target/100000-genomes-computed.md between the marks in " + file);
    }

    private String computed() {
        StringBuilder text =
                new StringBuilder(
                        "\n**How exact a yield would be**, by chance alone, if 25 of 100 are solved:\n\n");
        row(text, "families with a known outcome", "95 % limits of the yield");
        rule(text, 2);
        for (long n : new long[] {families, pilot, 1000, 200, 50, 20}) {
            Interval i = Proportion.of(Math.round(YIELD * n), n).wilson(0.95);
            String who =
                    n == families
                            ? " (all that were interpreted)"
                            : n == pilot ? " (the pilot)" : n == 200 ? " (one disorder)" : "";
            row(
                    text,
                    "%,d%s".formatted(n, who),
                    "%.1f to %.1f %%".formatted(100 * i.lower(), 100 * i.upper()));
        }

        text.append(
                "\n**What hides behind outcomes that are missing**, if 25 of 100 known ones are solved among all families that were interpreted:\n\n");
        row(text, "outcomes missing", "the yield lies between", "95 % limits of the true value");
        rule(text, 3);
        for (int percent : new int[] {0, 1, 5, 10, 20}) {
            long missing = Math.round(families * percent / 100.0);
            long known = families - missing;
            MissingOutcomes outcomes =
                    new MissingOutcomes(Math.round(YIELD * known), known, missing);
            Bounds worst = outcomes.worstCase();
            Bounds limits = outcomes.ofTheTrueValue(0.95);
            row(
                    text,
                    percent + " %",
                    "%.1f and %.1f %%".formatted(100 * worst.lower(), 100 * worst.upper()),
                    "%.1f to %.1f %%".formatted(100 * limits.lower(), 100 * limits.upper()));
        }

        text.append(
                "\n**What difference in yield would be found** (80 % power, 5 % level), against 25 of 100:\n\n");
        row(text, "groups", "families in each", "smallest difference, points");
        rule(text, 3);
        compare(text, "all, in halves", families / 2.0, families / 2.0);
        compare(text, "a tenth against the rest", families * 0.1, families * 0.9);
        compare(text, "a hundredth against the rest", families * 0.01, families * 0.99);
        compare(text, "one disorder of 400, in halves", 200, 200);
        compare(text, "one disorder of 100, in halves", 50, 50);

        text.append(
                "\n**What selection does**: by how many points the yield of those recruited is off that of all who were eligible, if the yield of the others differs:\n\n");
        row(
                text,
                "recruited of those eligible",
                "others differ by 5 points",
                "by 10 points",
                "by 20 points");
        rule(text, 4);
        for (int percent : new int[] {90, 50, 20}) {
            double others = 1 - percent / 100.0;
            row(
                    text,
                    percent + " %",
                    "%.1f".formatted(others * 5),
                    "%.1f".formatted(others * 10),
                    "%.1f".formatted(others * 20));
        }

        text.append(
                "\n**How many deaths a comparison of survival needs** (80 %% power, 5 %% level), to be had among %,d cancer participants and those compared with them:\n\n"
                        .formatted(cancer));
        row(text, "ratio of hazards", "groups of equal size", "one of ten in one group");
        rule(text, 3);
        for (double ratio : new double[] {0.95, 0.9, 0.8, 0.7}) {
            row(
                    text,
                    "%.2f".formatted(ratio),
                    "%,.0f".formatted(Math.ceil(deaths(ratio, 0.5))),
                    "%,.0f".formatted(Math.ceil(deaths(ratio, 0.1))));
        }

        text.append(
                "\n**How many records of cost a mean needs**, where costs vary as much as they are high (coefficient of variation 1):\n\n");
        row(text, "95 % limits within", "records");
        rule(text, 2);
        for (int percent : new int[] {10, 5, 2}) {
            row(
                    text,
                    "± %d %%".formatted(percent),
                    "%,.0f".formatted(Math.ceil(Z * Z / (percent / 100.0 * percent / 100.0))));
        }
        return text.append('\n').toString();
    }

    private static void compare(StringBuilder text, String groups, double few, double rest) {
        row(
                text,
                groups,
                "%,d and %,d".formatted(Math.round(few), Math.round(rest)),
                "%.1f".formatted(100 * detectable(YIELD, rest, few)));
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static void rule(StringBuilder text, int columns) {
        text.append("|").append(" --- |".repeat(columns)).append('\n');
    }
}
