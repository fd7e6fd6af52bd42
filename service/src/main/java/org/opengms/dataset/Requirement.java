package org.opengms.dataset;

/// What the Minimum Data Set demands of an item.
public enum Requirement {
    MANDATORY("Mandatory"),
    /// Mandatory if the item's condition holds.
    MANDATORY_IF("Mandatory IF"),
    OPTIONAL("Optional"),
    /// Not asked for.
    NOT_APPLICABLE("N/A");

    private final String cell;

    Requirement(String cell) {
        this.cell = cell;
    }

    /// How the sheet writes it.
    String cell() {
        return cell;
    }
}
