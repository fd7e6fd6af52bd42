package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.imports.Custodian.Family;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.snapshot.Problem;
import org.opengms.testing.Cases;

/// Rows are damaged at random: the others come in as if nothing had been, every damage is told, and
/// no message repeats it.
class DamagedTablesTest {
    private static final String GARBAGE = "#garbage#";

    @TempDir Path folder = Path.of("");

    @Test
    void losesWhatIsDamagedAndNothingElse() {
        Cases.check(
                25,
                random -> {
                    Custodian custodian = new Custodian(random, 40 + random.nextInt(200));
                    Path here = Files.createTempDirectory(folder, "tables");
                    custodian.write(here, random);
                    Set<Family> damaged = new HashSet<>();
                    long told = 0;
                    for (Family family : custodian.families) {
                        if (random.nextInt(8) == 0) {
                            damaged.add(family);
                            told += damage(here, family, random);
                        }
                    }
                    RecordImport.Imported imported =
                            RecordImport.load(
                                    here,
                                    RecordMapping.ofThe100000GenomesProject(),
                                    Custodian.description(),
                                    Custodian.pseudonyms());
                    long problems =
                            imported.intake().counts().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum();
                    assertTrue(problems >= told, problems + " told of " + told);
                    assertEquals(damaged.isEmpty(), problems == 0);
                    for (Problem problem : imported.intake().problems()) {
                        assertFalse(problem.toString().contains("garbage"), problem.toString());
                    }
                    for (Family family : custodian.families) {
                        if (!damaged.contains(family)) {
                            assertWhole(family, imported.snapshot().orders());
                        }
                    }
                });
    }

    private static void assertWhole(Family family, Orders orders) {
        OptionalInt row = orders.find(Custodian.pseudonyms().of('p', family.proband()));
        assertTrue(row.isPresent());
        int solved = orders.column(OrderField.SOLVED).at(row.getAsInt());
        assertEquals(
                family.solved(),
                solved < 0 ? "" : orders.categories(OrderField.SOLVED).get(solved));
        assertEquals(
                Custodian.STRUCTURES.getOrDefault(family.structure(), ""),
                orders.categories(OrderField.STRUCTURE)
                        .get(orders.column(OrderField.STRUCTURE).at(row.getAsInt())));
        assertEquals(
                family.disorder(),
                orders.categories(OrderField.INDICATION)
                        .get(orders.column(OrderField.INDICATION).at(row.getAsInt())));
    }

    /// Damages the first row of a family in one of its tables, in one field.
    ///
    /// @return how many problems it must make at least
    private static int damage(Path here, Family family, RandomGenerator random) throws IOException {
        boolean answered = !family.solved().isEmpty();
        return switch (random.nextInt(answered ? 6 : 4)) {
            case 0 -> replace(here, "participant_2024-10-31_12-00-00.tsv", family.proband(), 4);
            case 1 -> replace(here, "participant_2024-10-31_12-00-00.tsv", family.proband(), 2);
            case 2 -> replace(here, "participant_2024-10-31_12-00-00.tsv", family.proband(), 0);
            case 3 ->
                    replace(here, "rare_diseases_family.tsv", Integer.toString(family.number()), 1);
            case 4 -> replace(here, "gmc_exit_questionnaire.tsv", family.proband(), 2);
            default -> replace(here, "gmc_exit_questionnaire.tsv", family.proband(), 3);
        };
    }

    private static int replace(Path here, String table, String key, int field) throws IOException {
        Path file = here.resolve(table);
        List<String> lines =
                new java.util.ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            if (fields.length > field && fields[0].equals(key)) {
                fields[field] = GARBAGE;
                lines.set(i, String.join("\t", fields));
                Files.writeString(file, String.join("\n", lines));
                return 1;
            }
        }
        throw new AssertionError("There is no row of the family in " + table);
    }
}
