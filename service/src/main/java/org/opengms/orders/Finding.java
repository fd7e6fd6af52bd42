package org.opengms.orders;

/// One thing found in an order. Holds no personal data, so that it may be logged.
///
/// @param kind what
/// @param grade how heavy, after the acceptance policy
/// @param path where, as FHIRPath
/// @param words why, in plain words
/// @param advice what to do
public record Finding(FindingKind kind, Grade grade, String path, String words, String advice) {}
