package org.opengms.planning.network;

import java.time.LocalDate;

/// Something that an investment changes in the network, on the day on which it takes effect: lead
/// time and slip are over by then. Names are the scenario's ids.
public sealed interface DatedChange {
    /// The day from which it holds, at midnight.
    LocalDate date();

    /// A change at a laboratory.
    sealed interface InLaboratory extends DatedChange {
        /// Its id.
        String laboratory();
    }

    /// A site goes live with digital orders.
    ///
    /// @param site its id
    /// @param profile the id of how digital it is from then on
    record SiteDigitised(LocalDate date, String site, String profile) implements DatedChange {
        public SiteDigitised {
            DatedChange.plausible(date);
        }
    }

    /// A site gets another network connection.
    ///
    /// @param site its id
    /// @param megabitsPerSecond all it has from then on
    record SiteConnected(LocalDate date, String site, double megabitsPerSecond)
            implements DatedChange {
        public SiteConnected {
            DatedChange.plausible(date);
            DatedChange.positive(megabitsPerSecond, "megabitsPerSecond");
        }
    }

    /// A site is offered the tests that are not offered everywhere: it goes live with whole
    /// genomes.
    ///
    /// @param site its id
    record TestsOffered(LocalDate date, String site) implements DatedChange {
        public TestsOffered {
            DatedChange.plausible(date);
        }
    }

    /// A laboratory gets more machines on a line.
    ///
    /// @param laboratory its id
    /// @param line the line's id
    /// @param machines more than before
    record MachinesAdded(LocalDate date, String laboratory, String line, int machines)
            implements InLaboratory {
        public MachinesAdded {
            DatedChange.plausible(date);
            DatedChange.positive(machines, "machines");
        }
    }

    /// A laboratory gets more places at `clerks`, `reception` or `extraction`.
    ///
    /// @param laboratory its id
    /// @param station which
    /// @param places more than before
    record PlacesAdded(LocalDate date, String laboratory, String station, int places)
            implements InLaboratory {
        public PlacesAdded {
            DatedChange.plausible(date);
            DatedChange.positive(places, "places");
        }
    }

    /// A laboratory gets more storage.
    ///
    /// @param laboratory its id
    /// @param terabytes more than before
    record StorageAdded(LocalDate date, String laboratory, double terabytes)
            implements InLaboratory {
        public StorageAdded {
            DatedChange.plausible(date);
            DatedChange.positive(terabytes, "terabytes");
        }
    }

    /// A laboratory gets more compute.
    ///
    /// @param laboratory its id
    /// @param places samples computed at once, more than before
    record ComputeAdded(LocalDate date, String laboratory, int places) implements InLaboratory {
        public ComputeAdded {
            DatedChange.plausible(date);
            DatedChange.positive(places, "places");
        }
    }

    /// A laboratory gets a faster link to compute and storage.
    ///
    /// @param laboratory its id
    /// @param megabitsPerSecond more than before
    record NetworkAdded(LocalDate date, String laboratory, double megabitsPerSecond)
            implements InLaboratory {
        public NetworkAdded {
            DatedChange.plausible(date);
            DatedChange.positive(megabitsPerSecond, "megabitsPerSecond");
        }
    }

    /// Trained people join a laboratory.
    ///
    /// @param laboratory its id
    /// @param competence theirs
    /// @param people as whole-time equivalents, who leave at the rate of the others
    record StaffHired(LocalDate date, String laboratory, String competence, double people)
            implements InLaboratory {
        public StaffHired {
            DatedChange.plausible(date);
            DatedChange.positive(people, "people");
        }
    }

    /// People end a training that the plan paid for and begin to interpret.
    ///
    /// @param laboratory its id
    /// @param competence theirs
    /// @param people who passed and stayed, as whole-time equivalents
    record TrainingCompleted(LocalDate date, String laboratory, String competence, double people)
            implements InLaboratory {
        public TrainingCompleted {
            DatedChange.plausible(date);
            DatedChange.positive(people, "people");
        }
    }

    /// How many people of a competence are at work at a laboratory from a day on, until the next
    /// such change of them: a plan of the workforce says it, in place of what the scenario says of
    /// people in post, leave, leavers, recruits and trainees. Who is hired or trained by another
    /// change comes on top.
    ///
    /// @param laboratory its id
    /// @param competence theirs
    /// @param peopleAtWork as whole-time equivalents; leave, absence and teaching are taken off
    record StaffPlanned(LocalDate date, String laboratory, String competence, double peopleAtWork)
            implements InLaboratory {
        public StaffPlanned {
            DatedChange.plausible(date);
            if (!(peopleAtWork >= 0) || peopleAtWork > 1e7) {
                throw Refused.because(
                        "OGMS-6107 A change has peopleAtWork %s. It must lie within 0 and 1.0E7",
                        peopleAtWork);
            }
        }
    }

    /// More of a test is asked for, from all sites in proportion, as urgent as it is already.
    ///
    /// @param test its id, one that the scenario has demand for
    /// @param testsPerYear more than before, without growth
    record DemandAdded(LocalDate date, String test, double testsPerYear) implements DatedChange {
        public DemandAdded {
            DatedChange.plausible(date);
            DatedChange.positive(testsPerYear, "testsPerYear");
        }
    }

    /// A laboratory's multidisciplinary meeting discusses more cases.
    ///
    /// @param laboratory its id
    /// @param casesPerMeeting more than before
    record MeetingEnlarged(LocalDate date, String laboratory, int casesPerMeeting)
            implements InLaboratory {
        public MeetingEnlarged {
            DatedChange.plausible(date);
            DatedChange.positive(casesPerMeeting, "casesPerMeeting");
        }
    }

    private static void plausible(LocalDate date) {
        if (date.getYear() < 1990 || date.getYear() > 2200) {
            throw Refused.because("OGMS-6107 A change is dated %s. Check its year", date);
        }
    }

    private static void positive(double amount, String field) {
        if (!(amount > 0) || amount > 1e7) {
            throw Refused.because(
                    "OGMS-6107 A change has %s %s. It must lie above 0, up to 1.0E7",
                    field, amount);
        }
    }
}
