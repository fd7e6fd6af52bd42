package org.opengms.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.routing.Priority;

/// A test order as a person fills it in.
///
/// @param referenceNumber the requester's own number for it, at least one character
/// @param patient who is to be tested
/// @param requesterOds ODS code of the ordering organisation
/// @param requesterName the clinician
/// @param specialty in words, may be empty
/// @param indicationCode directory code of the reason, may be empty
/// @param indicationName in words, may be empty
/// @param testCode directory code of the test, may be empty
/// @param testName in words, may be empty
/// @param priority how soon
/// @param authoredOn the day it was written
/// @param phenotypes features stated
/// @param recordOfDiscussion as taken or to follow
/// @param specimens samples that belong to it
/// @param notes clinical notes
/// @param indicationVersion of the directory, or of the definition, that the indication's code is
///   from; may be empty
/// @param testVersion likewise of the test's code
/// @param supplement what a hospital system says beyond the form on the page
public record OrderForm(
        String referenceNumber,
        SubjectDetails patient,
        String requesterOds,
        String requesterName,
        String specialty,
        String indicationCode,
        String indicationName,
        String testCode,
        String testName,
        Priority priority,
        LocalDate authoredOn,
        List<PhenotypeObservation> phenotypes,
        Optional<RecordOfDiscussion> recordOfDiscussion,
        List<SpecimenDetails> specimens,
        List<String> notes,
        String indicationVersion,
        String testVersion,
        OrderSupplement supplement) {
    public OrderForm {
        phenotypes = List.copyOf(phenotypes);
        specimens = List.copyOf(specimens);
        notes = List.copyOf(notes);
    }

    /// A form without a supplement.
    public OrderForm(
            String referenceNumber,
            SubjectDetails patient,
            String requesterOds,
            String requesterName,
            String specialty,
            String indicationCode,
            String indicationName,
            String testCode,
            String testName,
            Priority priority,
            LocalDate authoredOn,
            List<PhenotypeObservation> phenotypes,
            Optional<RecordOfDiscussion> recordOfDiscussion,
            List<SpecimenDetails> specimens,
            List<String> notes) {
        this(
                referenceNumber,
                patient,
                requesterOds,
                requesterName,
                specialty,
                indicationCode,
                indicationName,
                testCode,
                testName,
                priority,
                authoredOn,
                phenotypes,
                recordOfDiscussion,
                specimens,
                notes,
                OrderSupplement.NONE);
    }

    /// A form that does not say from which versions its codes are.
    public OrderForm(
            String referenceNumber,
            SubjectDetails patient,
            String requesterOds,
            String requesterName,
            String specialty,
            String indicationCode,
            String indicationName,
            String testCode,
            String testName,
            Priority priority,
            LocalDate authoredOn,
            List<PhenotypeObservation> phenotypes,
            Optional<RecordOfDiscussion> recordOfDiscussion,
            List<SpecimenDetails> specimens,
            List<String> notes,
            OrderSupplement supplement) {
        this(
                referenceNumber,
                patient,
                requesterOds,
                requesterName,
                specialty,
                indicationCode,
                indicationName,
                testCode,
                testName,
                priority,
                authoredOn,
                phenotypes,
                recordOfDiscussion,
                specimens,
                notes,
                "",
                "",
                supplement);
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "OrderForm[…]";
    }
}
