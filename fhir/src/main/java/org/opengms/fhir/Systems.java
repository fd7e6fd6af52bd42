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

    /// R and M codes as identifiers of definitions.
    public static final String TEST_DIRECTORY_ID =
            "https://fhir.nhs.uk/Id/England-GenomicTestDirectory";

    /// TP and GT codes as identifiers of definitions.
    public static final String DIGITAL_TEST_DIRECTORY_ID =
            "https://fhir.nhs.uk/Id/England-DigitalGenomicTestServices";

    static final String TEST_METHOD_TYPE =
            "https://fhir.nhs.uk/CodeSystem/DGTS-genomictest-method-type";
    static final String PACKAGE_MODALITY =
            "https://fhir.nhs.uk/CodeSystem/DGTS-testpackage-modality";
    static final String CLINICAL_SPECIALTY =
            "https://fhir.nhs.uk/CodeSystem/DGTS-clinical-specialty-genomics";
    static final String ACTION_ROLE =
            "https://fhir.nhs.uk/CodeSystem/action-participant-role-genomics";
    static final String SAMPLE_CATEGORY =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-SampleCategory";
    static final String USAGE_CONTEXT = "http://terminology.hl7.org/CodeSystem/usage-context-type";
    static final String LIBRARY_TYPE = "http://terminology.hl7.org/CodeSystem/library-type";

    /// Who requests and performs a package: an element of R5, sent in R4 as the extension that FHIR
    /// prescribes for that.
    static final String PLAN_ACTOR =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-PlanDefinition.actor";

    /// Routing classes, as [org.opengms.directory.TestMethod] names them.
    public static final String TEST_METHOD = "https://opengms.org/CodeSystem/test-method";

    /// What the service's directory says of an indication beyond the national definition.
    static final String DIRECTORY_INDICATION =
            "https://opengms.org/StructureDefinition/directory-indication";

    /// What the service's directory says of a test beyond the national definition.
    static final String DIRECTORY_TEST = "https://opengms.org/StructureDefinition/directory-test";

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

    /// Codes of errors in the national interface, such as `NOT_FOUND`.
    public static final String ERROR = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

    /// Numbers of problems, such as `OGMS-3101`.
    public static final String PROBLEM = "https://opengms.org/CodeSystem/problem";

    /// What a person's data may be used for: `research-not-for-profit`, `research-by-companies`,
    /// `contact-about-research`, `care-of-relatives`.
    public static final String USE = "https://opengms.org/CodeSystem/use";

    /// The answer of a test in one word: `cause-found`, `uncertain`, `no-cause-found`, `failed`,
    /// `proposed`.
    public static final String RESULT_KIND = "https://opengms.org/CodeSystem/result-kind";

    /// What a signature marks as the cause: `explains` (the variants of the diagnostic
    /// implication), `none` of the variants reported, or `uncertain`.
    public static final String CAUSE_MARK = "https://opengms.org/CodeSystem/cause-mark";

    /// On an issue: the item of the Minimum Data Set that it is about, as the sheet names it.
    public static final String MDS_QUESTION =
            "https://opengms.org/StructureDefinition/mds-question";

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

    /// LOINC: Genetic variant assessment.
    static final String VARIANT_OBSERVATION = "69548-6";

    static final String CANCER_TESTING = "https://fhir.nhs.uk/CodeSystem/cancer-testing-genomics";

    /// `rare-disease-wgs`, `cancer-non-wgs` …: the national order management examples.
    static final String SEQUENCING_CATEGORY =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-GenomeSequencingCategory";

    /// The question of the Minimum Data Set that a resource answers, as a tag.
    static final String MDS_QUESTION_TAG =
            "https://fhir.nhs.uk/CodeSystem/mds-questiontag-genomics";

    static final String ETHNIC_CATEGORY =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory";
    static final String ETHNIC_CATEGORIES =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland";
    static final String RESIDENTIAL_STATUS =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ResidentialStatus";
    static final String FETAL_STATUS =
            "http://hl7.org/fhir/6.0/StructureDefinition/extension-Patient.fetalStatus";
    static final String PRIORITY_REASON =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-PriorityReason";
    static final String ADDITIONAL_CONTACT =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdditionalContact";

    /// On a specimen: germline or tumour.
    static final String SAMPLE_CATEGORY_EXTENSION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SampleCategory";

    static final String CONTACT_COMMENT =
            "http://hl7.org/fhir/StructureDefinition/contactpoint-comment";
    static final String BODY_SITE = "http://hl7.org/fhir/StructureDefinition/bodySite";
    static final String SPECIAL_HANDLING =
            "http://hl7.org/fhir/StructureDefinition/specimen-specialHandling";
    static final String ASSERTED_DATE =
            "http://hl7.org/fhir/StructureDefinition/condition-assertedDate";
    static final String TEST_CODE_VERSION =
            "https://fhir.nhs.uk/England/StructureDefinition/Extension-GenomicTestCode-Version";
    static final String PEDIGREE_NUMBER = "https://fhir.nhs.uk/Id/genomics-pedigree-number";
    static final String PATIENT_CHOICE_CATEGORY =
            "https://fhir.nhs.uk/CodeSystem/patient-choice-category-genomics";

    /// Gender identity: FHIR's R4 and R5 extensions.
    static final Set<String> GENDER_IDENTITY =
            Set.of(
                    "http://hl7.org/fhir/StructureDefinition/patient-genderIdentity",
                    "http://hl7.org/fhir/StructureDefinition/individual-genderIdentity");

    /// Sex for the interpretation of chromosomes: FHIR's R5 extension.
    static final String SEX_FOR_CLINICAL_USE =
            "http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse";

    /// Gene panels by code.
    static final Set<String> PANEL_SYSTEMS =
            Set.of(
                    "https://fhir.nhs.uk/CodeSystem/England-GenomicTestPanelCode",
                    "https://fhir.nhs.uk/Id/England-GenomicTestPanelCode");

    /// Registration numbers of the professional councils (UK Core identifier systems).
    static final Set<String> REGISTRATIONS =
            Set.of(
                    "https://fhir.hl7.org.uk/Id/gmc-number",
                    "https://fhir.hl7.org.uk/Id/nmc-number",
                    "https://fhir.hl7.org.uk/Id/hcpc-number",
                    "https://fhir.hl7.org.uk/Id/gdc-number",
                    "https://fhir.hl7.org.uk/Id/gphc-number",
                    "https://fhir.hl7.org.uk/Id/professional-code");

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
