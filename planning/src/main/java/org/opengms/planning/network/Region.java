package org.opengms.planning.network;

/// A part of the country.
///
/// @param id what sites and laboratories name it by
/// @param name as people call it
public record Region(String id, String name) {
    public Region {
        Refused.id(id, "id");
    }
}
