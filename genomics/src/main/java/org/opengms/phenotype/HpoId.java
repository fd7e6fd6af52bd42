package org.opengms.phenotype;

/// The identifier of a term of the Human Phenotype Ontology, written `HP:0001250`.
///
/// That an identifier is well formed does not mean that a release knows it: see [Ontology#match].
///
/// @param number the seven digits as a number
public record HpoId(int number) implements Comparable<HpoId> {
    private static final String PREFIX = "HP:";

    /// HP:0000118, the root of everything that is observed in a patient; its siblings describe
    /// inheritance, onset, course and frequency.
    public static final HpoId PHENOTYPIC_ABNORMALITY = new HpoId(118);

    public HpoId {
        if (number < 0 || number > 9_999_999) {
            throw new IllegalArgumentException("HPO number " + number + " is not of seven digits");
        }
    }

    /// @param text `HP:` and seven digits, outer blanks allowed
    /// @throws PhenotypeException OGMS-0301 if it is anything else
    public static HpoId parse(String text) {
        String trimmed = text.strip();
        if (!isWellFormed(trimmed)) {
            String shown = trimmed.length() > 40 ? trimmed.substring(0, 40) + "…" : trimmed;
            throw new PhenotypeException(
                    "OGMS-0301",
                    "'"
                            + shown
                            + "' is not an HPO identifier: need HP: and seven digits, for example"
                            + " HP:0001250.");
        }
        return new HpoId(Integer.parseInt(trimmed, PREFIX.length(), trimmed.length(), 10));
    }

    /// Whether the text is `HP:` and seven digits.
    public static boolean isWellFormed(String text) {
        if (text.length() != 10 || !text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(HpoId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        String digits = Integer.toString(number);
        return PREFIX + "0".repeat(7 - digits.length()) + digits;
    }
}
