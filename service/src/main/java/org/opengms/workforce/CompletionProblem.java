package org.opengms.workforce;

/// What is wrong with one row of an import.
///
/// @param where such as `row 7` or `statement 3`
/// @param field empty if it is the whole row
/// @param words what is wrong and what to do
public record CompletionProblem(String where, String field, String words) {}
