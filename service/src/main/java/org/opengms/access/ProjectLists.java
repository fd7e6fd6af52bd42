package org.opengms.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Lists of projects, and of who sits on the committee.
public interface ProjectLists {
    /// How many lines a page has.
    int PAGE_SIZE = 25;

    /// Which projects the committee looks at.
    enum Show {
        /// The committee or its officer must do something.
        WAITING,
        /// The applicant must.
        WITH_APPLICANT,
        /// Approved, and not over.
        APPROVED,
        /// Over, or refused.
        OVER
    }

    /// A page of projects.
    ///
    /// @param total on all pages
    record Lines(List<ProjectLine> lines, long total) {
        public Lines {
            lines = List.copyOf(lines);
        }

        /// How many pages there are, at least 1.
        public int pages() {
            return (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        }
    }

    /// How long first decisions took, without the time in which the applicant had to answer.
    ///
    /// @param decided how many there were
    /// @param medianDays half took no longer
    /// @param ninetiethDays nine in ten took no longer
    /// @param withinAim how many took no longer than is aimed at
    record Turnaround(
            long decided,
            Optional<Double> medianDays,
            Optional<Double> ninetiethDays,
            long withinAim) {}

    /// Projects whose team somebody is in, newest first; the newest 200.
    List<ProjectLine> of(Account account, LocalDate today);

    /// Projects that were sent, the longest waiting first; those that are over newest first.
    ///
    /// @param page from 1
    Lines shown(Show show, int page, LocalDate today);

    /// Projects whose lay summary is published, newest first.
    ///
    /// @param page from 1
    Lines published(int page, LocalDate today);

    /// A published project by its identifier.
    Optional<ProjectLine> published(ProjectId id, LocalDate today);

    /// Running projects, the one that ends first before the others; at most 200.
    List<ProjectLine> running(LocalDate today);

    /// First decisions since a moment.
    ///
    /// @param aimDays what is aimed at, in calendar days
    Turnaround turnaround(Instant since, int aimDays);

    /// Who sits on the committee on a day.
    List<CommitteeSeat> committee(LocalDate today);

    /// Gives somebody a seat.
    void appoint(CommitteeSeat seat, Account by, Instant at);

    /// Bars that hold on a day.
    List<Bar> barred(LocalDate today);

    /// Sets a bar.
    void bar(Bar bar, Account by, Instant at);
}
