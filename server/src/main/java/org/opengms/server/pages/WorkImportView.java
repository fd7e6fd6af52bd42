package org.opengms.server.pages;

import java.util.List;
import org.opengms.laboratories.WorkImport;

/// One import of a laboratory's own work, and the form that takes it back.
///
/// @param laboratory its name
/// @param kept the import
/// @param problems with the form
/// @param typed what was sent
public record WorkImportView(
        String laboratory, WorkImport kept, List<FormProblem> problems, Typed typed) {
    public WorkImportView {
        problems = List.copyOf(problems);
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }
}
