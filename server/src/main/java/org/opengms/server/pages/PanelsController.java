package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.MadeFrom;
import org.opengms.directory.PanelDiff;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The gene panels: search, one panel in any of its versions, differences of versions. For everyone
/// who is signed in; they name nobody.
@Controller
public final class PanelsController {
    private final Html html;
    private final Assets assets;
    private final Problems problems;
    private final Function<String, List<Panel>> versions;
    private final MadeFrom<Imported, Shelf> shelf;

    /// What is imported now.
    private record Imported(TestDirectory directory, List<Panel> newest) {}

    /// @param directories whose newest version says which tests apply a panel
    /// @param newest the newest version of each imported panel
    /// @param versions every version of a panel, by version
    public PanelsController(
            Html html,
            Assets assets,
            Supplier<TestDirectories> directories,
            Supplier<List<Panel>> newest,
            Function<String, List<Panel>> versions) {
        this.html = html;
        this.assets = assets;
        this.problems = new Problems(html, assets);
        this.versions = versions;
        this.shelf =
                new MadeFrom<>(
                        () -> new Imported(directories.get().newest(), newest.get()),
                        now -> new Shelf(now.newest(), now.directory()));
    }

    private Shelf shelf() {
        return shelf.get();
    }

    /// The panels, searched or all.
    @GetMapping("/directory/panels")
    public ResponseEntity<String> panels(
            Visit visit, @RequestParam Optional<String> text, @RequestParam Optional<String> page) {
        String words = text.orElse("").strip();
        String cut = words.length() > 200 ? words.substring(0, 200) : words;
        List<PanelsView.Hit> found = shelf().find(cut);
        int pages = Math.max(1, (found.size() + PanelsView.PAGE_SIZE - 1) / PanelsView.PAGE_SIZE);
        int asked = page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1);
        return html.answer(
                HttpStatus.OK,
                new Page.Panels(
                        frame(visit),
                        new PanelsView(
                                cut, shelf().panels.size(), found, Math.clamp(asked, 1, pages))));
    }

    /// One panel.
    ///
    /// @param version the newest unless another is named
    @GetMapping("/directory/panels/{id}")
    public ResponseEntity<String> panel(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> version) {
        List<Panel> all = newestFirst(id);
        Optional<Panel> shown = find(all, version).or(() -> newest(all, version));
        if (shown.isEmpty()) {
            return problems.missing(visit);
        }
        return html.answer(
                HttpStatus.OK,
                new Page.GenePanel(
                        frame(visit),
                        new PanelView(
                                shown.get(),
                                all,
                                shelf().uses.getOrDefault(id, List.of()),
                                shelf().panels.stream().map(Panel::id).toList())));
    }

    /// What differs between two versions of a panel; the newest two unless others are named.
    @GetMapping("/directory/panels/{id}/differences")
    public ResponseEntity<String> differences(
            Visit visit,
            @PathVariable String id,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to) {
        List<Panel> all = newestFirst(id);
        Optional<Panel> after = find(all, to).or(() -> newest(all, to));
        Optional<Panel> before =
                find(all, from)
                        .or(() ->
                                named(from) || all.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(all.get(Math.min(1, all.size() - 1))));
        if (before.isEmpty() || after.isEmpty()) {
            return problems.missing(visit);
        }
        return html.answer(
                HttpStatus.OK,
                new Page.PanelDifferences(
                        frame(visit),
                        new PanelDifferencesView(
                                all,
                                before.get(),
                                after.get(),
                                PanelDiff.between(before.get(), after.get()))));
    }

    private Frame frame(Visit visit) {
        return visit.frame(assets, Frame.Section.DIRECTORY);
    }

    /// What comes from a table counts as older than what comes from a document, as in the library.
    private List<Panel> newestFirst(String id) {
        return versions.apply(id).stream()
                .sorted(Comparator.comparing(p -> p.header().versionCreated().isPresent()))
                .toList()
                .reversed();
    }

    private static boolean named(Optional<String> version) {
        return version.filter(v -> !v.isEmpty()).isPresent();
    }

    private static Optional<Panel> find(List<Panel> all, Optional<String> version) {
        return version.flatMap(
                v -> all.stream().filter(p -> p.header().version().equals(v)).findFirst());
    }

    private static Optional<Panel> newest(List<Panel> all, Optional<String> version) {
        return named(version) ? Optional.empty() : all.stream().findFirst();
    }

    /// The newest version of every panel, ready to be searched.
    private static final class Shelf {
        private final List<Panel> panels;
        private final Map<String, List<PanelView.Use>> uses = new HashMap<>();
        private final Map<String, List<Place>> places = new HashMap<>();

        /// Where a word can be found.
        ///
        /// @param words in lower case
        /// @param reason told with what was found; empty for the panel's own name and number
        private record Place(Set<String> words, String reason) {
            boolean has(String wanted) {
                return words.stream().anyMatch(w -> w.startsWith(wanted));
            }
        }

        Shelf(List<Panel> panels, TestDirectory directory) {
            this.panels =
                    panels.stream()
                            .sorted(
                                    Comparator.comparing(
                                            p -> p.header().name().toLowerCase(Locale.UK)))
                            .toList();
            for (ClinicalIndication indication : directory.indications()) {
                Map<String, List<String>> tests = new HashMap<>();
                for (DirectoryTest test : indication.tests()) {
                    for (String id : DirectoryController.panelIds(test)) {
                        tests.computeIfAbsent(id, _ -> new ArrayList<>()).add(test.code());
                    }
                }
                tests.forEach((id, codes) ->
                        uses.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(
                                        new PanelView.Use(
                                                indication.code(), indication.name(), codes)));
            }
            this.panels.forEach(p -> places.put(p.id(), placesOf(p)));
        }

        private List<Place> placesOf(Panel panel) {
            List<Place> all = new ArrayList<>();
            all.add(new Place(tokens(panel.id() + " " + panel.header().name()), ""));
            for (String disorder : panel.header().disorders()) {
                all.add(new Place(tokens(disorder), "relevant to " + disorder));
            }
            for (PanelView.Use use : uses.getOrDefault(panel.id(), List.of())) {
                all.add(
                        new Place(
                                tokens(use.code() + " " + String.join(" ", use.tests())),
                                "used by " + use.code()));
            }
            for (PanelEntity entity : panel.entities()) {
                all.add(
                        new Place(
                                tokens(entity.name() + " " + hgncId(entity)),
                                "%s (%s)".formatted(entity.name(), entity.confidence().words())));
            }
            return all;
        }

        private static String hgncId(PanelEntity entity) {
            return switch (entity) {
                case PanelEntity.Gene gene -> gene.hgncId();
                case PanelEntity.ShortTandemRepeat repeat -> repeat.symbol();
                case PanelEntity.Region region -> region.verboseName();
            };
        }

        private static Set<String> tokens(String text) {
            Set<String> tokens = new LinkedHashSet<>();
            for (String token : text.toLowerCase(Locale.UK).split("[^\\p{L}\\p{N}:.-]+")) {
                if (!token.isEmpty()) {
                    tokens.add(token);
                }
            }
            return tokens;
        }

        /// Every panel that has all the words, by name.
        List<PanelsView.Hit> find(String text) {
            Set<String> wanted = tokens(text);
            List<PanelsView.Hit> hits = new ArrayList<>();
            for (Panel panel : panels) {
                Set<String> because = new LinkedHashSet<>();
                boolean hasAll = true;
                for (String word : wanted) {
                    Optional<Place> place =
                            places.getOrDefault(panel.id(), List.of()).stream()
                                    .filter(p -> p.has(word))
                                    .findFirst();
                    hasAll = hasAll && place.isPresent();
                    place.map(Place::reason).filter(r -> !r.isEmpty()).ifPresent(because::add);
                }
                if (hasAll) {
                    hits.add(new PanelsView.Hit(panel, List.copyOf(because)));
                }
            }
            return hits;
        }
    }
}
