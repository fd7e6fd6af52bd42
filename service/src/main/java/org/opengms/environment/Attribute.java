package org.opengms.environment;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.opengms.cohort.CohortRecord;
import org.opengms.cohort.Trait;

/// Something that every participant has one category of.
public sealed interface Attribute {
    /// The category of those of whom none of the named ones is recorded.
    String OTHER = "other or not recorded";

    /// The two categories of what somebody has or has not.
    List<String> YES_OR_NO = List.of("yes", "not recorded");

    /// The category of a participant.
    String of(CohortRecord record);

    /// What it is called in tables.
    String title();

    /// Something recorded of everybody.
    record OfTrait(Trait trait) implements Attribute {
        @Override
        public String of(CohortRecord record) {
            return record.traits().getOrDefault(trait, OTHER);
        }

        @Override
        public String title() {
            return switch (trait) {
                case SEX -> "sex";
                case AGE_BAND -> "age band";
                case REGION -> "region";
                case INDICATION -> "indication";
                case METHOD -> "method";
                case OUTCOME -> "outcome";
            };
        }
    }

    /// Whether the signed report names a variant in a gene.
    ///
    /// @param symbol approved
    record ReportedGene(String symbol) implements Attribute {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,30}");

        public ReportedGene {
            require(FORM, symbol, "symbol of a gene, such as BRCA1");
        }

        @Override
        public String of(CohortRecord record) {
            return yes(record.genes(), symbol);
        }

        @Override
        public String title() {
            return "variant reported in " + symbol;
        }
    }

    /// Whether the signed report names a variant.
    ///
    /// @param variant as `chr17:43045682:C:T`, with a 1-based position
    record ReportedVariant(String variant) implements Attribute {
        private static final Pattern FORM =
                Pattern.compile("chr[0-9A-Za-z]{1,20}:[1-9][0-9]{0,9}:[ACGTN]{1,50}:[ACGTN]{1,50}");

        public ReportedVariant {
            require(FORM, variant, "variant, such as chr17:43045682:C:T with a 1-based position");
        }

        @Override
        public String of(CohortRecord record) {
            return yes(record.variants(), variant);
        }

        @Override
        public String title() {
            return "reported " + variant;
        }
    }

    /// Whether a feature is recorded.
    ///
    /// @param term of the Human Phenotype Ontology
    record Phenotype(String term) implements Attribute {
        private static final Pattern FORM = Pattern.compile("HP:[0-9]{7}");

        public Phenotype {
            require(FORM, term, "term of the Human Phenotype Ontology, such as HP:0001250");
        }

        @Override
        public String of(CohortRecord record) {
            return yes(record.phenotypes(), term);
        }

        @Override
        public String title() {
            return term;
        }
    }

    private static String yes(Set<String> has, String what) {
        return YES_OR_NO.get(has.contains(what) ? 0 : 1);
    }

    private static void require(Pattern form, String text, String what) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("OGMS-7610 This is no %s.".formatted(what));
        }
    }
}
