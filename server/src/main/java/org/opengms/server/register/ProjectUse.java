package org.opengms.server.register;

/// What a project has asked of the data and taken away, up to a day.
///
/// @param questions it had counted beside the data
/// @param readings of people's data for it, rounded: somebody whose data served twice counts twice
/// @param outputs results that were released to it, none of which is about a person
public record ProjectUse(long questions, RegisterFigures.Count readings, long outputs) {
    /// Whether there is anything to tell.
    public boolean hasAny() {
        return questions > 0 || outputs > 0;
    }
}
