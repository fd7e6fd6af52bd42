package org.opengms.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// Uses that no committee can approve. They stop a running project, too, from the day on which they
/// hold.
///
/// @param version names the list
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param refusals each with a code of its own
public record HardRefusals(
        String version, Optional<String> signedBy, String source, List<Refusal> refusals) {
    public HardRefusals {
        refusals = List.copyOf(refusals);
        if (refusals.isEmpty()
                || refusals.stream().map(Refusal::code).distinct().count() < refusals.size()) {
            throw new IllegalArgumentException("refusals: give at least one, each with its code.");
        }
    }

    /// One of them.
    ///
    /// @param code by which an application declares it
    /// @param from its first day
    /// @param use what is refused, in the middle of a sentence
    /// @param because why
    /// @param watchFor words in lower case that make the officer look: a text that has them is not
    ///   refused for that alone, since it may speak of them to say no
    public record Refusal(
            String code, LocalDate from, String use, String because, List<String> watchFor) {
        public Refusal {
            watchFor = List.copyOf(watchFor);
        }

        /// Why it is refused, in words.
        public String words() {
            return "Nobody may use the data for %s: %s No committee can allow it."
                    .formatted(use, because);
        }
    }

    /// The list that comes with the program.
    public static HardRefusals standard() {
        return new DataFile<>(
                        HardRefusals.class,
                        "a list of hard refusals",
                        "OGMS-8605",
                        UnaryOperator.identity())
                .shipped(HardRefusals.class, "hard-refusals-2026.1.json");
    }

    /// Those that hold on a day.
    public List<Refusal> on(LocalDate day) {
        return refusals.stream().filter(refusal -> !day.isBefore(refusal.from())).toList();
    }

    /// One by its code, whenever it holds.
    public Optional<Refusal> find(String code) {
        return refusals.stream().filter(refusal -> refusal.code().equals(code)).findFirst();
    }

    /// The one that an application declares, if it declares any that holds.
    public Optional<Refusal> declaredBy(Application application, LocalDate day) {
        return on(day).stream()
                .filter(refusal -> application.declared().contains(refusal.code()))
                .findFirst();
    }

    /// Those whose words stand in an application that does not declare them, for people to look.
    public List<Refusal> spokenOf(Application application, LocalDate day) {
        String text =
                String.join(
                                " ",
                                application.title(),
                                application.laySummary(),
                                application.publicBenefit(),
                                application.why())
                        .toLowerCase(Locale.ROOT);
        return on(day).stream()
                .filter(refusal -> refusal.watchFor().stream().anyMatch(text::contains))
                .toList();
    }
}
