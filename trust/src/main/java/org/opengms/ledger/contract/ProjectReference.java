package org.opengms.ledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The approved project that a contract is about, by the name that whoever approves projects gave
/// it.
public record ProjectReference(@JsonValue String value) {
    /// @throws IllegalArgumentException if it is missing or not plain
    @JsonCreator
    public ProjectReference {
        Texts.id("project", value);
    }
}
