package org.opengms.planning.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A genomic laboratory and its digital infrastructure. Its stations are named `clerks`,
/// `reception`, `extraction`, `line:` and a line's id, `network`, `storage`, `compute`, `staff:`
/// and a competence, and `meeting`.
///
/// @param id what sites and changes name it by
/// @param name as people call it
/// @param region the id of its region
/// @param clerks who type and check paper orders
/// @param reception where samples are booked in
/// @param extraction where nucleic acid is extracted
/// @param lines its sequencers and conventional lines
/// @param sendsAway the lines it leaves to other laboratories
/// @param compute what turns raw data into variants
/// @param storage what genomes are kept in
/// @param networkMegabitsPerSecond of its link to compute and storage
/// @param staff who interpret, by competence
/// @param meeting its multidisciplinary meeting, where a case of its tests may need one
/// @param outages what fails
public record Laboratory(
        String id,
        String name,
        String region,
        Bench clerks,
        Bench reception,
        Bench extraction,
        List<Line> lines,
        List<SendAway> sendsAway,
        Compute compute,
        Storage storage,
        Quantity networkMegabitsPerSecond,
        List<StaffGroup> staff,
        Optional<Meeting> meeting,
        List<Outage> outages) {

    /// Places where one person works on one case at a time.
    ///
    /// @param places people at work at once
    /// @param minutesPerCase of hands-on work, mean; for `clerks` the scenario's paper effects say
    ///   it and this must be 0
    /// @param variation coefficient of variation of the work
    /// @param week when it works; work begun is finished
    public record Bench(
            Quantity places, Quantity minutesPerCase, Quantity variation, WorkingWeek week) {
        public Bench {
            places.within(1, 10_000, "places");
            minutesPerCase.within(0, 10_000, "minutesPerCase");
            variation.within(0, 5, "variation");
        }
    }

    /// Machines that run samples together.
    ///
    /// @param id what tests name it by
    /// @param machines that can run at once
    /// @param samplesPerRun that fill a run
    /// @param runHours that a run takes
    /// @param timeOutHours after which a run starts with the samples that wait
    /// @param week when it may start a run
    public record Line(
            String id,
            Quantity machines,
            Quantity samplesPerRun,
            Quantity runHours,
            Quantity timeOutHours,
            WorkingWeek week) {
        public Line {
            Refused.id(id, "id");
            machines.within(1, 10_000, "machines");
            samplesPerRun.within(1, 100_000, "samplesPerRun");
            runHours.within(0.01, 2000, "runHours");
            timeOutHours.within(0, 2000, "timeOutHours");
        }
    }

    /// A line that another laboratory runs for this one, with its network, storage and compute.
    ///
    /// @param line the line's id
    /// @param laboratory the other laboratory's id
    /// @param transportDays of the extracted sample, mean
    public record SendAway(String line, String laboratory, Quantity transportDays) {
        public SendAway {
            transportDays.within(0, 60, "transportDays");
        }
    }

    /// What turns raw data into variants.
    ///
    /// @param places samples computed at once
    /// @param variation coefficient of variation of a sample's hours
    public record Compute(Quantity places, Quantity variation) {
        public Compute {
            places.within(1, 100_000, "places");
            variation.within(0, 5, "variation");
        }
    }

    /// What genomes are kept in.
    ///
    /// @param terabytes it holds
    /// @param usedTerabytes at the start
    /// @param usedExpiresPerYear the part of `usedTerabytes` that is deleted each year, 0 to 1
    /// @param keptYears how long a new genome is kept
    public record Storage(
            Quantity terabytes,
            Quantity usedTerabytes,
            Quantity usedExpiresPerYear,
            Quantity keptYears) {
        public Storage {
            terabytes.within(0.001, 1e7, "terabytes");
            usedTerabytes.within(0, 1e7, "usedTerabytes");
            usedExpiresPerYear.within(0, 1, "usedExpiresPerYear");
            keptYears.within(0.25, 200, "keptYears");
        }
    }

    /// People of a competence.
    ///
    /// @param competence such as `rare-disease`; its staff's station is `staff:rare-disease`
    /// @param people in post at the start, as whole-time equivalents
    /// @param interpretingHoursPerWeek of one of them, the hours left for interpretation
    /// @param days of the week they interpret on; the hours are spread evenly over them from 9
    ///   o'clock
    /// @param leaveDaysPerYear of one of them, all absence but the scenario's holidays
    /// @param leaversPerYear the part of the people in post who leave each year, 0 to 1
    /// @param recruitsPerYear who join trained, as whole-time equivalents
    /// @param trainees in training at the start
    public record StaffGroup(
            String competence,
            Quantity people,
            Quantity interpretingHoursPerWeek,
            List<DayOfWeek> days,
            Quantity leaveDaysPerYear,
            Quantity leaversPerYear,
            Quantity recruitsPerYear,
            List<Trainees> trainees) {
        public StaffGroup {
            Refused.id(competence, "competence");
            people.within(0.5, 100_000, "people");
            interpretingHoursPerWeek.within(0.5, 60, "interpretingHoursPerWeek");
            if (days.isEmpty() || List.copyOf(days).size() != days.stream().distinct().count()) {
                throw Refused.because("days must name at least one day, and none twice: %s", days);
            }
            days = days.stream().sorted().toList();
            leaveDaysPerYear.within(0, 200, "leaveDaysPerYear");
            leaversPerYear.within(0, 0.9, "leaversPerYear");
            recruitsPerYear.within(0, 10_000, "recruitsPerYear");
            trainees = List.copyOf(trainees);
        }

        /// When they interpret.
        WorkingWeek week(double hoursPerWeek) {
            double hoursPerDay = Math.min(hoursPerWeek / days.size(), 15);
            return new WorkingWeek(java.util.EnumSet.copyOf(days), 9, hoursPerDay);
        }
    }

    /// People who end their training together.
    ///
    /// @param count who began
    /// @param qualify when they end
    /// @param qualifyShare who stay and pass, 0 to 1
    public record Trainees(int count, LocalDate qualify, Quantity qualifyShare) {
        public Trainees {
            if (count < 1 || count > 10_000) {
                throw Refused.because("count is %s and must lie within 1 and 10000", count);
            }
            qualifyShare.within(0, 1, "qualifyShare");
        }
    }

    /// A weekly multidisciplinary meeting.
    ///
    /// @param days it meets on
    /// @param hour of the day
    /// @param casesPerMeeting it can discuss
    public record Meeting(List<DayOfWeek> days, double hour, Quantity casesPerMeeting) {
        public Meeting {
            if (days.isEmpty() || days.size() != days.stream().distinct().count()) {
                throw Refused.because("days must name at least one day, and none twice: %s", days);
            }
            days = days.stream().sorted().toList();
            if (!(hour >= 0) || hour >= 24) {
                throw Refused.because("hour is %s and must lie within 0 and 24", hour);
            }
            casesPerMeeting.within(1, 100_000, "casesPerMeeting");
        }
    }

    /// A failure that comes at random and takes part of a station away for a time.
    ///
    /// @param station its name in the laboratory, such as `line:wgs`
    /// @param perYear how often
    /// @param days how long, mean; lengths are exponentially distributed
    /// @param remainingShare of its capacity meanwhile, 0 to 1
    public record Outage(String station, Quantity perYear, Quantity days, Quantity remainingShare) {
        public Outage {
            perYear.within(0, 365, "perYear");
            days.within(0.01, 365, "days");
            remainingShare.within(0, 1, "remainingShare");
        }
    }

    public Laboratory {
        Refused.id(id, "id");
        lines = List.copyOf(lines);
        sendsAway = List.copyOf(sendsAway);
        networkMegabitsPerSecond.within(0.1, 1e7, "networkMegabitsPerSecond");
        staff = List.copyOf(staff);
        outages = List.copyOf(outages);
    }

    /// Its line of this id.
    Optional<Line> line(String id) {
        return lines.stream().filter(l -> l.id().equals(id)).findFirst();
    }

    /// Its people of this competence.
    Optional<StaffGroup> staff(String competence) {
        return staff.stream().filter(s -> s.competence().equals(competence)).findFirst();
    }
}
