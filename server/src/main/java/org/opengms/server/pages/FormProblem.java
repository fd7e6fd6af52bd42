package org.opengms.server.pages;

import java.util.List;
import java.util.function.Predicate;

/// Something wrong with a form that was sent.
///
/// @param field the id of the field to mend; empty if no single field is wrong
/// @param words what is wrong and what to do
public record FormProblem(String field, String words) {
    /// What the domain refused, as a form says it: without the number of the error, at the field
    /// that stands before the colon.
    ///
    /// @param message such as `OGMS-8602 title: give 10 to 200 characters; there are 3.`; of a
    ///   field within another, such as `agreement.until`, the inner one counts
    /// @param isField whether the form has a field of that name
    static FormProblem read(String message, Predicate<String> isField) {
        String words = withoutNumber(message);
        int colon = words.indexOf(": ");
        String field = colon < 0 ? "" : words.substring(0, colon).replaceFirst("^.*\\.", "");
        return isField.test(field)
                ? new FormProblem(field, Wording.sentence(words.substring(colon + 2)))
                : new FormProblem("", Wording.sentence(words));
    }

    /// An error of the program without its number, for people.
    static String withoutNumber(String message) {
        return message.replaceFirst("^OGMS-\\d+ ", "");
    }

    /// The first message for a field; empty if there is none.
    static String of(List<FormProblem> problems, String field) {
        return problems.stream()
                .filter(p -> p.field().equals(field))
                .map(FormProblem::words)
                .findFirst()
                .orElse("");
    }
}
