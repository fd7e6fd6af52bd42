package org.opengms.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.orders.OrderId;

/// One version of a report.
///
/// @param id of the report, the same for all its versions
/// @param order the order it answers
/// @param version from 1
/// @param status whether it may be acted on
/// @param kind the answer in one word
/// @param conclusion the answer in words
/// @param variants variants reported, in rank order; empty for a conventional test
/// @param analysisVersion the analysis it rests on; absent for a conventional test
/// @param issuedAt when this version was made
/// @param signedBy display name of the scientist; present exactly when final
/// @param cause which variants the signature marks as the cause; absent where it marks nothing
public record Report(
        ReportId id,
        OrderId order,
        int version,
        ReportStatus status,
        ResultKind kind,
        String conclusion,
        List<ReportedVariant> variants,
        Optional<Integer> analysisVersion,
        Instant issuedAt,
        Optional<String> signedBy,
        Optional<CauseMark> cause) {
    /// @throws IllegalArgumentException if a final report is not signed, or a preliminary one is
    public Report {
        variants = List.copyOf(variants);
        if ((status == ReportStatus.FINAL) != signedBy.isPresent()) {
            throw new IllegalArgumentException(
                    "OGMS-2401 A report is final exactly when a scientist has signed it.");
        }
        if (cause.isPresent()) {
            Optional<String> wrong =
                    status == ReportStatus.FINAL
                            ? cause.get().problem(kind, variants)
                            : Optional.of("Only a signature marks a cause.");
            if (wrong.isPresent()) {
                throw new IllegalArgumentException("OGMS-2402 " + wrong.get());
            }
        }
    }

    /// A report without a mark: not signed yet, of a test without variants, or signed before causes
    /// were marked.
    public Report(
            ReportId id,
            OrderId order,
            int version,
            ReportStatus status,
            ResultKind kind,
            String conclusion,
            List<ReportedVariant> variants,
            Optional<Integer> analysisVersion,
            Instant issuedAt,
            Optional<String> signedBy) {
        this(
                id,
                order,
                version,
                status,
                kind,
                conclusion,
                variants,
                analysisVersion,
                issuedAt,
                signedBy,
                Optional.empty());
    }

    /// Whether the signature marks a variant as the cause, alone or with others.
    public boolean marks(ReportedVariant variant) {
        return cause.isPresent()
                && cause.get() instanceof CauseMark.Explains(List<Integer> ranks)
                && ranks.contains(variant.rank());
    }
}
