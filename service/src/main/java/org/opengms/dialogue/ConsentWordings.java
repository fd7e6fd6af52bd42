package org.opengms.dialogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// The wording by which people are asked about research, in all versions.
///
/// @param source where it comes from and who has to approve it
/// @param versions oldest first
public record ConsentWordings(String source, List<Version> versions) {
    public ConsentWordings {
        versions = List.copyOf(versions);
        for (int i = 1; i < versions.size(); i++) {
            if (!versions.get(i - 1).validFrom().isBefore(versions.get(i).validFrom())) {
                throw new IllegalArgumentException(
                        "versions: each must begin after the one before.");
            }
        }
        if (versions.isEmpty()
                || versions.stream().map(Version::version).distinct().count() < versions.size()) {
            throw new IllegalArgumentException(
                    "versions: give at least one, each with a name of its own.");
        }
    }

    /// One version.
    ///
    /// @param version such as 2026.2
    /// @param validFrom first day on which people are asked by it
    /// @param consultation whose decision made it
    /// @param questions as they are asked
    public record Version(
            String version,
            LocalDate validFrom,
            Optional<String> consultation,
            List<String> questions) {
        /// Whether the consultation is the demonstration's, in which nobody decided.
        public boolean hasMadeUpDecision() {
            return consultation.filter(Consultation::isMadeUp).isPresent();
        }

        public Version {
            questions = List.copyOf(questions);
            if (questions.isEmpty()) {
                throw new IllegalArgumentException("questions: give at least one.");
            }
        }
    }

    /// The version in force on a day; the first on the days before it.
    public Version inForce(LocalDate day) {
        return versions.reversed().stream()
                .filter(v -> !v.validFrom().isAfter(day))
                .findFirst()
                .orElse(versions.getFirst());
    }

    /// A version by its name.
    public Optional<Version> version(String name) {
        return versions.stream().filter(v -> v.version().equals(name)).findFirst();
    }

    /// As a demonstration tells them: its consultation made the newest.
    public static ConsentWordings demonstrated() {
        ConsentWordings all = standard();
        Version newest = all.versions.getLast();
        List<Version> versions = new ArrayList<>(all.versions);
        versions.set(
                versions.size() - 1,
                new Version(
                        newest.version,
                        newest.validFrom,
                        Optional.of(Consultation.demonstrated().id()),
                        newest.questions));
        return new ConsentWordings(all.source, versions);
    }

    /// Those that come with the program. No consultation has decided on them.
    public static ConsentWordings standard() {
        String name = "consent-wording.json";
        return new DataFile<>(
                        ConsentWordings.class,
                        "the wording of consent",
                        "OGMS-8202",
                        UnaryOperator.identity())
                .shipped(ConsentWordings.class, name);
    }
}
