package org.opengms.fhir;

import java.util.Set;

/// Identifier and code systems of the national messages (NHS England Genomics implementation guide,
/// 2026) and the service's own.
public final class Systems {
    private Systems() {}

    public static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    public static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    /// Order numbers for people.
    public static final String ORDER_NUMBER = "https://fhir.nhs.uk/Id/GMSOrder";

    public static final String REPORT_NUMBER = "https://fhir.nhs.uk/Id/GMSReport";

    /// R and M codes of the test directory.
    public static final String TEST_DIRECTORY =
            "https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory";

    /// TP and GT codes of the digital test directory.
    public static final String DIGITAL_TEST_DIRECTORY =
            "https://fhir.nhs.uk/CodeSystem/England-DigitalGenomicTestServices";

    public static final String TASK_CODE = "https://fhir.nhs.uk/CodeSystem/task-code-genomics";
    public static final String TASK_STATUS_REASON =
            "https://fhir.nhs.uk/CodeSystem/task-statusReason-genomics";
    public static final String BUSINESS_STATUS =
            "https://fhir.nhs.uk/CodeSystem/business-status-genomics";
    public static final String RESEARCH_PARTICIPATION =
            "https://fhir.nhs.uk/CodeSystem/patient-choice-researchparticipation";
    public static final String HPO = "http://human-phenotype-ontology.org";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String LOINC = "http://loinc.org";

    /// Kinds of findings, as [org.opengms.orders.FindingKind#code()] spells them.
    public static final String FINDING = "https://opengms.org/CodeSystem/finding";

    /// Numbers of problems, such as `OGMS-3101`.
    public static final String PROBLEM = "https://opengms.org/CodeSystem/problem";

    /// The answer of a test in one word: `cause-found`, `uncertain`, `no-cause-found`, `failed`,
    /// `proposed`.
    public static final String RESULT_KIND = "https://opengms.org/CodeSystem/result-kind";

    /// Types of identifiers (HL7 v2 table 0203).
    static final String V2_0203 = "http://terminology.hl7.org/CodeSystem/v2-0203";

    static final String V3_ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    static final String V3_ADMINISTRATIVE_GENDER =
            "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender";
    static final String PRACTICE_SETTING =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-PracticeSettingCode";
    static final String BIRTH_SEX =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex";
    static final String NHS_NUMBER_UNAVAILABLE =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberUnavailableReason";
    static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    static final String PATIENT_ROLE =
            "https://fhir.nhs.uk/England/StructureDefinition/Extension-Genomic-Patient-Role";
    static final String PARTICIPANT_COUNT =
            "https://fhir.nhs.uk/England/StructureDefinition/Extension-GenomicTest-ParticipantCount";
    static final String COVERAGE =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-Coverage";
    static final String FUNDING_CATEGORY =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-FundingCategory";
    static final String REASON_FOR_TESTING =
            "https://fhir.nhs.uk/CodeSystem/rare-diseaseTesting-genomics";

    /// Seen in national and regional messages for ODS codes.
    static final Set<String> ODS_SYSTEMS =
            Set.of(
                    ODS,
                    "https://fhir.nhs.uk/Id/ods-site-code",
                    "https://fhir.hl7.org.uk/Id/ods-organization-code",
                    "https://fhir.hl7.org.uk/Id/ods-site-code",
                    "https://fhir.hl7.org.uk/Id/ODS-code");

    /// The directories, with the misspelling of 97 national example codings (`…TestService`).
    static final Set<String> DIRECTORY_SYSTEMS =
            Set.of(
                    TEST_DIRECTORY,
                    DIGITAL_TEST_DIRECTORY,
                    "https://fhir.nhs.uk/CodeSystem/England-DigitalGenomicTestService",
                    "https://fhir.nhs.uk/Id/England-GenomicTestDirectory",
                    "https://fhir.nhs.uk/Id/England-DigitalGenomicTestServices",
                    "https://fhir.nhs.uk/Id/England-DigitalGenomicTestService");
}
