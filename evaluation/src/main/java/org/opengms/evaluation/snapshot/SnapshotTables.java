package org.opengms.evaluation.snapshot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The tables of a snapshot as comma-separated values: UTF-8, a heading, lines ended by a line
/// feed, quotes only where they are needed.
final class SnapshotTables {
    static final List<String> REANALYSES = List.of("order", "day", "before", "after");
    static final List<String> SITES = List.of("ods", "region", "digitisedDay");

    /// Writes a table.
    @FunctionalInterface
    interface Table {
        void write(Writer out) throws IOException;
    }

    private SnapshotTables() {}

    static List<String> orderHeading() {
        return OrderField.all().stream().map(OrderField::name).toList();
    }

    static void writeOrders(Orders orders, Writer out) throws IOException {
        out.write(String.join(",", orderHeading()) + "\n");
        for (int row = 0; row < orders.size(); row++) {
            boolean first = true;
            for (OrderField<?> field : OrderField.all()) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                out.write(quoted(orders.text(field, row)));
            }
            out.write('\n');
        }
    }

    static void writeReanalyses(List<Reanalysis> reanalyses, Writer out) throws IOException {
        out.write(String.join(",", REANALYSES) + "\n");
        for (Reanalysis r : reanalyses) {
            row(out, List.of(r.order(), r.day().toString(), r.before().code(), r.after().code()));
        }
    }

    static void writeSites(List<Site> sites, Writer out) throws IOException {
        out.write(String.join(",", SITES) + "\n");
        for (Site s : sites) {
            row(
                    out,
                    List.of(
                            s.ods(),
                            s.region(),
                            s.digitised()
                                    .map(Object::toString)
                                    .orElse(Missing.NOT_APPLICABLE.code())));
        }
    }

    private static void row(Writer out, List<String> fields) throws IOException {
        out.write(
                fields.stream()
                        .map(SnapshotTables::quoted)
                        .collect(Collectors.joining(",", "", "\n")));
    }

    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }

    static void write(Table table, OutputStream out) throws IOException {
        Writer writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        table.write(writer);
        writer.flush();
    }

    static String hash(Table table) {
        MessageDigest digest = SnapshotHash.sha256();
        try {
            write(table, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-9032 A table could not be hashed.", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
