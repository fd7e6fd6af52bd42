package org.opengms.evaluation.imports;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Somebody who holds made-up people with tumours in the shape of the cancer programme's tables,
/// and who counts them by itself, with nothing of the import.
final class TumourCustodian {
    private static final List<String> SITES = List.of("BREAST", "COLORECTAL", "LUNG", "SARCOMA");

    /// One person.
    ///
    /// @param useful as the questionnaire says; blank where there is none
    record Person(int number, String site, String useful, int tumours) {
        String id() {
            return Integer.toString(210_000_000 + number);
        }
    }

    final List<Person> people = new ArrayList<>();

    TumourCustodian(RandomGenerator random, int many) {
        for (int i = 0; i < many; i++) {
            int site = Math.min(random.nextInt(8), random.nextInt(SITES.size()));
            double draw = random.nextDouble();
            String useful =
                    draw < 0.1 * (site + 1)
                            ? "yes"
                            : draw < 0.7 ? "no" : draw < 0.75 ? "unknown" : "";
            // Who has no questionnaire may have no analysis either.
            int tumours =
                    useful.isEmpty() && random.nextBoolean()
                            ? 0
                            : 1 + (random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0);
            people.add(new Person(i, SITES.get(site), useful, tumours));
        }
    }

    void write(Path folder, RandomGenerator random) {
        StringBuilder participants =
                new StringBuilder(
                        "participant_id\tprogramme\tdate_of_consent\tyear_of_birth\tparticipant_phenotypic_sex\n");
        StringBuilder diseases =
                new StringBuilder("participant_id,cancer_disease_type,cancer_disease_sub_type\n");
        StringBuilder analyses =
                new StringBuilder(
                        "participant_id\ttumour_sample_platekey\tgermline_sample_platekey\tdisease_type\ttumour_type\tpreparation_method\n");
        StringBuilder outcomes =
                new StringBuilder(
                        "participant_id\tevent_date\tvariant_actionability\tvariant_usability\n");
        for (Person person : people) {
            LocalDate consent = Custodian.FIRST.plusDays(random.nextInt(1000));
            participants.append("%s\tCancer\t%s\t1950\tFemale\n".formatted(person.id(), consent));
            diseases.append("%s,%s,\"x, y\"\n".formatted(person.id(), person.site()));
            for (int t = 0; t < person.tumours(); t++) {
                analyses.append(
                        "%s\tLP1-DNA_%d_%d\tLP2-DNA_%d\t%s\tPRIMARY\tFF\n"
                                .formatted(
                                        person.id(),
                                        person.number(),
                                        t,
                                        person.number(),
                                        // The first tumour is that of the order.
                                        t == 0 ? person.site() : "OTHER"));
            }
            String when = consent.plusDays(200) + " 00:00:00";
            for (String variant : variants(person.useful(), random)) {
                outcomes.append("%s\t%s\t%s\n".formatted(person.id(), when, variant));
            }
        }
        Custodian.file(folder, "participant_2024-10-31.tsv", participants);
        Custodian.file(folder, "gel_cancer_participant_disease_100k.csv", diseases);
        Custodian.file(folder, "cancer_analysis_2024-10-31_12-00-00.tsv", analyses);
        Custodian.file(folder, "cancer_exit_questionnaire.tsv", outcomes);
    }

    /// Rows of one questionnaire that say whether it was useful, one way or another.
    private static List<String> variants(String useful, RandomGenerator random) {
        List<String> notUseful =
                List.of(
                        "none\t",
                        "prognostic\tnot_yet_actioned",
                        "predicts_therapeutic_response; prognostic\talready_actioned");
        List<String> isUseful =
                List.of(
                        "predicts_therapeutic_response\tactioned_result_of_this_wga",
                        "germline_susceptibility,other\tactioned_result_of_this_wga");
        return switch (useful) {
            case "yes" ->
                    List.of(
                            isUseful.get(random.nextInt(2)),
                            notUseful.get(random.nextInt(notUseful.size())));
            case "no" -> List.of(notUseful.get(random.nextInt(notUseful.size())));
            case "unknown" -> List.of("eligibility_for_trial\t");
            default -> List.of();
        };
    }

    /// Useful, not useful and missing among those who were analysed, by site.
    Map<String, long[]> counts() {
        Map<String, long[]> counts = new TreeMap<>();
        for (Person person : people) {
            if (person.tumours() > 0) {
                long[] here = counts.computeIfAbsent(person.site(), _ -> new long[3]);
                switch (person.useful()) {
                    case "yes" -> here[0]++;
                    case "no" -> here[1]++;
                    default -> here[2]++;
                }
            }
        }
        return counts;
    }

    String publish() {
        Map<String, Map<String, Long>> cells = new TreeMap<>();
        for (Person person : people) {
            if (person.tumours() > 0) {
                Map<String, Long> here = cells.computeIfAbsent(person.site(), _ -> new TreeMap<>());
                here.merge(
                        person.useful().isEmpty() ? "report_not_available" : person.useful(),
                        1L,
                        Long::sum);
                here.merge("total", 1L, Long::sum);
            }
        }
        StringBuilder text = new StringBuilder("disease_type\tuseful\tparticipants\n");
        cells.forEach((site, here) ->
                here.forEach((useful, many) ->
                        text.append("%s\t%s\t%d\n".formatted(site, useful, many))));
        return text.toString();
    }
}
