package org.opengms.evaluation.protocol;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.MagnitudeRules;
import org.opengms.evaluation.snapshot.Code;
import org.opengms.transparency.record.CanonicalJson;

/// What an evaluation asks and how it answers, fixed before data.
///
/// @param format [#FORMAT]
/// @param version of the protocol
/// @param title in words
/// @param fixedOn day since which nothing but what `amendments` says was changed
/// @param questions asked
/// @param definitions of words
/// @param solvedMeans which answers make a case solved
/// @param populations whom estimands are about
/// @param estimands numbers asked for
/// @param confidence of all intervals, such as 0.95
/// @param mostCategories of a stratum that are shown by themselves; the smaller ones of more are
///   put together
/// @param prices for micro-costing
/// @param bootstrapReplications of intervals of few costs and days, and of what a diagnosis costs
/// @param seed of everything random
/// @param disclosure what may be published
/// @param amendments since it was fixed
public record Protocol(
        String format,
        String version,
        String title,
        LocalDate fixedOn,
        List<Question> questions,
        List<Definition> definitions,
        List<Code.Solved> solvedMeans,
        List<Population> populations,
        List<Estimand> estimands,
        double confidence,
        int mostCategories,
        Prices prices,
        int bootstrapReplications,
        long seed,
        Disclosure disclosure,
        List<Amendment> amendments) {
    /// Of the file.
    public static final String FORMAT = "opengms-evaluation-protocol-1";

    private static final DataFile<Protocol> FILE =
            new DataFile<>(
                    Protocol.class,
                    "a protocol of an evaluation",
                    "OGMS-9040",
                    UnaryOperator.identity());

    /// A question in words.
    ///
    /// @param id names it
    /// @param text ends with a question mark
    public record Question(String id, String text) {}

    /// What a word means here.
    ///
    /// @param word defined
    /// @param meaning in a sentence
    public record Definition(String word, String meaning) {}

    /// What may be published.
    ///
    /// @param counts of people
    /// @param magnitudes of money and days
    public record Disclosure(CountRules counts, MagnitudeRules magnitudes) {}

    public Protocol {
        questions = List.copyOf(questions);
        definitions = List.copyOf(definitions);
        solvedMeans = List.copyOf(solvedMeans);
        populations = List.copyOf(populations);
        estimands = List.copyOf(estimands);
        amendments = List.copyOf(amendments);
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format is not %s: this program reads no other.".formatted(FORMAT));
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence is not from 0.5 to below 1.");
        }
        if (mostCategories < 2 || mostCategories > 100) {
            throw new IllegalArgumentException("mostCategories is not from 2 to 100.");
        }
        if (bootstrapReplications < 200 || bootstrapReplications > 10_000) {
            throw new IllegalArgumentException("bootstrapReplications is not from 200 to 10000.");
        }
        if (solvedMeans.isEmpty() || solvedMeans.contains(Code.Solved.UNKNOWN)) {
            throw new IllegalArgumentException(
                    "solvedMeans is empty or has UNKNOWN, which is a missing outcome.");
        }
        Set<String> ids = new HashSet<>();
        for (Estimand estimand : estimands) {
            if (!ids.add(estimand.id())) {
                throw new IllegalArgumentException(
                        "two estimands have the id %s.".formatted(estimand.id()));
            }
            if (questions.stream().noneMatch(q -> q.id().equals(estimand.question()))) {
                throw new IllegalArgumentException(
                        "estimand %s answers a question that is not asked: %s."
                                .formatted(estimand.id(), estimand.question()));
            }
            if (populations.stream().noneMatch(p -> p.id().equals(estimand.population()))) {
                throw new IllegalArgumentException(
                        "estimand %s is about a population that is not described: %s."
                                .formatted(estimand.id(), estimand.population()));
            }
        }
        if (estimands.isEmpty()) {
            throw new IllegalArgumentException("no estimand is asked for.");
        }
        for (Amendment amendment : amendments) {
            if (amendment.on().isBefore(fixedOn)) {
                throw new IllegalArgumentException(
                        "an amendment of %s is before the protocol was fixed, on %s."
                                .formatted(amendment.on(), fixedOn));
            }
        }
    }

    /// The protocol that comes with the program.
    public static Protocol standard() {
        return FILE.shipped(Protocol.class, "protocol-2.json");
    }

    /// Reads a protocol.
    ///
    /// @throws IllegalArgumentException if the file does not hold one, naming the field and the
    ///   reason
    public static Protocol read(Path file) {
        return FILE.read(file);
    }

    /// Reads a protocol.
    ///
    /// @param in not closed
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException if it does not hold one, naming the field and the reason
    public static Protocol read(InputStream in, String name) {
        return FILE.read(in, name);
    }

    /// Reads a protocol.
    ///
    /// @param text JSON
    /// @throws IllegalArgumentException if it does not hold one, naming the field and the reason
    public static Protocol parse(String text) {
        return FILE.parse(text, "protocol");
    }

    /// The protocol as JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// SHA-256 of its canonical JSON (RFC 8785), in hexadecimal digits: equal contents have equal
    /// hashes, however they are written.
    public String hash() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(CanonicalJson.of(FILE.line(this))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// A population by its id.
    public Population population(String id) {
        return populations.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    /// How this protocol stands to the data.
    ///
    /// @param snapshotDay of the data
    /// @param registered what was registered before; empty if nothing was
    public ProtocolStanding standing(
            LocalDate snapshotDay, java.util.Optional<ProtocolStanding.Registration> registered) {
        return ProtocolStanding.of(this, snapshotDay, registered);
    }
}
