package org.opengms.ledger.valuation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// What is assumed about the resource and about agreements that could be made for one use of it.
///
/// @param name of the scenario
/// @param seed of the draws: the same seed gives the same result
/// @param draws how many worlds are drawn; 100 to 1,000,000
/// @param years over which everything is counted; 1 to 30
/// @param discount by how much a pound is worth less each year, 0 to 0.2; the Green Book's is 0.035
/// @param assumptions all that are spoken of
/// @param records what the resource holds
/// @param costPounds the assumption of what providing it costs a year
/// @param agreements to compare, the first of them being what the others are held against
public record ValuationScenario(
        String name,
        long seed,
        int draws,
        int years,
        double discount,
        List<Assumption> assumptions,
        List<Records> records,
        String costPounds,
        List<Agreement> agreements) {
    private static final DataFile<ValuationScenario> FILE =
            new DataFile<>(
                    ValuationScenario.class,
                    "a scenario of valuation",
                    "OGMS-7810",
                    UnaryOperator.identity());

    /// @throws IllegalArgumentException if it speaks of what it does not assume, assumes what it
    ///   does not speak of, or is out of bounds
    public ValuationScenario {
        assumptions = List.copyOf(assumptions);
        records = List.copyOf(records);
        agreements = List.copyOf(agreements);
        if (draws < 100 || draws > 1_000_000 || years < 1 || years > 30) {
            throw new IllegalArgumentException(
                    "OGMS-7811 Scenario %s draws %d worlds of %d years. Give 100 to 1000000 worlds of 1 to 30 years."
                            .formatted(name, draws, years));
        }
        if (!(discount >= 0 && discount <= 0.2)) {
            throw new IllegalArgumentException(
                    "OGMS-7812 Scenario %s discounts by %s a year. Give 0 to 0.2."
                            .formatted(name, discount));
        }
        if (assumptions.size() > 200 || records.size() > 50 || agreements.size() > 20) {
            throw new IllegalArgumentException(
                    "OGMS-7813 Scenario %s is too large: up to 200 assumptions, 50 kinds of records and 20 agreements."
                            .formatted(name));
        }
        Set<String> known = new HashSet<>();
        for (Assumption assumption : assumptions) {
            if (!known.add(assumption.name())) {
                throw new IllegalArgumentException(
                        "OGMS-7814 Assumption %s is made twice.".formatted(assumption.name()));
            }
        }
        List<String> spoken = new ArrayList<>(List.of(costPounds));
        for (Records kind : records) {
            spoken.addAll(List.of(kind.count(), kind.poundsEach(), kind.used()));
        }
        for (Agreement agreement : agreements) {
            agreement.returns().forEach(r -> spoken.addAll(r.names()));
        }
        for (String word : spoken) {
            if (!known.contains(word)) {
                throw new IllegalArgumentException(
                        "OGMS-7815 Scenario %s speaks of %s and assumes nothing about it."
                                .formatted(name, word));
            }
        }
        known.removeAll(new HashSet<>(spoken));
        if (!known.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-7816 Scenario %s assumes %s and never speaks of it. Leave out what has no effect."
                            .formatted(name, known.stream().sorted().findFirst().orElseThrow()));
        }
    }

    /// A kind of records in the resource.
    ///
    /// @param name of the kind
    /// @param count the assumption of how many there are
    /// @param poundsEach the assumption of what one is worth a year
    /// @param used the assumption of what share of them is used in a year, 0 to 1
    public record Records(String name, String count, String poundsEach, String used) {}

    /// An agreement that could be made.
    ///
    /// @param name for readers
    /// @param returns what it brings
    public record Agreement(String name, List<Return> returns) {
        public Agreement {
            returns = List.copyOf(returns);
        }
    }

    /// Reads a scenario.
    ///
    /// @throws IllegalArgumentException if the file does not hold one
    public static ValuationScenario read(Path file) {
        return FILE.read(file);
    }

    /// The example that comes with the program: what one deal may return by different terms.
    public static ValuationScenario example() {
        return FILE.shipped(ValuationScenario.class, "example-scenario.json");
    }
}
