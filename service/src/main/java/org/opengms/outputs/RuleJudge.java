package org.opengms.outputs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.Dominance;
import org.opengms.disclosure.FrequencyReleases;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.Verdict;
import org.opengms.disclosure.table.Coordinates;
import org.opengms.disclosure.table.CountTable;
import org.opengms.disclosure.table.ProtectedTables;
import org.opengms.disclosure.table.TableProtection;
import org.opengms.environment.Findings;
import org.opengms.environment.Run;
import org.opengms.outputs.OutputFinding.Weight;
import org.roaringbitmap.RoaringBitmap;

/// Makes a file of what an analysis found, by the rules of disclosure control: what it shows is
/// counted here from sets of participants, protected, rounded, and compared with everything that
/// any project released before.
final class RuleJudge {
    /// Most alleles of one output: each is compared with each.
    static final int MOST_ALLELES = 200;

    private final DisclosureRules rules;
    private final ReleaseRegistry registry;

    RuleJudge(DisclosureRules rules, ReleaseRegistry registry) {
        this.rules = rules;
        this.registry = registry;
    }

    /// Whose output it would be.
    ///
    /// @param id of the request
    /// @param released whose allele frequencies were released before
    record Asked(
            OutputId id,
            String project,
            String entity,
            Instant at,
            List<Findings.Carriers> released) {
        Publication publication(List<Breakdown> breakdowns) {
            return new Publication(id.value(), project, entity, at, breakdowns);
        }
    }

    Judged judge(Run run, Findings findings, Asked asked) {
        Judged judged =
                switch (findings) {
                    case Findings.Counts counts -> counts(run, counts);
                    case Findings.Carriers carriers -> carriers(run, carriers, asked);
                    case Findings.Sums sums -> sums(run, sums);
                };
        List<OutputFinding> all = new ArrayList<>(judged.findings());
        if (judged.breakdowns().isEmpty()) {
            all.add(
                    new OutputFinding(
                            "everything",
                            Weight.AGAINST,
                            "Nothing of it can be shown. Ask about larger groups."));
        } else if (registry.check(asked.publication(judged.breakdowns()))
                instanceof Verdict.Unsafe unsafe) {
            all.addAll(differences(unsafe));
        }
        return new Judged(
                judged.text(), all, judged.breakdowns(), judged.frequencies(), judged.people());
    }

    /// What the registry finds, without what others have released.
    private static List<OutputFinding> differences(Verdict.Unsafe unsafe) {
        SortedMap<String, OutputFinding> byPlace = new TreeMap<>();
        for (Verdict.Finding finding : unsafe.findings()) {
            String place = String.join(" + ", finding.numbers());
            byPlace.putIfAbsent(
                    place,
                    new OutputFinding(
                            place,
                            Weight.AGAINST,
                            "Beside what was released before, by this project or another, this would let fewer than %d people be worked out. Use the groups and the population of an earlier output, or leave it out."
                                    .formatted(finding.fewerThan())));
        }
        return List.copyOf(byPlace.values());
    }

    // ---- Counts -----------------------------------------------------------------------------

    private Judged counts(Run run, Findings.Counts counts) {
        ProtectedTables tables =
                TableProtection.protect(
                        counts.tables().stream()
                                .map(t -> new CountTable(t.categories(), t.cells()))
                                .toList(),
                        rules.counts());
        List<OutputFinding> findings = new ArrayList<>();
        tables.counts()
                .forEach((at, count) -> {
                    if (count instanceof PublishedCount.Hidden) {
                        findings.add(
                                new OutputFinding(
                                        at.toString(),
                                        Weight.LEFT_OUT,
                                        "Not shown: it counts fewer than %d people, or another that does could be worked out from it. Join it with another category to show more."
                                                .formatted(rules.counts().threshold())));
                    }
                });
        StringBuilder text = start(run);
        for (Findings.Table table : counts.tables()) {
            List<String> dimensions = List.copyOf(table.categories().keySet());
            List<String> heading = new ArrayList<>(dimensions);
            heading.add("people");
            text.append('\n');
            line(text, heading);
            cells(table.categories(), dimensions, new ArrayList<>())
                    .forEach(at -> {
                        List<String> row = new ArrayList<>();
                        dimensions.forEach(d -> row.add(at.categories().getOrDefault(d, "all")));
                        row.add(tables.counts().getOrDefault(at, PublishedCount.HIDDEN).toString());
                        line(text, row);
                    });
        }
        return new Judged(
                text.toString(), findings, tables.breakdowns(), Optional.empty(), counts.people());
    }

    /// Every cell and margin, in the order of the categories.
    private static List<Coordinates> cells(
            SortedMap<String, List<String>> categories,
            List<String> dimensions,
            List<String> chosen) {
        if (chosen.size() == dimensions.size()) {
            TreeMap<String, String> at = new TreeMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                if (!chosen.get(i).isEmpty()) {
                    at.put(dimensions.get(i), chosen.get(i));
                }
            }
            return List.of(new Coordinates(at));
        }
        List<Coordinates> all = new ArrayList<>();
        List<String> of = new ArrayList<>(categories.get(dimensions.get(chosen.size())));
        of.add(""); // the margin
        for (String category : of) {
            List<String> more = new ArrayList<>(chosen);
            more.add(category);
            all.addAll(cells(categories, dimensions, more));
        }
        return all;
    }

    // ---- Carriers of alleles --------------------------------------------------------------------

    /// Alleles whose carriers are few are not even named, and neither are those that few do not
    /// carry, or that few carry beside another that is shown.
    private Judged carriers(Run run, Findings.Carriers carriers, Asked asked) {
        RoaringBitmap population = carriers.population();
        List<Breakdown> shown = new ArrayList<>();
        SortedMap<String, RoaringBitmap> named = new TreeMap<>();
        boolean isMore = false;
        boolean isPopulationShown =
                !rules.counts().hides(population.getCardinality())
                        && isSafe(asked, shown, "everybody", population);
        for (var allele : carriers.alleles().entrySet()) {
            RoaringBitmap who = allele.getValue();
            boolean shows =
                    isPopulationShown
                            && named.size() < MOST_ALLELES
                            && !who.isEmpty()
                            && !rules.counts().hides(who.getCardinality())
                            && isSafe(asked, shown, allele.getKey(), who);
            if (shows) {
                named.put(allele.getKey(), who);
            } else {
                isMore = true;
            }
        }
        List<OutputFinding> findings = new ArrayList<>();
        if (isMore || carriers.alleles().isEmpty()) {
            findings.add(
                    new OutputFinding(
                            "alleles that are not named",
                            Weight.LEFT_OUT,
                            "An allele is named only if at least %d people carry it, and if no fewer people make the difference from another number that is shown; at most %d are."
                                    .formatted(rules.counts().threshold(), MOST_ALLELES)));
        }
        Findings.Carriers released = new Findings.Carriers(population, named);
        if (!named.isEmpty()) {
            frequencies(released, asked).ifPresent(findings::add);
        }
        StringBuilder text = start(run);
        text.append('\n');
        line(text, List.of("allele (GRCh38, 0-based, interbase)", "carriers"));
        if (isPopulationShown) {
            line(text, List.of("everybody", shown(population)));
        }
        named.forEach((allele, who) -> line(text, List.of(allele, shown(who))));
        return new Judged(
                text.toString(),
                findings,
                named.isEmpty() ? List.of() : shown,
                Optional.of(released),
                population);
    }

    /// Takes a number in if nothing small can be worked out with it.
    private boolean isSafe(Asked asked, List<Breakdown> shown, String label, RoaringBitmap people) {
        if (people.isEmpty()) {
            return false;
        }
        Breakdown number = Breakdown.of(new Release(label, people));
        List<Breakdown> all = new ArrayList<>(shown);
        all.add(number);
        // What equals an earlier number is no news.
        if (registry.check(asked.publication(all)) instanceof Verdict.Safe) {
            shown.add(number);
            return true;
        }
        return false;
    }

    private Optional<OutputFinding> frequencies(Findings.Carriers carriers, Asked asked) {
        FrequencyReleases before = new FrequencyReleases(rules.frequencies());
        for (Findings.Carriers released : asked.released()) {
            before.release(released.population(), released.alleles().keySet());
        }
        Set<String> sites = new HashSet<>(carriers.alleles().keySet());
        return before.release(carriers.population(), sites).allowed()
                ? Optional.empty()
                : Optional.of(
                        new OutputFinding(
                                "alleles",
                                Weight.AGAINST,
                                "With what was released before of these people there would be more than %s alleles for each of them, from which it could be told who is in the group. Ask about smaller regions, or more people."
                                        .formatted(rules.frequencies().mostSitesPerPerson())));
    }

    // ---- Sums ---------------------------------------------------------------------------------

    private Judged sums(Run run, Findings.Sums sums) {
        List<OutputFinding> findings = new ArrayList<>();
        List<Release> shown = new ArrayList<>();
        StringBuilder text = start(run);
        text.append('\n');
        line(text, List.of("group", "people", "sum"));
        sums.groups()
                .forEach((group, contributions) -> {
                    Set<String> against = against(contributions.values());
                    if (against.isEmpty()) {
                        RoaringBitmap people = new RoaringBitmap();
                        contributions.keySet().forEach(people::add);
                        shown.add(new Release(group, people));
                        line(
                                text,
                                List.of(
                                        group,
                                        shown(people),
                                        Long.toString(
                                                contributions.values().stream()
                                                        .mapToLong(v -> v)
                                                        .sum())));
                    } else {
                        findings.add(
                                new OutputFinding(
                                        group,
                                        Weight.LEFT_OUT,
                                        "Not shown: %s. Join it with another group to show more."
                                                .formatted(String.join("; ", against))));
                        line(text, List.of(group, "–", "–"));
                    }
                });
        return new Judged(
                text.toString(),
                findings,
                shown.isEmpty() ? List.of() : List.of(new Breakdown(shown)),
                Optional.empty(),
                sums.people());
    }

    private Set<String> against(Collection<Long> contributions) {
        Set<String> against = new TreeSet<>();
        if (contributions.isEmpty() || rules.counts().hides(contributions.size())) {
            against.add("fewer than %d people".formatted(rules.counts().threshold()));
        }
        for (Dominance.Reason reason :
                Dominance.judge(
                        contributions.stream().mapToLong(v -> v).toArray(), rules.magnitudes())) {
            against.add(
                    switch (reason) {
                        case TOO_FEW_CONTRIBUTORS ->
                                "fewer than %d people".formatted(rules.counts().threshold());
                        case FEW_DOMINATE -> "a few people make most of it";
                        case LARGEST_CAN_BE_ESTIMATED -> "the largest part could be estimated";
                    });
        }
        return against;
    }

    // ---- The file -----------------------------------------------------------------------------

    private String shown(RoaringBitmap people) {
        return rules.counts().show(people.getCardinality()).toString();
    }

    private StringBuilder start(Run run) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(run.analysis().title().replaceAll("\\R", " ")).append('\n');
        text.append(
                "# Numbers of people below %d are not shown, and others so that they cannot be worked out. They are rounded to %d and may not add up.\n"
                        .formatted(rules.counts().threshold(), rules.counts().roundingBase()));
        return text;
    }

    /// As RFC 4180 says, but for the line end.
    private static void line(StringBuilder text, List<String> values) {
        text.append(
                        values.stream()
                                .map(v ->
                                        v.contains(",") || v.contains("\"")
                                                ? "\"" + v.replace("\"", "\"\"") + "\""
                                                : v)
                                .collect(Collectors.joining(",")))
                .append('\n');
    }
}
