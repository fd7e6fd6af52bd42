package org.opengms.evaluation.protocol;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Whether a protocol came before the data. It stands on the first page of every report.
///
/// @param fixedOn day since which the protocol is fixed
/// @param snapshotDay of the data
/// @param kind how they stand to each other
/// @param hash of the protocol that ran
/// @param registered what was registered; empty if nothing was
/// @param amendments of the protocol, all of them
public record ProtocolStanding(
        LocalDate fixedOn,
        LocalDate snapshotDay,
        Kind kind,
        String hash,
        Optional<Registration> registered,
        List<Amendment> amendments) {
    public ProtocolStanding {
        amendments = List.copyOf(amendments);
    }

    /// What was registered where it cannot be changed quietly.
    ///
    /// @param hash of the protocol
    /// @param on day
    /// @param proven where anybody can see that it was registered, in a sentence or two; empty if
    ///   that rests on whoever says so
    public record Registration(String hash, LocalDate on, Optional<String> proven) {
        /// Of which nobody says where it can be seen.
        public Registration(String hash, LocalDate on) {
            this(hash, on, Optional.empty());
        }
    }

    /// From best to worst.
    public enum Kind {
        /// Registered, as it ran, on a day before the snapshot.
        REGISTERED_BEFORE_DATA,
        /// Says that it was fixed before the snapshot; nobody else says so.
        FIXED_BEFORE_DATA,
        /// Registered or fixed after the snapshot.
        FIXED_AFTER_DATA,
        /// Another protocol had been registered, or this was amended after the snapshot.
        CHANGED_AFTER_DATA
    }

    static ProtocolStanding of(
            Protocol protocol, LocalDate snapshotDay, Optional<Registration> registered) {
        String hash = protocol.hash();
        Kind kind;
        if (registered.filter(r -> !r.hash().equals(hash)).isPresent()
                || protocol.amendments().stream().anyMatch(a -> !a.on().isBefore(snapshotDay))) {
            kind = Kind.CHANGED_AFTER_DATA;
        } else if (!protocol.fixedOn().isBefore(snapshotDay)
                || registered.filter(r -> !r.on().isBefore(snapshotDay)).isPresent()) {
            kind = Kind.FIXED_AFTER_DATA;
        } else {
            kind = registered.isPresent() ? Kind.REGISTERED_BEFORE_DATA : Kind.FIXED_BEFORE_DATA;
        }
        return new ProtocolStanding(
                protocol.fixedOn(), snapshotDay, kind, hash, registered, protocol.amendments());
    }

    /// Where the registration can be seen, for the first page; empty if nothing proves it.
    public Optional<String> proven() {
        return registered.flatMap(Registration::proven);
    }

    /// Whether the first page must warn.
    public boolean warns() {
        return kind == Kind.FIXED_AFTER_DATA || kind == Kind.CHANGED_AFTER_DATA;
    }

    /// In a sentence for the first page.
    public String sentence() {
        return switch (kind) {
            case REGISTERED_BEFORE_DATA ->
                    "The protocol was registered on %s, before the data of %s, and ran unchanged."
                            .formatted(
                                    registered.map(Registration::on).orElse(fixedOn), snapshotDay);
            case FIXED_BEFORE_DATA ->
                    "The protocol says that it was fixed on %s, before the data of %s. It was not registered, so nobody else can confirm it."
                            .formatted(fixedOn, snapshotDay);
            case FIXED_AFTER_DATA ->
                    "Warning: the protocol was fixed after the data of %s could be seen. Read every number as exploratory."
                            .formatted(snapshotDay);
            case CHANGED_AFTER_DATA ->
                    "Warning: the protocol that ran is not the one registered, or was amended after the data of %s could be seen. Read every number as exploratory; the amendments are listed below."
                            .formatted(snapshotDay);
        };
    }
}
