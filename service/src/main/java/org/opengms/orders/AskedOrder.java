package org.opengms.orders;

/// One order of a submission.
///
/// @param request what is asked for
/// @param evidence where its record of discussion is kept, such as `Consent/…`; empty if none
/// @param person tells the persons of the submission apart: the same number is the same person; -1
///   where that is not known
/// @param basedOn the place from 0 of an earlier order of the submission that it builds on, or -1
public record AskedOrder(OrderRequest request, String evidence, int person, int basedOn) {
    /// An order that is submitted alone.
    public AskedOrder(OrderRequest request, String evidence) {
        this(request, evidence, -1, -1);
    }
}
