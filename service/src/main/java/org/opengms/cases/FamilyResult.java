package org.opengms.cases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a signed report says that matters to a relative, and nothing else: which cause was found,
/// so that the relative can be tested for it. No features, no other findings, no words of the
/// conclusion, no name.
///
/// What the scientist who signed marked as the cause is the cause. Of a report that was signed
/// without a mark, a variant is given only if the conclusion names it, or names its gene and no
/// other gene of the report; else none is.
///
/// @param indication for which the proband was tested
/// @param kind the answer in one word
/// @param source how the cause is known
/// @param variants that are the cause; empty where none of those reported is, or none is named
///   clearly
public record FamilyResult(
        String indication, ResultKind kind, Source source, List<Variant> variants) {
    /// How a cause is known.
    public enum Source {
        /// The scientist who signed marked it.
        MARK,
        /// The signed conclusion names it, as a program reads it.
        CONCLUSION
    }

    public FamilyResult {
        variants = List.copyOf(variants);
    }

    /// A variant to test a relative for.
    ///
    /// @param gene approved symbol
    /// @param geneId such as `HGNC:1100`
    /// @param contig such as `chr17`
    /// @param position VCF POS, 1-based
    /// @param transcript accession with version
    /// @param hgvsC coding name, may be empty
    /// @param hgvsP protein name, may be empty
    public record Variant(
            String gene,
            String geneId,
            String contig,
            long position,
            String ref,
            String alt,
            String transcript,
            String hgvsC,
            String hgvsP) {
        static Variant of(ReportedVariant reported) {
            return new Variant(
                    reported.gene(),
                    reported.geneId(),
                    reported.contig(),
                    reported.position(),
                    reported.ref(),
                    reported.alt(),
                    reported.transcript(),
                    reported.hgvsC(),
                    reported.hgvsP());
        }
    }

    /// The result of a report; absent while no scientist has signed it.
    ///
    /// @param indication for which the proband was tested
    public static Optional<FamilyResult> of(Report report, String indication) {
        if (report.status() != ReportStatus.FINAL) {
            return Optional.empty();
        }
        return Optional.of(
                report.cause().isPresent()
                        ? new FamilyResult(
                                indication,
                                report.kind(),
                                Source.MARK,
                                report.variants().stream()
                                        .filter(report::marks)
                                        .map(Variant::of)
                                        .toList())
                        : new FamilyResult(
                                indication,
                                report.kind(),
                                Source.CONCLUSION,
                                report.kind() == ResultKind.CAUSE_FOUND
                                        ? causes(report)
                                        : List.of()));
    }

    private static List<Variant> causes(Report report) {
        List<ReportedVariant> byName =
                report.variants().stream()
                        .filter(v -> names(report.conclusion(), v.hgvsC()))
                        .toList();
        List<ReportedVariant> named =
                byName.isEmpty()
                        ? report.variants().stream()
                                .filter(v -> names(report.conclusion(), v.gene()))
                                .toList()
                        : byName;
        // One of two genes may stand there because it is not the cause.
        Set<String> genes =
                report.variants().stream()
                        .filter(v -> named.contains(v) || names(report.conclusion(), v.gene()))
                        .map(ReportedVariant::gene)
                        .collect(Collectors.toSet());
        return genes.size() == 1 ? named.stream().map(Variant::of).toList() : List.of();
    }

    /// Whether a text has a word that is not part of a longer one.
    private static boolean names(String text, String word) {
        return !word.isEmpty()
                && Pattern.compile("(?<![\\w.>])" + Pattern.quote(word) + "(?![\\w>])")
                        .matcher(text)
                        .find();
    }
}
