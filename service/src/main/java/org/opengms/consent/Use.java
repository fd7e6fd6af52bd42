package org.opengms.consent;

import java.util.Set;
import java.util.stream.Collectors;

/// What a person's data may be used for beside their own care and the test itself. Each can be
/// refused or withdrawn by its name.
public enum Use {
    RESEARCH_NOT_FOR_PROFIT("research by hospitals, universities and charities"),
    RESEARCH_BY_COMPANIES("research by companies"),
    CONTACT_ABOUT_RESEARCH("being contacted about research"),
    CARE_OF_RELATIVES("helping the care of relatives");

    private final String words;

    Use(String words) {
        this.words = words;
    }

    /// The use, in the middle of a sentence.
    public String words() {
        return words;
    }

    /// Several uses, in the middle of a sentence.
    static String words(Set<Use> uses) {
        return uses.stream().sorted().map(Use::words).collect(Collectors.joining(" and "));
    }

    /// Whether saying no to research says no to this.
    public boolean isResearch() {
        return this != CARE_OF_RELATIVES;
    }
}
