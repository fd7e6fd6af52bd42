package org.opengms.planning.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opengms.datafile.DataFile;

/// A service network over some years: who orders, which laboratories do the work and with what,
/// which tests there are and how many are asked for, what waits at the start, and the levels the
/// service is held to.
///
/// @param format [#FORMAT]
/// @param id of the scenario
/// @param title in a few words
/// @param description what it stands for, and what it does not
/// @param start its first day, a Monday
/// @param quarters how many quarters of 13 weeks it lasts
/// @param sources what the marks of the quantities rest on, by the key they name
/// @param regions parts of the country
/// @param siteProfiles how digital sites are
/// @param sites who order
/// @param paperEffects what not being digital costs
/// @param laboratories which do the work
/// @param indicationGroups what tests are ordered for: id and name
/// @param tests which there are
/// @param testsPerYear that the nation asks for in the first year
/// @param demand how these divide
/// @param weekdayWeights demand of Monday to Sunday, in proportion to each other
/// @param ordersFromHour of the day, when the first orders of a day come
/// @param ordersUntilHour of the day, when the last ones come
/// @param holidays on which only what works every day works, and nobody orders
/// @param backlog what waits at the start
/// @param serviceLevels what the service is held to
public record ServiceScenario(
        String format,
        String id,
        String title,
        String description,
        LocalDate start,
        int quarters,
        Map<String, String> sources,
        List<Region> regions,
        List<SiteProfile> siteProfiles,
        List<OrderingSite> sites,
        PaperEffects paperEffects,
        List<Laboratory> laboratories,
        Map<String, String> indicationGroups,
        List<GenomicTest> tests,
        Quantity testsPerYear,
        List<TestDemand> demand,
        List<Double> weekdayWeights,
        double ordersFromHour,
        double ordersUntilHour,
        List<LocalDate> holidays,
        List<InitialBacklog> backlog,
        ServiceLevels serviceLevels) {

    /// The form this version reads and writes.
    public static final String FORMAT = "opengms-planning-scenario/1";

    /// Days of a quarter: 13 weeks, so that every quarter has the same weekdays.
    public static final int QUARTER_DAYS = 91;

    private static final DataFile<ServiceScenario> FILE =
            new DataFile<>(
                    ServiceScenario.class,
                    "a planning scenario",
                    "OGMS-6101",
                    ScenarioChecks::checked);

    public ServiceScenario {
        if (!format.equals(FORMAT)) {
            throw Refused.because("format is \"%s\" and must be \"%s\"", format, FORMAT);
        }
        Refused.id(id, "id");
        if (start.getYear() < 2000
                || start.getYear() > 2100
                || start.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw Refused.because("start is %s and must be a Monday from 2000 to 2100", start);
        }
        if (quarters < 1 || quarters > 80) {
            throw Refused.because("quarters is %s and must lie within 1 and 80", quarters);
        }
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        regions = List.copyOf(regions);
        siteProfiles = List.copyOf(siteProfiles);
        sites = List.copyOf(sites);
        laboratories = List.copyOf(laboratories);
        indicationGroups = Collections.unmodifiableMap(new TreeMap<>(indicationGroups));
        tests = List.copyOf(tests);
        testsPerYear.within(0, 1e9, "testsPerYear");
        demand = List.copyOf(demand);
        weekdayWeights = List.copyOf(weekdayWeights);
        if (weekdayWeights.size() != 7
                || weekdayWeights.stream().anyMatch(w -> !(w >= 0) || w > 1e6)
                || weekdayWeights.stream().noneMatch(w -> w > 0)) {
            throw Refused.because(
                    "weekdayWeights must be 7 numbers, Monday to Sunday, none negative, not all 0: %s",
                    weekdayWeights);
        }
        if (!(ordersFromHour >= 0) || !(ordersUntilHour > ordersFromHour) || ordersUntilHour > 24) {
            throw Refused.because(
                    "ordersFromHour %s and ordersUntilHour %s are no part of a day",
                    ordersFromHour, ordersUntilHour);
        }
        holidays = holidays.stream().sorted().distinct().toList();
        backlog = List.copyOf(backlog);
    }

    /// Reads a scenario, in JSON or YAML by the file's name.
    ///
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    /// @throws UncheckedIOException if it cannot be read
    public static ServiceScenario read(Path file) {
        return FILE.read(file);
    }

    /// The same with other demand.
    public ServiceScenario withDemand(List<TestDemand> other) {
        return withDemand(testsPerYear, other);
    }

    /// The same with another number of tests and other demand.
    public ServiceScenario withDemand(Quantity otherTestsPerYear, List<TestDemand> other) {
        return new ServiceScenario(
                format,
                id,
                title,
                description,
                start,
                quarters,
                sources,
                regions,
                siteProfiles,
                sites,
                paperEffects,
                laboratories,
                indicationGroups,
                tests,
                otherTestsPerYear,
                other,
                weekdayWeights,
                ordersFromHour,
                ordersUntilHour,
                holidays,
                backlog,
                serviceLevels);
    }

    /// Reads a scenario that was sent.
    ///
    /// @param text of the file
    /// @param name of the file, which says whether it is JSON or YAML and is named in messages
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    public static ServiceScenario parse(String text, String name) {
        return FILE.parse(text, name);
    }

    /// One of the scenarios that come with the program: `national-2018`, `national-today` and
    /// `regional-example`.
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public static ServiceScenario named(String name) {
        String resource = name + ".yaml";
        try (InputStream in =
                name.matches("[a-z0-9-]+")
                        ? ServiceScenario.class.getResourceAsStream(resource)
                        : null) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "OGMS-6102 There is no scenario \"%s\". Take one of %s, or the path of a file."
                                .formatted(name, NAMES));
            }
            return FILE.read(in, resource);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-6102 Cannot read scenario " + name + ".", e);
        }
    }

    /// The names of the scenarios that come with the program.
    public static final List<String> NAMES =
            List.of("national-2018", "national-today", "regional-example");

    /// Writes a scenario, in JSON.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void write(Path file) {
        FILE.write(this, file);
    }

    /// The scenario as JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// The same service over another time.
    ///
    /// @param quarters how many, of 13 weeks
    /// @param rampQuarters of these that are not judged
    /// @throws IllegalArgumentException if no quarter is judged
    public ServiceScenario withQuarters(int quarters, int rampQuarters) {
        LocalDate newEnd = start.plusDays((long) quarters * QUARTER_DAYS);
        return ScenarioChecks.checked(
                new ServiceScenario(
                        format,
                        id,
                        title,
                        description,
                        start,
                        quarters,
                        sources,
                        regions,
                        siteProfiles,
                        sites,
                        paperEffects,
                        laboratories,
                        indicationGroups,
                        tests,
                        testsPerYear,
                        demand,
                        weekdayWeights,
                        ordersFromHour,
                        ordersUntilHour,
                        holidays.stream().filter(day -> day.isBefore(newEnd)).toList(),
                        backlog,
                        new ServiceLevels(
                                rampQuarters,
                                serviceLevels.onTimeShare(),
                                serviceLevels.onTimeShareByClass(),
                                serviceLevels.overdueWeeks(),
                                serviceLevels.storageHeadroomShare())));
    }

    /// The first day after the last quarter.
    public LocalDate end() {
        return start.plusDays((long) quarters * QUARTER_DAYS);
    }

    /// The laboratory of this id.
    ///
    /// @throws IllegalArgumentException if there is none
    Laboratory laboratory(String id) {
        return laboratories.stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Refused.because(
                                "OGMS-6107 There is no laboratory \"%s\". Take one of %s",
                                id, laboratories.stream().map(Laboratory::id).toList()));
    }

    /// The test of this id.
    ///
    /// @throws IllegalArgumentException if there is none
    public GenomicTest test(String id) {
        return tests.stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Refused.because(
                                "OGMS-6107 There is no test \"%s\". Take one of %s",
                                id, tests.stream().map(GenomicTest::id).toList()));
    }
}
