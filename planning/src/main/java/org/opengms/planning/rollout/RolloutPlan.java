package org.opengms.planning.rollout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// A roll-out: what is invested, when, and how far each investment has come.
///
/// @param format [#FORMAT]
/// @param id of the plan
/// @param title in a few words
/// @param investments what is invested
public record RolloutPlan(String format, String id, String title, List<Investment> investments) {
    /// The form this version reads and writes.
    public static final String FORMAT = "opengms-rollout-plan/1";

    private static final DataFile<RolloutPlan> FILE =
            new DataFile<>(
                    RolloutPlan.class, "a roll-out plan", "OGMS-6420", UnaryOperator.identity());

    public RolloutPlan {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format is \"%s\" and must be \"%s\".".formatted(format, FORMAT));
        }
        investments = List.copyOf(investments);
    }

    /// A plan of this version's form.
    public static RolloutPlan of(String id, String title, List<Investment> investments) {
        return new RolloutPlan(FORMAT, id, title, investments);
    }

    /// Reads a plan, in JSON or YAML by the file's name.
    ///
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    public static RolloutPlan read(Path file) {
        return FILE.read(file);
    }

    /// Reads a plan that was sent.
    ///
    /// @param text of the file
    /// @param name of the file, which says whether it is JSON or YAML and is named in messages
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    public static RolloutPlan parse(String text, String name) {
        return FILE.parse(text, name);
    }

    /// Writes a plan, in JSON.
    public void write(Path file) {
        FILE.write(this, file);
    }

    /// The plan as JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// The investments that are not withdrawn.
    public List<Investment> meant() {
        return investments.stream().filter(Investment::stillMeant).toList();
    }

    /// The plan with only the investments whose money is confirmed: confirmed, released or spent.
    /// What is promised to patients stays in it: a site goes live on its date whether or not the
    /// money for it has come.
    ///
    /// @param goLives options whose investments bring sites live
    public RolloutPlan confirmed(Set<String> goLives) {
        return of(
                id,
                title,
                meant().stream()
                        .filter(i -> i.hasConfirmedMoney() || goLives.contains(i.option()))
                        .toList());
    }

    /// The plan with more in it.
    RolloutPlan with(List<Investment> more) {
        List<Investment> all = new ArrayList<>(investments);
        all.addAll(more);
        return of(id, title, all);
    }

    /// The plan with the investments of some options begun later.
    ///
    /// @param quarters by how many
    /// @param options which
    public RolloutPlan postponed(int quarters, Set<String> options) {
        List<Investment> later = new ArrayList<>();
        for (Investment investment : investments) {
            later.add(
                    options.contains(investment.option())
                            ? investment.beginning(investment.startQuarter() + quarters)
                            : investment);
        }
        return of(id, title, later);
    }

    /// A fingerprint of what the outcome depends on: options, quarters and units.
    String digest() {
        StringBuilder text = new StringBuilder();
        for (Investment investment : meant()) {
            text.append(investment.option())
                    .append('\t')
                    .append(investment.startQuarter())
                    .append('\t')
                    .append(investment.units())
                    .append('\n');
        }
        return HexFormat.of().formatHex(Sha256.of(text.toString())).substring(0, 32);
    }
}
