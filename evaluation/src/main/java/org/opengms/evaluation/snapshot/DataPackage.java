package org.opengms.evaluation.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opengms.datafile.DataFile;
import org.opengms.evaluation.snapshot.OrderField.Kind;

/// `datapackage.json` of a snapshot, as Frictionless Data describes it (Data Package and Table
/// Schema, version 1).
record DataPackage(
        String profile, String name, String title, Described opengms, List<Resource> resources) {
    static final DataFile<DataPackage> FILE =
            new DataFile<>(DataPackage.class, "a snapshot's data package", "OGMS-9033", p -> p);

    private static final List<String> MISSING =
            Arrays.stream(Missing.values()).map(Missing::code).toList();

    DataPackage {
        resources = List.copyOf(resources);
        if (!profile.equals("tabular-data-package")) {
            throw new IllegalArgumentException("profile is not tabular-data-package.");
        }
        if (!opengms.format().equals(SnapshotHash.FORMAT)) {
            throw new IllegalArgumentException(
                    "opengms.format is not %s: this program reads no other."
                            .formatted(SnapshotHash.FORMAT));
        }
    }

    /// What the Data Package standard has no place for.
    record Described(
            String format, LocalDate firstDay, LocalDate day, String source, String pseudonyms) {}

    /// A table.
    record Resource(
            String name,
            String profile,
            String path,
            String format,
            String mediatype,
            String encoding,
            Optional<String> compression,
            long bytes,
            String hash,
            Schema schema) {
        Resource {
            if (!path.matches("[A-Za-z0-9_-]+\\.csv(\\.gz)?")) {
                throw new IllegalArgumentException(
                        "the path of %s is not a .csv or .csv.gz beside datapackage.json."
                                .formatted(name));
            }
            if (!hash.matches("sha256:[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "the hash of %s is not sha256: and 64 digits.".formatted(name));
            }
            if (!encoding.equals("utf-8")) {
                throw new IllegalArgumentException(
                        "the encoding of %s is not utf-8.".formatted(name));
            }
        }
    }

    /// Columns.
    record Schema(List<Field> fields, List<String> missingValues, String primaryKey) {
        Schema {
            fields = List.copyOf(fields);
            missingValues = List.copyOf(missingValues);
        }
    }

    /// A column.
    record Field(String name, String type, Optional<Constraints> constraints) {}

    /// What may stand in it.
    record Constraints(
            Optional<Boolean> required,
            Optional<Boolean> unique,
            @JsonProperty("enum") Optional<List<String>> codes,
            Optional<String> pattern,
            Optional<Integer> minimum,
            Optional<Integer> maximum) {}

    SnapshotDescription description() {
        return new SnapshotDescription(
                name,
                title,
                opengms.firstDay(),
                opengms.day(),
                opengms.source(),
                opengms.pseudonyms());
    }

    static Schema orders() {
        return new Schema(
                OrderField.all().stream().map(DataPackage::field).toList(), MISSING, "order");
    }

    static Schema reanalyses() {
        Optional<Constraints> solved =
                Optional.of(codes(Arrays.stream(Code.Solved.values()).map(Code::code).toList()));
        return new Schema(
                List.of(
                        new Field("order", "string", Optional.empty()),
                        new Field("day", "date", Optional.empty()),
                        new Field("before", "string", solved),
                        new Field("after", "string", solved)),
                MISSING,
                "order");
    }

    static Schema sites() {
        return new Schema(
                List.of(
                        new Field("ods", "string", Optional.empty()),
                        new Field("region", "string", Optional.empty()),
                        new Field("digitisedDay", "date", Optional.empty())),
                MISSING,
                "ods");
    }

    private static Field field(OrderField<?> field) {
        return switch (field.kind()) {
            case Kind.Words(java.util.regex.Pattern form) ->
                    new Field(
                            field.name(),
                            "string",
                            Optional.of(
                                    new Constraints(
                                            field.equals(OrderField.NUMBER)
                                                    ? Optional.of(true)
                                                    : Optional.empty(),
                                            field.equals(OrderField.NUMBER)
                                                    ? Optional.of(true)
                                                    : Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(form.pattern()),
                                            Optional.empty(),
                                            Optional.empty())));
            case Kind.Codes(List<? extends Code> list) ->
                    new Field(
                            field.name(),
                            "string",
                            Optional.of(codes(list.stream().map(Code::code).toList())));
            case Kind.Sets(List<? extends Code> list) -> {
                String any =
                        list.stream()
                                .map(Code::code)
                                .collect(java.util.stream.Collectors.joining("|", "(", ")"));
                yield new Field(
                        field.name(),
                        "string",
                        Optional.of(
                                new Constraints(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(any + "(\\|" + any + ")*"),
                                        Optional.empty(),
                                        Optional.empty())));
            }
            case Kind.Days _ -> new Field(field.name(), "date", Optional.empty());
            case Kind.Numbers(int least, int most) ->
                    new Field(
                            field.name(),
                            "integer",
                            Optional.of(
                                    new Constraints(
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(least),
                                            Optional.of(most))));
        };
    }

    private static Constraints codes(List<String> codes) {
        return new Constraints(
                Optional.empty(),
                Optional.empty(),
                Optional.of(codes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
