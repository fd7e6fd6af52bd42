package org.opengms.phenotype;

import java.util.Locale;

/// How often patients with a disease show a feature, as `phenotype.hpoa` writes it.
///
/// The classes HP:0040280 to HP:0040285 are ranges in the ontology; the single values used here are
/// the middle of each range (obligate 1, very frequent 0.9, frequent 0.55, occasional 0.17, very
/// rare 0.025, excluded 0). A row that says nothing counts as 0.6.
final class AnnotationFrequency {
    /// What a row without a frequency counts as.
    static final float NOT_STATED = 0.6f;

    /// Given instead of a frequency where the text is none of the forms the file may hold.
    static final float MALFORMED = Float.NaN;

    private AnnotationFrequency() {}

    /// @param text `n/m`, `n%`, an HP frequency class, `-` or empty
    /// @return 0 to 1, or [#MALFORMED]
    static float parse(String text) {
        String value = text.strip();
        if (value.isEmpty() || value.equals("-")) {
            return NOT_STATED;
        }
        if (value.startsWith("HP:")) {
            return switch (value) {
                case "HP:0040280" -> 1f;
                case "HP:0040281" -> 0.9f;
                case "HP:0040282" -> 0.55f;
                case "HP:0040283" -> 0.17f;
                case "HP:0040284" -> 0.025f;
                case "HP:0040285" -> 0f;
                default -> MALFORMED;
            };
        }
        try {
            if (value.endsWith("%")) {
                return share(Double.parseDouble(value.substring(0, value.length() - 1)), 100);
            }
            int slash = value.indexOf('/');
            if (slash > 0) {
                return share(
                        Integer.parseInt(value.substring(0, slash).strip()),
                        Integer.parseInt(value.substring(slash + 1).strip()));
            }
        } catch (NumberFormatException notANumber) {
            return MALFORMED;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "obligate" -> 1f;
            case "very frequent" -> 0.9f;
            case "frequent" -> 0.55f;
            case "occasional" -> 0.17f;
            case "very rare" -> 0.025f;
            case "excluded" -> 0f;
            default -> MALFORMED;
        };
    }

    private static float share(double part, double whole) {
        boolean sensible = whole > 0 && part >= 0 && part <= whole;
        return sensible ? (float) (part / whole) : MALFORMED;
    }
}
