package org.opengms.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A workbook made for a test, written as spreadsheet programs write them: shared strings, inline
/// strings, numbers, merged ranges.
final class TestWorkbook {
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, Integer> shared = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private String properties = "";

    Sheet sheet(String name) {
        Sheet sheet = new Sheet(name);
        sheets.add(sheet);
        return sheet;
    }

    /// Days are counted from 1904.
    TestWorkbook from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /// A part beside those of the sheets.
    TestWorkbook with(String part, String content) {
        others.put(part, content);
        return this;
    }

    /// One sheet.
    final class Sheet {
        private final String name;
        private final TreeMap<Integer, TreeMap<Integer, String>> cells = new TreeMap<>();
        private final List<String> merged = new ArrayList<>();
        private final Set<Integer> hidden = new HashSet<>();

        Sheet(String name) {
            this.name = name;
        }

        /// A text in the table of shared strings.
        Sheet text(int row, int column, String text) {
            int number = shared.computeIfAbsent(text, _ -> shared.size());
            return cell(row, column, "t=\"s\"", "<v>" + number + "</v>");
        }

        /// A text in the cell itself, in two runs of different format.
        Sheet inline(int row, int column, String text) {
            int half = text.length() / 2;
            return cell(
                    row,
                    column,
                    "t=\"inlineStr\"",
                    "<is><r><t xml:space=\"preserve\">"
                            + escaped(text.substring(0, half))
                            + "</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">"
                            + escaped(text.substring(half))
                            + "</t></r><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh></is>");
        }

        /// A number as the file stores it.
        Sheet number(int row, int column, String stored) {
            return cell(row, column, "", "<v>" + stored + "</v>");
        }

        /// A cell with a format and no value.
        Sheet empty(int row, int column) {
            return cell(row, column, "s=\"1\"", "");
        }

        /// A number in a format of the table of [#bytes]: 2 and 3 are dates, 4 is none.
        Sheet formatted(int row, int column, int format, String stored) {
            return cell(row, column, "s=\"" + format + "\"", "<v>" + stored + "</v>");
        }

        /// A cell as the file holds it.
        Sheet raw(int row, int column, String attributes, String content) {
            return cell(row, column, attributes, content);
        }

        Sheet hide(int row) {
            hidden.add(row);
            return this;
        }

        Sheet merge(int firstRow, int firstColumn, int lastRow, int lastColumn) {
            merged.add(reference(firstRow, firstColumn) + ":" + reference(lastRow, lastColumn));
            return this;
        }

        private Sheet cell(int row, int column, String attributes, String content) {
            cells.computeIfAbsent(row, _ -> new TreeMap<>())
                    .put(
                            column,
                            "<c r=\"%s\" %s>%s</c>"
                                    .formatted(reference(row, column), attributes, content));
            return this;
        }

        private String xml() {
            StringBuilder xml =
                    new StringBuilder(
                            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
            cells.forEach((row, of) -> {
                xml.append("<row r=\"")
                        .append(row)
                        .append(hidden.contains(row) ? "\" hidden=\"1\">" : "\">");
                of.values().forEach(xml::append);
                xml.append("</row>");
            });
            xml.append("</sheetData>");
            if (!merged.isEmpty()) {
                xml.append("<mergeCells count=\"").append(merged.size()).append("\">");
                merged.forEach(m -> xml.append("<mergeCell ref=\"").append(m).append("\"/>"));
                xml.append("</mergeCells>");
            }
            return xml.append("</worksheet>").toString();
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            StringBuilder workbook =
                    new StringBuilder(
                            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                                    + properties
                                    + "<sheets>");
            StringBuilder relations =
                    new StringBuilder(
                            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
            for (int i = 0; i < sheets.size(); i++) {
                workbook.append(
                        "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>"
                                .formatted(escaped(sheets.get(i).name), i + 1, i + 7));
                relations.append(
                        "<Relationship Id=\"rId%d\" Type=\"worksheet\" Target=\"%sworksheets/sheet%d.xml\"/>"
                                .formatted(i + 7, i % 2 == 0 ? "" : "/xl/", i + 1));
                part(zip, "xl/worksheets/sheet" + (i + 1) + ".xml", sheets.get(i).xml());
            }
            part(zip, "xl/workbook.xml", workbook + "</sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", relations + "</Relationships>");
            part(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-809]dd\\ mmm\\ yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"0.00&quot; days&quot;[Red]\"/></numFmts>"
                            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>");
            for (Map.Entry<String, String> other : others.entrySet()) {
                part(zip, other.getKey(), other.getValue());
            }
            StringBuilder strings =
                    new StringBuilder(
                            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
            shared.keySet()
                    .forEach(s ->
                            strings.append("<si><t xml:space=\"preserve\">")
                                    .append(escaped(s))
                                    .append("</t></si>"));
            part(zip, "xl/sharedStrings.xml", strings + "</sst>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                part(zip, part.getKey(), part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /// Such as `B3`; columns from 0, rows from 1.
    private static String reference(int row, int column) {
        return (column >= 26 ? String.valueOf((char) ('A' + column / 26 - 1)) : "")
                + (char) ('A' + column % 26)
                + row;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "_x000D_");
    }
}
