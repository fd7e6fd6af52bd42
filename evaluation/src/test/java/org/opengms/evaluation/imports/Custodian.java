package org.opengms.evaluation.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.opengms.evaluation.snapshot.SnapshotDescription;

/// Somebody who holds made-up families in the shape of the project's tables, and who knows what is
/// in them. It counts by itself, from what it wrote, with nothing of the import.
final class Custodian {
    static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
    static final LocalDate LAST = LocalDate.of(2024, 10, 31);
    static final List<String> DISORDERS =
            List.of(
                    "Intellectual disability",
                    "Cystic kidney disease",
                    "Rod-cone dystrophy",
                    "Hereditary ataxia");

    /// Written in the tables, and what the snapshot calls it.
    static final Map<String, String> STRUCTURES =
            Map.of(
                    "Singleton", "singleton",
                    "Duo with Mother or Father", "duo",
                    "Duo with other Biological Relative", "duo",
                    "Trio with Mother and Father", "trio",
                    "Families with more than three Participants", "other");

    /// One family.
    ///
    /// @param solved as the questionnaire says; blank where there is none
    record Family(
            int number, String disorder, String structure, String solved, boolean interpreted) {
        String proband() {
            return Integer.toString(110_000_000 + number);
        }

        String relative() {
            return Integer.toString(120_000_000 + number);
        }
    }

    final List<Family> families = new ArrayList<>();

    Custodian(RandomGenerator random, int many) {
        List<String> structures = STRUCTURES.keySet().stream().sorted().toList();
        for (int i = 0; i < many; i++) {
            // Disorders differ in number and in yield, so that some cells are small.
            int disorder = Math.min(random.nextInt(8), random.nextInt(DISORDERS.size()));
            double draw = random.nextDouble();
            String solved =
                    draw < 0.12 * (disorder + 1)
                            ? "yes"
                            : draw < 0.6
                                    ? "no"
                                    : draw < 0.66 ? "partially" : draw < 0.7 ? "unknown" : "";
            families.add(
                    new Family(
                            i,
                            DISORDERS.get(disorder),
                            structures.get(random.nextInt(structures.size())),
                            solved,
                            !solved.isEmpty() || random.nextBoolean()));
        }
    }

    static SnapshotDescription description() {
        return new SnapshotDescription(
                "made-up",
                "Made-up families",
                FIRST,
                LAST,
                "made up",
                "keyed hash, key thrown away");
    }

    static Pseudonyms pseudonyms() {
        return new Pseudonyms(new byte[16]);
    }

    /// Writes the tables as they are exported: by names or by captions, in one order or another.
    void write(Path folder, RandomGenerator random) {
        StringBuilder participants =
                new StringBuilder(
                        "Participant Id\tProgramme\tParticipant Type\tRare Diseases Family Id\tDate Of Consent\tYear Of Birth\tParticipant Phenotypic Sex\tParticipant Ethnic Category\tRegistered At Gmc Ods Code\tNotes\n");
        StringBuilder structures =
                new StringBuilder("rare_diseases_family_id\tfamily_group_type\n");
        StringBuilder disorders =
                new StringBuilder("participant_id,normalised_specific_disease,date\n");
        StringBuilder interpreted = new StringBuilder("participant_id\tlast_status\n");
        StringBuilder outcomes =
                new StringBuilder(
                        "participant_id\tfamily_id\tevent_date\tcase_solved_family\tadditional_comments\tactionability\tclinical_utility\tacmg_classification\n");
        for (Family f : families) {
            LocalDate consent = FIRST.plusDays(random.nextInt(1000));
            String family = Integer.toString(f.number());
            participants.append(
                    String.join(
                            "\t",
                            f.proband(),
                            "Rare Diseases",
                            "Proband",
                            family,
                            consent.toString(),
                            "2001",
                            "Female",
                            "White: British",
                            "RXX01",
                            "\"a\tb \"\"c\"\"\"\n"));
            participants.append(
                    String.join(
                            "\t",
                            f.relative(),
                            "Rare Diseases",
                            "Relative",
                            family,
                            consent.toString(),
                            "1970",
                            "Male",
                            "",
                            "RXX01",
                            "\n"));
            structures.append(family).append('\t').append(f.structure()).append('\n');
            disorders.append(f.proband()).append(",\"").append(f.disorder()).append("\",\n");
            if (f.interpreted()) {
                interpreted.append(f.proband()).append("\topen\n");
            }
            if (!f.solved().isEmpty()) {
                int variants = 1 + random.nextInt(3);
                for (int v = 0; v < variants; v++) {
                    outcomes.append(
                            String.join(
                                    "\t",
                                    f.proband(),
                                    family,
                                    consent.plusDays(400) + " 00:00:00",
                                    f.solved(),
                                    "\"line one\nline two\"",
                                    "yes",
                                    "none",
                                    "na\n"));
                }
            }
        }
        file(folder, "participant_2024-10-31_12-00-00.tsv", participants);
        file(folder, "rare_diseases_family.tsv", structures);
        file(folder, "rare_diseases_participant_disease.csv", disorders);
        file(folder, "rare_disease_interpreted.tsv", interpreted);
        file(folder, "gmc_exit_questionnaire.tsv", outcomes);
    }

    static void file(Path folder, String name, CharSequence text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Solved, not solved and missing among the families that were interpreted, by group.
    Map<String, long[]> counts(java.util.function.Function<Family, String> group) {
        Map<String, long[]> counts = new TreeMap<>();
        for (Family f : families) {
            if (f.interpreted()) {
                long[] here = counts.computeIfAbsent(group.apply(f), _ -> new long[3]);
                switch (f.solved()) {
                    case "yes" -> here[0]++;
                    case "no", "partially" -> here[1]++;
                    default -> here[2]++;
                }
            }
        }
        return counts;
    }

    /// Publishes counts by disorder and structure.
    ///
    /// @param threshold below which counts other than 0 are hidden; 0 hides none
    /// @param totals whether each group has a row with its total
    String publish(int threshold, boolean totals) {
        Map<String, Map<String, Long>> cells = new TreeMap<>();
        for (Family f : families) {
            if (f.interpreted()) {
                Map<String, Long> group =
                        cells.computeIfAbsent(
                                f.disorder() + "\t" + f.structure(), _ -> new TreeMap<>());
                group.merge(
                        f.solved().isEmpty() ? "report_not_available" : f.solved(), 1L, Long::sum);
                if (totals) {
                    group.merge("total", 1L, Long::sum);
                }
            }
        }
        StringBuilder text =
                new StringBuilder(
                        "normalised_specific_disease\tfamily_group_type\tcase_solved_family\tfamilies\n");
        cells.forEach((group, outcomes) ->
                outcomes.forEach((outcome, count) ->
                        text.append(group)
                                .append('\t')
                                .append(outcome)
                                .append('\t')
                                .append(
                                        count < threshold && !outcome.equals("total")
                                                ? "<" + threshold
                                                : count.toString())
                                .append('\n')));
        return text.toString();
    }
}
