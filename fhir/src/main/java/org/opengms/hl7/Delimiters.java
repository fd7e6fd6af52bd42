package org.opengms.hl7;

/// The characters that divide a message, as MSH-1 and MSH-2 give them.
///
/// @param field MSH-1, usually `|`
/// @param component first of MSH-2, usually `^`
/// @param repetition second of MSH-2, usually `~`
/// @param escape third of MSH-2, usually `\`
/// @param subcomponent fourth of MSH-2, usually `&`
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {
    /// Those that HL7 recommends.
    static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&');

    /// Whether no two are the same and none could be part of a word or number.
    boolean areUsable() {
        String all = "" + field + component + repetition + escape + subcomponent;
        return all.chars().distinct().count() == 5
                && all.chars().noneMatch(c -> Character.isLetterOrDigit(c) || c <= ' ');
    }
}
