package org.opengms.server.pages;

import java.util.List;
import org.opengms.directory.DirectoryDiff;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;

/// What differs between two versions of the directory.
///
/// @param versions to choose from, newest first
/// @param before the one side
/// @param after the other
/// @param diff between them
public record DifferencesView(
        List<TestDirectory> versions,
        TestDirectory before,
        TestDirectory after,
        DirectoryDiff diff) {
    public DifferencesView {
        versions = List.copyOf(versions);
    }

    /// A test in one line.
    public String line(DirectoryTest test) {
        return test.name().endsWith(test.methodWords())
                ? test.code() + " " + test.name()
                : "%s %s (%s)".formatted(test.code(), test.name(), test.methodWords());
    }

    /// A field's name in words.
    public String field(String name) {
        return switch (name) {
            case "name" -> "Name";
            case "criteria" -> "Who is eligible";
            case "specialties" -> "Specialties";
            case "minimumAgeYears" -> "Youngest age";
            case "maximumAgeYears" -> "Oldest age";
            case "order of tests" -> "Order of tests";
            case "method" -> "Method, for routing";
            case "panelId" -> "Panel";
            case "turnaroundClass" -> "Turnaround class";
            case "familyStructure" -> "Family structure";
            case "sheet.methodAsWritten" -> "Method as written in the sheet";
            case "sheet.method" -> "Method";
            case "sheet.target" -> "Target or genes";
            case "sheet.panelIds" -> "Panels in the target";
            case "sheet.commissioningCategory" -> "Commissioning";
            case "sheet.specialistTestGroup" -> "Specialist test group";
            case "sheet.changes" -> "Changes noted in the sheet";
            case "sheet.assignedBy" -> "Rules that assigned method and turnaround";
            default ->
                    name.startsWith("digital.")
                            ? "Digital directory: " + name.substring("digital.".length())
                            : name;
        };
    }

    /// A value; a dash for none.
    public String value(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
