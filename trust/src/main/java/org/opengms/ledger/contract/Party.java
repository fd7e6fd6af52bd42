package org.opengms.ledger.contract;

import java.util.Optional;

/// An organisation that makes a contract. There is no kind for a person: nobody is paid for being
/// in the data, so nobody is induced to be.
///
/// @param id such as an ODS code or a company number
/// @param name as registered
/// @param vatNumber its registration for VAT, if it has one
public record Party(String id, Kind kind, String name, Optional<VatNumber> vatNumber) {
    /// @throws IllegalArgumentException if the id or the name is missing or not plain
    public Party {
        Texts.id("party.id", id);
        Texts.words("party.name", name);
    }

    /// A party without a registration for VAT.
    public Party(String id, Kind kind, String name) {
        this(id, kind, name, Optional.empty());
    }

    /// What an organisation is.
    public enum Kind {
        /// Part of the National Health Service.
        NHS_BODY,
        /// Another public body.
        PUBLIC_BODY,
        /// A university or research institute.
        ACADEMIC,
        /// A charity.
        CHARITY,
        /// A company that distributes what it earns.
        COMPANY
    }
}
