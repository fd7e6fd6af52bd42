package org.opengms.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;

/// Findings and problems as OperationOutcome: `details` says what was found, with its code and in
/// words, `expression` where, as FHIRPath, and `diagnostics` what to do. An issue about an item of
/// the Minimum Data Set names it in an extension ([Systems#MDS_QUESTION]): the item is what the
/// issue is about, not another code for it, so it is no second coding of `details`.
public final class OperationOutcomes {
    private static final String UNPROCESSABLE = "UNPROCESSABLE_ENTITY";

    private OperationOutcomes() {}

    /// Every finding as an issue, in its order; one issue that says so where there is none.
    public static OperationOutcome of(List<Finding> findings) {
        OperationOutcome outcome = new OperationOutcome();
        findings.forEach(finding -> outcome.addIssue(issue(finding)));
        if (findings.isEmpty()) {
            outcome.addIssue(information("Nothing was found that anyone must know."));
        }
        return outcome;
    }

    /// One problem.
    ///
    /// @param code of the national interface, such as `NOT_FOUND`; or a number of this service to
    ///   search for, such as `OGMS-5000`
    /// @param words why, in plain words, without personal data
    /// @param path where, as FHIRPath; empty where it has no place
    public static OperationOutcome problem(String code, String words, String path) {
        OperationOutcome outcome = new OperationOutcome();
        OperationOutcomeIssueComponent issue = outcome.addIssue();
        issue.setSeverity(IssueSeverity.ERROR).setCode(type(code));
        issue.setDetails(
                details(code.startsWith("OGMS-") ? Systems.PROBLEM : Systems.ERROR, code, words));
        if (!path.isEmpty()) {
            issue.addExpression(path);
        }
        return outcome;
    }

    /// One problem.
    public static OperationOutcome problem(FhirProblem problem) {
        OperationOutcome outcome =
                problem(
                        switch (problem.kind()) {
                            case UNREADABLE -> "INVALID";
                            case INVALID -> UNPROCESSABLE;
                            case NOT_FOUND -> "NOT_FOUND";
                            case CONFLICT -> "CONFLICT";
                            case TOO_LARGE -> "BAD_REQUEST";
                        },
                        problem.words(),
                        problem.path());
        OperationOutcomeIssueComponent issue = outcome.getIssueFirstRep();
        issue.setCode(type(problem.kind())).setDiagnostics(problem.advice());
        issue.getDetails()
                .addCoding(new Coding().setSystem(Systems.PROBLEM).setCode(problem.code()));
        return outcome;
    }

    private static IssueType type(String code) {
        return switch (code) {
            case "NOT_FOUND" -> IssueType.NOTFOUND;
            case "NOT_ALLOWED" -> IssueType.FORBIDDEN;
            case "CONFLICT" -> IssueType.CONFLICT;
            case "INVALID" -> IssueType.INVALID;
            case UNPROCESSABLE -> IssueType.BUSINESSRULE;
            default -> IssueType.PROCESSING;
        };
    }

    /// An issue that informs.
    static OperationOutcomeIssueComponent information(String words) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(IssueSeverity.INFORMATION).setCode(IssueType.INFORMATIONAL);
        issue.setDetails(new CodeableConcept().setText(words));
        return issue;
    }

    private static OperationOutcomeIssueComponent issue(Finding finding) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(
                switch (finding.grade()) {
                    case ERROR -> IssueSeverity.ERROR;
                    case WARNING -> IssueSeverity.WARNING;
                    case INFORMATION -> IssueSeverity.INFORMATION;
                });
        issue.setCode(type(finding.kind()));
        issue.setDetails(details(Systems.FINDING, finding.kind().code(), finding.words()));
        if (finding.grade() == Grade.ERROR) {
            issue.getDetails()
                    .addCoding(new Coding().setSystem(Systems.ERROR).setCode(UNPROCESSABLE));
        }
        if (!finding.path().isEmpty()) {
            issue.addExpression(finding.path());
        }
        if (!finding.advice().isEmpty()) {
            issue.setDiagnostics(finding.advice());
        }
        if (!finding.mdsQuestion().isEmpty()) {
            issue.addExtension(
                    new Extension(Systems.MDS_QUESTION, new StringType(finding.mdsQuestion())));
        }
        return issue;
    }

    private static CodeableConcept details(String system, String code, String words) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code)).setText(words);
    }

    private static IssueType type(FhirProblem.Kind kind) {
        return switch (kind) {
            case UNREADABLE -> IssueType.STRUCTURE;
            case INVALID -> IssueType.INVALID;
            case NOT_FOUND -> IssueType.NOTFOUND;
            case CONFLICT -> IssueType.CONFLICT;
            case TOO_LARGE -> IssueType.TOOLONG;
        };
    }

    private static IssueType type(FindingKind kind) {
        return switch (kind) {
            case STRUCTURE_INVALID,
                    STRUCTURE_ADVICE,
                    IDENTIFIER_SYSTEM_INVALID,
                    PROFILE_INVALID,
                    PROFILE_ADVICE ->
                    IssueType.STRUCTURE;
            case TOOL_LIMIT, PROFILE_FALLBACK, DATA_ITEM_RULE_NOT_REVIEWED ->
                    IssueType.NOTSUPPORTED;
            case REFERENCE_DANGLING, TARGET_UNKNOWN -> IssueType.NOTFOUND;
            case CHANGE_UNCLEAR -> IssueType.INVALID;
            case ORDER_MISSING,
                    SUBJECT_MISSING,
                    NHS_NUMBER_MISSING,
                    BIRTH_DATE_MISSING,
                    REQUESTER_MISSING,
                    AUTHORED_ON_MISSING,
                    TEST_MISSING,
                    INDICATION_MISSING,
                    PHENOTYPES_MISSING,
                    RECORD_OF_DISCUSSION_MISSING,
                    PANELS_MISSING,
                    VARIANT_MISSING,
                    DATA_ITEM_MISSING ->
                    IssueType.REQUIRED;
            case NHS_NUMBER_INVALID,
                    NHS_NUMBER_INVALID_ELSEWHERE,
                    BIRTH_DATE_IN_FUTURE,
                    AUTHORED_IN_FUTURE,
                    ORDER_BEFORE_DIRECTORY,
                    PHENOTYPE_UNCLEAR ->
                    IssueType.VALUE;
            case IDENTITY_CONFLICT, DISCUSSION_OF_ANOTHER -> IssueType.CONFLICT;
            case DATA_ITEM_UNDECIDED, FAMILY_TO_FOLLOW -> IssueType.INFORMATIONAL;
            case SITE_NOT_YOURS, COMPETENCE_LACKING -> IssueType.FORBIDDEN;
            case DUPLICATE_ORDER, SENT_BEFORE -> IssueType.DUPLICATE;
            case SPECIMEN_TO_FOLLOW, MESSAGE_CLEANED, NOT_MAPPED -> IssueType.INFORMATIONAL;
            case TEST_NOT_IN_DIRECTORY,
                    INDICATION_NOT_IN_DIRECTORY,
                    SITE_UNKNOWN,
                    CODE_SYSTEM_UNDEFINED ->
                    IssueType.CODEINVALID;
            case NAME_DIFFERS,
                    TEST_NOT_OF_INDICATION,
                    SPECIALTY_NOT_LISTED,
                    AGE_OUTSIDE_CRITERIA,
                    TEST_NOT_AGREED,
                    FAMILY_INCOMPLETE,
                    DISCUSSION_CATEGORY_DOUBTFUL,
                    ASSENT_DOUBTFUL,
                    DISCUSSION_RESEARCH_UNCLEAR,
                    DISCUSSION_DATE_DOUBTFUL,
                    TEST_CODE_AND_TEXT_DIFFER,
                    FETUS_IN_NOTES ->
                    IssueType.BUSINESSRULE;
        };
    }
}
