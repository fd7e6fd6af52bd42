package org.opengms.server.pages;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Said;
import org.opengms.consent.Use;

/// What a person can answer about research on their own page.
public enum OwnChoice {
    YES("Yes, my data may help research"),
    NO("No"),
    LATER("I have not decided. Ask me later"),
    STOP("Stop everything but my own care");

    private final String words;

    OwnChoice(String words) {
        this.words = words;
    }

    /// As the page says it.
    public String words() {
        return words;
    }

    /// As it is said of somebody else.
    public String ofAnother() {
        return switch (this) {
            case YES -> "Yes, the data may help research";
            case NO -> "No";
            case LATER -> "Not decided. Ask later";
            case STOP -> "Stop everything but care";
        };
    }

    /// As it stands in the form.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OwnChoice> of(String code) {
        for (OwnChoice choice : values()) {
            if (choice.code().equals(code)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }

    /// The answer that is in force.
    public static OwnChoice inForce(ConsentState state) {
        return switch (state.research()) {
            case ResearchStanding.Agreed _ -> YES;
            case ResearchStanding.Declined _ -> NO;
            case ResearchStanding.Withdrawn _ -> STOP;
            case ResearchStanding.EndedByDeath _ -> NO;
            case ResearchStanding.NeverAsked _,
                    ResearchStanding.Undecided _,
                    ResearchStanding.Lapsed _ ->
                    LATER;
        };
    }

    /// The uses of research that a yes can leave out.
    public static Set<Use> canBeLeftOut() {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        for (Use use : Use.values()) {
            if (use.isResearch()) {
                uses.add(use);
            }
        }
        return uses;
    }

    /// The answer as a statement.
    ///
    /// @param out what a yes leaves out
    Said said(Set<Use> out) {
        return switch (this) {
            case YES -> new Said.Research(ResearchChoice.AGREED, out, Optional.empty());
            case NO -> new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty());
            case LATER -> new Said.Research(ResearchChoice.UNDECIDED, Set.of(), Optional.empty());
            case STOP -> new Said.FullWithdrawal();
        };
    }

    /// The colour of the tag, as a class of the design system.
    public String tag() {
        return switch (this) {
            case YES -> "nhsuk-tag--green";
            case NO, STOP -> "nhsuk-tag--red";
            case LATER -> "nhsuk-tag--grey";
        };
    }
}
