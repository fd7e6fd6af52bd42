package org.opengms.evaluation.imports;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.datafile.DataFile;
import org.opengms.evaluation.imports.RecordField.Table;
import org.opengms.evaluation.snapshot.Code;

/// Which column of which file holds what, and what its values mean: data, so that another release
/// of the tables, or another programme's, needs no change of the program.
///
/// @param name and version
/// @param describes which tables it is for, and how far that was checked
/// @param programme that becomes orders; rare disease where it is not said
/// @param method of every test for which no column says it
/// @param tables by kind; participants must be there, and outcomes of rare disease or analyses of
///   cancer
public record RecordMapping(
        String name,
        String describes,
        Optional<Programme> programme,
        Code.Method method,
        Map<Table, TableForm> tables) {
    private static final DataFile<RecordMapping> FILE =
            new DataFile<>(RecordMapping.class, "a mapping of records", "OGMS-9121", m -> m);

    /// Programmes whose orders differ in what is asked of them.
    public enum Programme {
        /// Families: one order of each proband. Whether the case is solved is asked.
        RARE_DISEASE,
        /// Tumours beside normal samples: one order of each person. Not whether a case is solved is
        /// asked, but what was found and done.
        CANCER;

        /// Tables without which there is nothing to import.
        List<Table> needed() {
            return switch (this) {
                case RARE_DISEASE -> List.of(Table.PARTICIPANT, Table.OUTCOME);
                case CANCER -> List.of(Table.PARTICIPANT, Table.ANALYSIS);
            };
        }
    }

    /// One table.
    ///
    /// @param file its name without an ending; the file may be called with anything before it and
    ///   after it that no letter joins, such as `gel_participant_2024-10-31.tsv.gz`
    /// @param columns heading by field
    /// @param codes meaning of what is written, by field; what stands in the code list itself needs
    ///   none
    public record TableForm(
            String file,
            Map<RecordField, String> columns,
            Map<RecordField, Map<String, String>> codes) {
        public TableForm {
            columns = Map.copyOf(columns);
            Map<RecordField, Map<String, String>> plain = new HashMap<>();
            codes.forEach((field, meanings) -> {
                Map<String, String> here = new HashMap<>();
                meanings.forEach((written, code) -> here.put(TableRows.plain(written), code));
                plain.put(field, Map.copyOf(here));
            });
            codes = Map.copyOf(plain);
        }

        /// The code of what is written; empty if it is not one.
        Optional<String> code(RecordField field, String written) {
            String plain = TableRows.plain(written);
            Map<String, String> meanings = codes.getOrDefault(field, Map.of());
            String meant = meanings.get(plain);
            if (meant != null) {
                return Optional.of(meant);
            }
            return field.codes().stream().filter(c -> TableRows.plain(c).equals(plain)).findFirst();
        }
    }

    /// @throws IllegalArgumentException OGMS-9121 if a field stands in a table that it does not
    ///   belong to, a required one is missing, or a code is not in its list
    public RecordMapping {
        tables = Map.copyOf(tables);
        Programme evaluated = programme.orElse(Programme.RARE_DISEASE);
        for (Table needed : evaluated.needed()) {
            if (!tables.containsKey(needed)) {
                throw refused(needed, "is not described");
            }
        }
        tables.forEach((table, form) -> check(evaluated, table, form));
    }

    private static void check(Programme programme, Table table, TableForm form) {
        for (RecordField field : RecordField.of(table)) {
            if (field.isRequired(programme) && !form.columns().containsKey(field)) {
                throw refused(table, "has no column for %s".formatted(field));
            }
        }
        for (RecordField field : form.columns().keySet()) {
            if (field.table() != table) {
                throw refused(table, "has %s, which belongs to %s".formatted(field, field.table()));
            }
        }
        form.codes()
                .forEach((field, meanings) -> {
                    for (String code : meanings.values()) {
                        if (!field.codes().contains(code)) {
                            throw refused(
                                    table,
                                    "gives %s a code that is none of %s"
                                            .formatted(field, field.codes()));
                        }
                    }
                });
    }

    private static IllegalArgumentException refused(Table table, String why) {
        return new IllegalArgumentException(
                "OGMS-9121 The mapping of table %s %s. Mend the mapping.".formatted(table, why));
    }

    /// That of the 100,000 Genomes Project, in the shape of its release 19.
    public static RecordMapping ofThe100000GenomesProject() {
        return FILE.shipped(RecordMapping.class, "100000-genomes-19.json");
    }

    /// That of the cancer programme of the 100,000 Genomes Project, in the shape of its release 19.
    public static RecordMapping ofTheCancerProgramme() {
        return FILE.shipped(RecordMapping.class, "100000-genomes-cancer-19.json");
    }

    /// The programme, said or not.
    Programme evaluated() {
        return programme.orElse(Programme.RARE_DISEASE);
    }

    /// Reads a mapping of one's own.
    ///
    /// @throws IllegalArgumentException OGMS-9121 if it does not hold one
    public static RecordMapping load(Path file) {
        return FILE.read(file);
    }
}
