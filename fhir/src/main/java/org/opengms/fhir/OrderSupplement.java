package org.opengms.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.people.EthnicCategory;

/// What a hospital's order system says beyond the form on the page.
///
/// @param patientIdentifiers numbers of the patient other than the NHS number
/// @param ethnicity what the patient says of it, if asked
/// @param addressLines the lines of the address without its postcode
/// @param death if the patient has died
/// @param requesterIdentifier the clinician's own number, such as one of the GMC
/// @param requesterOrganisationName in words, may be empty
/// @param requisition number that orders of one request share, may be empty
/// @param specimens for each specimen of the form, in its order; may end early
/// @param statements coded clinical statements that are no HPO features
/// @param relatives family and next of kin
/// @param received the message that the form was read from
public record OrderSupplement(
        List<LocalIdentifier> patientIdentifiers,
        Optional<EthnicCategory> ethnicity,
        List<String> addressLines,
        Optional<Death> death,
        Optional<LocalIdentifier> requesterIdentifier,
        String requesterOrganisationName,
        String requisition,
        List<SpecimenCollection> specimens,
        List<CodedStatement> statements,
        List<Relative> relatives,
        Optional<ReceivedText> received) {
    /// Nothing beyond the form.
    public static final OrderSupplement NONE =
            new OrderSupplement(
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty());

    public OrderSupplement {
        patientIdentifiers = List.copyOf(patientIdentifiers);
        addressLines = List.copyOf(addressLines);
        specimens = List.copyOf(specimens);
        statements = List.copyOf(statements);
        relatives = List.copyOf(relatives);
    }

    /// Nothing beyond the form but what the patient says of their ethnicity.
    ///
    /// @param ethnicity absent if they were not asked
    public static OrderSupplement of(Optional<EthnicCategory> ethnicity) {
        return new OrderSupplement(
                NONE.patientIdentifiers,
                ethnicity,
                NONE.addressLines,
                NONE.death,
                NONE.requesterIdentifier,
                NONE.requesterOrganisationName,
                NONE.requisition,
                NONE.specimens,
                NONE.statements,
                NONE.relatives,
                NONE.received);
    }

    /// A number that means something to whoever gave it.
    ///
    /// @param value at least one character
    /// @param assigner who gave it, in words or as a code; may be empty
    /// @param type of HL7 table 0203, such as `MR`; may be empty
    public record LocalIdentifier(String value, String assigner, String type) {
        /// Never the number: it is personal data.
        @Override
        public String toString() {
            return "LocalIdentifier[…]";
        }
    }

    /// That the patient has died.
    ///
    /// @param on the day, if known
    public record Death(Optional<LocalDate> on) {}

    /// How a specimen was taken.
    ///
    /// @param collectedOn the day, if known
    /// @param code of its type, if the type is given with a code
    /// @param site of the body in words, may be empty
    public record SpecimenCollection(
            Optional<LocalDate> collectedOn, Optional<Code> code, String site) {
        static final SpecimenCollection UNKNOWN =
                new SpecimenCollection(Optional.empty(), Optional.empty(), "");
    }

    /// A code of a system.
    ///
    /// @param system its address
    /// @param code at least one character
    /// @param display in words, may be empty
    public record Code(String system, String code, String display) {}

    /// A clinical statement by its code.
    ///
    /// @param asked what the statement is about
    /// @param answer if the statement answers a question
    public record CodedStatement(Code asked, Optional<Code> answer) {}

    /// A relative or next of kin.
    ///
    /// @param familyName may be empty
    /// @param givenName may be empty
    /// @param relationship in words, may be empty
    public record Relative(String familyName, String givenName, String relationship) {
        /// Never the name: it is personal data.
        @Override
        public String toString() {
            return "Relative[…]";
        }
    }

    /// A message to the letter.
    ///
    /// @param contentType such as `application/hl7-v2`
    /// @param title without personal data
    /// @param remarks what was found on reading it, without personal data; may be empty
    /// @param base64 its bytes
    public record ReceivedText(String contentType, String title, String remarks, String base64) {
        /// Never the content: it is personal data.
        @Override
        public String toString() {
            return "ReceivedText[" + contentType + "]";
        }
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "OrderSupplement[…]";
    }
}
