package org.opengms.consent;

import java.util.Optional;
import java.util.stream.Stream;

/// The terms of the GA4GH Data Use Ontology that say something about a data set: five permissions
/// and eighteen modifiers (EBISPOT/DUO, `duo.csv`).
public enum DuoCode {
    NRES("DUO:0000004", true),
    GRU("DUO:0000042", true),
    HMB("DUO:0000006", true),
    DS("DUO:0000007", true),
    POA("DUO:0000011", true),
    RS("DUO:0000012", false),
    NMDS("DUO:0000015", false),
    GSO("DUO:0000016", false),
    NPUNCU("DUO:0000018", false),
    PUB("DUO:0000019", false),
    COL("DUO:0000020", false),
    IRB("DUO:0000021", false),
    GS("DUO:0000022", false),
    MOR("DUO:0000024", false),
    TS("DUO:0000025", false),
    US("DUO:0000026", false),
    PS("DUO:0000027", false),
    IS("DUO:0000028", false),
    RTN("DUO:0000029", false),
    CC("DUO:0000043", false),
    NPOA("DUO:0000044", false),
    NPU("DUO:0000045", false),
    NCU("DUO:0000046", false);

    private final String id;
    private final boolean isPermission;

    DuoCode(String id, boolean isPermission) {
        this.id = id;
        this.isPermission = isPermission;
    }

    /// Its identifier in the ontology.
    public String id() {
        return id;
    }

    /// Whether it permits, rather than adding a condition.
    public boolean isPermission() {
        return isPermission;
    }

    /// The term of an identifier, if it is one that can be used.
    public static Optional<DuoCode> find(String id) {
        return Stream.of(values()).filter(code -> code.id.equals(id)).findFirst();
    }
}
