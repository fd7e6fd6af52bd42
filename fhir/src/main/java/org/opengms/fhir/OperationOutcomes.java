package org.opengms.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;

/// Findings and problems as OperationOutcome: `details` says what was found, with its code and in
/// words, `expression` where, as FHIRPath, and `diagnostics` what to do.
public final class OperationOutcomes {
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
    /// @param code to search for, such as `OGMS-3101`
    /// @param words why, in plain words, without personal data
    /// @param path where, as FHIRPath; empty where it has no place
    public static OperationOutcome problem(String code, String words, String path) {
        OperationOutcome outcome = new OperationOutcome();
        OperationOutcomeIssueComponent issue = outcome.addIssue();
        issue.setSeverity(IssueSeverity.ERROR).setCode(IssueType.PROCESSING);
        issue.setDetails(details(Systems.PROBLEM, code, words));
        if (!path.isEmpty()) {
            issue.addExpression(path);
        }
        return outcome;
    }

    /// One problem.
    public static OperationOutcome problem(FhirProblem problem) {
        OperationOutcome outcome = problem(problem.code(), problem.words(), problem.path());
        outcome.getIssueFirstRep().setCode(type(problem.kind())).setDiagnostics(problem.advice());
        return outcome;
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
        if (!finding.path().isEmpty()) {
            issue.addExpression(finding.path());
        }
        if (!finding.advice().isEmpty()) {
            issue.setDiagnostics(finding.advice());
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
            case STRUCTURE_INVALID, STRUCTURE_ADVICE, PROFILE_INVALID, PROFILE_ADVICE ->
                    IssueType.STRUCTURE;
            case TOOL_LIMIT, PROFILE_FALLBACK -> IssueType.NOTSUPPORTED;
            case REFERENCE_DANGLING -> IssueType.NOTFOUND;
            case ORDER_MISSING,
                    SUBJECT_MISSING,
                    NHS_NUMBER_MISSING,
                    BIRTH_DATE_MISSING,
                    REQUESTER_MISSING,
                    AUTHORED_ON_MISSING,
                    TEST_MISSING,
                    INDICATION_MISSING,
                    PHENOTYPES_MISSING,
                    RECORD_OF_DISCUSSION_MISSING ->
                    IssueType.REQUIRED;
            case NHS_NUMBER_INVALID, BIRTH_DATE_IN_FUTURE, AUTHORED_IN_FUTURE, PHENOTYPE_UNCLEAR ->
                    IssueType.VALUE;
            case IDENTITY_CONFLICT -> IssueType.CONFLICT;
            case SITE_NOT_YOURS -> IssueType.FORBIDDEN;
            case DUPLICATE_ORDER -> IssueType.DUPLICATE;
            case SPECIMEN_TO_FOLLOW -> IssueType.INFORMATIONAL;
            case TEST_NOT_IN_DIRECTORY,
                    INDICATION_NOT_IN_DIRECTORY,
                    SITE_UNKNOWN,
                    CODE_SYSTEM_UNDEFINED ->
                    IssueType.CODEINVALID;
            case NAME_DIFFERS,
                    TEST_NOT_OF_INDICATION,
                    SPECIALTY_NOT_LISTED,
                    AGE_OUTSIDE_CRITERIA,
                    TEST_NOT_AGREED ->
                    IssueType.BUSINESSRULE;
        };
    }
}
