package org.opengms.people;

import java.util.Arrays;
import java.util.Optional;

/// What people say of their ethnicity: NHS Data Model and Dictionary, *Ethnic Category Code*, the
/// 16 categories of the census of 2001 and that it was not stated. It serves to see whether the
/// service reaches everybody alike, and decides nothing about a person.
public enum EthnicCategory {
    WHITE_BRITISH("A", "White: British"),
    WHITE_IRISH("B", "White: Irish"),
    WHITE_OTHER("C", "White: any other background"),
    MIXED_WHITE_CARIBBEAN("D", "Mixed: White and Black Caribbean"),
    MIXED_WHITE_AFRICAN("E", "Mixed: White and Black African"),
    MIXED_WHITE_ASIAN("F", "Mixed: White and Asian"),
    MIXED_OTHER("G", "Mixed: any other background"),
    INDIAN("H", "Asian or Asian British: Indian"),
    PAKISTANI("J", "Asian or Asian British: Pakistani"),
    BANGLADESHI("K", "Asian or Asian British: Bangladeshi"),
    ASIAN_OTHER("L", "Asian or Asian British: any other background"),
    CARIBBEAN("M", "Black or Black British: Caribbean"),
    AFRICAN("N", "Black or Black British: African"),
    BLACK_OTHER("P", "Black or Black British: any other background"),
    CHINESE("R", "Chinese"),
    OTHER("S", "Any other ethnic group"),
    NOT_STATED("Z", "Not stated");

    private final String code;
    private final String words;

    EthnicCategory(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /// The national code, a letter.
    public String code() {
        return code;
    }

    /// As people read it on a form.
    public String words() {
        return words;
    }

    /// The category of a national code, such as `A`; absent where it is none, as for the code of
    /// what is not known.
    public static Optional<EthnicCategory> find(String code) {
        return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
    }
}
