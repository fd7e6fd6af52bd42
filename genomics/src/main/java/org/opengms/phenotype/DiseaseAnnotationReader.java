package org.opengms.phenotype;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads `phenotype.hpoa`: twelve tab-separated columns after comment lines that state the release.
/// Rows of aspect P are features, of aspect I inheritance; all else is left aside. Rows qualified
/// NOT and rows whose frequency is nought say that a feature is absent and are dropped.
final class DiseaseAnnotationReader {
    private static final int COLUMNS = 12;
    private static final int ASPECT = 10;

    private final Path file;
    private final Ontology ontology;
    private final ReadingLog log;
    private final TreeMap<String, DiseaseProfile> diseases = new TreeMap<>();
    private String release = "";

    private DiseaseAnnotationReader(Path file, Ontology ontology, ReadingLog log) {
        this.file = file;
        this.ontology = ontology;
        this.log = log;
    }

    record Result(String release, TreeMap<String, DiseaseProfile> diseases) {}

    /// @throws PhenotypeException OGMS-0302 if unreadable, OGMS-0304 if it is not such a file
    static Result read(Path file, Ontology ontology, ReadingLog log) {
        DiseaseAnnotationReader reader = new DiseaseAnnotationReader(file, ontology, log);
        try (BufferedReader in = TextInput.reader(file)) {
            reader.lines(in);
        } catch (IOException failure) {
            throw TextInput.unreadable(file, failure);
        }
        return new Result(reader.release, reader.diseases);
    }

    private void lines(BufferedReader in) throws IOException {
        boolean headed = false;
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (isColumnHeader(line)) {
                headed = true;
            } else if (line.startsWith("#")) {
                noteRelease(line);
            } else if (!headed) {
                throw foreign();
            } else if (!line.isBlank()) {
                row(line, number);
            }
        }
        if (!headed) {
            throw foreign();
        }
    }

    private PhenotypeException foreign() {
        return new PhenotypeException(
                "OGMS-0304",
                file.getFileName()
                        + ": not a disease annotation file: its column header (database_id,"
                        + " disease_name, qualifier, hpo_id …) is missing. Need phenotype.hpoa of the"
                        + " Human Phenotype Ontology.");
    }

    private static boolean isColumnHeader(String line) {
        String lower = line.toLowerCase(Locale.ROOT).replace("_", "");
        return lower.startsWith("#databaseid\t") || lower.startsWith("databaseid\t");
    }

    private void noteRelease(String line) {
        for (String key : new String[] {"#version:", "#date:"}) {
            if (release.isEmpty() && line.startsWith(key)) {
                release = line.substring(key.length()).strip();
            }
        }
    }

    private void row(String line, long number) {
        @Nullable String[] columns = line.split("\t", -1);
        String name = String.valueOf(file.getFileName());
        if (columns.length < COLUMNS - 1) {
            log.malformed(name, number, columns.length + " columns instead of " + COLUMNS);
            return;
        }
        String diseaseId = column(columns, 0);
        String termText = column(columns, 3);
        String aspect = column(columns, ASPECT);
        if (diseaseId.isEmpty() || !HpoId.isWellFormed(termText)) {
            log.malformed(name, number, "no disease identifier or no HPO identifier");
            return;
        }
        boolean feature = aspect.equals("P");
        if (!feature && !aspect.equals("I")) {
            return;
        }
        DiseaseProfile disease =
                diseases.computeIfAbsent(
                        diseaseId, id -> new DiseaseProfile(id, column(columns, 1)));
        if (column(columns, 2).equalsIgnoreCase("NOT")) {
            log.negatedRows++;
            return;
        }
        int term = log.term(ontology, HpoId.parse(termText));
        if (term < 0) {
            return;
        }
        if (!feature) {
            disease.modes.addAll(InheritanceMode.of(ontology, term));
            return;
        }
        float frequency = AnnotationFrequency.parse(column(columns, 7));
        if (Float.isNaN(frequency)) {
            log.malformed(name, number, "frequency '" + column(columns, 7) + "' has no known form");
            frequency = AnnotationFrequency.NOT_STATED;
        }
        if (frequency == 0) {
            log.zeroFrequencyRows++;
        } else {
            disease.add(term, frequency);
        }
    }

    private static String column(@Nullable String[] columns, int index) {
        String value = columns[index];
        return value == null ? "" : value.strip();
    }
}
