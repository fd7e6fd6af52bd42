package org.opengms.value;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;

/// What money of a fund buys. All but the last can be used by whoever plans a roll-out.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FundedOption.Digitising.class, name = "digitising"),
    @JsonSubTypes.Type(value = FundedOption.Sequencers.class, name = "sequencers"),
    @JsonSubTypes.Type(value = FundedOption.TrainingPlaces.class, name = "training-places"),
    @JsonSubTypes.Type(value = FundedOption.ForPatients.class, name = "for-patients")
})
public sealed interface FundedOption {
    /// The fund that pays for it.
    default Purpose fund() {
        return switch (this) {
            case Digitising _ -> Purpose.DIGITISING;
            case Sequencers _ -> Purpose.SEQUENCING;
            case TrainingPlaces _ -> Purpose.TRAINING;
            case ForPatients _ -> Purpose.PATIENT_FUND;
        };
    }

    /// A site orders digitally from now on.
    ///
    /// @param site of the service's network
    record Digitising(OdsCode site) implements FundedOption {}

    /// A laboratory gets sequencers.
    ///
    /// @param laboratory of the service's network
    /// @param machines 1 to 100
    record Sequencers(OdsCode laboratory, int machines) implements FundedOption {
        public Sequencers {
            count("machines", machines);
        }
    }

    /// A laboratory trains people.
    ///
    /// @param laboratory of the service's network
    /// @param role what they are trained for
    /// @param places 1 to 100
    record TrainingPlaces(OdsCode laboratory, StaffRole role, int places) implements FundedOption {
        public TrainingPlaces {
            count("places", places);
        }
    }

    /// What patients' representatives decided on.
    ///
    /// @param what in a line, for the public
    record ForPatients(String what) implements FundedOption {
        public ForPatients {
            what = Words.line("what", what, 200);
        }
    }

    private static void count(String field, int count) {
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("OGMS-7856 %s: give 1 to 100.".formatted(field));
        }
    }
}
