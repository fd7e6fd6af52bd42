package org.opengms.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.opengms.cohort.ParticipantId;
import org.opengms.consent.ConsentStatement;
import org.opengms.orders.TimeOrderedUuid;

/// One use of data by a project. It is written in the transaction that permits the use, before
/// anything is read, and never changed. Each person whose data the use reads has one reading in the
/// transparency log that names it: so metering and log can be compared.
///
/// @param id time-ordered; its time is the use's, so that the log's readings, which name the id,
///   are of the same day
/// @param project which used
/// @param kind in which way
/// @param subject what asked for it: `Run/…`, `File/…` or `Output/…`, with an id that means nothing
///   elsewhere
/// @param people whose data were used
/// @param records readings in the transparency log; as many as people, or more where a person had
///   several
/// @param queries questions asked: 1, or 0 for a further part of the same question
/// @param bytes handed over: to the environment for a file, to the team for an output; 0 for what
///   stays inside
public record MeteredUse(
        UUID id,
        ProjectReference project,
        UseKind kind,
        String subject,
        int people,
        long records,
        int queries,
        long bytes) {
    private static final int LONGEST_SUBJECT = 100;

    /// @throws IllegalArgumentException if a number cannot be
    public MeteredUse {
        TimeOrderedUuid.instant(id);
        if (people < 0 || records < people || queries < 0 || bytes < 0) {
            throw new IllegalArgumentException(
                    "OGMS-7601 A use has %d people, %d records, %d queries and %d bytes. None is negative, and each person has a record."
                            .formatted(people, records, queries, bytes));
        }
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException(
                    "OGMS-7602 A use says what asked for it, in at most %d characters."
                            .formatted(LONGEST_SUBJECT));
        }
    }

    /// When.
    public Instant at() {
        return TimeOrderedUuid.instant(id);
    }

    /// The day in London on which it is counted.
    public LocalDate day() {
        return day(id);
    }

    /// When a day begins.
    static Instant start(LocalDate day) {
        return day.atStartOfDay(ConsentStatement.ENGLAND).toInstant();
    }

    static LocalDate day(UUID id) {
        return ConsentStatement.day(TimeOrderedUuid.instant(id));
    }

    /// How the transparency log names the reading of a participant's data by a use.
    ///
    /// @param bytes that are handed over of them
    public static String resource(
            ParticipantId participant, ProjectReference project, UUID use, long bytes) {
        return "Participant/%s?project=%s&use=%s&bytes=%d"
                .formatted(participant.value(), project.value(), use, bytes);
    }
}
