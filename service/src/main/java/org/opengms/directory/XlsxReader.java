package org.opengms.directory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the cells of a workbook (Office Open XML, ECMA-376, `.xlsx`): shared and inline strings,
/// numbers and dates, the values of formulas, merged ranges, hidden rows like others. Of formats it
/// looks at those of dates alone; formulas are not calculated, pictures not looked at.
///
/// A merged range gives its value to the empty cells below its first one, so that an indication
/// that is written once beside all its tests stands beside each. It gives nothing to the columns on
/// its right: those mean something else.
final class XlsxReader {
    /// The most bytes that a workbook may unpack to: two hundred times the national one.
    private static final long MOST_BYTES = 64L << 20;

    private static final int MOST_PARTS = 2_000;
    private static final int MOST_MERGED_CELLS = 1_000_000;

    /// Numbers of the formats of dates that every workbook has (ECMA-376, part 1, 18.8.30).
    private static final Set<Integer> DATE_FORMATS =
            Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

    /// What a format shows as it stands, or does not show, so that its letters mean no date.
    private static final Pattern LITERAL =
            Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.");

    /// The last day that a workbook can hold: 31 December 9999.
    private static final double LAST_DAY = 2_958_466;

    private final String name;
    private final Map<String, byte[]> parts = new HashMap<>();

    /// The strings that cells refer to by number.
    private final List<String> strings = new ArrayList<>();

    /// Whether a cell of this format holds a date, by the format's number.
    private final List<Boolean> dateStyles = new ArrayList<>();

    /// Whether days are counted from 1904, as spreadsheets for the Macintosh did.
    private boolean isFrom1904;

    private XlsxReader(String name) {
        this.name = name;
    }

    /// Every sheet of a workbook, in its order.
    ///
    /// @throws DirectoryInputException OGMS-2221 if it is no workbook
    static List<SheetTable> read(byte[] bytes, String name) {
        XlsxReader reader = new XlsxReader(name);
        try {
            reader.unpack(bytes);
            return reader.sheets();
        } catch (IOException | IllegalArgumentException | XMLStreamException e) {
            if (e instanceof DirectoryInputException told) {
                throw told;
            }
            throw reader.broken("it is damaged or no workbook", e);
        }
    }

    private DirectoryInputException broken(String why, Throwable cause) {
        return new DirectoryInputException(
                "OGMS-2221 %s cannot be read as a workbook: %s. Save it again as .xlsx, or as CSV UTF-8."
                        .formatted(name, why),
                cause);
    }

    private DirectoryInputException broken(String why) {
        return new DirectoryInputException(
                "OGMS-2221 %s cannot be read as a workbook: %s. Save it again as .xlsx, or as CSV UTF-8."
                        .formatted(name, why));
    }

    private void unpack(byte[] bytes) throws IOException {
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String part = entry.getName().replace('\\', '/');
                part = part.startsWith("/") ? part.substring(1) : part;
                boolean isRead = part.endsWith(".xml") || part.endsWith(".rels");
                byte[] content =
                        isRead ? zip.readNBytes((int) (MOST_BYTES - total + 1)) : new byte[0];
                total += isRead ? content.length : skipped(zip, MOST_BYTES - total);
                if (total > MOST_BYTES || parts.size() >= MOST_PARTS) {
                    throw broken(
                            "it unpacks to more than %d MB or %d parts"
                                    .formatted(MOST_BYTES >> 20, MOST_PARTS));
                }
                if (isRead) {
                    parts.putIfAbsent(part, content);
                }
            }
        }
        if (!parts.containsKey("xl/workbook.xml")) {
            throw broken("it has no xl/workbook.xml");
        }
    }

    /// How much a part that is not read, such as a picture, unpacks to, counted up to a little more
    /// than a limit.
    private static long skipped(ZipInputStream zip, long most) throws IOException {
        byte[] buffer = new byte[1 << 14];
        long count = 0;
        for (int n = zip.read(buffer); n >= 0 && count <= most; n = zip.read(buffer)) {
            count += n;
        }
        return count;
    }

    private List<SheetTable> sheets() throws XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        Map<String, String> kinds = new HashMap<>();
        visit(
                "xl/_rels/workbook.xml.rels",
                (element, xml) -> {
                    if (element.equals("Relationship")) {
                        String kind = attribute(xml, "Type");
                        targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
                        kinds.put(
                                kind.substring(kind.lastIndexOf('/') + 1),
                                part(attribute(xml, "Target")));
                    }
                });
        Map<String, String> names = new java.util.LinkedHashMap<>();
        visit(
                "xl/workbook.xml",
                (element, xml) -> {
                    if (element.equals("sheet")) {
                        String target = targets.getOrDefault(attribute(xml, "id"), "");
                        names.put(part(target), attribute(xml, "name"));
                    } else if (element.equals("workbookPr")) {
                        isFrom1904 = List.of("1", "true").contains(attribute(xml, "date1904"));
                    }
                });
        readStrings(kinds.getOrDefault("sharedStrings", "xl/sharedStrings.xml"));
        readStyles(kinds.getOrDefault("styles", "xl/styles.xml"));
        List<SheetTable> sheets = new ArrayList<>();
        for (Map.Entry<String, String> sheet : names.entrySet()) {
            if (parts.containsKey(sheet.getKey())) {
                sheets.add(sheet(sheet.getKey(), sheet.getValue()));
            }
        }
        if (sheets.isEmpty()) {
            throw broken("it has no sheet");
        }
        return sheets;
    }

    private static String part(String target) {
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    /// Reads the shared strings. Runs of rich text are joined; phonetic hints are left out.
    private void readStrings(String part) throws XMLStreamException {
        if (!parts.containsKey(part)) {
            return;
        }
        XMLStreamReader xml = open(part);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si")) {
                strings.add(richText(xml, "si"));
            }
        }
    }

    /// Reads which formats are those of dates.
    private void readStyles(String part) throws XMLStreamException {
        if (!parts.containsKey(part)) {
            return;
        }
        Set<Integer> dates = new HashSet<>(DATE_FORMATS);
        XMLStreamReader xml = open(part);
        boolean isOfCells = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
                isOfCells = false;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "numFmt" -> {
                    int number = whole(attribute(xml, "numFmtId"));
                    if (isDateFormat(attribute(xml, "formatCode"))) {
                        dates.add(number);
                    } else {
                        dates.remove(number);
                    }
                }
                case "cellXfs" -> isOfCells = true;
                case "xf" -> {
                    if (isOfCells) {
                        String format = attribute(xml, "numFmtId");
                        dateStyles.add(!format.isEmpty() && dates.contains(whole(format)));
                    }
                }
                default -> {
                    // fonts, colours, borders
                }
            }
        }
    }

    private static boolean isDateFormat(String code) {
        return LITERAL.matcher(code).replaceAll("").matches("(?is).*[dy].*");
    }

    private static String richText(XMLStreamReader xml, String end) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int phonetic = 0;
        boolean inText = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    phonetic += xml.getLocalName().equals("rPh") ? 1 : 0;
                    inText = xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (inText && phonetic == 0) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    phonetic -= xml.getLocalName().equals("rPh") ? 1 : 0;
                    if (xml.getLocalName().equals(end)) {
                        return text.toString();
                    }
                }
                default -> {
                    // comments and the like
                }
            }
        }
        return text.toString();
    }

    private SheetTable sheet(String part, String sheetName) throws XMLStreamException {
        NavigableMap<Integer, NavigableMap<Integer, SheetTable.Cell>> cells = new TreeMap<>();
        Set<Integer> hidden = new HashSet<>();
        List<String> merges = new ArrayList<>();
        XMLStreamReader xml = open(part);
        int row = 0;
        int column = -1;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "row" -> {
                    String number = attribute(xml, "r");
                    row = number.isEmpty() ? row + 1 : whole(number);
                    column = -1;
                    if (List.of("1", "true").contains(attribute(xml, "hidden"))) {
                        hidden.add(row);
                    }
                    if (row < 1 || cells.size() > SheetTable.MOST_ROWS) {
                        throw broken(
                                "a row has no number that a sheet can have, or there are too many");
                    }
                }
                case "c" -> {
                    String reference = attribute(xml, "r");
                    column = reference.isEmpty() ? column + 1 : columnOf(reference);
                    SheetTable.Cell cell = cell(xml);
                    if (column < SheetTable.MOST_COLUMNS) {
                        cells.computeIfAbsent(row, _ -> new TreeMap<>()).put(column, cell);
                    } else if (!cell.text().isBlank()) {
                        throw broken(
                                "row %d has more than %d cells"
                                        .formatted(row, SheetTable.MOST_COLUMNS));
                    }
                }
                case "mergeCell" -> merges.add(attribute(xml, "ref"));
                default -> {
                    // formats, formulas, pictures
                }
            }
        }
        fill(cells, merges);
        List<SheetTable.Row> rows = new ArrayList<>();
        cells.forEach((number, of) -> {
            List<SheetTable.Cell> list = new ArrayList<>();
            for (int c = 0; c <= of.lastKey(); c++) {
                list.add(of.getOrDefault(c, SheetTable.Cell.EMPTY));
            }
            SheetTable.Row made = new SheetTable.Row(number, list, hidden.contains(number));
            if (!made.isBlank()) {
                rows.add(made);
            }
        });
        return new SheetTable(sheetName, rows);
    }

    private SheetTable.Cell cell(XMLStreamReader xml) throws XMLStreamException {
        String type = attribute(xml, "t");
        String style = attribute(xml, "s");
        String value = "";
        String inline = "";
        boolean isFormula = false;
        boolean hasValue = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("v")) {
                value = xml.getElementText();
                hasValue = true;
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("f")) {
                isFormula = true;
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("is")) {
                inline = richText(xml, "is");
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            }
        }
        if (isFormula && !hasValue) {
            return SheetTable.Cell.of(SheetTable.NO_VALUE);
        }
        return switch (type) {
            case "s" -> {
                int number = whole(value);
                if (number < 0 || number >= strings.size()) {
                    throw broken("a cell refers to a text that is not there");
                }
                yield SheetTable.Cell.of(unescaped(strings.get(number)));
            }
            case "inlineStr" -> SheetTable.Cell.of(unescaped(inline));
            case "", "n" -> isDate(style) ? date(value) : number(value);
            case "b" -> SheetTable.Cell.of(value.strip().equals("1") ? "TRUE" : "FALSE");
            default -> SheetTable.Cell.of(unescaped(value));
        };
    }

    private boolean isDate(String style) {
        int number = style.isEmpty() ? 0 : whole(style);
        return number >= 0 && number < dateStyles.size() && dateStyles.get(number);
    }

    /// A day, and its time where it has one, as `2026-04-01 13:30`. Workbooks store the days since
    /// the last one of 1899 and count a 29 February 1900 that never was, or since 1904.
    private SheetTable.Cell date(String value) {
        String stored = value.strip();
        double days;
        try {
            days = stored.isEmpty() || stored.length() > 40 ? 0 : Double.parseDouble(stored);
        } catch (NumberFormatException e) {
            days = 0;
        }
        if (!(days >= 1 && days < LAST_DAY)) {
            return number(value);
        }
        LocalDateTime zero =
                isFrom1904
                        ? LocalDateTime.of(1904, 1, 1, 0, 0)
                        : LocalDateTime.of(1899, 12, days < 60 ? 31 : 30, 0, 0);
        LocalDateTime moment = zero.plusMinutes(Math.round(days * 24 * 60));
        String text =
                moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? moment.toLocalDate().toString()
                        : moment.toLocalDate() + " " + moment.toLocalTime();
        return new SheetTable.Cell(text, stored, false);
    }

    /// A number as the shortest decimal that means the same double, without an exponent.
    private static SheetTable.Cell number(String value) {
        String stored = value.strip();
        if (stored.isEmpty() || stored.length() > 40) {
            return SheetTable.Cell.of(stored);
        }
        try {
            double number = Double.parseDouble(stored);
            if (Double.isInfinite(number) || Double.isNaN(number) || Math.abs(number) > 1e15) {
                return SheetTable.Cell.of(stored);
            }
            String text =
                    new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
            return text.length() > 40
                    ? SheetTable.Cell.of(stored)
                    : new SheetTable.Cell(text, stored, false);
        } catch (NumberFormatException e) {
            return SheetTable.Cell.of(stored);
        }
    }

    /// Line breaks and the like are written `_x000D_` in strings.
    private static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return Pattern.compile("_x([0-9A-Fa-f]{4})_")
                .matcher(text)
                .replaceAll(m ->
                        java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }

    private void fill(
            NavigableMap<Integer, NavigableMap<Integer, SheetTable.Cell>> cells,
            List<String> merges) {
        long filled = 0;
        for (String range : merges) {
            int colon = range.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String from = range.substring(0, colon);
            int column = columnOf(from);
            int first = rowOf(from);
            int last =
                    Math.min(
                            rowOf(range.substring(colon + 1)),
                            cells.isEmpty() ? 0 : cells.lastKey());
            SheetTable.Cell source =
                    cells.getOrDefault(first, new TreeMap<>())
                            .getOrDefault(column, SheetTable.Cell.EMPTY);
            if (source.text().isBlank() || column >= SheetTable.MOST_COLUMNS) {
                continue;
            }
            filled += Math.max(0, last - first);
            if (filled > MOST_MERGED_CELLS) {
                throw broken("its merged ranges are too large");
            }
            for (int row = first + 1; row <= last; row++) {
                NavigableMap<Integer, SheetTable.Cell> of = cells.get(row);
                if (of != null
                        && of.values().stream().anyMatch(c -> !c.text().isBlank())
                        && of.getOrDefault(column, SheetTable.Cell.EMPTY).text().isBlank()) {
                    String stored = of.getOrDefault(column, SheetTable.Cell.EMPTY).stored();
                    of.put(column, new SheetTable.Cell(source.text(), stored, true));
                }
            }
        }
    }

    /// The column of a reference such as `AB12`, from 0.
    private int columnOf(String reference) {
        int column = 0;
        int i = 0;
        while (i < reference.length() && Character.isLetter(reference.charAt(i)) && i < 4) {
            column = column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
            i++;
        }
        if (column < 1 || column > 18_278) {
            throw broken("the cell reference %s is none".formatted(shown(reference)));
        }
        return column - 1;
    }

    private int rowOf(String reference) {
        return whole(reference.replaceAll("^[A-Za-z]*", ""));
    }

    private int whole(String text) {
        try {
            return Integer.parseInt(text.strip(), 10);
        } catch (NumberFormatException e) {
            throw broken("%s stands where a number belongs".formatted(shown(text)));
        }
    }

    private static String shown(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9$:.-]", "?");
        return "\"" + (clean.length() > 20 ? clean.substring(0, 20) + "…" : clean) + "\"";
    }

    private void visit(String part, BiConsumer<String, XMLStreamReader> visitor)
            throws XMLStreamException {
        if (!parts.containsKey(part)) {
            throw broken("it has no " + part);
        }
        XMLStreamReader xml = open(part);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                visitor.accept(xml.getLocalName(), xml);
            }
        }
    }

    /// The value of an attribute by its local name, whatever its namespace; empty if there is none.
    private static String attribute(XMLStreamReader xml, String localName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(localName)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private XMLStreamReader open(String part) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(
                new ByteArrayInputStream(parts.getOrDefault(part, new byte[0])));
    }
}
