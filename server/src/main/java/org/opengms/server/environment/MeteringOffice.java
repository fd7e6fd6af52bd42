package org.opengms.server.environment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import org.opengms.consent.ConsentStatement;
import org.opengms.logbook.LogBook;
import org.opengms.metering.LoggedUses;
import org.opengms.metering.Meter;
import org.opengms.metering.Reconciliation;
import org.opengms.metering.Reconciliation.Outcome;
import org.opengms.transparency.log.RecordReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares metering with the transparency log, each night and when an operator wants it. Days that
/// are over are compared; what differs is kept for people beside what else is wrong with the log.
public final class MeteringOffice {
    private static final Logger LOG = LoggerFactory.getLogger(MeteringOffice.class);

    private final Meter meter;
    private final LogBook book;
    private final RecordReader records;
    private final SecureRandom random;
    private final Clock clock;

    public MeteringOffice(
            Meter meter, LogBook book, RecordReader records, SecureRandom random, Clock clock) {
        this.meter = meter;
        this.book = book;
        this.records = records;
        this.random = random;
        this.clock = clock;
    }

    /// Compares the days before a day.
    public Outcome reconcile(LocalDate until) {
        return Reconciliation.compare(
                to -> meter.forEach(LocalDate.EPOCH, until, to),
                LoggedUses.before(until, records, book.size()),
                random.nextLong());
    }

    /// The comparison of each night.
    public void nightly() {
        switch (reconcile(ConsentStatement.day(clock.instant()))) {
            case Outcome.Agrees agrees ->
                    LOG.info(
                            "Metering equals the log: {} uses, {} readings, {} bytes",
                            agrees.uses(),
                            agrees.readings(),
                            agrees.bytes());
            case Outcome.Differs differs -> {
                String words =
                        "OGMS-7679 Metering and transparency log differ on %d days, first on %s: %s"
                                .formatted(
                                        differs.days(),
                                        differs.first(),
                                        differs.difference().words());
                LOG.error("{}", words);
                book.found(words);
            }
        }
    }
}
