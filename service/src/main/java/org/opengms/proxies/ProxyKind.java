package org.opengms.proxies;

/// In which role somebody acts for another.
public enum ProxyKind {
    /// Has parental responsibility (Children Act 1989, section 3).
    PARENT("parent or guardian"),
    /// Holds a registered lasting power of attorney for health and welfare (Mental Capacity Act
    /// 2005, section 9).
    ATTORNEY("attorney for health"),
    /// Appointed by the Court of Protection for health and welfare (Mental Capacity Act 2005,
    /// section 16).
    DEPUTY("deputy for health"),
    /// Advises on what the person would want in research (Mental Capacity Act 2005, section 32).
    CONSULTEE("consultee"),
    /// Whom a person with capacity chose.
    CHOSEN_CARER("carer of the person's own choice");

    private final String words;

    ProxyKind(String words) {
        this.words = words;
    }

    /// As a sentence says.
    public String words() {
        return words;
    }
}
