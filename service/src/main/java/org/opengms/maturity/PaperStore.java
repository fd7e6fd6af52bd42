package org.opengms.maturity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;

/// Where sheets are kept, each for good.
public interface PaperStore {
    /// An order as far as a sheet needs it; nothing of the patient.
    ///
    /// @param number for people
    /// @param site that ordered, if it is known
    /// @param homeLaboratory the hub that owns it
    /// @param receivedAt when it was accepted
    record Keyed(
            OrderId order,
            String number,
            Optional<OdsCode> site,
            OdsCode homeLaboratory,
            Instant receivedAt) {}

    /// The order of a number.
    Optional<Keyed> find(String number);

    /// Keeps a sheet.
    void add(PaperSheet sheet);

    /// A sheet with the number of its order.
    record Listed(String number, Optional<OdsCode> site, PaperSheet sheet) {}

    /// The newest sheets of a laboratory's people, the newest first.
    List<Listed> newest(OdsCode laboratory, int most);
}
