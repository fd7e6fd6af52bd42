package org.opengms.safeguards;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opengms.datafile.DataFile;
import org.opengms.people.Person;

/// The dated rule by which words about a person are looked through for other people before the
/// person, or somebody for them, is shown the words: relatives are never named there, and what was
/// found in them is not told, unless they agreed. Staff stand by role and organisation.
///
/// Words are shown whole or not at all. Single sentences are not cut out: what is left of a report
/// that speaks of a mother's variant can tell it still.
///
/// @param version of the rule
/// @param from its first day
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param relatives words that speak of a relative, each also with other endings
public record ThirdPartyRules(
        String version,
        LocalDate from,
        Optional<String> signedBy,
        String source,
        List<String> relatives) {
    private static final DataFile<ThirdPartyRules> FORM =
            new DataFile<>(
                    ThirdPartyRules.class, "a file of third-party rules", "OGMS-7162", r -> r);
    private static final ThirdPartyRules RULES =
            FORM.shipped(ThirdPartyRules.class, "third-party-rules-2026.1.json");
    private static final List<DateTimeFormatter> DAYS =
            List.of(
                            "uuuu-MM-dd",
                            "dd/MM/uuuu",
                            "d/M/uuuu",
                            "dd.MM.uuuu",
                            "d MMMM uuuu",
                            "d MMM uuuu")
                    .stream()
                    .map(form -> DateTimeFormatter.ofPattern(form, Locale.UK))
                    .toList();

    /// Compiled once for each list of words, of which there are as many as files of rules.
    private static final Map<List<String>, Pattern> WORDS = new ConcurrentHashMap<>();

    /// Letters of a name below this length are too common to be looked for.
    private static final int SHORTEST_NAME = 3;

    public ThirdPartyRules {
        relatives = List.copyOf(relatives);
    }

    /// The rule that comes with the program.
    public static ThirdPartyRules shipped() {
        return RULES;
    }

    /// Somebody who is tested as a member of the person's family.
    ///
    /// @param agreed whether they said themselves that their relatives may know
    public record Relative(Person person, boolean agreed) {
        @Override
        public String toString() {
            return "Relative[" + person.id().value() + "]";
        }
    }

    /// Whether words may be shown to a person.
    ///
    /// @param words of a report
    /// @param reader whose own name is no secret from them
    /// @param family everybody who is tested with them
    public boolean mayShow(String words, Person reader, List<Relative> family) {
        String text = words.toLowerCase(Locale.ROOT);
        boolean allAgreed = !family.isEmpty() && family.stream().allMatch(Relative::agreed);
        if (!allAgreed && speaksOfRelatives(text)) {
            return false;
        }
        return family.stream()
                .filter(relative -> !relative.agreed())
                .noneMatch(relative -> names(text, relative.person(), reader));
    }

    private boolean speaksOfRelatives(String text) {
        return WORDS.computeIfAbsent(relatives, ThirdPartyRules::words).matcher(text).find();
    }

    private static Pattern words(List<String> relatives) {
        return Pattern.compile(
                relatives.stream()
                        .map(word -> Pattern.quote(word.toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining("|", "\\b(?:", ")")));
    }

    private static boolean names(String text, Person relative, Person reader) {
        List<String> traces = new ArrayList<>();
        traces.add(relative.givenName());
        if (!relative.familyName().equalsIgnoreCase(reader.familyName())) {
            traces.add(relative.familyName());
        }
        traces.removeIf(
                name -> name.length() < SHORTEST_NAME || name.equalsIgnoreCase(reader.givenName()));
        relative.birthDate().ifPresent(day -> DAYS.forEach(form -> traces.add(form.format(day))));
        boolean numbered =
                relative.nhsNumber()
                        .filter(number -> text.replaceAll("[^0-9]", "").contains(number.digits()))
                        .isPresent();
        return numbered
                || traces.stream()
                        .map(trace -> trace.toLowerCase(Locale.ROOT))
                        .anyMatch(text::contains);
    }
}
