package org.opengms.evaluation.snapshot;

import java.util.Locale;

/// One of a list of codes.
public interface Code {
    /// The name of the constant.
    String name();

    /// Its place in its list, from 0, as a [Column] holds it; never written to a file.
    @SuppressWarnings("EnumOrdinal") // in memory alone
    default int place() {
        return ((Enum<?>) this).ordinal();
    }

    /// As it stands in a table: the name in small letters, unless the list has its own codes.
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// In words for a reader.
    default String words() {
        return code().replace('_', ' ');
    }

    /// How the test is done.
    enum Method implements Code {
        /// Whole genome sequencing.
        WGS,
        /// Whole exome sequencing.
        WES,
        /// Several genes at once.
        PANEL,
        /// One gene.
        SINGLE_GENE,
        /// Copy numbers by microarray.
        MICROARRAY,
        /// Any other.
        OTHER;

        @Override
        public String words() {
            return switch (this) {
                case WGS -> "whole genome";
                case WES -> "whole exome";
                default -> Code.super.words();
            };
        }
    }

    /// Who of a family was tested with the proband.
    enum Structure implements Code {
        /// Nobody.
        SINGLETON,
        /// One more.
        DUO,
        /// Both parents.
        TRIO,
        /// Others, or more.
        OTHER
    }

    /// Age of the proband when the test was ordered, in whole years.
    enum AgeBand implements Code {
        /// Below 1.
        UNDER_1("0"),
        /// 1 to 4.
        FROM_1_TO_4("1-4"),
        /// 5 to 15.
        FROM_5_TO_15("5-15"),
        /// 16 to 24.
        FROM_16_TO_24("16-24"),
        /// 25 to 44.
        FROM_25_TO_44("25-44"),
        /// 45 to 64.
        FROM_45_TO_64("45-64"),
        /// 65 and above.
        FROM_65("65+");

        private final String code;

        AgeBand(String code) {
            this.code = code;
        }

        /// The band of an age.
        ///
        /// @param years whole ones, 0 or more
        public static AgeBand of(long years) {
            if (years < 1) {
                return UNDER_1;
            }
            if (years < 5) {
                return FROM_1_TO_4;
            }
            if (years < 16) {
                return FROM_5_TO_15;
            }
            if (years < 25) {
                return FROM_16_TO_24;
            }
            if (years < 45) {
                return FROM_25_TO_44;
            }
            return years < 65 ? FROM_45_TO_64 : FROM_65;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /// Sex as recorded.
    enum Sex implements Code {
        /// Female.
        FEMALE,
        /// Male.
        MALE,
        /// Neither could be said.
        INDETERMINATE
    }

    /// Ethnic category, by the 16+1 codes of the NHS Data Dictionary.
    enum Ethnicity implements Code {
        /// White.
        A("White: British"),
        /// White.
        B("White: Irish"),
        /// White.
        C("White: any other"),
        /// Mixed.
        D("Mixed: White and Black Caribbean"),
        /// Mixed.
        E("Mixed: White and Black African"),
        /// Mixed.
        F("Mixed: White and Asian"),
        /// Mixed.
        G("Mixed: any other"),
        /// Asian or Asian British.
        H("Asian: Indian"),
        /// Asian or Asian British.
        J("Asian: Pakistani"),
        /// Asian or Asian British.
        K("Asian: Bangladeshi"),
        /// Asian or Asian British.
        L("Asian: any other"),
        /// Black or Black British.
        M("Black: Caribbean"),
        /// Black or Black British.
        N("Black: African"),
        /// Black or Black British.
        P("Black: any other"),
        /// Other.
        R("Chinese"),
        /// Other.
        S("Any other ethnic group"),
        /// Asked, and not stated.
        Z("Not stated");

        private final String words;

        Ethnicity(String words) {
            this.words = words;
        }

        @Override
        public String code() {
            return name();
        }

        @Override
        public String words() {
            return words;
        }
    }

    /// How the order came.
    enum Channel implements Code {
        /// As a message or through a page.
        ELECTRONIC,
        /// On a form.
        PAPER
    }

    /// Yes or no.
    enum YesNo implements Code {
        /// Yes.
        YES,
        /// No.
        NO
    }

    /// How an order ended.
    enum Ending implements Code {
        /// With a report.
        REPORTED,
        /// It was cancelled.
        CANCELLED,
        /// The patient withdrew from the test.
        WITHDRAWN,
        /// The patient died before a report.
        DIED,
        /// The test failed and was given up.
        FAILED,
        /// It has not ended.
        OPEN
    }

    /// Whether the case is solved (exit questionnaire, `caseSolvedFamily`).
    enum Solved implements Code {
        /// Yes.
        YES,
        /// No.
        NO,
        /// Some of the features are explained.
        PARTIALLY,
        /// The clinician could not say.
        UNKNOWN
    }

    /// Whether the result can be acted upon (exit questionnaire, `actionability`).
    enum Actionability implements Code {
        /// Yes.
        YES,
        /// No.
        NO,
        /// Not yet.
        NOT_YET,
        /// Does not apply.
        NA
    }

    /// What a result was good for (exit questionnaire, `clinicalUtility`); several may hold.
    enum Utility implements Code {
        /// Nothing.
        NONE,
        /// A medicine was changed.
        CHANGE_IN_MEDICATION,
        /// An operation became possible or needless.
        SURGICAL_OPTION,
        /// More surveillance for the proband or relatives.
        ADDITIONAL_SURVEILLANCE_FOR_PROBAND_OR_RELATIVES,
        /// A trial.
        CLINICAL_TRIAL_ELIGIBILITY,
        /// Reproductive choice.
        INFORMS_REPRODUCTIVE_CHOICE,
        /// The clinician could not say.
        UNKNOWN,
        /// Something else.
        OTHER
    }

    /// Whether the outcome was asked for, and answered.
    enum Response implements Code {
        /// Nobody asked.
        NOT_ASKED,
        /// Asked, without an answer.
        NO_ANSWER,
        /// Answered.
        ANSWERED,
        /// Answered only when those who had not answered were followed up.
        ANSWERED_ON_FOLLOW_UP
    }

    /// Class of the variant that was reported (exit questionnaire, `acmgClassification`).
    enum AcmgClass implements Code {
        /// Class 5.
        PATHOGENIC_VARIANT,
        /// Class 4.
        LIKELY_PATHOGENIC_VARIANT,
        /// Class 3.
        VARIANT_OF_UNKNOWN_CLINICAL_SIGNIFICANCE,
        /// Class 2.
        LIKELY_BENIGN_VARIANT,
        /// Class 1.
        BENIGN_VARIANT,
        /// Not classified.
        NOT_ASSESSED,
        /// No variant.
        NA
    }

    /// Best tier of the variants found.
    enum Tier implements Code {
        /// Tier 1.
        TIER_1,
        /// Tier 2.
        TIER_2,
        /// Tier 3.
        TIER_3,
        /// None was tiered.
        UNTIERED
    }

    /// What the patient chose about research.
    enum Research implements Code {
        /// Data may be used.
        YES,
        /// Data may not be used.
        NO,
        /// It was not discussed.
        NOT_ASKED
    }
}
