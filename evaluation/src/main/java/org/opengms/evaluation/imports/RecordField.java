package org.opengms.evaluation.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.evaluation.imports.RecordMapping.Programme;
import org.opengms.evaluation.snapshot.Code;

/// What the import takes from a table of records. A [RecordMapping] says in which column it stands.
public enum RecordField {
    /// Number of the participant.
    PARTICIPANT(Table.PARTICIPANT, true),
    /// Number of the family.
    FAMILY(Table.PARTICIPANT, Programme.RARE_DISEASE),
    /// Whether the participant is in the programme that is evaluated.
    IN_PROGRAMME(Table.PARTICIPANT, false, "yes", "no"),
    /// Whether the participant is the proband of the family.
    IS_PROBAND(Table.PARTICIPANT, Programme.RARE_DISEASE, "yes", "no"),
    /// Day of consent: the day of the order.
    CONSENT_DAY(Table.PARTICIPANT, true),
    /// Whether the participant has withdrawn.
    WITHDRAWN(Table.PARTICIPANT, false, "yes", "no"),
    /// Day of withdrawal.
    WITHDRAWAL_DAY(Table.PARTICIPANT, false),
    /// Year of birth.
    BIRTH_YEAR(Table.PARTICIPANT, false),
    /// Sex.
    SEX(Table.PARTICIPANT, false, Code.Sex.values()),
    /// Ethnic category.
    ETHNICITY(Table.PARTICIPANT, false, Code.Ethnicity.values()),
    /// ODS code of the recruiting site.
    SITE(Table.PARTICIPANT, false),
    /// Region or centre.
    REGION(Table.PARTICIPANT, false),
    /// ODS code of the laboratory that reports.
    LABORATORY(Table.PARTICIPANT, false),
    /// How the test was done, where a programme has more than one method.
    METHOD(Table.PARTICIPANT, false, Code.Method.values()),
    /// Decile of deprivation of the home area: 1 is most deprived.
    DEPRIVATION(Table.PARTICIPANT, false),

    /// Number of the participant.
    PARTICIPANT_OF_SAMPLE(Table.SAMPLE, true),
    /// Day on which the laboratory had the sample; of several the first.
    RECEIVED_DAY(Table.SAMPLE, true),

    /// Number of the family.
    FAMILY_OF_STRUCTURE(Table.FAMILY, true),
    /// Who was sequenced with the proband.
    STRUCTURE(Table.FAMILY, true, Code.Structure.values()),

    /// Number of the participant.
    PARTICIPANT_OF_DISORDER(Table.DISORDER, true),
    /// Disorder for which the family was recruited.
    DISORDER(Table.DISORDER, true),

    /// Number of the participant.
    PARTICIPANT_OF_INTERPRETATION(Table.INTERPRETATION, true),

    /// Number of the participant.
    PARTICIPANT_OF_OUTCOME(Table.OUTCOME, true),
    /// Day on which the questionnaire was filled in.
    OUTCOME_DAY(Table.OUTCOME, true),
    /// Whether the case is solved.
    SOLVED(Table.OUTCOME, Programme.RARE_DISEASE, Code.Solved.values()),
    /// Whether the variant can be acted upon.
    ACTIONABILITY(Table.OUTCOME, false, Code.Actionability.values()),
    /// What it was good for, several with `;`, `,` or `|` between.
    UTILITY(Table.OUTCOME, false, Code.Utility.values()),
    /// Class of the variant.
    ACMG(Table.OUTCOME, false, Code.AcmgClass.values()),

    /// What a variant of a tumour or of the germline may be good for (exit questionnaire of cancer,
    /// `CancerActionability`), several with `;`, `,` or `|` between; *none* where there is no such
    /// variant.
    FINDING(
            Table.OUTCOME,
            Programme.CANCER,
            "germline_susceptibility",
            "predicts_therapeutic_response",
            "prognostic",
            "defines_diagnosis_group",
            "eligibility_for_trial",
            "other",
            "none"),
    /// What was done with it (exit questionnaire of cancer, `CancerUsability`).
    USE(
            Table.OUTCOME,
            Programme.CANCER,
            "already_actioned",
            "actioned_result_of_this_wga",
            "not_yet_actioned"),

    /// Number of the participant.
    PARTICIPANT_OF_ANALYSIS(Table.ANALYSIS, true),
    /// Number of the tumour's sample.
    TUMOUR_SAMPLE(Table.ANALYSIS, true),
    /// Number of the normal sample of the same person, with which it was compared.
    GERMLINE_SAMPLE(Table.ANALYSIS, true),
    /// Site or kind of the tumour that was analysed.
    ANALYSED_DISORDER(Table.ANALYSIS, false),

    /// Number of the participant.
    PARTICIPANT_OF_TIER(Table.TIERING, true),
    /// Tier of a variant.
    TIER(Table.TIERING, true, Code.Tier.values()),

    /// Number of the participant.
    PARTICIPANT_OF_DEATH(Table.DEATH, true),
    /// Day of death.
    DEATH_DAY(Table.DEATH, true);

    /// Tables of records.
    public enum Table {
        /// One row a participant.
        PARTICIPANT,
        /// Samples of participants.
        SAMPLE,
        /// One row a family.
        FAMILY,
        /// Disorders of probands.
        DISORDER,
        /// Families whose genomes were interpreted.
        INTERPRETATION,
        /// Tumours that were sequenced and interpreted beside the normal sample.
        ANALYSIS,
        /// Exit questionnaires: one row a variant, or one without a variant.
        OUTCOME,
        /// Tiers of variants.
        TIERING,
        /// Deaths.
        DEATH
    }

    private final Table table;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing changes
    private final Set<Programme> required;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and toList
    private final List<String> codes;

    RecordField(Table table, boolean required, String... codes) {
        this(table, of(required), List.of(codes));
    }

    RecordField(Table table, Programme required, String... codes) {
        this(table, Set.of(required), List.of(codes));
    }

    RecordField(Table table, boolean required, Code[] codes) {
        this(table, of(required), Arrays.stream(codes).map(Code::code).toList());
    }

    RecordField(Table table, Programme required, Code[] codes) {
        this(table, Set.of(required), Arrays.stream(codes).map(Code::code).toList());
    }

    RecordField(Table table, Set<Programme> required, List<String> codes) {
        this.table = table;
        this.required = required;
        this.codes = codes;
    }

    private static Set<Programme> of(boolean required) {
        return required ? Set.of(Programme.values()) : Set.of();
    }

    /// The table in which it stands.
    public Table table() {
        return table;
    }

    /// Whether the table of a programme cannot be read without it.
    public boolean isRequired(Programme programme) {
        return required.contains(programme);
    }

    /// Codes that it can have; none if it is no code.
    public List<String> codes() {
        return codes;
    }

    static Set<RecordField> of(Table table) {
        return Arrays.stream(values())
                .filter(f -> f.table == table)
                .collect(Collectors.toUnmodifiableSet());
    }
}
