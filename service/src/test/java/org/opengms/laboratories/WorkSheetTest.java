package org.opengms.laboratories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.Cases;

class WorkSheetTest {
    private static final String SHEET =
            """
            reference,indication,test,method,priority,received,due,reported,status
            GL-1,R901,R901.1,,routine,2026-04-01,2026-06-24,,open
            GL-2,R901,R901.2,panel,urgent,2026-04-02,,2026-05-01,reported
            """;
    private static final List<WorkTable.Line> LINES =
            List.of(
                    new WorkTable.Line(
                            2,
                            Map.of(
                                    WorkColumn.REFERENCE, "GL-1",
                                    WorkColumn.INDICATION, "R901",
                                    WorkColumn.TEST, "R901.1",
                                    WorkColumn.PRIORITY, "routine",
                                    WorkColumn.RECEIVED, "2026-04-01",
                                    WorkColumn.DUE, "2026-06-24",
                                    WorkColumn.STATUS, "open")),
                    new WorkTable.Line(
                            3,
                            Map.of(
                                    WorkColumn.REFERENCE, "GL-2",
                                    WorkColumn.INDICATION, "R901",
                                    WorkColumn.TEST, "R901.2",
                                    WorkColumn.METHOD, "panel",
                                    WorkColumn.PRIORITY, "urgent",
                                    WorkColumn.RECEIVED, "2026-04-02",
                                    WorkColumn.REPORTED, "2026-05-01",
                                    WorkColumn.STATUS, "reported")));

    private static WorkTable read(String text) {
        return WorkSheet.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(byte[] bytes) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> WorkSheet.read(bytes))
                        .getMessage());
    }

    @Nested
    class AsSpreadsheetsSaveIt {
        @Test
        void isReadWithTheRowsThatTheyShow() {
            assertEquals(LINES, read(SHEET).lines());
            assertEquals(List.of(), read(SHEET).notes());
        }

        @ParameterizedTest
        @ValueSource(strings = {";", "\t"})
        void withOtherSeparators(String separator) {
            assertEquals(LINES, read(SHEET.replace(",", separator)).lines());
        }

        @Test
        void withAMarkOtherLineEndsAndBlankRows() {
            assertEquals(
                    LINES,
                    read("\uFEFF" + SHEET.stripTrailing().replace("\n", "\r\n") + "\r\n,,,,\r\n")
                            .lines());
        }

        @Test
        void withOtherHeadingsInAnotherOrder() {
            WorkTable table =
                    read("Date Received;LAB_REF;Test Code\n2026-04-01;=\"0012\";R901.1\n");
            assertEquals(
                    Map.of(
                            WorkColumn.RECEIVED, "2026-04-01",
                            WorkColumn.REFERENCE, "0012",
                            WorkColumn.TEST, "R901.1"),
                    table.lines().getFirst().values());
        }

        @Test
        void withATitleAboveAndTheHeadingAgain() {
            String heading = SHEET.lines().findFirst().orElseThrow();
            WorkTable table = read("Weekly list\n\n" + SHEET + heading + "\n");
            assertEquals(List.of(4, 5), table.lines().stream().map(WorkTable.Line::line).toList());
            assertEquals(
                    List.of(
                            "1 rows above the heading were not taken.",
                            "Row 6 repeats the heading and was not taken."),
                    table.notes());
        }

        @Test
        void withColumnsThatNobodyAskedFor() {
            WorkTable table =
                    read(
                            "reference,received,method,Technician's remark,\nG1,2026-04-01,panel,hm,x\n");
            assertFalse(table.lines().getFirst().values().containsValue("hm"));
            assertEquals(
                    List.of(
                            "Column 4 is not asked for and was not taken.",
                            "Column 5 has no heading and was not taken."),
                    table.notes());
        }
    }

    @Nested
    class WhatSaysWhoAPatientIs {
        @ParameterizedTest
        @ValueSource(strings = {"NHS Number", "Patient name", "dob", "Postcode"})
        void refusesTheWholeFile(String heading) {
            String refused =
                    refusal(
                            ("reference,received,method," + heading + "\nG1,2026-04-01,panel,x\n")
                                    .getBytes(StandardCharsets.UTF_8));
            assertTrue(refused.startsWith("OGMS-6522 Column 4"), refused);
            assertFalse(refused.contains(heading), refused);
        }

        @ParameterizedTest
        @ValueSource(strings = {"remark", "status", "reference"})
        void refusesTheRowWhereverItStands(String column) {
            List<String> columns = List.of("reference", "received", "method", "status", "remark");
            String[] row = {"G1", "2026-04-01", "panel", "open", ""};
            row[columns.indexOf(column)] = "999 000 0018";
            WorkTable table = read(String.join(",", columns) + "\n" + String.join(",", row) + "\n");
            assertEquals(List.of(), table.lines());
            assertEquals(List.of(RefusedRow.of(2, RowProblem.NHS_NUMBER)), table.refused());
        }
    }

    @Nested
    class WhatIsNoSheet {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                           | OGMS-6520",
                    "'   '                        | OGMS-6520",
                    "'<html><body>'               | OGMS-6520",
                    "'PK\u0003\u0004'             | OGMS-6520",
                    "'reference,received'         | OGMS-6521",
                    "'a,b,c'                      | OGMS-6521",
                    "'reference,received,method\n\"G1' | OGMS-6523"
                })
        void isRefusedWithItsReason(String text, String code) {
            String refused = refusal(text.getBytes(StandardCharsets.UTF_8));
            assertTrue(refused.startsWith(code), refused);
        }

        @ParameterizedTest
        @CsvSource({"UTF-16, UTF-16", "UTF-16LE, UTF-16", "ISO-8859-1, UTF-8"})
        void nameItsEncoding(String charset, String told) {
            byte[] text = ("\uFEFF" + SHEET).getBytes(Charset.forName(charset));
            byte[] bytes =
                    charset.startsWith("ISO")
                            ? SHEET.replace("open", "ge\u00F6ffnet")
                                    .getBytes(StandardCharsets.ISO_8859_1)
                            : text;
            String refused = refusal(bytes);
            assertTrue(refused.startsWith("OGMS-6520") && refused.contains(told), refused);
        }

        @Test
        void isTooLarge() {
            byte[] large = new byte[WorkSheet.LARGEST_BYTES + 1];
            Arrays.fill(large, (byte) 'x');
            assertTrue(refusal(large).contains("larger than 8 MB"));
        }

        @Test
        void hasTooManyRows() {
            StringBuilder text = new StringBuilder("reference,received,method\n");
            for (int i = 0; i <= WorkTable.MOST_ROWS; i++) {
                text.append('G').append(i).append(",2026-04-01,panel\n");
            }
            String refused = refusal(text.toString().getBytes(StandardCharsets.UTF_8));
            assertTrue(refused.startsWith("OGMS-6523"), refused);
        }
    }

    /// However a sheet is damaged, it is read or refused with one of the numbers, never otherwise;
    /// and no valid NHS number comes out of it.
    @Test
    void survivesAnyDamage() {
        Cases.check(
                400,
                random -> {
                    byte[] bytes = SHEET.getBytes(StandardCharsets.UTF_8).clone();
                    int blows = random.nextInt(1, 12);
                    for (int i = 0; i < blows; i++) {
                        int at = random.nextInt(bytes.length);
                        switch (random.nextInt(4)) {
                            case 0 -> bytes[at] = (byte) random.nextInt(256);
                            case 1 -> bytes[at] = (byte) "\",;\t\n\r'=#".charAt(random.nextInt(9));
                            case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                            default -> {
                                byte[] number = "9990000018".getBytes(StandardCharsets.UTF_8);
                                byte[] longer = Arrays.copyOf(bytes, bytes.length + number.length);
                                System.arraycopy(
                                        bytes, at, longer, at + number.length, bytes.length - at);
                                System.arraycopy(number, 0, longer, at, number.length);
                                bytes = longer;
                            }
                        }
                    }
                    try {
                        WorkTable table = WorkSheet.read(bytes);
                        assertTrue(
                                table.lines().stream()
                                        .flatMap(l -> l.values().values().stream())
                                        .noneMatch(PersonalTraces::isIn));
                        assertTrue(table.notes().stream().noneMatch(PersonalTraces::isIn));
                    } catch (IllegalArgumentException refused) {
                        String message = String.valueOf(refused.getMessage());
                        assertTrue(message.matches("(?s)OGMS-652[0-3] .*"), message);
                        assertFalse(PersonalTraces.isIn(message), message);
                    }
                });
    }
}
