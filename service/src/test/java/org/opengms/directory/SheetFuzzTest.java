package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.testing.Cases;

/// Sheets that were changed at random are read or refused in words, in bounded time, never worse.
class SheetFuzzTest {
    private static final SheetImporter IMPORTER = new SheetImporter(SheetRules.standard());
    private static final SheetImporter.Edition EDITION =
            new SheetImporter.Edition("9.1", LocalDate.of(2026, 4, 1), Optional.empty());

    private static final String CSV =
            """
            Clinical indication ID,Test ID,Clinical Indication,Target/Genes,Test Method,Commissioning category,Specialist test group,Changes since
            R901,R901.1,"Kinetic, delay",Kinetic delay (9901),WGS,Specialised,Neurology,No change
            R901,R901.2,"Kinetic ""fast"" delay","ABC;
            DEF",small panel ,Core,Core,
            R902,R902.1,Haste,,MLPA,,,
            """;

    private static byte[] workbook() {
        TestWorkbook workbook = new TestWorkbook();
        TestWorkbook.Sheet sheet = workbook.sheet("Directory");
        SheetTable csv = SheetImporter.csv(CSV, "csv", ',');
        for (SheetTable.Row row : csv.rows()) {
            for (int c = 0; c < 8; c++) {
                String text = row.cell(c).text();
                if (c % 3 == 1) {
                    sheet.inline(row.number(), c, text);
                } else {
                    sheet.text(row.number(), c, text);
                }
            }
        }
        sheet.number(4, 3, "5.0999999999999996").merge(2, 0, 3, 0).merge(2, 2, 3, 2);
        return workbook.bytes();
    }

    @Test
    void survivesAnyChangeOfACsvFile() {
        byte[] sound = CSV.getBytes(StandardCharsets.UTF_8);
        Cases.check(2_000, random -> readOrRefused(changed(sound, random)));
    }

    @Test
    void survivesAnyChangeOfAWorkbook() {
        byte[] sound = workbook();
        Cases.check(1_000, random -> readOrRefused(changed(sound, random)));
    }

    /// Changed inside, so that the changes reach the reader of sheets and not the unpacking alone.
    @Test
    void survivesAnyChangeOfWhatAWorkbookHolds() throws IOException {
        Map<String, byte[]> parts = unpacked(workbook());
        Cases.check(
                2_000,
                random -> {
                    Map<String, String> changed = new LinkedHashMap<>();
                    int which = random.nextInt(parts.size());
                    int i = 0;
                    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                        byte[] content =
                                i++ == which ? changed(part.getValue(), random) : part.getValue();
                        changed.put(part.getKey(), new String(content, StandardCharsets.UTF_8));
                    }
                    readOrRefused(TestWorkbook.zip(changed));
                });
    }

    @Test
    @Tag("heavy")
    void survivesManyMoreChanges() throws IOException {
        Map<String, byte[]> parts = unpacked(workbook());
        byte[] csv = CSV.getBytes(StandardCharsets.UTF_8);
        Cases.check(
                100_000,
                random -> {
                    readOrRefused(changed(csv, random));
                    Map<String, String> changed = new LinkedHashMap<>();
                    parts.forEach((name, part) ->
                            changed.put(
                                    name,
                                    new String(
                                            random.nextInt(3) == 0 ? changed(part, random) : part,
                                            StandardCharsets.UTF_8)));
                    readOrRefused(TestWorkbook.zip(changed));
                });
    }

    private static void readOrRefused(byte[] bytes) {
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    try {
                        SheetImport read = IMPORTER.read(bytes, "sheet", EDITION);
                        assertTrue(
                                read.rows()
                                        == read.directory().tests().size() + read.unusable().size(),
                                "every row is read or reported");
                    } catch (DirectoryInputException told) {
                        assertTrue(
                                String.valueOf(told.getMessage()).startsWith("OGMS-222"),
                                String.valueOf(told.getMessage()));
                    }
                });
    }

    private static byte[] changed(byte[] sound, RandomGenerator random) {
        byte[] bytes = sound.clone();
        for (int i = random.nextInt(1, 6); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\",\n<>&;0 9RA:".charAt(random.nextInt(12));
                case 2 -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private static Map<String, byte[]> unpacked(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                zip.transferTo(content);
                parts.put(entry.getName(), content.toByteArray());
            }
        }
        return parts;
    }
}
