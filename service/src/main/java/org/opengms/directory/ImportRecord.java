package org.opengms.directory;

import java.time.Instant;
import java.util.List;

/// Where a version of the test directory came from, and what was noted when it was imported.
///
/// @param importedAt when
/// @param sources the files, by role
/// @param rules name of the sheet rules it was read by, may be empty
/// @param notes of the sheet
/// @param unusable rows of the sheet that could not be used
/// @param unmatched resources of the digital test directory that matched nothing
public record ImportRecord(
        Instant importedAt,
        List<Source> sources,
        String rules,
        List<SheetImport.Note> notes,
        List<SheetImport.UnusableRow> unusable,
        List<DigitalDirectory.Unmatched> unmatched) {
    /// A file that was read.
    ///
    /// @param role such as `sheet` or `dgts`
    /// @param file its name, without its folder
    /// @param sha256 of its bytes, in hexadecimal
    public record Source(String role, String file, String sha256) {}

    public ImportRecord {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
        unusable = List.copyOf(unusable);
        unmatched = List.copyOf(unmatched);
    }
}
