package org.opengms.orders;

import static org.opengms.orders.Grade.ERROR;
import static org.opengms.orders.Grade.INFORMATION;
import static org.opengms.orders.Grade.WARNING;

import java.util.Locale;

/// Everything that can be found in an order, with the grade that it has unless the operator's
/// acceptance policy says otherwise. Only what would make the test wrong or unsafe refuses an order
/// by default.
public enum FindingKind {
    /// The submission breaks the specification of its form: FHIR R4, HL7 v2.
    STRUCTURE_INVALID(ERROR),
    /// The specification of the form advises something.
    STRUCTURE_ADVICE(WARNING),
    /// The system of an identifier is an OID only in name: the identifier is kept, nobody is found
    /// by it, and no test goes wrong for it.
    IDENTIFIER_SYSTEM_INVALID(WARNING),
    /// The validator could not judge this: its limit, not the order's fault.
    TOOL_LIMIT(INFORMATION),
    /// The submission keeps to FHIR R4 and breaks a national profile.
    PROFILE_INVALID(WARNING),
    /// A national profile advises something.
    PROFILE_ADVICE(WARNING),
    /// A resource was judged by a wider profile, since the one that belongs to it cannot be used.
    PROFILE_FALLBACK(INFORMATION),
    /// A code system is used under a name that nobody has defined.
    CODE_SYSTEM_UNDEFINED(WARNING),
    /// A reference leads nowhere.
    REFERENCE_DANGLING(WARNING),
    /// There is not exactly one order in the submission.
    ORDER_MISSING(ERROR),
    SUBJECT_MISSING(ERROR),
    NHS_NUMBER_MISSING(WARNING),
    NHS_NUMBER_INVALID(ERROR),
    /// The NHS number belongs to somebody with another date of birth.
    IDENTITY_CONFLICT(ERROR),
    /// The NHS number is known with another family name.
    NAME_DIFFERS(WARNING),
    BIRTH_DATE_MISSING(WARNING),
    BIRTH_DATE_IN_FUTURE(ERROR),
    REQUESTER_MISSING(WARNING),
    SITE_UNKNOWN(WARNING),
    SITE_NOT_YOURS(ERROR),
    AUTHORED_ON_MISSING(WARNING),
    AUTHORED_IN_FUTURE(ERROR),
    /// The order is older than every version of the directory that the service holds.
    ORDER_BEFORE_DIRECTORY(WARNING),
    TEST_MISSING(ERROR),
    TEST_NOT_IN_DIRECTORY(WARNING),
    INDICATION_MISSING(WARNING),
    INDICATION_NOT_IN_DIRECTORY(WARNING),
    TEST_NOT_OF_INDICATION(ERROR),
    SPECIALTY_NOT_LISTED(WARNING),
    AGE_OUTSIDE_CRITERIA(WARNING),
    PHENOTYPES_MISSING(WARNING),
    PHENOTYPE_UNCLEAR(WARNING),
    RECORD_OF_DISCUSSION_MISSING(WARNING),
    TEST_NOT_AGREED(ERROR),
    SPECIMEN_TO_FOLLOW(INFORMATION),
    /// Somebody has ordered the same for the same person, and it is not finished.
    DUPLICATE_ORDER(WARNING),
    /// The very same order, by its sender's own number or to the letter, was accepted before.
    SENT_BEFORE(ERROR),
    /// Who sends the order lacks a competence that it needs, and their workplace enforces that.
    COMPETENCE_LACKING(ERROR),
    /// A change to something that the service does not keep.
    TARGET_UNKNOWN(ERROR),
    /// What an entry wants changed cannot be told.
    CHANGE_UNCLEAR(ERROR),
    /// An NHS number that is not valid, of somebody who is not tested or in a reference.
    NHS_NUMBER_INVALID_ELSEWHERE(WARNING),
    /// The order is for fewer people than the test is best done on.
    FAMILY_INCOMPLETE(WARNING),
    /// The order speaks of more people than it brings requests for; the others may follow.
    FAMILY_TO_FOLLOW(INFORMATION),
    /// R89 without the panels that its analysis needs; the order waits.
    PANELS_MISSING(WARNING),
    /// A test for a known variant without the variant; the order waits.
    VARIANT_MISSING(WARNING),
    /// The category on the record of discussion does not fit the person's age.
    DISCUSSION_CATEGORY_DOUBTFUL(WARNING),
    /// A young person's assent outside the ages that it is for, or against the choice recorded.
    ASSENT_DOUBTFUL(WARNING),
    /// What the record says about research contradicts itself or lacks its reason.
    DISCUSSION_RESEARCH_UNCLEAR(WARNING),
    /// The record of discussion is dated in the future, or after the order.
    DISCUSSION_DATE_DOUBTFUL(WARNING),
    /// The record of discussion is somebody else's.
    DISCUSSION_OF_ANOTHER(ERROR),
    /// A mandatory item of the Minimum Data Set is missing.
    DATA_ITEM_MISSING(WARNING),
    /// Whether an item of the Minimum Data Set is needed cannot be told from the order.
    DATA_ITEM_UNDECIDED(INFORMATION),
    /// The sheet's wording of a condition is not the one that was reviewed: a limit of this
    /// program.
    DATA_ITEM_RULE_NOT_REVIEWED(INFORMATION),
    /// A part of the message was mended before it could be read.
    MESSAGE_CLEANED(INFORMATION),
    /// A part of the message has no place in an order; it stays in the message as received.
    NOT_MAPPED(INFORMATION),
    /// The message names one test by its code and another in words.
    TEST_CODE_AND_TEXT_DIFFER(WARNING),
    /// The message speaks of a fetus, and the order is read as the patient's.
    FETUS_IN_NOTES(WARNING);

    private final Grade defaultGrade;

    FindingKind(Grade defaultGrade) {
        this.defaultGrade = defaultGrade;
    }

    /// The grade where the policy says nothing.
    public Grade defaultGrade() {
        return defaultGrade;
    }

    /// The code in messages and policy files, such as `nhs-number-invalid`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
