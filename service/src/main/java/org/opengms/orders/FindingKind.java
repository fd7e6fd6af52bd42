package org.opengms.orders;

import static org.opengms.orders.Grade.ERROR;
import static org.opengms.orders.Grade.INFORMATION;
import static org.opengms.orders.Grade.WARNING;

import java.util.Locale;

/// Everything that can be found in an order, with the grade that it has unless the operator's
/// acceptance policy says otherwise. Only what would make the test wrong or unsafe refuses an order
/// by default.
public enum FindingKind {
    /// The submission breaks the FHIR R4 specification.
    STRUCTURE_INVALID(ERROR),
    /// The FHIR validator advises something.
    STRUCTURE_ADVICE(WARNING),
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
    DUPLICATE_ORDER(WARNING);

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
