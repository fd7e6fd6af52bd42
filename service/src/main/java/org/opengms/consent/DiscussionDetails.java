package org.opengms.consent;

import java.util.Optional;

/// What the forms of a discussion say beside the choices themselves, for telling whether they fit
/// together (form 01-NGIS-ROD version 4.03, and the young person's assent 03-NGIS-YPA version
/// 3.02).
///
/// @param whoChose the patient category on the form
/// @param researchDiscussed choice A: whether research was discussed
/// @param researchAnswered whether choice B, about data and samples serving research, was answered
/// @param reasonNotDiscussed whether a reason is given why research was not discussed
/// @param assent of a young person, if a form of it is there
public record DiscussionDetails(
        Optional<WhoChose> whoChose,
        Optional<Boolean> researchDiscussed,
        boolean researchAnswered,
        boolean reasonNotDiscussed,
        Optional<Assent> assent) {

    /// Nothing is known of the forms.
    public static final DiscussionDetails NONE =
            new DiscussionDetails(
                    Optional.empty(), Optional.empty(), false, false, Optional.empty());

    /// Who made the choices: the patient category of the form (code system
    /// `patient-choice-category-genomics`).
    public enum WhoChose {
        ADULT("adult-own-choice"),
        CONSULTEE("adult-lack-capacity"),
        PARENT_OR_GUARDIAN("child"),
        /// In the patient's best interests.
        CLINICIAN("clinician"),
        /// On behalf of somebody who has died.
        FOR_THE_DECEASED("deceased");

        private final String code;

        WhoChose(String code) {
            this.code = code;
        }

        /// The national code.
        public String code() {
            return code;
        }
    }

    /// A young person's answer. It is given if all five questions are answered with yes; whatever
    /// it is, a parent decides.
    public enum Assent {
        GIVEN,
        NOT_GIVEN,
        /// The form is mentioned, its answers are not at hand.
        UNREAD
    }
}
