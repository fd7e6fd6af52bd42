package org.opengms.orders;

import java.util.Optional;

/// One order of a submission.
///
/// @param request what is asked for
/// @param evidence where its record of discussion is kept, such as `Consent/…`; empty if none
/// @param person tells the persons of the submission apart: the same number is the same person; -1
///   where that is not known
/// @param basedOn the place from 0 of an earlier order of the submission that it builds on, or -1
/// @param follows the order of the same person whose conventional test found no cause, where this
///   is the genome that was kept behind it, or a relative's part in that
public record AskedOrder(
        OrderRequest request, String evidence, int person, int basedOn, Optional<OrderId> follows) {
    /// An order that somebody sends.
    public AskedOrder(OrderRequest request, String evidence, int person, int basedOn) {
        this(request, evidence, person, basedOn, Optional.empty());
    }

    /// An order that is submitted alone.
    public AskedOrder(OrderRequest request, String evidence) {
        this(request, evidence, -1, -1);
    }
}
