package org.opengms.disclosure.beacon;

/// Who answers for an account: a university, a company, a hospital. All its accounts share what it
/// may ask.
///
/// @param id names it, the same for all its accounts
public record LegalEntity(String id) {
    public LegalEntity {
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-7560 A legal entity has no id: an account that nobody answers for asks nothing.");
        }
    }
}
