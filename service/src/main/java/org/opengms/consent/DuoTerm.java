package org.opengms.consent;

/// One term on a data set.
///
/// @param code identifier in the Data Use Ontology, such as `DUO:0000006`; need not be known here
/// @param parameter what the term leaves open: a disease, a region, a day, an institution; empty
///   where it leaves nothing open
public record DuoTerm(String code, String parameter) {
    /// A term that leaves nothing open.
    public static DuoTerm of(DuoCode code) {
        return new DuoTerm(code.id(), "");
    }

    /// A term with what it leaves open.
    public static DuoTerm of(DuoCode code, String parameter) {
        return new DuoTerm(code.id(), parameter);
    }
}
