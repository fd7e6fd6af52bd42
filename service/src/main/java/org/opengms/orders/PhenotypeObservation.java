package org.opengms.orders;

/// A feature of the person as the order states it.
///
/// @param termId HPO term, such as `HP:0000105`
/// @param label as the order gives it
/// @param presence whether it was seen
public record PhenotypeObservation(String termId, String label, Presence presence) {}
