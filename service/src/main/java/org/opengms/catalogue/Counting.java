package org.opengms.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.DataUse;
import org.opengms.consent.DuoCode;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Use;
import org.opengms.directory.TestDirectory;
import org.opengms.disclosure.table.Coordinates;
import org.opengms.disclosure.table.CountTable;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.roaringbitmap.RoaringBitmap;

/// Sorts people into the tables of the catalogue.
final class Counting {
    static final String YES = "yes";
    static final String NO = "no";
    static final String NOT_KNOWN = "Not known";

    /// In the order in which they are shown; the youngest years are narrower, since most rare
    /// diseases begin there.
    static final List<String> AGES =
            List.of("0 to 4", "5 to 17", "18 to 39", "40 to 59", "60 or more", NOT_KNOWN);

    private final TestDirectory directory;
    private final ServiceNetwork network;
    private final ConsentRules rules;
    private final Map<Heading, SortedMap<String, RoaringBitmap>> people = new LinkedHashMap<>();

    Counting(TestDirectory directory, ServiceNetwork network, ConsentRules rules) {
        this.directory = directory;
        this.network = network;
        this.rules = rules;
    }

    /// Counts a member.
    ///
    /// @param state their choices in force
    void add(Holding holding, ConsentState state) {
        int number = holding.number();
        put(Heading.INDICATION, holding.indication().orElse(NOT_KNOWN), number);
        put(
                Heading.FIELD,
                holding.indication()
                        .flatMap(directory::indication)
                        .flatMap(indication -> indication.specialties().stream().findFirst())
                        .orElse("No specialty named"),
                number);
        put(
                Heading.REGION,
                holding.site()
                        .filter(OdsCode::isValid)
                        .flatMap(site -> network.site(new OdsCode(site)))
                        .map(Site::region)
                        .filter(region -> !region.isBlank())
                        .orElse(NOT_KNOWN),
                number);
        put(Heading.AGE, age(holding.ageYears()), number);
        put(
                Heading.SEX,
                switch (holding.sex()) {
                    case FEMALE -> "Female";
                    case MALE -> "Male";
                    case OTHER -> "Other";
                    case UNKNOWN -> NOT_KNOWN;
                },
                number);
        for (Holding.Kind kind : Holding.Kind.values()) {
            put(kind.heading(), holding.kinds().contains(kind) ? YES : NO, number);
        }
        // Whoever has stopped since, and is counted for some hours more, says nothing new.
        boolean agrees = state.research() instanceof ResearchStanding.Agreed;
        put(
                Heading.PERMISSION,
                permission(rules.dataUse(state).orElseGet(() -> new DataUse(rules.agreedTerms()))),
                number);
        put(Heading.COMPANIES, allows(state, agrees, Use.RESEARCH_BY_COMPANIES), number);
        put(Heading.CONTACT, allows(state, agrees, Use.CONTACT_ABOUT_RESEARCH), number);
    }

    private static String allows(ConsentState state, boolean agrees, Use use) {
        return agrees && state.refused().contains(use) ? NO : YES;
    }

    private static String age(Optional<Integer> years) {
        return years.filter(y -> y >= 0)
                .map(y -> AGES.get(y < 5 ? 0 : y < 18 ? 1 : y < 40 ? 2 : y < 60 ? 3 : 4))
                .orElse(NOT_KNOWN);
    }

    /// The one permission; several are for people to decide about.
    private static String permission(DataUse use) {
        Set<String> permissions = new TreeSet<>();
        use.terms()
                .forEach(term ->
                        DuoCode.find(term.code())
                                .filter(DuoCode::isPermission)
                                .ifPresent(code -> permissions.add(code.id())));
        return permissions.size() == 1 ? permissions.iterator().next() : NOT_KNOWN;
    }

    private void put(Heading heading, String category, int number) {
        people.computeIfAbsent(heading, _ -> new TreeMap<>())
                .computeIfAbsent(category, _ -> new RoaringBitmap())
                .add(number);
    }

    /// A table by each heading, and by field of those with a whole genome.
    List<CountTable> tables() {
        List<CountTable> tables = new ArrayList<>();
        people.forEach((heading, categories) -> {
            Map<Coordinates, RoaringBitmap> cells = new HashMap<>();
            categories.forEach((category, who) -> cells.put(at(heading, category), who));
            tables.add(new CountTable(categories(heading), cells));
        });
        SortedMap<String, List<String>> both = new TreeMap<>();
        both.putAll(categories(Heading.FIELD));
        both.putAll(categories(Heading.GENOME));
        Map<Coordinates, RoaringBitmap> cells = new HashMap<>();
        of(Heading.FIELD)
                .forEach((field, inField) ->
                        of(Heading.GENOME)
                                .forEach((genome, withGenome) ->
                                        cells.put(
                                                Coordinates.of(
                                                        Map.of(
                                                                Heading.FIELD.name(),
                                                                field,
                                                                Heading.GENOME.name(),
                                                                genome)),
                                                RoaringBitmap.and(inField, withGenome))));
        tables.add(new CountTable(both, cells));
        return tables;
    }

    private SortedMap<String, RoaringBitmap> of(Heading heading) {
        return people.getOrDefault(heading, new TreeMap<>());
    }

    private SortedMap<String, List<String>> categories(Heading heading) {
        return new TreeMap<>(
                Map.of(
                        heading.name(),
                        heading.isYesOrNo()
                                ? List.of(NO, YES)
                                : List.copyOf(of(heading).keySet())));
    }

    private static Coordinates at(Heading heading, String category) {
        return Coordinates.of(Map.of(heading.name(), category));
    }

    /// A category for people to read.
    ///
    /// @param before words that were published for it, where the directory has none any more
    String words(Heading heading, String category, Optional<String> before) {
        return switch (heading) {
            case INDICATION ->
                    directory
                            .indication(category)
                            .map(indication -> indication.name())
                            .or(() -> before)
                            .orElse(category);
            case PERMISSION ->
                    DuoCode.find(category).map(Counting::words).orElse("Several, or none");
            case COMPANIES, CONTACT -> category.equals(YES) ? "Allowed" : "Not allowed";
            case GENOME, OTHER_RESULT, PHENOTYPE, OUTCOME ->
                    category.equals(YES) ? "There" : "Not there";
            case FIELD, REGION, AGE, SEX -> category;
        };
    }

    private static String words(DuoCode code) {
        return switch (code) {
            case NRES -> "Any research, without restriction";
            case GRU -> "Any research";
            case HMB -> "Health or medical research";
            case DS -> "Research on certain diseases";
            case POA -> "Research on origins and ancestry";
            default -> code.name();
        };
    }
}
