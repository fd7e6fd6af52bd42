package org.opengms.value;

/// What became of steps that were to be kept with what they move in the books: all of it or
/// nothing.
public enum Kept {
    /// All of it is kept.
    KEPT,
    /// Somebody else added a step since the history was read. Nothing is kept.
    OVERTAKEN
}
