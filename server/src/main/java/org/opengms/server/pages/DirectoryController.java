package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryDiff;
import org.opengms.directory.DirectorySearch;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.MadeFrom;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The test directory: search, indications in all versions, differences of versions. For everyone
/// who is signed in; it names nobody.
@Controller
public final class DirectoryController {
    private final Html html;
    private final Assets assets;
    private final Problems problems;
    private final Supplier<TestDirectories> directories;
    private final Supplier<List<Panel>> panels;
    private final Supplier<Searches> searches;

    /// Made when somebody first searches a version, anew when versions or panels were imported.
    private record Searches(List<Panel> panels, Map<String, DirectorySearch> byVersion) {
        DirectorySearch of(TestDirectory directory) {
            return byVersion.computeIfAbsent(
                    directory.version(), _ -> new DirectorySearch(directory, panels));
        }
    }

    private record Imported(TestDirectories directories, List<Panel> panels) {}

    /// @param directories in use now; the same during one request
    /// @param panels the newest version of each panel imported by now
    public DirectoryController(
            Html html,
            Assets assets,
            Supplier<TestDirectories> directories,
            Supplier<List<Panel>> panels) {
        this.html = html;
        this.assets = assets;
        this.problems = new Problems(html, assets);
        this.directories = directories;
        this.panels = panels;
        this.searches =
                new MadeFrom<>(
                        () -> new Imported(directories.get(), panels.get()),
                        from -> new Searches(from.panels(), new ConcurrentHashMap<>()));
    }

    /// Newest first.
    private List<TestDirectory> versions() {
        return directories.get().versions().reversed();
    }

    /// The directory, searched or whole.
    @GetMapping("/directory")
    public ResponseEntity<String> directory(
            @RequestParam Optional<String> version,
            @RequestParam Optional<String> text,
            @RequestParam Optional<String> page,
            Visit visit) {
        Optional<TestDirectory> shown = versionOrNewest(version);
        if (shown.isEmpty()) {
            return problems.missing(visit);
        }
        String words = text.orElse("").strip();
        String cut = words.length() > 200 ? words.substring(0, 200) : words;
        List<DirectorySearch.Hit> found =
                cut.isEmpty()
                        ? shown.get().indications().stream()
                                .map(i -> new DirectorySearch.Hit(i, i.tests(), List.of()))
                                .toList()
                        : searches.get().of(shown.get()).find(cut);
        int pages =
                Math.max(1, (found.size() + DirectoryView.PAGE_SIZE - 1) / DirectoryView.PAGE_SIZE);
        return html.answer(
                HttpStatus.OK,
                new Page.Directory(
                        frame(visit),
                        new DirectoryView(
                                versions(),
                                shown.get(),
                                cut,
                                found,
                                Math.min(number(page), pages))));
    }

    /// One indication, by its code or by that of one of its tests.
    @GetMapping("/directory/indications/{code}")
    public ResponseEntity<String> indication(@PathVariable String code, Visit visit) {
        Optional<ClinicalIndication> asked =
                versions().stream()
                        .flatMap(
                                v -> v.indication(code).or(() -> v.indicationOfTest(code)).stream())
                        .findFirst();
        if (asked.isEmpty()) {
            return problems.missing(visit);
        }
        List<IndicationView.Edition> editions = new ArrayList<>();
        for (TestDirectory version : versions()) {
            Optional<ClinicalIndication> there = version.indication(asked.get().code());
            if (there.isPresent()) {
                editions.add(edition(version, there.get(), editions));
            }
        }
        return html.answer(
                HttpStatus.OK,
                new Page.Indication(
                        frame(visit),
                        new IndicationView(
                                editions,
                                facts(editions),
                                versions().getFirst().indication(asked.get().code()).isPresent())));
    }

    private static IndicationView.Edition edition(
            TestDirectory version,
            ClinicalIndication indication,
            List<IndicationView.Edition> newer) {
        Optional<String> same =
                newer.isEmpty()
                        ? Optional.empty()
                        : Optional.of(newer.getLast())
                                .filter(n ->
                                        n.indication().equals(indication)
                                                && standards(n.directory(), indication)
                                                        .equals(standards(version, indication)))
                                .map(n -> n.directory().version());
        return new IndicationView.Edition(version, indication, same);
    }

    private static List<Integer> standards(TestDirectory version, ClinicalIndication indication) {
        return indication.tests().stream().map(version::turnaroundCalendarDays).toList();
    }

    private List<IndicationView.PanelFacts> facts(List<IndicationView.Edition> editions) {
        TreeSet<String> ids = new TreeSet<>();
        editions.forEach(
                e -> e.tests().stream().flatMap(t -> panelIds(t).stream()).forEach(ids::add));
        return panels.get().stream()
                .filter(p -> ids.contains(p.id()))
                .map(p ->
                        new IndicationView.PanelFacts(
                                p.id(),
                                p.header().version(),
                                p.header().name(),
                                p.count(Confidence.GREEN),
                                p.entities().size() - p.count(Confidence.GREEN)))
                .toList();
    }

    /// The panels that a test applies, wherever the directory names them.
    static List<String> panelIds(DirectoryTest test) {
        TreeSet<String> ids = new TreeSet<>();
        test.panelId().ifPresent(ids::add);
        test.sheet().ifPresent(s -> ids.addAll(s.panelIds()));
        test.digital().ifPresent(d -> d.panels().forEach(p -> ids.add(p.panelId())));
        return List.copyOf(ids);
    }

    /// What differs between two versions; the newest two unless others are named.
    @GetMapping("/directory/differences")
    public ResponseEntity<String> differences(
            @RequestParam Optional<String> from, @RequestParam Optional<String> to, Visit visit) {
        Optional<TestDirectory> after = versionOrNewest(to);
        Optional<TestDirectory> before =
                from.filter(f -> !f.isEmpty()).isPresent()
                        ? versionOrNewest(from)
                        : Optional.of(versions().get(Math.min(1, versions().size() - 1)));
        if (before.isEmpty() || after.isEmpty()) {
            return problems.missing(visit);
        }
        return html.answer(
                HttpStatus.OK,
                new Page.Differences(
                        frame(visit),
                        new DifferencesView(
                                versions(),
                                before.get(),
                                after.get(),
                                DirectoryDiff.between(before.get(), after.get()))));
    }

    private Frame frame(Visit visit) {
        return visit.frame(assets, Frame.Section.DIRECTORY);
    }

    private Optional<TestDirectory> versionOrNewest(Optional<String> version) {
        return version.filter(v -> !v.isEmpty()).isEmpty()
                ? Optional.of(versions().getFirst())
                : versions().stream().filter(v -> v.version().equals(version.get())).findFirst();
    }

    private static int number(Optional<String> page) {
        try {
            return Math.max(1, Integer.parseInt(page.orElse("1"), 10));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
