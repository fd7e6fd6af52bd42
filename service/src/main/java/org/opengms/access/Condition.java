package org.opengms.access;

/// Something that the committee asks of a project.
///
/// @param words what it asks
/// @param beforeAccess whether it must be met before anybody uses data
public record Condition(String words, boolean beforeAccess) {
    /// @throws IllegalArgumentException if it says nothing
    public Condition {
        words = Texts.checked("condition", words, 5, 500);
    }
}
