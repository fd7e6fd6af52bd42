package org.opengms.evaluation.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.evaluation.snapshot.Code;

/// What the import takes from a table of records. A [RecordMapping] says in which column it stands.
public enum RecordField {
    /// Number of the participant.
    PARTICIPANT(Table.PARTICIPANT, true),
    /// Number of the family.
    FAMILY(Table.PARTICIPANT, true),
    /// Whether the participant is in the programme that is evaluated.
    IN_PROGRAMME(Table.PARTICIPANT, false, "yes", "no"),
    /// Whether the participant is the proband of the family.
    IS_PROBAND(Table.PARTICIPANT, true, "yes", "no"),
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
    SOLVED(Table.OUTCOME, true, Code.Solved.values()),
    /// Whether the variant can be acted upon.
    ACTIONABILITY(Table.OUTCOME, false, Code.Actionability.values()),
    /// What it was good for, several with `;`, `,` or `|` between.
    UTILITY(Table.OUTCOME, false, Code.Utility.values()),
    /// Class of the variant.
    ACMG(Table.OUTCOME, false, Code.AcmgClass.values()),

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
        /// Exit questionnaires: one row a variant, or one without a variant.
        OUTCOME,
        /// Tiers of variants.
        TIERING,
        /// Deaths.
        DEATH
    }

    private final Table table;
    private final boolean required;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and toList
    private final List<String> codes;

    RecordField(Table table, boolean required, String... codes) {
        this.table = table;
        this.required = required;
        this.codes = List.of(codes);
    }

    RecordField(Table table, boolean required, Code[] codes) {
        this.table = table;
        this.required = required;
        this.codes = Arrays.stream(codes).map(Code::code).toList();
    }

    /// The table in which it stands.
    public Table table() {
        return table;
    }

    /// Whether the table cannot be read without it.
    public boolean isRequired() {
        return required;
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
