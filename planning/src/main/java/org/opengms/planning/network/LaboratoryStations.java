package org.opengms.planning.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.opengms.planning.simulation.Capacity;
import org.opengms.planning.simulation.Distribution;
import org.opengms.planning.simulation.Model;
import org.opengms.planning.simulation.OpeningHours;
import org.opengms.planning.simulation.QueueOrder;
import org.opengms.planning.simulation.Station;

/// A laboratory's stations in one replication of a plan.
final class LaboratoryStations {
    /// An urgent case goes before every routine case that is not a year overdue.
    static final QueueOrder URGENT_THEN_DUE_DATE = new QueueOrder.ByDueDate(List.of(24 * 365.25));

    /// A link is so many streams of this speed: what passes it together is exact, a lone transfer
    /// takes as long as one stream needs.
    static final double STREAM_MEGABITS_PER_SECOND = 100;

    private final ServiceScenario scenario;
    private final Laboratory laboratory;
    private final List<DatedChange.InLaboratory> changes;
    private final ReplicationDraw draw;
    private final String place;
    private final Set<LocalDate> holidays;
    private final Map<String, Station> stations = new LinkedHashMap<>();

    /// @param changes those of the laboratory
    LaboratoryStations(
            ServiceScenario scenario,
            Laboratory laboratory,
            List<DatedChange.InLaboratory> changes,
            ReplicationDraw draw) {
        this.scenario = scenario;
        this.laboratory = laboratory;
        this.changes = changes;
        this.draw = draw;
        place = "laboratories/" + laboratory.id() + "/";
        holidays = new HashSet<>(scenario.holidays());
        changes.forEach(this::mustFit);
        bench(Stations.CLERKS, laboratory.clerks());
        bench(Stations.RECEPTION, laboratory.reception());
        bench(Stations.EXTRACTION, laboratory.extraction());
        laboratory.lines().forEach(this::line);
        servers(
                Stations.NETWORK,
                steps(
                        drawn(laboratory.networkMegabitsPerSecond(), "networkMegabitsPerSecond")
                                / STREAM_MEGABITS_PER_SECOND,
                        c ->
                                c instanceof DatedChange.NetworkAdded n
                                        ? n.megabitsPerSecond() / STREAM_MEGABITS_PER_SECOND
                                        : 0),
                OpeningHours.ALWAYS,
                Station.Closing.FINISH_IN_HAND,
                QueueOrder.BY_PRIORITY);
        servers(
                Stations.COMPUTE,
                steps(
                        whole(laboratory.compute().places(), "compute/places"),
                        c -> c instanceof DatedChange.ComputeAdded n ? n.places() : 0),
                OpeningHours.ALWAYS,
                Station.Closing.FINISH_IN_HAND,
                QueueOrder.BY_PRIORITY);
        laboratory.staff().forEach(this::staff);
        laboratory.meeting().ifPresent(this::meeting);
    }

    /// By name in the laboratory.
    Map<String, Station> stations() {
        return stations;
    }

    /// Terabytes of storage from days on.
    List<Capacity.Step> storageTerabytes() {
        return steps(
                drawn(laboratory.storage().terabytes(), "storage/terabytes"),
                c -> c instanceof DatedChange.StorageAdded n ? n.terabytes() : 0);
    }

    private void bench(String name, Laboratory.Bench bench) {
        servers(
                name,
                steps(
                        whole(bench.places(), name + "/places"),
                        c ->
                                c instanceof DatedChange.PlacesAdded n && n.station().equals(name)
                                        ? n.places()
                                        : 0),
                opening(bench.week()),
                Station.Closing.FINISH_IN_HAND,
                QueueOrder.BY_PRIORITY);
    }

    private void line(Laboratory.Line line) {
        String name = Stations.line(line.id());
        String at = "lines/" + line.id() + "/";
        Capacity machines =
                capacity(
                        name,
                        steps(
                                whole(line.machines(), at + "machines"),
                                c ->
                                        c instanceof DatedChange.MachinesAdded n
                                                        && n.line().equals(line.id())
                                                ? n.machines()
                                                : 0),
                        opening(line.week()));
        int samples = (int) whole(line.samplesPerRun(), at + "samplesPerRun");
        stations.put(
                name,
                samples == 1
                        ? new Station.Servers(
                                full(name),
                                machines,
                                Station.Closing.FINISH_IN_HAND,
                                QueueOrder.BY_PRIORITY)
                        : new Station.Batches(
                                full(name),
                                machines,
                                samples,
                                drawn(line.timeOutHours(), at + "timeOutHours"),
                                new Distribution.Constant(drawn(line.runHours(), at + "runHours")),
                                QueueOrder.BY_PRIORITY));
    }

    private void staff(Laboratory.StaffGroup group) {
        String at = "staff/" + group.competence() + "/";
        List<StaffForecast.Joiners> joiners = new ArrayList<>();
        for (int i = 0; i < group.trainees().size(); i++) {
            Laboratory.Trainees trainees = group.trainees().get(i);
            joiners.add(
                    new StaffForecast.Joiners(
                            hours(trainees.qualify()),
                            trainees.count()
                                    * drawn(
                                            trainees.qualifyShare(),
                                            at + "trainees/" + i + "/qualifyShare")));
        }
        List<StaffForecast.Joiners> hired = new ArrayList<>();
        NavigableMap<Double, Double> planned = new TreeMap<>();
        for (DatedChange.InLaboratory change : changes) {
            switch (change) {
                case DatedChange.StaffHired n when n.competence().equals(group.competence()) ->
                        hired.add(new StaffForecast.Joiners(hours(n.date()), n.people()));
                case DatedChange.TrainingCompleted n
                        when n.competence().equals(group.competence()) ->
                        hired.add(new StaffForecast.Joiners(hours(n.date()), n.people()));
                case DatedChange.StaffPlanned n when n.competence().equals(group.competence()) ->
                        planned.put(Math.max(0, hours(n.date())), n.peopleAtWork());
                default -> {}
            }
        }
        joiners.addAll(hired);
        double leaversPerYear = drawn(group.leaversPerYear(), at + "leaversPerYear");
        StaffForecast forecast =
                new StaffForecast(
                        drawn(group.people(), at + "people"),
                        leaversPerYear,
                        drawn(group.recruitsPerYear(), at + "recruitsPerYear"),
                        joiners);
        double atWork =
                1
                        - drawn(group.leaveDaysPerYear(), at + "leaveDaysPerYear")
                                / (52.0 * group.days().size());
        double endHours = 24.0 * ServiceScenario.QUARTER_DAYS * scenario.quarters();
        List<Double> hours = new ArrayList<>();
        for (int q = 0; q < scenario.quarters(); q++) {
            hours.add(24.0 * ServiceScenario.QUARTER_DAYS * q);
        }
        joiners.stream()
                .map(StaffForecast.Joiners::fromHours)
                .filter(h -> h > 0 && h < endHours)
                .forEach(hours::add);
        hours.addAll(planned.headMap(endHours).keySet());
        List<Capacity.Step> inPost = forecast.steps(hours, endHours);
        List<Capacity.Step> onTop =
                new StaffForecast(0, leaversPerYear, 0, hired).steps(hours, endHours);
        List<Capacity.Step> units = new ArrayList<>();
        for (int i = 0; i < inPost.size(); i++) {
            double from = inPost.get(i).fromHours();
            Map.Entry<Double, Double> plan = planned.floorEntry(from);
            units.add(
                    new Capacity.Step(
                            from,
                            plan == null
                                    ? inPost.get(i).units() * atWork
                                    : plan.getValue() + onTop.get(i).units() * atWork));
        }
        servers(
                Stations.staff(group.competence()),
                units,
                opening(
                        group.week(
                                drawn(
                                        group.interpretingHoursPerWeek(),
                                        at + "interpretingHoursPerWeek"))),
                Station.Closing.PAUSE,
                URGENT_THEN_DUE_DATE);
    }

    private void meeting(Laboratory.Meeting meeting) {
        stations.put(
                Stations.MEETING,
                new Station.Sessions(
                        full(Stations.MEETING),
                        meeting.days().stream()
                                .map(day -> new Station.Sessions.Time(day, meeting.hour()))
                                .toList(),
                        steps(
                                whole(meeting.casesPerMeeting(), "meeting/casesPerMeeting"),
                                c ->
                                        c instanceof DatedChange.MeetingEnlarged n
                                                ? n.casesPerMeeting()
                                                : 0),
                        holidays,
                        2,
                        URGENT_THEN_DUE_DATE));
    }

    private void servers(
            String name,
            List<Capacity.Step> steps,
            OpeningHours opening,
            Station.Closing closing,
            QueueOrder order) {
        stations.put(
                name,
                new Station.Servers(full(name), capacity(name, steps, opening), closing, order));
    }

    private Capacity capacity(String name, List<Capacity.Step> steps, OpeningHours opening) {
        Capacity capacity = new Capacity(steps, opening, List.of(), List.of());
        for (int i = 0; i < laboratory.outages().size(); i++) {
            Laboratory.Outage outage = laboratory.outages().get(i);
            if (outage.station().equals(name)) {
                String at = "outages/" + i + "/";
                capacity =
                        capacity.with(
                                new Capacity.Outages(
                                        full(name) + "/" + i,
                                        drawn(outage.perYear(), at + "perYear") / 365.25,
                                        new Distribution.Exponential(
                                                24 * drawn(outage.days(), at + "days")),
                                        drawn(outage.remainingShare(), at + "remainingShare")));
            }
        }
        return capacity;
    }

    /// What there is at the start, and more from the day of each change on.
    private List<Capacity.Step> steps(
            double atStart, ToDoubleFunction<DatedChange.InLaboratory> added) {
        TreeMap<Double, Double> rises = new TreeMap<>(Map.of(0.0, atStart));
        for (DatedChange.InLaboratory change : changes) {
            double more = added.applyAsDouble(change);
            if (more > 0) {
                rises.merge(Math.max(0, hours(change.date())), more, Double::sum);
            }
        }
        List<Capacity.Step> steps = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<Double, Double> rise : rises.entrySet()) {
            if (rise.getKey() < Model.LONGEST_HOURS) {
                sum += rise.getValue();
                steps.add(new Capacity.Step(rise.getKey(), sum));
            }
        }
        return steps;
    }

    private OpeningHours opening(WorkingWeek week) {
        return week.isAlways()
                ? OpeningHours.ALWAYS
                : OpeningHours.daily(
                        week.days(),
                        week.fromHour(),
                        week.fromHour() + week.hoursPerDay(),
                        holidays);
    }

    /// Refuses a change of what the laboratory does not have.
    private void mustFit(DatedChange.InLaboratory change) {
        boolean fits =
                switch (change) {
                    case DatedChange.MachinesAdded n -> laboratory.line(n.line()).isPresent();
                    case DatedChange.PlacesAdded n ->
                            Set.of(Stations.CLERKS, Stations.RECEPTION, Stations.EXTRACTION)
                                    .contains(n.station());
                    case DatedChange.StaffHired n -> laboratory.staff(n.competence()).isPresent();
                    case DatedChange.TrainingCompleted n ->
                            laboratory.staff(n.competence()).isPresent();
                    case DatedChange.StaffPlanned n -> laboratory.staff(n.competence()).isPresent();
                    case DatedChange.MeetingEnlarged _ -> laboratory.meeting().isPresent();
                    case DatedChange.StorageAdded _,
                            DatedChange.ComputeAdded _,
                            DatedChange.NetworkAdded _ ->
                            true;
                };
        if (!fits) {
            throw Refused.because(
                    "OGMS-6107 The change %s is of something that laboratory %s does not have. Its stations are %s",
                    change, laboratory.id(), Stations.namesIn(laboratory));
        }
    }

    private double hours(LocalDate day) {
        return 24.0 * (day.toEpochDay() - scenario.start().toEpochDay());
    }

    private double drawn(Quantity quantity, String at) {
        return draw.of(quantity, place + at);
    }

    private double whole(Quantity quantity, String at) {
        return Math.max(1, Math.rint(drawn(quantity, at)));
    }

    private String full(String station) {
        return laboratory.id() + "/" + station;
    }
}
