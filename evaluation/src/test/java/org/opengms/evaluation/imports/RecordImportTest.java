package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.snapshot.Problem;

class RecordImportTest {
    @TempDir Path folder = Path.of("");

    private static final String PARTICIPANTS =
            """
            participant_id,programme,participant_type,rare_diseases_family_id,date_of_consent,programme_consent_status,withdrawal_of_consent_date,year_of_birth,participant_phenotypic_sex,participant_ethnic_category,registered_at_gmc_ods_code,registered_at_gmc
            1,Rare Diseases,Proband,11,2016-05-01,Consenting,,2014,Female,White: British,RXX01,North
            2,Rare Diseases,Relative,11,2016-05-01,Consenting,,1980,Male,Not Stated,RXX01,North
            3,Cancer,,,2016-05-01,Consenting,,1950,Male,,RXX01,North
            """;
    private static final String OUTCOMES =
            "participant_id,event_date,case_solved_family,actionability,clinical_utility,acmg_classification\n";

    private RecordImport.Imported load(String participants, String outcomes) {
        Custodian.file(folder, "participant.csv", participants);
        Custodian.file(folder, "gmc_exit_questionnaire.csv", OUTCOMES + outcomes);
        return RecordImport.load(
                folder,
                RecordMapping.ofThe100000GenomesProject(),
                Custodian.description(),
                Custodian.pseudonyms());
    }

    /// What the only order says of a field, as it stands in a table.
    private static String said(RecordImport.Imported imported, OrderField<?> field) {
        Orders orders = imported.snapshot().orders();
        assertEquals(1, orders.size());
        Column column = orders.column(field);
        int value = column.at(0);
        if (value < 0) {
            return Missing.stored(value).code();
        }
        return field == OrderField.ORDERED || field == OrderField.ENDED
                ? LocalDate.ofEpochDay(value).toString()
                : orders.categories(field).get(value);
    }

    private static List<String> told(RecordImport.Imported imported) {
        return imported.intake().problems().stream().map(Problem::toString).toList();
    }

    @Nested
    class AProband {
        @Test
        void isOneOrderAndOthersAreCounted() {
            RecordImport.Imported imported = load(PARTICIPANTS, "");
            assertEquals(1, imported.snapshot().orders().size());
            assertEquals(1, imported.relatives());
            assertEquals(1, imported.otherProgrammes());
            assertEquals(List.of(), told(imported));
        }

        @Test
        void isWhatTheTablesSay() {
            Custodian.file(
                    folder,
                    "rare_diseases_family.csv",
                    "rare_diseases_family_id,family_group_type\n11,Trio with Mother and Father\n");
            Custodian.file(
                    folder,
                    "rare_diseases_participant_disease.tsv",
                    "Participant Id\tNormalised Specific Disease\n1\tRod-cone dystrophy\n");
            Custodian.file(
                    folder,
                    "tiering_data.tsv",
                    "participant_id\ttier\n1\tTIER3\n1\tTIER1\n1\tTIER2\n2\tTIER1\n");
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS,
                            """
                            1,2017-06-01,yes,no,none,likely_pathogenic_variant
                            1,2017-06-01,yes,not_yet,change_in_medication;other,pathogenic_variant
                            """);
            assertEquals(List.of(), told(imported));
            String all =
                    Stream.of(
                                    OrderField.ORDERED,
                                    OrderField.METHOD,
                                    OrderField.STRUCTURE,
                                    OrderField.INDICATION,
                                    OrderField.AGE,
                                    OrderField.SEX,
                                    OrderField.ETHNICITY,
                                    OrderField.SITE,
                                    OrderField.REGION,
                                    OrderField.ENDING,
                                    OrderField.ENDED,
                                    OrderField.SOLVED,
                                    OrderField.ACTIONABILITY,
                                    OrderField.ACMG,
                                    OrderField.TIER,
                                    OrderField.RESPONSE)
                            .map(field -> said(imported, field))
                            .toList()
                            .toString();
            assertEquals(
                    "[2016-05-01, wgs, trio, Rod-cone dystrophy, 1-4, female, A, RXX01, North,"
                            + " reported, 2017-06-01, yes, not_yet, pathogenic_variant, tier_1, answered]",
                    all);
        }

        /// Numbers of the tables are not in the snapshot, and another key gives others.
        @Test
        void hasAPseudonym() {
            Orders orders = load(PARTICIPANTS, "").snapshot().orders();
            String number = orders.categories(OrderField.NUMBER).getFirst();
            assertTrue(number.matches("p[0-9a-f]{20}"), number);
            Orders others =
                    RecordImport.load(
                                    folder,
                                    RecordMapping.ofThe100000GenomesProject(),
                                    Custodian.description(),
                                    new Pseudonyms(
                                            "another key of enough bytes"
                                                    .getBytes(StandardCharsets.UTF_8)))
                            .snapshot()
                            .orders();
            assertNotEquals(number, others.categories(OrderField.NUMBER).getFirst());
        }

        @Test
        void isRefusedPseudonymsOfAShortKey() {
            assertThrows(IllegalArgumentException.class, () -> new Pseudonyms(new byte[15]));
        }
    }

    @Nested
    class AnOrder {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                nullValues = "",
                value = {
                    "Consenting,           | 1,2017-06-01,no,na,none,na | no  | no  | reported  | 2017-06-01      | no",
                    "Consenting,           | -                          | yes | no  | reported  | ?not-recorded   | ?not-recorded",
                    "Consenting,           | -                          | yes | yes | reported  | ?not-recorded   | ?not-recorded",
                    "Consenting,           | -                          | no  | yes | died      | 2016-08-01      | ?not-applicable",
                    "Consenting,           | -                          | no  | no  | open      | ?not-applicable | ?not-applicable",
                    "Withdrawn,2016-07-01  | -                          | yes | no  | withdrawn | 2016-07-01      | ?not-applicable",
                    "Withdrawn,            | -                          | no  | no  | withdrawn | ?not-recorded   | ?not-applicable",
                })
        void endsAsItsTablesSay(
                String consent,
                String outcome,
                String interpreted,
                String died,
                String ending,
                String ended,
                String solved) {
            if (interpreted.equals("yes")) {
                Custodian.file(folder, "rare_disease_interpreted.csv", "participant_id,x\n1,y\n");
            }
            if (died.equals("yes")) {
                Custodian.file(
                        folder, "death_details.csv", "participant_id,death_date\n1,2016-08-01\n");
            }
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS.replaceFirst("Consenting,", consent),
                            outcome.equals("-") ? "" : outcome + "\n");
            assertEquals(List.of(), told(imported));
            assertEquals(ending, said(imported, OrderField.ENDING));
            assertEquals(ended, said(imported, OrderField.ENDED));
            assertEquals(solved, said(imported, OrderField.SOLVED));
        }

        @Test
        void hasTheOutcomeOfItsLatestQuestionnaire() {
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS,
                            """
                            1,2018-06-01,yes,,,
                            1,2017-06-01,no,,,
                            1,,unknown,,,
                            """);
            assertEquals("yes", said(imported, OrderField.SOLVED));
            assertEquals("2018-06-01", said(imported, OrderField.ENDED));
        }
    }

    @Nested
    class ARowThatCannotBeTaken {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1,2016-04-30,yes,,,  | gmc_exit_questionnaire.csv line 2, field event_date: impossible date",
                    "1,2024-11-01,yes,,,  | field event_date: impossible date",
                    "1,31/05/2017,yes,,,  | field event_date: wrong form",
                    "1,2017-02-30,yes,,,  | field event_date: wrong form",
                    "1,2017-06-01,maybe,,,| field case_solved_family: outside code list",
                    "1,2017-06-01,yes,,cure,| field clinical_utility: outside code list",
                    "9,2017-06-01,yes,,,  | field participant_id: unknown order",
                    ",2017-06-01,yes,,,   | field participant_id: not identified",
                    "1,2017-06-01,yes     | wrong number of fields",
                })
        void isToldWithFileLineAndFieldAndTheImportGoesOn(String row, String problem) {
            RecordImport.Imported imported = load(PARTICIPANTS, row + "\n");
            assertEquals(1, imported.snapshot().orders().size());
            assertEquals(1, told(imported).size());
            assertTrue(told(imported).getFirst().contains(problem), told(imported).getFirst());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2016-05-01,Consenting | 2014-12-31,Consenting | outside period",
                    "2016-05-01,Consenting | 2024-12-31,Consenting | impossible date",
                    "2016-05-01,Consenting | ,Consenting           | not identified",
                    "2016-05-01,Consenting | May 2016,Consenting   | wrong form",
                    "Consenting,           | Withdrawn,2016-04-01  | impossible date",
                    "Proband,11            | Proband,              | not identified",
                    "Proband,11            | Friend,11             | outside code list",
                })
        void leavesAProbandOutWithItsOutcomes(String from, String to, String problem) {
            RecordImport.Imported imported =
                    load(PARTICIPANTS.replaceFirst(from, to), "1,2017-06-01,yes,,,\n");
            assertEquals(0, imported.snapshot().orders().size());
            assertEquals(1, told(imported).size(), told(imported).toString());
            assertTrue(told(imported).getFirst().contains(problem), told(imported).getFirst());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2014,Female    | 2017,Female    | out of range",
                    "2014,Female    | 1890,Female    | out of range",
                    "2014,Female    | MMXIV,Female   | wrong form",
                    "2014,Female    | 2014,F         | outside code list",
                    "White: British | Martian        | outside code list",
                })
        void losesTheValueAlone(String from, String to, String problem) {
            RecordImport.Imported imported =
                    load(PARTICIPANTS.replaceFirst(from, to), "1,2017-06-01,yes,,,\n");
            assertEquals("yes", said(imported, OrderField.SOLVED));
            assertEquals(1, told(imported).size());
            assertTrue(told(imported).getFirst().contains(problem), told(imported).getFirst());
        }

        @Test
        void isTheSecondOfAProband() {
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS
                                    + "1,Rare Diseases,Proband,11,2016-06-01,Consenting,,,,,,\n",
                            "");
            assertEquals("2016-05-01", said(imported, OrderField.ORDERED));
            assertTrue(
                    told(imported)
                            .getFirst()
                            .contains("line 5, field participant_id: duplicate number"));
        }

        @Test
        void contradictsAnotherOfTheSameQuestionnaire() {
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS,
                            "1,2017-06-01,yes,,,\n1,2017-06-01,no,,,\n1,2017-06-01,partially,,,\n");
            assertEquals("?not-recorded", said(imported, OrderField.SOLVED));
            assertEquals("reported", said(imported, OrderField.ENDING));
            assertEquals(1, told(imported).size());
            assertTrue(
                    told(imported)
                            .getFirst()
                            .contains("line 3, field case_solved_family: contradiction"));
        }

        /// Messages say where, never what.
        @Test
        void isNotRepeatedInTheMessage() {
            RecordImport.Imported imported =
                    load(PARTICIPANTS.replaceFirst("White: British", "Secret"), "7,x,Secret,,,\n");
            for (String message : told(imported)) {
                assertFalse(message.contains("Secret"), message);
            }
        }
    }

    @Nested
    class AFolder {
        private String refusal() {
            return String.valueOf(
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () ->
                                            RecordImport.load(
                                                    folder,
                                                    RecordMapping.ofThe100000GenomesProject(),
                                                    Custodian.description(),
                                                    Custodian.pseudonyms()))
                            .getMessage());
        }

        @Test
        void isRefusedWithoutParticipants() {
            Custodian.file(folder, "gmc_exit_questionnaire.csv", OUTCOMES);
            Custodian.file(folder, "participant_summary.csv", PARTICIPANTS);
            assertTrue(refusal().contains("no file for the table participant"), refusal());
        }

        @Test
        void isRefusedWithTwoReleasesOfATable() {
            Custodian.file(folder, "gmc_exit_questionnaire.csv", OUTCOMES);
            Custodian.file(folder, "participant_2023-12-21.tsv", "a\n");
            Custodian.file(folder, "participant_2024-10-31.tsv", "a\n");
            assertTrue(refusal().contains("Two files"), refusal());
        }

        @Test
        void isRefusedWithoutAColumnThatIsNeeded() {
            Custodian.file(folder, "gmc_exit_questionnaire.csv", OUTCOMES);
            Custodian.file(
                    folder,
                    "gel_participant_100k.csv",
                    PARTICIPANTS.replaceFirst("participant_type", "kind"));
            assertTrue(refusal().contains("no column participant_type"), refusal());
        }
    }

    @Nested
    class AMapping {
        private String refusal(String mapping) {
            Path file = folder.resolve("mapping.json");
            Custodian.file(folder, "mapping.json", mapping);
            return String.valueOf(
                    assertThrows(IllegalArgumentException.class, () -> RecordMapping.load(file))
                            .getMessage());
        }

        private static final String OUTCOME =
                """
                "OUTCOME": {"file": "o", "columns": {"PARTICIPANT_OF_OUTCOME": "p", "OUTCOME_DAY": "d", "SOLVED": "s"}, "codes": {%s}}
                """;
        private static final String PARTICIPANT =
                """
                "PARTICIPANT": {"file": "p", "columns": {"PARTICIPANT": "p", "FAMILY": "f", "IS_PROBAND": "t", "CONSENT_DAY": "d"%s}, "codes": {}}
                """;

        private static String mapping(String participant, String outcome) {
            return "{\"name\": \"m\", \"describes\": \"d\", \"method\": \"WGS\", \"tables\": {%s, %s}}"
                    .formatted(participant, outcome);
        }

        @Test
        void givesOtherHeadingsAndWords() {
            Custodian.file(
                    folder,
                    "mapping.json",
                    mapping(
                            PARTICIPANT.formatted(""),
                            OUTCOME.formatted("\"SOLVED\": {\"gelöst\": \"yes\"}")));
            Custodian.file(folder, "p.csv", "p,f,t,d\n1,1,yes,2016-05-01\n");
            Custodian.file(folder, "o.csv", "s,d,p\nGelöst,2017-05-01,1\n");
            RecordImport.Imported imported =
                    RecordImport.load(
                            folder,
                            RecordMapping.load(folder.resolve("mapping.json")),
                            Custodian.description(),
                            Custodian.pseudonyms());
            assertEquals("yes", said(imported, OrderField.SOLVED));
        }

        /// What another programme may have: methods, deprivation, days of samples.
        @Test
        void takesMoreThanTheProjectHas() {
            Custodian.file(
                    folder,
                    "mapping.json",
                    mapping(
                            PARTICIPANT.formatted(", \"METHOD\": \"m\", \"DEPRIVATION\": \"imd\"")
                                    + ", \"SAMPLE\": {\"file\": \"s\", \"columns\": {\"PARTICIPANT_OF_SAMPLE\": \"p\", \"RECEIVED_DAY\": \"d\"}, \"codes\": {}}",
                            OUTCOME.formatted("")));
            Custodian.file(
                    folder,
                    "p.csv",
                    "p,f,t,d,m,imd\n1,1,yes,2016-05-01,wes,3\n2,1,no,2016-05-01,wes,11\n");
            Custodian.file(
                    folder,
                    "s.csv",
                    "p,d\n1,2016-05-20\n1,2016-05-10\n2,2016-05-01\n1,2030-01-01\n");
            Custodian.file(folder, "o.csv", "s,d,p\nyes,2016-05-09,1\nno,2016-06-01,1\n");
            RecordImport.Imported imported =
                    RecordImport.load(
                            folder,
                            RecordMapping.load(folder.resolve("mapping.json")),
                            Custodian.description(),
                            Custodian.pseudonyms());
            assertEquals("wes", said(imported, OrderField.METHOD));
            assertEquals("3", said(imported, OrderField.DEPRIVATION));
            assertEquals("duo", said(imported, OrderField.STRUCTURE));
            assertEquals(
                    LocalDate.of(2016, 5, 10).toEpochDay(),
                    imported.snapshot().orders().column(OrderField.RECEIVED).at(0));
            assertEquals("no", said(imported, OrderField.SOLVED));
            assertEquals(2, told(imported).size(), told(imported).toString());
            assertTrue(
                    told(imported).getFirst().contains("s.csv line 5, field d: impossible date"));
            assertTrue(told(imported).getLast().contains("o.csv line 2, field d: impossible date"));
        }

        @Test
        void isRefusedWhereItCouldNotBeRead() {
            String outcome = OUTCOME.formatted("");
            assertTrue(
                    refusal(
                                    "{\"name\": \"m\", \"describes\": \"d\", \"method\": \"WGS\", \"tables\": {%s}}"
                                            .formatted(outcome))
                            .contains("PARTICIPANT is not described"));
            assertTrue(
                    refusal(mapping(PARTICIPANT.formatted(", \"SOLVED\": \"x\""), outcome))
                            .contains("belongs to OUTCOME"));
            assertTrue(
                    refusal(
                                    mapping(
                                            PARTICIPANT
                                                    .formatted("")
                                                    .replace("\"FAMILY\": \"f\",", ""),
                                            outcome))
                            .contains("no column for FAMILY"));
            assertTrue(
                    refusal(
                                    mapping(
                                            PARTICIPANT.formatted(""),
                                            OUTCOME.formatted("\"SOLVED\": {\"x\": \"perhaps\"}")))
                            .contains("a code that is none of"));
        }
    }
}
