package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.imports.CountedMeasure.Answer;
import org.opengms.evaluation.imports.TumourCustodian.Person;
import org.opengms.evaluation.protocol.Measure;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.run.ExactFinding;
import org.opengms.evaluation.run.ExactFindings;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.run.Stratum;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.snapshot.Problem;
import org.opengms.testing.Cases;

/// The cancer programme's tables: tumours beside normal samples, and what was found and done.
class CancerImportTest {
    @TempDir Path folder = Path.of("");

    private static final String PARTICIPANTS =
            """
            participant_id,programme,participant_type,rare_diseases_family_id,date_of_consent,programme_consent_status,withdrawal_of_consent_date,year_of_birth,participant_phenotypic_sex,participant_ethnic_category,registered_at_gmc_ods_code,registered_at_gmc
            1,Cancer,,,2016-05-01,Consenting,,1950,Male,Not Stated,RXX01,North
            2,Rare Diseases,Proband,11,2016-05-01,Consenting,,2014,Female,White: British,RXX01,North
            """;
    private static final String ANALYSES =
            "participant_id,tumour_sample_platekey,germline_sample_platekey,disease_type,tumour_type,preparation_method\n";
    private static final String OUTCOMES =
            "participant_id,event_date,variant_actionability,variant_usability\n";

    private static RecordImport.Imported load(Path folder) {
        return RecordImport.load(
                folder,
                RecordMapping.ofTheCancerProgramme(),
                Custodian.description(),
                Custodian.pseudonyms());
    }

    private RecordImport.Imported load(String participants, String analyses, String outcomes) {
        Custodian.file(folder, "participant.csv", participants);
        Custodian.file(folder, "cancer_analysis.csv", ANALYSES + analyses);
        Custodian.file(folder, "cancer_exit_questionnaire.csv", OUTCOMES + outcomes);
        return load(folder);
    }

    /// What the only order says of a field, as it stands in a table.
    private static String said(RecordImport.Imported imported, OrderField<?> field) {
        Orders orders = imported.snapshot().orders();
        assertEquals(1, orders.size());
        int value = orders.column(field).at(0);
        if (value < 0) {
            return Missing.stored(value).code();
        }
        if (field == OrderField.UTILITY) {
            Set<String> good = new TreeSet<>();
            for (Utility one : Utility.values()) {
                if ((value & 1 << one.place()) != 0) {
                    good.add(one.code());
                }
            }
            return String.join("+", good);
        }
        return field == OrderField.ORDERED || field == OrderField.ENDED
                ? LocalDate.ofEpochDay(value).toString()
                : orders.categories(field).get(value);
    }

    private static List<String> told(RecordImport.Imported imported) {
        return imported.intake().problems().stream().map(Problem::toString).toList();
    }

    @Nested
    class APerson {
        @Test
        void isOneOrderOfTheAnalysedTumour() {
            Custodian.file(
                    folder,
                    "cancer_participant_disease.csv",
                    "participant_id,cancer_disease_type\n1,BREAST\n");
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS,
                            """
                            1,LP1,LP9,COLORECTAL,PRIMARY,FF
                            1,LP2,LP9,LUNG,METASTATIC_RECURRENCE,FFPE
                            """,
                            "1,2017-01-01,predicts_therapeutic_response,actioned_result_of_this_wga\n");
            assertEquals(List.of(), told(imported));
            assertEquals(1, imported.otherProgrammes());
            assertEquals(0, imported.relatives());
            assertEquals(1, imported.furtherTumours());
            assertEquals("COLORECTAL", said(imported, OrderField.INDICATION));
            assertEquals("2016-05-01", said(imported, OrderField.ORDERED));
            assertEquals("65+", said(imported, OrderField.AGE));
            assertEquals("wgs", said(imported, OrderField.METHOD));
            assertEquals("reported", said(imported, OrderField.ENDING));
            assertEquals("2017-01-01", said(imported, OrderField.ENDED));
            for (OrderField<?> notAsked :
                    List.of(
                            OrderField.SOLVED,
                            OrderField.ACMG,
                            OrderField.TIER,
                            OrderField.STRUCTURE,
                            OrderField.FAMILY)) {
                assertEquals("?not-applicable", said(imported, notAsked), notAsked.name());
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "",
                value = {
                    // nothing found
                    "none,                                                         | no            | none",
                    // done because of it
                    "predicts_therapeutic_response,actioned_result_of_this_wga     | yes           | change_in_medication",
                    "germline_susceptibility;eligibility_for_trial,actioned_result_of_this_wga | yes | additional_surveillance_for_proband_or_relatives+clinical_trial_eligibility",
                    "prognostic,actioned_result_of_this_wga                        | yes           | other",
                    // done before it, or not done
                    "predicts_therapeutic_response,already_actioned                | yes           | none",
                    "predicts_therapeutic_response,not_yet_actioned                | not_yet       | none",
                    // not said what was done
                    "predicts_therapeutic_response,                                | ?not-recorded | ?not-recorded",
                    ",                                                             | ?not-recorded | ?not-recorded",
                })
        void hasAResultThatIsUsefulByWhatWasDoneBecauseOfIt(
                String variant, String actionable, String useful) {
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS,
                            "1,LP1,LP9,LUNG,,\n",
                            "1,2017-01-01,%s\n".formatted(variant.strip()));
            assertEquals(List.of(), told(imported));
            assertEquals(actionable, said(imported, OrderField.ACTIONABILITY));
            assertEquals(useful, said(imported, OrderField.UTILITY));
        }

        /// Two variants of one questionnaire: what one is good for is not undone by the other.
        @Test
        void hasTheResultOfAllVariantsTogether() {
            RecordImport.Imported imported =
                    load(
                            PARTICIPANTS,
                            "1,LP1,LP9,LUNG,,\n",
                            """
                            1,2017-01-01,prognostic,not_yet_actioned
                            1,2017-01-01,eligibility_for_trial,actioned_result_of_this_wga
                            """);
            assertEquals("yes", said(imported, OrderField.ACTIONABILITY));
            assertEquals("clinical_trial_eligibility", said(imported, OrderField.UTILITY));
        }

        @ParameterizedTest
        @CsvSource({"true, reported", "false, open"})
        void isReportedIfAnalysedAndOpenIfNot(boolean analysed, String ending) {
            RecordImport.Imported imported =
                    load(PARTICIPANTS, analysed ? "1,LP1,LP9,LUNG,,\n" : "", "");
            assertEquals(ending, said(imported, OrderField.ENDING));
        }
    }

    @Nested
    class ARowThatCannotBeTaken {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1,LP1,,LUNG,,      | cancer_analysis.csv line 2, field germline_sample_platekey: not identified",
                    "1,,LP9,LUNG,,      | field tumour_sample_platekey: not identified",
                    "8,LP1,LP9,LUNG,,   | field participant_id: unknown order",
                    "1,LP1              | wrong number of fields",
                })
        void isOfNoTumourBesideANormalSample(String row, String problem) {
            RecordImport.Imported imported = load(PARTICIPANTS, row + "\n", "");
            assertEquals("open", said(imported, OrderField.ENDING));
            assertEquals(1, told(imported).size());
            assertTrue(told(imported).getFirst().contains(problem), told(imported).getFirst());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1,2016-04-30,none,              | field event_date: impossible date",
                    "1,2017-01-01,cure,              | field variant_actionability: outside code list",
                    "1,2017-01-01,prognostic,perhaps | field variant_usability: outside code list",
                })
        void isOfTheQuestionnaire(String row, String problem) {
            RecordImport.Imported imported = load(PARTICIPANTS, "1,LP1,LP9,LUNG,,\n", row + "\n");
            assertEquals("?not-recorded", said(imported, OrderField.UTILITY));
            assertEquals(1, told(imported).size());
            assertTrue(told(imported).getFirst().contains(problem), told(imported).getFirst());
        }

        @Test
        void isTheSameSampleAgain() {
            RecordImport.Imported imported =
                    load(PARTICIPANTS, "1,LP1,LP9,LUNG,,\n1,LP1,LP9,LUNG,,\n", "");
            assertEquals(0, imported.furtherTumours());
            assertTrue(told(imported).getFirst().contains("line 3, field tumour_sample_platekey"));
        }
    }

    /// Rows are damaged at random: others come in as if nothing had been, and all damage is told.
    @Test
    void losesWhatIsDamagedAndNothingElse() {
        Cases.check(
                15,
                random -> {
                    TumourCustodian custodian =
                            new TumourCustodian(random, 40 + random.nextInt(150));
                    Path here = Files.createTempDirectory(folder, "tables");
                    custodian.write(here, random);
                    Set<Person> damaged = new HashSet<>();
                    for (Person person : custodian.people) {
                        if (random.nextInt(8) == 0) {
                            damaged.add(person);
                            damage(here, person, random);
                        }
                    }
                    RecordImport.Imported imported = load(here);
                    long problems =
                            imported.intake().counts().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum();
                    assertTrue(problems >= damaged.size(), problems + " of " + damaged.size());
                    assertEquals(damaged.isEmpty(), problems == 0);
                    for (String message : told(imported)) {
                        assertFalse(message.contains("garbage"), message);
                    }
                    Orders orders = imported.snapshot().orders();
                    for (Person person : custodian.people) {
                        if (!damaged.contains(person)) {
                            assertWhole(person, orders);
                        }
                    }
                });
    }

    private static void assertWhole(Person person, Orders orders) {
        OptionalInt row = orders.find(Custodian.pseudonyms().of('p', person.id()));
        int at = row.orElseThrow();
        assertEquals(
                person.site(),
                orders.categories(OrderField.INDICATION)
                        .get(orders.column(OrderField.INDICATION).at(at)));
        int utility = orders.column(OrderField.UTILITY).at(at);
        String useful =
                utility < 0
                        ? person.useful().equals("unknown") ? "unknown" : ""
                        : utility == 1 << Utility.NONE.place() ? "no" : "yes";
        assertEquals(person.useful(), useful);
    }

    private static void damage(Path here, Person person, RandomGenerator random)
            throws IOException {
        List<String[]> places = new ArrayList<>();
        places.add(new String[] {"participant_2024-10-31.tsv", "0"});
        places.add(new String[] {"participant_2024-10-31.tsv", "2"});
        if (person.tumours() > 0) {
            places.add(new String[] {"cancer_analysis_2024-10-31_12-00-00.tsv", "1"});
            places.add(new String[] {"cancer_analysis_2024-10-31_12-00-00.tsv", "2"});
        }
        if (!person.useful().isEmpty()) {
            places.add(new String[] {"cancer_exit_questionnaire.tsv", "1"});
            places.add(new String[] {"cancer_exit_questionnaire.tsv", "2"});
        }
        String[] place = places.get(random.nextInt(places.size()));
        Path file = here.resolve(place[0]);
        List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            if (fields[0].equals(person.id())) {
                fields[Integer.parseInt(place[1], 10)] = "#garbage#";
                lines.set(i, String.join("\t", fields));
                Files.writeString(file, String.join("\n", lines));
                return;
            }
        }
        throw new AssertionError("There is no row of the person in " + place[0]);
    }

    @Nested
    class RecordsAndCounts {
        @Test
        void areTheSameExactly() {
            Cases.check(
                    10,
                    random -> {
                        TumourCustodian custodian =
                                new TumourCustodian(random, 50 + random.nextInt(600));
                        Path here = Files.createTempDirectory(folder, "tables");
                        custodian.write(here, random);
                        RecordImport.Imported imported = load(here);
                        assertEquals(List.of(), told(imported));
                        assertEquals(
                                custodian.people.stream()
                                        .mapToLong(p -> Math.max(0, p.tumours() - 1))
                                        .sum(),
                                imported.furtherTumours());
                        Orders records = imported.snapshot().orders();
                        AggregateTable table = counts(custodian);
                        Orders expanded = table.snapshot(Custodian.description()).orders();
                        Map<String, OutcomeCounts> published = table.by("indication");
                        assertEquals(custodian.counts().keySet(), published.keySet());
                        custodian
                                .counts()
                                .forEach((site, known) -> {
                                    OutcomeCounts expected =
                                            new OutcomeCounts(
                                                    CountBounds.of(known[0]),
                                                    CountBounds.of(known[1]),
                                                    CountBounds.of(known[2]));
                                    assertEquals(expected, of(records, site));
                                    assertEquals(expected, of(expanded, site));
                                    assertEquals(
                                            Optional.of(expected),
                                            Optional.ofNullable(published.get(site)));
                                });
                    });
        }

        private static AggregateTable counts(TumourCustodian custodian) {
            AggregateTable table =
                    AggregateImport.load(
                            TableRows.of("counts.tsv", new StringReader(custodian.publish()), '\t'),
                            AggregateForm.ofTheCancerProgramme());
            assertEquals(Map.of(), table.intake().counts(), table.intake().problems().toString());
            return table;
        }

        private static OutcomeCounts of(Orders orders, String site) {
            Column column = orders.column(OrderField.INDICATION);
            int wanted = orders.categories(OrderField.INDICATION).indexOf(site);
            return OutcomeCounts.ofUseful(orders, row -> column.at(row) == wanted);
        }

        /// The standard protocol finds the same of both, and says nothing of what is not asked of
        /// cancer: not that nothing is known of it.
        @Test
        void giveTheSameRunAndNoYield() {
            Protocol protocol = Protocol.standard();
            TumourCustodian custodian = new TumourCustodian(Cases.random(5), 2000);
            custodian.write(folder, Cases.random(6));
            ExactFindings ofRecords = ExactFindings.of(protocol, load(folder).snapshot());
            AggregateTable table = counts(custodian);
            ExactFindings ofCounts =
                    ExactFindings.of(protocol, table.snapshot(Custodian.description()));
            Result useful =
                    ofRecords.find("useful", Stratum.ALL).map(ExactFinding::result).orElseThrow();
            assertEquals(
                    Optional.of(useful),
                    ofCounts.find("useful", Stratum.ALL).map(ExactFinding::result));
            Result.NotIdentified between = assertInstanceOf(Result.NotIdentified.class, useful);
            assertEquals(Optional.of(between.set()), table.all().orElseThrow().boundsAmongAll());
            for (ExactFindings findings : List.of(ofRecords, ofCounts)) {
                for (String asked :
                        List.of(
                                "yield",
                                "yield-weighted",
                                "yield-complete",
                                "cost-per-diagnosis",
                                "actionable")) {
                    ExactFinding found = findings.find(asked, Stratum.ALL).orElseThrow();
                    assertInstanceOf(Result.NotEstimable.class, found.result(), asked);
                    assertEquals(0, found.people(), asked);
                }
                findings.publish();
            }
        }

        @Test
        void sayWhatIsOutOfScope() {
            Map<Answer, Set<Measure>> byAnswer =
                    counts(new TumourCustodian(Cases.random(1), 50)).measures().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            CountedMeasure::answer,
                                            Collectors.mapping(
                                                    CountedMeasure::measure, Collectors.toSet())));
            assertEquals(Set.of(Measure.CLINICAL_UTILITY), byAnswer.get(Answer.ANSWERED));
            assertEquals(
                    Set.of(
                            Measure.DIAGNOSTIC_YIELD,
                            Measure.YIELD_RATIO,
                            Measure.ACTIONABILITY,
                            Measure.REANALYSIS_GAIN,
                            Measure.COST_PER_DIAGNOSIS,
                            Measure.COST_PER_ADDITIONAL_DIAGNOSIS),
                    byAnswer.get(Answer.OUT_OF_SCOPE));
        }
    }

    @Nested
    class AFolder {
        @Test
        void needsNoQuestionnaire() {
            Custodian.file(folder, "participant.csv", PARTICIPANTS);
            Custodian.file(folder, "cancer_analysis.csv", ANALYSES + "1,LP1,LP9,LUNG,,\n");
            RecordImport.Imported imported = load(folder);
            assertEquals("no_answer", said(imported, OrderField.RESPONSE));
            assertEquals("?not-recorded", said(imported, OrderField.UTILITY));
        }
    }
}
