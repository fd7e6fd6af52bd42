package org.opengms.metering;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.opengms.gate.AccessLog;

/// The append-only record of uses.
public interface Meter {
    /// Writes a use and the answers of the gate that it stands on, in one transaction. When this
    /// returns, the readings are in the transparency log.
    ///
    /// @param use counts the permitted entries and no others
    /// @param entries what the gate said of each person
    /// @throws org.opengms.gate.AccessLogUnavailable if that is not possible; nothing may be read
    ///   then
    void write(MeteredUse use, List<AccessLog.Entry> entries);

    /// Sums by day, project and way, in this order.
    ///
    /// @param project of one alone, or of all
    /// @param from first day
    /// @param until last day, exclusive
    List<DailySum> sums(Optional<ProjectReference> project, LocalDate from, LocalDate until);

    /// Hands on every use of some days, one after the other; not all are in memory at once.
    ///
    /// @param from first day
    /// @param until last day, exclusive
    void forEach(LocalDate from, LocalDate until, Consumer<MeteredUse> uses);
}
