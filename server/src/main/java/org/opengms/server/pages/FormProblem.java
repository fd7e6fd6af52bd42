package org.opengms.server.pages;

import java.util.List;

/// Something wrong with a form that was sent.
///
/// @param field the id of the field to mend; empty if no single field is wrong
/// @param words what is wrong and what to do
public record FormProblem(String field, String words) {
    /// The first message for a field; empty if there is none.
    static String of(List<FormProblem> problems, String field) {
        return problems.stream()
                .filter(p -> p.field().equals(field))
                .map(FormProblem::words)
                .findFirst()
                .orElse("");
    }
}
