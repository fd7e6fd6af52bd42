package org.opengms.routing;

/// How an order stands to a genome that follows a conventional test without a new request.
public enum GenomeAfter {
    /// One may be kept behind the conventional test.
    MAY_BE_KEPT,
    /// The order is that genome: it was promised with the first test, so nothing else is weighed.
    IS_THIS,
    /// None may be kept: the order has no report of its own that could be negative.
    NEVER
}
