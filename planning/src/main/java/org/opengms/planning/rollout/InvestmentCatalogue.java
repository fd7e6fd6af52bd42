package org.opengms.planning.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.ServiceScenario;

/// What can be invested in, beside a scenario.
///
/// @param format [#FORMAT]
/// @param id of the catalogue
/// @param title in a few words
/// @param options each kind once, for one or many places
public record InvestmentCatalogue(
        String format, String id, String title, List<InvestmentOption> options) {
    /// The form this version reads and writes.
    public static final String FORMAT = "opengms-investments/1";

    private static final DataFile<InvestmentCatalogue> FILE =
            new DataFile<>(
                    InvestmentCatalogue.class,
                    "a catalogue of investments",
                    "OGMS-6450",
                    catalogue -> catalogue);

    public InvestmentCatalogue {
        options = List.copyOf(options);
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format is \"%s\" and must be \"%s\".".formatted(format, FORMAT));
        }
        if (options.stream().map(InvestmentOption::id).distinct().count() != options.size()) {
            throw new IllegalArgumentException("two options have the same id.");
        }
    }

    /// Reads a catalogue, in JSON or YAML by the file's name.
    ///
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    public static InvestmentCatalogue read(Path file) {
        return FILE.read(file);
    }

    /// Reads a catalogue that was sent.
    ///
    /// @param text of the file
    /// @param name of the file, which says whether it is JSON or YAML and is named in messages
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    public static InvestmentCatalogue parse(String text, String name) {
        return FILE.parse(text, name);
    }

    /// The names of the catalogues that come with the program.
    public static final List<String> NAMES =
            List.of("national-investments", "regional-investments");

    /// A catalogue that comes with the program: `national-investments` or `regional-investments`.
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public static InvestmentCatalogue named(String name) {
        try (InputStream in =
                name.matches("[a-z0-9-]+")
                        ? InvestmentCatalogue.class.getResourceAsStream(name + ".yaml")
                        : null) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "OGMS-6452 There is no catalogue of investments \"%s\". Take national-investments, regional-investments, or the path of a file."
                                .formatted(name));
            }
            return FILE.read(in, name + ".yaml");
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-6452 Cannot read " + name, e);
        }
    }

    /// The catalogue as JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// An option at one of its places.
    record Placed(InvestmentOption option, String place) {
        String id() {
            return option.at(place);
        }
    }

    /// Every option at every place of a scenario, by id.
    ///
    /// @throws IllegalArgumentException if a place is not in the scenario
    Map<String, Placed> placed(ServiceScenario scenario) {
        Map<String, Placed> placed = new TreeMap<>();
        for (InvestmentOption option : options) {
            List<String> all =
                    option.kind().isAtSite()
                            ? scenario.sites().stream().map(site -> site.id()).toList()
                            : scenario.laboratories().stream().map(lab -> lab.id()).toList();
            for (String place : option.places().contains("*") ? all : option.places()) {
                if (!all.contains(place)) {
                    throw new IllegalArgumentException(
                            "OGMS-6453 Investment option %s names \"%s\", which scenario %s does not have. Name one of its sites for DIGITISE and GO_LIVE, of its laboratories otherwise, or *."
                                    .formatted(option.id(), place, scenario.id()));
                }
                placed.put(option.at(place), new Placed(option, place));
            }
        }
        return placed;
    }

    /// The options, at their places, whose investments bring sites live.
    Set<String> goLives(ServiceScenario scenario) {
        return placed(scenario).values().stream()
                .filter(placed -> placed.option().kind() == InvestmentOption.Kind.GO_LIVE)
                .map(Placed::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What a plan changes in the network in one replication, after lead times and drawn slips. The
    /// slip of an option at a place is the same under every plan.
    ///
    /// @param seed of everything
    /// @param replication from 0
    /// @throws IllegalArgumentException if the plan names what the catalogue does not have
    public List<DatedChange> changes(
            ServiceScenario scenario, RolloutPlan plan, long seed, int replication) {
        return changes(
                scenario,
                plan,
                placed -> placed.option().quartersLate(uniform(seed, replication, placed.id())));
    }

    /// The same with nothing late.
    List<DatedChange> changesInTime(ServiceScenario scenario, RolloutPlan plan) {
        return changes(scenario, plan, _ -> 0);
    }

    private List<DatedChange> changes(
            ServiceScenario scenario, RolloutPlan plan, ToIntFunction<Placed> quartersLate) {
        Map<String, Placed> placed = placed(scenario);
        List<DatedChange> changes = new ArrayList<>();
        for (Investment investment : plan.meant()) {
            Placed what = find(placed, investment.option());
            int quarter =
                    investment.startQuarter()
                            + what.option().leadQuarters()
                            + quartersLate.applyAsInt(what);
            if (quarter < scenario.quarters()) {
                LocalDate date =
                        scenario.start().plusDays((long) quarter * ServiceScenario.QUARTER_DAYS);
                changes.add(what.option().change(what.place(), date, investment.units()));
            }
        }
        return changes;
    }

    static Placed find(Map<String, Placed> placed, String option) {
        Placed what = placed.get(option);
        if (what == null) {
            throw new IllegalArgumentException(
                    "OGMS-6454 The plan invests in \"%s\", which the catalogue does not have. Name an option, a colon and a place."
                            .formatted(option));
        }
        return what;
    }

    /// Pence that a plan spends in each quarter.
    List<Long> spendingPence(ServiceScenario scenario, RolloutPlan plan) {
        Map<String, Placed> placed = placed(scenario);
        long[] spending = new long[scenario.quarters()];
        for (Investment investment : plan.meant()) {
            List<Long> cost = find(placed, investment.option()).option().costPence();
            for (int i = 0;
                    i < cost.size() && investment.startQuarter() + i < spending.length;
                    i++) {
                spending[investment.startQuarter() + i] += investment.units() * cost.get(i);
            }
        }
        return Arrays.stream(spending).boxed().toList();
    }

    /// How many sites a plan has digitised and brought live by the end of each quarter, if nothing
    /// is late.
    List<RolloutReport.Sites> sites(ServiceScenario scenario, RolloutPlan plan) {
        Map<String, Placed> placed = placed(scenario);
        List<RolloutReport.Sites> sites = new ArrayList<>();
        for (int quarter = 0; quarter < scenario.quarters(); quarter++) {
            Set<String> digitised = new TreeSet<>();
            Set<String> live = new TreeSet<>();
            for (Investment investment : plan.meant()) {
                Placed what = find(placed, investment.option());
                if (investment.startQuarter() + what.option().leadQuarters() > quarter) {
                    continue;
                }
                switch (what.option().kind()) {
                    case DIGITISE -> digitised.add(what.place());
                    case GO_LIVE -> live.add(what.place());
                    case MACHINES, PLACES, STORAGE, COMPUTE, NETWORK, HIRE, TRAIN, MEETING -> {}
                }
            }
            sites.add(new RolloutReport.Sites(quarter, digitised.size(), live.size()));
        }
        return sites;
    }

    private static double uniform(long seed, int replication, String place) {
        byte[] hash = Sha256.of(seed + "\n" + replication + "\nslip\n" + place);
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
    }
}
