package org.opengms.orders;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing found in an order. Holds no personal data, so that it may be logged.
///
/// @param kind what
/// @param grade how heavy, after the acceptance policy
/// @param path where, as FHIRPath
/// @param words why, in plain words
/// @param advice what to do
/// @param mdsQuestion the item of the national Minimum Data Set that it is about, as the sheet
///   names it; empty where it is about none
public record Finding(
        FindingKind kind,
        Grade grade,
        String path,
        String words,
        String advice,
        String mdsQuestion) {

    /// Findings that were kept before there were questions have none.
    public Finding(
            FindingKind kind,
            Grade grade,
            String path,
            String words,
            String advice,
            @Nullable String mdsQuestion) {
        this.kind = kind;
        this.grade = grade;
        this.path = path;
        this.words = words;
        this.advice = advice;
        this.mdsQuestion = Objects.requireNonNullElse(mdsQuestion, "");
    }

    /// A finding that is about no item of the Minimum Data Set.
    public Finding(FindingKind kind, Grade grade, String path, String words, String advice) {
        this(kind, grade, path, words, advice, "");
    }

    /// The same finding, about an item of the Minimum Data Set.
    ///
    /// @param question the item's name in the sheet
    public Finding about(String question) {
        return new Finding(kind, grade, path, words, advice, question);
    }
}
