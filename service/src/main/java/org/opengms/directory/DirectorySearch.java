package org.opengms.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;

/// Full-text search of a directory version: by code (old or new), by words of names, targets,
/// specialties and test groups, and by gene, also where the gene stands on a panel that a test
/// applies. Every word must be found; a word is found where a word of the directory begins with it.
public final class DirectorySearch {
    private final TestDirectory directory;
    private final Map<String, Panel> panels = new HashMap<>();
    private final List<Document> documents = new ArrayList<>();

    /// @param directory to search
    /// @param panels gene panels, one version of each
    public DirectorySearch(TestDirectory directory, List<Panel> panels) {
        this.directory = directory;
        panels.forEach(p -> this.panels.put(p.id(), p));
        directory.indications().forEach(i -> documents.add(document(i)));
    }

    /// An indication that was found.
    ///
    /// @param indication as the directory has it
    /// @param tests its tests with the words in them; all of them where the words are the
    ///   indication's own
    /// @param because where the words were found, in words
    public record Hit(
            ClinicalIndication indication, List<DirectoryTest> tests, List<String> because) {
        public Hit {
            tests = List.copyOf(tests);
            because = List.copyOf(because);
        }
    }

    /// The directory that is searched.
    public TestDirectory directory() {
        return directory;
    }

    /// Every indication with all the words, the best match first; the directory's order where they
    /// match alike.
    ///
    /// @param words such as `R67`, `GT46`, `hearing loss`, `FBN1 cardiology`; none finds nothing
    public List<Hit> find(String words) {
        List<String> wanted = tokens(words);
        if (wanted.isEmpty()) {
            return List.of();
        }
        record Ranked(Hit hit, int score) {}
        List<Ranked> found = new ArrayList<>();
        for (Document document : documents) {
            int score = 0;
            Set<String> because = new LinkedHashSet<>();
            Set<DirectoryTest> tests = new LinkedHashSet<>();
            for (String word : wanted) {
                Optional<Place> best =
                        document.places().stream()
                                .filter(p -> p.weight(word) > 0)
                                .max(Comparator.comparingInt(p -> p.weight(word)));
                if (best.isEmpty()) {
                    score = 0;
                    break;
                }
                score += best.get().weight(word);
                because.add(best.get().reason());
                document.places().stream()
                        .filter(p -> p.weight(word) > 0)
                        .flatMap(p -> p.test().stream())
                        .forEach(tests::add);
            }
            if (score > 0) {
                List<DirectoryTest> all = document.indication().tests();
                found.add(
                        new Ranked(
                                new Hit(
                                        document.indication(),
                                        tests.isEmpty()
                                                ? all
                                                : all.stream().filter(tests::contains).toList(),
                                        List.copyOf(because)),
                                score));
            }
        }
        found.sort(Comparator.comparingInt((Ranked r) -> -r.score()));
        return found.stream().map(Ranked::hit).toList();
    }

    private record Document(ClinicalIndication indication, List<Place> places) {}

    /// Something that words can be found in.
    ///
    /// @param tokens its words, lower case
    /// @param test the test that it belongs to, if to one
    /// @param whole weight of a word that is one of them
    /// @param begins weight of a word with which one of them begins; 0 where only whole words count
    private record Place(
            Set<String> tokens,
            Optional<DirectoryTest> test,
            int whole,
            int begins,
            String reason) {
        int weight(String word) {
            if (tokens.contains(word)) {
                return whole;
            }
            return begins > 0
                            && word.length() > 1
                            && tokens.stream().anyMatch(t -> t.startsWith(word))
                    ? begins
                    : 0;
        }
    }

    private Document document(ClinicalIndication indication) {
        List<Place> places = new ArrayList<>();
        Optional<DirectoryTest> none = Optional.empty();
        place(places, indication.code(), none, 1000, 0, "code " + indication.code());
        place(places, indication.name(), none, 60, 40, "name");
        place(places, String.join(" ", indication.specialties()), none, 30, 20, "specialty");
        place(places, indication.criteria(), none, 8, 4, "criteria");
        indication
                .digital()
                .ifPresent(d -> {
                    place(places, d.code(), none, 1000, 0, "code " + d.code());
                    place(places, d.title() + " " + d.description(), none, 55, 35, "name");
                    String specialties =
                            String.join(
                                    " ", d.specialties().stream().map(Coded::wordsOrCode).toList());
                    place(places, specialties, none, 30, 20, "specialty");
                    d.modality()
                            .ifPresent(
                                    m -> place(places, m.wordsOrCode(), none, 10, 5, "modality"));
                });
        for (DirectoryTest test : indication.tests()) {
            test(places, test);
        }
        return new Document(indication, places);
    }

    private void test(List<Place> places, DirectoryTest test) {
        Optional<DirectoryTest> of = Optional.of(test);
        place(places, test.code(), of, 900, 0, "test " + test.code());
        place(places, test.name(), of, 50, 30, "test " + test.code());
        place(
                places,
                test.methodWords() + " " + test.method().words(),
                of,
                12,
                6,
                "method of " + test.code());
        test.sheet()
                .ifPresent(s -> {
                    place(places, s.target(), of, 45, 25, "target of " + test.code());
                    place(
                            places,
                            s.specialistTestGroup(),
                            of,
                            30,
                            20,
                            "test group of " + test.code());
                });
        test.digital()
                .ifPresent(d -> {
                    place(places, d.code(), of, 900, 0, "test " + d.code());
                    place(places, d.title(), of, 45, 25, "test " + d.code());
                });
        for (String panelId : DirectoryDiff.panelsOf(test)) {
            Panel panel = panels.get(panelId);
            if (panel == null) {
                continue;
            }
            place(places, panel.header().name(), of, 25, 15, "panel " + panelId);
            for (Confidence confidence : Confidence.values()) {
                Set<String> genes = new LinkedHashSet<>();
                for (PanelEntity entity : panel.entities()) {
                    if (entity.confidence() == confidence) {
                        genes.add(entity.name().toLowerCase(Locale.ROOT));
                        if (entity instanceof PanelEntity.Gene gene) {
                            genes.add(gene.symbol().toLowerCase(Locale.ROOT));
                        }
                    }
                }
                if (!genes.isEmpty()) {
                    places.add(
                            new Place(
                                    genes,
                                    of,
                                    geneWeight(confidence),
                                    0,
                                    "%s on panel %s, version %s, of %s"
                                            .formatted(
                                                    confidence.words(),
                                                    panelId,
                                                    panel.header().version(),
                                                    test.code())));
                }
            }
        }
    }

    /// Green genes are what a test looks at; the others are told, last.
    private static int geneWeight(Confidence confidence) {
        return switch (confidence) {
            case GREEN -> 40;
            case AMBER -> 6;
            case RED -> 3;
            case GREY -> 2;
        };
    }

    private static void place(
            List<Place> places,
            String text,
            Optional<DirectoryTest> test,
            int whole,
            int begins,
            String reason) {
        List<String> tokens = tokens(text);
        if (!tokens.isEmpty()) {
            places.add(new Place(Set.copyOf(tokens), test, whole, begins, reason));
        }
    }

    /// Words in lower case: letters, digits and what holds codes and gene symbols together.
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (String token : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}._-]+", -1)) {
            String bare = token.replaceAll("^[._-]+|[._-]+$", "");
            if (!bare.isEmpty()) {
                tokens.add(bare);
                if (bare.indexOf('-') > 0) {
                    tokens.addAll(
                            List.of(bare.split("-+", -1)).stream()
                                    .filter(t -> !t.isEmpty())
                                    .toList());
                }
            }
        }
        return tokens;
    }
}
