package org.opengms.dataset;

/// Whether an order answers an item, and where.
public sealed interface Answer {
    /// It does.
    ///
    /// @param path where, as FHIRPath
    record Present(String path) implements Answer {}

    /// It does not.
    ///
    /// @param path where it would stand, as FHIRPath
    record Absent(String path) implements Answer {}

    /// Messages of the national shape have no place for it.
    ///
    /// @param path the nearest place, as FHIRPath
    record NotExpressible(String path) implements Answer {}
}
