package org.opengms.dataset;

/// A heading of the sheet: what its items are about.
///
/// @param name such as `Relative to be tested`
/// @param occurs how often it may occur in one order
public record ItemGroup(String name, Occurs occurs) {
    /// How often a group may occur in one order.
    public enum Occurs {
        ONCE,
        MANY_TIMES
    }
}
